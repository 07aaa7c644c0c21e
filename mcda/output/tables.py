"""Rankings and weights as CSV, the same bytes from page and shell."""

from collections.abc import Collection, Iterable, Sequence

from mcda.cooperation.steps import StepResult
from mcda.cooperation.study import Study
from mcda.cooperation.tree import TOP
from mcda.core.results import Priorities, Ranking
from mcda.output.cells import csv_bytes, distinct, number_cell, text_cell
from mcda.output.wording import name_of
from mcda.text import Language

_RANKED = ("rank", "name", "closeness", "selected")
_WEIGHTS = ("criterion", "part_of", "local_weight", "weight", "consistency_ratio", "random_index")


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
    weights, tree = result.weights, result.tree
    criteria = study.step(result.step).criteria

    def row(node: str, child: str, share: float) -> list[str]:
        name = criteria[child].name if child in criteria else tree.leaves[child].name
        part_of = name_of(criteria[node].name, language) if node != TOP else ""
        local = weights.local[node][child]
        return [
            text_cell(name_of(name, language)),
            text_cell(part_of),
            _weight(local),
            _weight(local * share),
            *_consistency(weights.priorities.get(node)),
        ]

    rows = []
    for top, weight in weights.local[TOP].items():
        rows.append(row(TOP, top, 1.0))
        rows += [row(top, child, weight) for child in weights.local.get(top, {})]
    return csv_bytes([_WEIGHTS, *rows])


def weights_table_csv(names: Sequence[str], priorities: Priorities) -> bytes:
    """The weights of one comparison matrix outside a study."""
    rows = [
        [text_cell(name), _weight(weight), *_consistency(priorities)]
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


def _consistency(priorities: Priorities | None) -> list[str]:
    if priorities is None:
        return ["", ""]
    ratio = priorities.consistency_ratio
    return ["" if ratio is None else f"{float(ratio):.6f}", text_cell(priorities.random_index)]
