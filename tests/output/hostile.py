"""Names that somebody types to break a page, a spreadsheet or a chart."""

from hypothesis import strategies as st

HOSTILE = (
    '=HYPERLINK("http://x","y")',
    "  =1+1",
    "＝1+1",
    "\u200b@SUM(A1)",
    "\t=1",
    "\r\n-2",
    "+49 30 1",
    "<script>alert(1)</script>",
    "</svg><img src=x onerror=alert(1)>",
    '"><text>',
    "<a href='javascript:1'>b</a><br>",
    "%{x}{y} &lt; &amp; $a$",
    "\u202egnirts\u202c \u200fabc",
    "x" * 10_000,
    "lines\nof\r\nnames\u2028here\x00\x07",
    "👩‍👩‍👧‍👦 é́́",
    "苏州市人民政府（河长办），" * 20,
    "]]>--><!DOCTYPE a>",
    "",
    " ",
)

names = st.sampled_from(HOSTILE) | st.text(max_size=80)
