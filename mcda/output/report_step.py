"""Parts of a report on one step: the conditions of its choice, and the scores with their reasons."""

from collections.abc import Iterator, Mapping
from typing import Any

from mcda.output.blocks import Block, Paragraph, Points, Table
from mcda.output.numbers import amount
from mcda.output.plain import Json
from mcda.text import Language, say

COLUMNS = 6


def conditions_blocks(section: Json, language: Language) -> Iterator[Block]:
    """Under which conditions the step chose; older publications froze none."""
    if (conditions := section.get("conditions")) is None:
        return
    if not conditions:
        yield Paragraph(say("report.no_conditions", language))
        return
    yield Paragraph(say("report.conditions", language))
    yield Points(tuple(_text(condition, language) for condition in conditions))


def scores_blocks(frozen: Json, step: str, names: Mapping[str, str], language: Language) -> Iterator[Block]:
    """All scores, ranked candidates first, at most `COLUMNS` criteria a table; `names`: candidate -> name."""
    section, scores = frozen["decision"][step], frozen["scores"][step]
    leaves = [row["id"] for row in section["criteria"] if row["scored"]]
    criteria, ranked = _criteria(frozen, step, language), [row["id"] for row in section["ranking"]]
    order = [*ranked, *(key for key in scores if key not in ranked)]
    for part in range(0, len(leaves), COLUMNS) if scores else ():
        shown = leaves[part : part + COLUMNS]
        yield Table(
            say("report.scores", language),
            (say("chart.name", language), *(criteria[leaf] for leaf in shown)),
            tuple((names.get(key, key), *(_score(scores[key].get(leaf)) for leaf in shown)) for key in order),
            frozenset(range(1, len(shown) + 1)),
        )


def reasons_blocks(frozen: Json, step: str, names: Mapping[str, str], language: Language) -> Iterator[Block]:
    """Each score that has a reason or a source, with these; `names`: candidate -> name."""
    reasons, scores = frozen.get("reasons", {}).get(step, {}), frozen["scores"][step]
    criteria = _criteria(frozen, step, language)
    rows = tuple(
        (
            names.get(key, key),
            criteria[leaf],
            _score(scores.get(key, {}).get(leaf)),
            _text(given["reason"], language),
            given["source"],
        )
        for key, row in reasons.items()
        for leaf, given in row.items()
        if leaf in criteria
    )
    if rows:
        keys = ("chart.name", "chart.criterion", "report.score", "report.reason", "report.source")
        heads = tuple(say(key, language) for key in keys)
        yield Table(say("report.reasons", language), heads, rows, frozenset({2}), True)


def _criteria(frozen: Json, step: str, language: Language) -> dict[str, str]:
    return {row["id"]: _text(row["name"], language) for row in frozen["decision"][step]["criteria"]}


def _score(value: float | None) -> str:
    return "?" if value is None else amount(value, 2)


def _text(wording: Any, language: Language) -> str:
    return str(wording[language] if isinstance(wording, dict) else wording)
