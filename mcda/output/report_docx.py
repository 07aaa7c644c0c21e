"""A report as DOCX: headings, paragraphs, lists and tables; pictures are left out, as tables say the same."""

import io
import re
from collections.abc import Sequence
from datetime import datetime

from mcda.output.blocks import Block, Drawing, Heading, Paragraph, Points, Table
from mcda.output.steady import moment_of, steady
from mcda.text import Language

LATIN, CHINESE = "Calibri", "Microsoft YaHei"
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def report_docx(blocks: Sequence[Block], title: str, language: Language, at: datetime | None = None) -> bytes:
    """The report as a DOCX file that Word and LibreOffice open; characters that XML forbids are left out."""
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn

    document = Document()
    told = document.core_properties
    told.title, told.author, told.comments = clean(title)[:250], "Concord", ""
    told.created = told.modified = moment_of(at)
    told.language = "zh-CN" if language == "zh" else "en-GB"
    font = document.styles["Normal"].font
    font.name = LATIN
    font.element.rPr.rFonts.set(qn("w:eastAsia"), CHINESE)
    for block in blocks:
        match block:
            case Heading():
                heading = document.add_heading(clean(block.text), block.level)
                for run in heading.runs:
                    run.font.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), CHINESE)
            case Paragraph():
                document.add_paragraph().add_run(clean(block.text)).bold = block.strong
            case Points():
                for item in block.items:
                    document.add_paragraph(clean(item), style="List Bullet")
            case Table():
                document.add_paragraph(clean(block.caption), style="Caption")
                table = document.add_table(rows=0, cols=len(block.heads), style="Light List Accent 1")
                for row in (block.heads, *block.rows):
                    for position, (cell, text) in enumerate(zip(table.add_row().cells, row, strict=True)):
                        cell.text = clean(text)
                        if position in block.numeric:
                            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
            case Drawing():
                continue
    written = io.BytesIO()
    document.save(written)
    return steady(written.getvalue(), at)


def clean(text: str) -> str:
    """The text without the characters that no XML document may hold."""
    return _FORBIDDEN.sub("", text)
