"""Rankings and weights as CSV, the same bytes from page and shell."""

from collections.abc import Collection, Iterable, Sequence

from mcda.cooperation.steps import StepResult
from mcda.cooperation.study import Study
from mcda.core.results import Priorities, Ranking
from mcda.output.cells import csv_bytes, distinct, number_cell, text_cell
from mcda.output.decision import step_section
from mcda.output.weights_table import WEIGHTS, weight_rows
from mcda.output.wording import name_of
from mcda.text import Language

_RANKED = ("rank", "name", "closeness", "selected")


def ranked_csv(study: Study, result: StepResult, language: Language) -> bytes:
    """The table of a step by rank; behind it the candidates that are not ranked, without closeness."""
    names = {
        key: name_of(candidate.name, language)
        for key, candidate in study.step(result.step).candidates.items()
    }
    scores = result.scores
    order = sorted(names, key=lambda key: result.ranks.get(key, len(names) + 1))
    rows = [
        _row(
            result.ranks.get(key),
            names[key],
            result.closeness.get(key),
            key in result.chosen,
            scores[key].values(),
        )
        for key in order
    ]
    return _ranked([name_of(criterion.name, language) for criterion in result.tree.leaves.values()], rows)


def plain_ranked_csv(ranking: Ranking, selected: Collection[int] | None = None) -> bytes:
    """The same table for a ranking outside a study; `selected` holds rows, None where none was asked for."""
    table = ranking.table
    order = sorted(range(len(table.candidates)), key=lambda row: int(ranking.ranks[row]))
    rows = [
        _row(
            int(ranking.ranks[row]),
            table.candidates[row],
            float(ranking.closeness[row]),
            None if selected is None else row in selected,
            table.scores[row].tolist(),
        )
        for row in order
    ]
    return _ranked([criterion.name for criterion in table.criteria], rows)


def weights_csv(study: Study, result: StepResult, language: Language) -> bytes:
    """Every criterion with its weight among its siblings and in all, and its node's consistency ratio."""
    rows = [
        (
            text_cell(name),
            text_cell(part_of),
            _weight(local),
            _weight(weight),
            _ratio(ratio),
            text_cell(index),
        )
        for name, part_of, local, weight, ratio, index in weight_rows(
            step_section(study, result, None), language
        )
    ]
    return csv_bytes([WEIGHTS, *rows])


def weights_table_csv(names: Sequence[str], priorities: Priorities) -> bytes:
    """The weights of one comparison matrix outside a study."""
    found = priorities.consistency_ratio
    ratio = _ratio(None if found is None else float(found))
    rows = [
        [text_cell(name), _weight(weight), ratio, text_cell(priorities.random_index)]
        for name, weight in zip(names, priorities.weights.tolist(), strict=True)
    ]
    return csv_bytes([("criterion", "weight", "consistency_ratio", "random_index"), *rows])


def _ranked(criteria: Iterable[str], rows: list[list[str]]) -> bytes:
    columns = distinct(map(text_cell, criteria), taken=_RANKED)
    return csv_bytes([[*_RANKED, *columns], *rows])


def _row(
    place: int | None,
    name: str,
    closeness: float | None,
    selected: bool | None,
    scores: Iterable[float | None],
) -> list[str]:
    return [
        "" if place is None else str(place),
        text_cell(name),
        "" if closeness is None else f"{closeness:.6f}",
        "" if selected is None else ("yes" if selected else "no"),
        *(number_cell(score) for score in scores),
    ]


def _weight(value: float) -> str:
    return f"{value:.6f}"


def _ratio(value: float | None) -> str:
    return "" if value is None else f"{value:.6f}"
