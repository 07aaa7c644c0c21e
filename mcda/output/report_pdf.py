"""A report as PDF, without a browser: Latin text in Helvetica, Chinese in the font that readers replace.

Neither is embedded: Helvetica is one of the fonts that every PDF reader has, STSong-Light one of those that
it brings or replaces.
"""

import io
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape

from mcda.output.blocks import Block, Drawing, Heading, Paragraph, Points, Table
from mcda.output.labels import clean as shortened
from mcda.output.report_docx import clean
from mcda.output.steady import moment_of
from mcda.text import Language

LATIN, BOLD, CHINESE = "Helvetica", "Helvetica-Bold", "STSong-Light"
MARGIN = 50
TOGETHER = 80  # points that a caption, the head of its table and a row need
_WINDOWS = "".join(chr(code) for code in range(0x20, 0x10000) if chr(code).encode("cp1252", "ignore"))
_SYMBOLS = "−≤≥≠≈∞→←↑↓"  # what reportlab takes from the standard font Symbol
_NOT_LATIN = f"[^{re.escape(_WINDOWS + _SYMBOLS)}]"
_BETWEEN = "“”‘’…—·"  # as wide as a Chinese character inside Chinese text
_CHINESE_RUN = re.compile(f"[“‘]*{_NOT_LATIN}(?:{_NOT_LATIN}|[{_BETWEEN}])*")


def report_pdf(blocks: Sequence[Block], title: str, language: Language, at: datetime | None = None) -> bytes:
    """The report as a PDF of A4 pages with page numbers and bookmarks, dated `at`.

    Pictures are left out, as tables say the same.
    """
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import SimpleDocTemplate

    pdfmetrics.registerFont(UnicodeCIDFont(CHINESE))
    written = io.BytesIO()
    document = SimpleDocTemplate(
        written,
        pagesize=A4,
        title=clean(title),
        author="Concord",
        creator="Concord",
        subject="",
        lang="zh-CN" if language == "zh" else "en-GB",
        invariant=True,
        **dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), MARGIN),
    )
    width = A4[0] - 2 * MARGIN
    story = [part for block in blocks for part in _flowables(block, width)]
    document.afterFlowable = _Bookmarks(document)

    def first_page(canvas: Any, document: Any) -> None:
        canvas.setDateFormatter(lambda *_: f"D:{moment_of(at):%Y%m%d%H%M%S}Z")
        _numbered(canvas, document)

    document.build(story, onFirstPage=first_page, onLaterPages=_numbered)
    return written.getvalue()


class _Bookmarks:
    """Adds each heading that was set to the outline; a level is never more than one below the last."""

    def __init__(self, document: Any) -> None:
        self.document, self.made, self.last = document, 0, -1

    def __call__(self, flowable: Any) -> None:
        heading: Heading | None = getattr(flowable, "heading", None)
        if heading is None:
            return
        self.last = min(heading.level - 1, self.last + 1)
        key = f"part-{self.made}"
        self.made += 1
        self.document.canv.bookmarkPage(key)
        self.document.canv.addOutlineEntry(shortened(heading.text), key, self.last)


def _numbered(canvas: Any, document: Any) -> None:
    canvas.setFont(LATIN, 8)
    canvas.drawRightString(document.pagesize[0] - MARGIN, 24, str(document.page))


def _flowables(block: Block, width: float) -> list[Any]:
    """What stands together starts a new page where too little of this one is left.

    Not by `keepWithNext`: that takes a long table as a whole to the next page.
    """
    from reportlab.platypus import CondPageBreak, Spacer

    match block:
        case Heading():
            size = {1: 18, 2: 14, 3: 11}[block.level]
            said = _text(block.text, size, before=10, bold=True)
            said.heading = block
            return [CondPageBreak(TOGETHER + 2 * size), said]
        case Paragraph():
            return [_text(block.text, 10, grey=block.quiet, bold=block.strong, before=4)]
        case Points():
            return [_text(item, 10, before=2, point=True) for item in block.items]
        case Table():
            caption = _text(block.caption, 9, grey=True, before=8)
            return [CondPageBreak(TOGETHER), caption, _table(block, width), Spacer(1, 6)]
        case Drawing():
            return []


def _text(
    text: str,
    size: float,
    *,
    grey: bool = False,
    bold: bool = False,
    before: float = 0,
    right: bool = False,
    point: bool = False,
) -> Any:
    from reportlab.lib.colors import HexColor
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph as Flow

    said = clean(text).replace("\u2011", "-")  # no font has the hyphen that never breaks
    chinese = _CHINESE_RUN.search(said) is not None
    style = ParagraphStyle(
        "concord",
        fontName=BOLD if bold and not chinese else LATIN,  # the Chinese font has no bold
        fontSize=size,
        leading=size * 1.4,
        spaceBefore=before,
        leftIndent=10 if point else 0,
        wordWrap="CJK" if chinese else None,
        alignment=2 if right else 0,
        textColor=HexColor("#555555" if grey else "#000000"),
    )
    return Flow(_in_fonts(said), style, bulletText="•" if point else None)


def _in_fonts(text: str) -> str:
    """The text as reportlab's markup, with the runs that no Latin font has in the Chinese one."""
    parts, end = [], 0
    for run in _CHINESE_RUN.finditer(text):
        parts += [escape(text[end : run.start()]), f'<font name="{CHINESE}">{escape(run[0])}</font>']
        end = run.end()
    return "".join([*parts, escape(text[end:])])


def _table(table: Table, width: float) -> Any:
    from reportlab.lib.colors import HexColor
    from reportlab.platypus import Table as Grid

    size = 9 if len(table.heads) < 5 else 7.5
    heads = [shortened(head) for head in table.heads]  # they repeat on every page and must fit there
    rows = [
        [
            _text(cell, size, right=column in table.numeric, bold=row is heads)
            for column, cell in enumerate(row)
        ]
        for row in (heads, *table.rows)
    ]
    shares = [_share(table, column) for column in range(len(table.heads))]
    grid = Grid(rows, [width * share / sum(shares) for share in shares], repeatRows=1, splitInRow=1)
    grid.setStyle(
        [("LINEBELOW", (0, 0), (-1, -1), 0.4, HexColor("#bbbbbb")), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    )
    return grid


def _share(table: Table, column: int) -> float:
    """How wide a column wants to be: by its longest cell, within reason."""
    longest = max(len(row[column]) for row in (table.heads, *table.rows))
    return float(min(longest, 40) ** 0.7 + 2)
