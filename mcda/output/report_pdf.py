"""A report as PDF, without a browser, in the Chinese font that every PDF reader brings or replaces."""

import io
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from mcda.output.blocks import Block, Drawing, Heading, Paragraph, Points, Table
from mcda.output.labels import clean as shortened
from mcda.output.report_docx import clean
from mcda.text import Language

FONT = "STSong-Light"
MARGIN = 50
_NOT_IN_FONT = str.maketrans(
    {"•": "-", "·": ",", "²": "2", "³": "3", "\u2212": "-", "\u00a0": " ", "\u2011": "-"}
)


def report_pdf(blocks: Sequence[Block], title: str, language: Language) -> bytes:
    """The report as a PDF of A4 pages with page numbers; pictures are left out, as tables say the same."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import SimpleDocTemplate

    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    written = io.BytesIO()
    document = SimpleDocTemplate(
        written,
        pagesize=A4,
        title=clean(title),
        lang="zh-CN" if language == "zh" else "en-GB",
        invariant=True,
        **dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), MARGIN),
    )
    width = A4[0] - 2 * MARGIN
    story = [part for block in blocks for part in _flowables(block, width)]
    document.build(story, onFirstPage=_numbered, onLaterPages=_numbered)
    return written.getvalue()


def _numbered(canvas: Any, document: Any) -> None:
    canvas.setFont(FONT, 8)
    canvas.drawRightString(document.pagesize[0] - MARGIN, 24, str(document.page))


def _flowables(block: Block, width: float) -> list[Any]:
    from reportlab.platypus import Spacer

    match block:
        case Heading():
            return [_text(block.text, {1: 18, 2: 14, 3: 11}[block.level], before=10, lead=True)]
        case Paragraph():
            return [_text(block.text, 10, grey=block.quiet, before=4)]
        case Points():
            return [_text(f"- {item}", 10, before=2) for item in block.items]
        case Table():
            return [
                _text(block.caption, 9, grey=True, before=8, lead=True),
                _table(block, width),
                Spacer(1, 6),
            ]
        case Drawing():
            return []


def _text(
    text: str, size: float, *, grey: bool = False, before: float = 0, right: bool = False, lead: bool = False
) -> Any:
    """A paragraph; one that leads into the next stays on its page."""
    from reportlab.lib.colors import HexColor
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph as Flow

    style = ParagraphStyle(
        "concord",
        fontName=FONT,
        fontSize=size,
        leading=size * 1.4,
        spaceBefore=before,
        wordWrap="CJK",
        alignment=2 if right else 0,
        keepWithNext=lead,
        textColor=HexColor("#555555" if grey else "#000000"),
    )
    return Flow(escape(clean(text).translate(_NOT_IN_FONT)), style)


def _table(table: Table, width: float) -> Any:
    from reportlab.lib.colors import HexColor
    from reportlab.platypus import Table as Grid

    size = 9 if len(table.heads) < 5 else 7.5
    heads = [shortened(head) for head in table.heads]  # they repeat on every page and must fit there
    rows = [
        [_text(cell, size, right=column in table.numeric) for column, cell in enumerate(row)]
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
