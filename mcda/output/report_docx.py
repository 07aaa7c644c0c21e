"""A report as DOCX: headings, paragraphs, lists and tables; pictures are left out, as tables say the same."""

import io
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from mcda.output.blocks import Block, Drawing, Heading, Paragraph, Points, Table
from mcda.output.steady import moment_of, steady
from mcda.text import Language

LATIN, CHINESE = "Calibri", "Microsoft YaHei"
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def report_docx(blocks: Sequence[Block], title: str, language: Language, at: datetime | None = None) -> bytes:
    """The report as a DOCX file that Word and LibreOffice open; characters that XML forbids are left out."""
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    document = Document()
    told = document.core_properties
    told.title, told.author, told.comments = clean(title)[:250], "Concord", ""
    told.created = told.modified = moment_of(at)
    told.language = "zh-CN" if language == "zh" else "en-GB"
    _set_page(document)
    _set_styles(document)
    for block in blocks:
        match block:
            case Heading():
                document.add_heading(clean(block.text), block.level)
            case Paragraph():
                document.add_paragraph().add_run(clean(block.text)).bold = block.strong
            case Points():
                for item in block.items:
                    document.add_paragraph(clean(item), style="List Bullet")
            case Table():
                document.add_paragraph(
                    clean(block.caption), style="Caption"
                ).paragraph_format.keep_with_next = True
                table = document.add_table(rows=0, cols=len(block.heads), style="Light List Accent 1")
                for row in (block.heads, *block.rows):
                    for position, (cell, text) in enumerate(zip(table.add_row().cells, row, strict=True)):
                        cell.text = clean(text)
                        if position in block.numeric:
                            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
                _repeat_head(table)
            case Drawing():
                continue
    written = io.BytesIO()
    document.save(written)
    return steady(written.getvalue(), at)


def _set_page(document: Any) -> None:
    """A4 with margins of 2 cm; the library's template is for American paper."""
    from docx.shared import Mm

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(20)


def _set_styles(document: Any) -> None:
    """One font for both scripts in every style that is used; else Word takes the template's for Chinese."""
    from docx.oxml.ns import qn

    for name in ("Normal", "Caption", "List Bullet", *(f"Heading {level}" for level in (1, 2, 3))):
        fonts = document.styles[name].element.get_or_add_rPr().get_or_add_rFonts()
        for key in list(fonts.attrib):
            del fonts.attrib[key]
        for script in ("ascii", "hAnsi", "eastAsia"):
            fonts.set(qn(f"w:{script}"), CHINESE if script == "eastAsia" else LATIN)
    for spoken in document.styles.element.iter(qn("w:lang")):
        spoken.set(qn("w:val"), "en-GB")
        spoken.set(qn("w:eastAsia"), "zh-CN")


def _repeat_head(table: Any) -> None:
    """The head of a table stands again on every page; a row is not torn in two."""
    from docx.oxml import OxmlElement

    for position, row in enumerate(table.rows):
        told = row._tr.get_or_add_trPr()  # the library has no public way to it
        told.append(OxmlElement("w:cantSplit"))
        if position == 0:
            told.append(OxmlElement("w:tblHeader"))


def clean(text: str) -> str:
    """The text without the characters that no XML document may hold."""
    return _FORBIDDEN.sub("", text)
