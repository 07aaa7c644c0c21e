"""A report as HTML: the blocks as elements, or the whole as one file that needs nothing else."""

from collections.abc import Mapping, Sequence
from functools import cache

from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from mcda.output.blocks import Block, Drawing, Heading, Paragraph, Points, Table
from mcda.output.svg import svg
from mcda.text import HTML_LANGUAGES, Language

LONG = 12
"""A table of more rows is long: on a phone each takes several lines."""
KINDS = {Heading: "heading", Paragraph: "paragraph", Points: "points", Table: "table", Drawing: "drawing"}


def report_elements(
    blocks: Sequence[Block], after: Mapping[str, str] | None = None, *, folded: bool = False
) -> str:
    """The blocks as HTML elements, all escaped; `after`: safe HTML at the end of a section, by anchor.

    `folded`: long tables that are told row by row stand closed on the screen, and open on paper.
    """
    after_sections = {key: Markup(html) for key, html in (after or {}).items()}
    template = _environment().get_template("report_blocks.html")
    return template.render(sections=_sections(blocks), after=after_sections, long=LONG if folded else None)


def report_html(blocks: Sequence[Block], title: str, language: Language) -> bytes:
    """The report as one self-contained HTML file: no script, no font and no request from elsewhere."""
    page = (
        _environment()
        .get_template("report_page.html")
        .render(title=title, lang=HTML_LANGUAGES[language], body=Markup(report_elements(blocks)))
    )
    return page.encode()


def _sections(blocks: Sequence[Block]) -> list[tuple[str, list[tuple[str, Block, Markup]]]]:
    """Blocks by section, which every heading with an anchor opens; drawings drawn."""
    sections: list[tuple[str, list[tuple[str, Block, Markup]]]] = []
    for block in blocks:
        if not sections or (isinstance(block, Heading) and block.anchor):
            sections.append((getattr(block, "anchor", ""), []))
        drawn = Markup(svg(block.picture)) if isinstance(block, Drawing) else Markup("")
        sections[-1][1].append((KINDS[type(block)], block, drawn))
    return sections


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("mcda.output"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
