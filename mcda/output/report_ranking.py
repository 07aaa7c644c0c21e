"""The ranking of a step in a report: a picture, and a table with how often each is among the chosen."""

from collections.abc import Iterator

from mcda.output.blocks import Block, Drawing, Paragraph, Table
from mcda.output.numbers import closeness_texts, percent
from mcda.output.pictures import Bar, Bars, Numbers
from mcda.output.plain import Json, frozen_text
from mcda.output.robustness_pictures import among_head, among_note
from mcda.text import Language, say

COLUMNS = ("chart.rank", "chart.name", "chart.closeness", "chart.note")


def ranking_blocks(
    step: str, section: Json, firm: Json, language: Language, *, stale: bool = False
) -> Iterator[Block]:
    """The frozen ranking of a step; older publications do not tell how often each is among the chosen.

    `stale`: something else was adopted, which alone is called chosen.
    """
    ranked = section["ranking"]
    chosen = say("report.chosen_now" if stale else "chart.chosen", language)
    shown = closeness_texts(row["closeness"] for row in ranked)
    bars = tuple(
        Bar(
            frozen_text(row["name"], language),
            row["closeness"],
            closeness,
            strong=row["selected"],
            note=chosen if row["selected"] else "",
            lead=str(row["rank"]),
        )
        for row, closeness in zip(ranked, shown, strict=True)
    )
    heads = [say(column, language) for column in COLUMNS]
    title = frozen_text(section["headline"], language)
    yield Drawing(Bars(title, title, Numbers(tuple(heads), ()), bars))
    rows = [[bar.lead, bar.label, bar.text, bar.note] for bar in bars]
    among = firm.get("among_chosen")
    if among:
        heads.insert(3, among_head(among["places"], among["by_rank"], language))
        for cells, row in zip(rows, ranked, strict=True):
            cells.insert(3, percent(among["shares"][row["id"]], language))
    caption = say("report.ranking", language, step=say(f"step.{step}", language))
    yield Table(caption, tuple(heads), tuple(map(tuple, rows)), frozenset({0, 2, 3} if among else {0, 2}))
    if among:
        note = among_note(among["places"], among["by_rank"], firm["samples"], language)
        yield Paragraph(note, quiet=True)
