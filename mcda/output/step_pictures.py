"""Pictures of one step: its ranking, why, its weights and its scores."""

from collections.abc import Sequence

from numpy import array

from mcda.cooperation.steps import StepResult
from mcda.cooperation.study import Criterion, Study
from mcda.cooperation.tree import TOP
from mcda.output.numbers import amount, closeness_texts, largest, percent_texts
from mcda.output.palette import GREY, OKABE_ITO
from mcda.output.pictures import Bar, Bars, Grid, Numbers, Stack
from mcda.output.wording import candidate_name, headline, heaviest_title, listed, name_of
from mcda.text import Language, say


def ranking_picture(study: Study, result: StepResult, language: Language) -> Bars:
    """Candidates by closeness, best on top, the chosen filled; those not ranked below with the reason."""
    order = in_order(result)
    shown = dict(zip(order, closeness_texts(result.closeness[key] for key in order), strict=True))
    chosen = say("chart.chosen", language)
    bars = [
        Bar(
            _name(study, result, key, language),
            result.closeness[key],
            shown[key],
            strong=key in result.chosen,
            note=chosen if key in result.chosen else "",
            lead=str(result.ranks[key]),
        )
        for key in order
    ]
    left_out = {key: say("chart.refused", language) for key in result.refused}
    left_out |= {key: _unknown(len(leaves), language) for key, leaves in result.unknown.items()}
    bars += [
        Bar(_name(study, result, key, language), None, "", note=why, lead="–")
        for key, why in left_out.items()
    ]
    title = headline(study, result, language)
    rows = [
        (bar.lead if bar.value is None else int(bar.lead), bar.label, bar.value, bar.note or None)
        for bar in bars
    ]
    columns = ("chart.rank", "chart.name", "chart.closeness", "chart.note")
    return Bars(title, _alt(title, bars, language), _numbers(columns, rows, language), tuple(bars))


def contributions_picture(study: Study, result: StepResult, language: Language) -> Stack | None:
    """Why the ranking is so: how far each criterion lifts a candidate above the worst, in points of 100.

    A hundred points lead from the anti-ideal to the ideal on every criterion (city-block distance of the
    weighted values, M28): they tell what speaks for a candidate, and are not its closeness. None where
    nothing was ranked, or where all are alike.
    """
    if result.ranking is None:
        return None
    ranking = result.ranking
    whole = float(abs(ranking.ideal - ranking.anti_ideal).sum())
    if whole <= 0:
        return None
    above = abs(ranking.weighted - ranking.anti_ideal) * (100 / whole)
    tops = _tops(study, result)
    leaves = list(result.tree.leaves)
    under = array([[leaf in _leaves_under(result, top) for top in tops] for leaf in leaves], dtype=float)
    points = dict(zip(ranking.table.candidates, (above @ under).tolist(), strict=True))
    order = in_order(result)
    values = [tuple(points[key]) for key in order]
    labels = tuple(f"{result.ranks[key]}  {_name(study, result, key, language)}" for key in order)
    parts = tuple(name_of(criterion.name, language) for criterion in tops.values())
    most = max(range(len(parts)), key=lambda part: values[0][part])
    title = say(
        "chart.why",
        language,
        name=_name(study, result, order[0], language),
        criterion=parts[most],
        points=f"{values[0][most]:.0f}",
    )
    table = [
        (_name(study, result, key, language), *row, sum(row)) for key, row in zip(order, values, strict=True)
    ]
    heads = (say("chart.name", language), *parts, say("chart.sum", language))
    note = say("chart.points", language)
    shown, drawn = _drawn_apart(parts, values, most, language)
    texts = tuple(tuple(f"{value:.0f}" if value >= 0.5 else "" for value in row) for row in drawn)
    return Stack(title, f"{title} {note}", Numbers(heads, tuple(table)), labels, shown, drawn, texts, note)


def _drawn_apart(
    parts: tuple[str, ...], values: Sequence[tuple[float, ...]], always: int, language: Language
) -> tuple[tuple[str, ...], tuple[tuple[float, ...], ...]]:
    """Parts and values with a colour for each part: of too many the largest and `always`, others grey."""
    if len(parts) <= len(OKABE_ITO):
        return parts, tuple(values)
    order = sorted(range(len(parts)), key=lambda part: (part != always, -sum(row[part] for row in values)))
    apart, rest = sorted(order[:GREY]), order[GREY:]
    names = (*(parts[part] for part in apart), say("chart.other_criteria", language, criteria=len(rest)))
    return names, tuple((*(row[part] for part in apart), sum(row[part] for part in rest)) for row in values)


def weights_picture(study: Study, result: StepResult, language: Language) -> Bars:
    """The weights of what is scored, heaviest on top; a sub-criterion says what it is part of."""
    weights = result.weights.leaves
    order = sorted(weights, key=lambda leaf: -weights[leaf])
    names = {leaf: leaf_name(study, result, leaf, language) for leaf in order}
    shown = percent_texts((weights[leaf] for leaf in order), language)
    first = largest(weights)
    bars = [
        Bar(names[leaf], weights[leaf], said, strong=leaf in first)
        for leaf, said in zip(order, shown, strict=True)
    ]
    short = {leaf: _leaf(result, leaf, language) for leaf in order}
    title = heaviest_title("chart.heaviest", short, weights, bars[0].text, language)
    rows = [(names[leaf], weights[leaf]) for leaf in order]
    columns = ("chart.criterion", "chart.weight")
    return Bars(title, _alt(title, bars, language), _numbers(columns, rows, language), tuple(bars))


def scores_picture(study: Study, result: StepResult, language: Language) -> Grid:
    """Every score, darker where it is better; a cell without one stays empty."""
    scores = result.scores
    leaves = result.tree.leaves
    order = [*in_order(result), *(key for key in scores if key not in result.ranks)]
    best = {
        leaf: _range(criterion, [scores[key][leaf] for key in scores]) for leaf, criterion in leaves.items()
    }
    shades = tuple(tuple(_share(scores[key][leaf], *best[leaf]) for leaf in leaves) for key in order)
    texts = tuple(
        tuple("?" if (score := scores[key][leaf]) is None else amount(score, 2) for leaf in leaves)
        for key in order
    )
    names = tuple(_name(study, result, key, language) for key in order)
    heads = tuple(_leaf(result, leaf, language) for leaf in leaves)
    first = [shade for shade in shades[0] if shade is not None]
    leading = sum(
        shade >= max(row[column] or 0.0 for row in shades)
        for column, shade in enumerate(shades[0])
        if shade is not None
    )
    title = say("chart.best_on", language, name=names[0], n=leading, criteria=len(first))
    table = [(name, *(scores[key][leaf] for leaf in leaves)) for name, key in zip(names, order, strict=True)]
    numbers = Numbers((say("chart.name", language), *heads), tuple(table))
    return Grid(title, title, numbers, names, heads, shades, texts)


def in_order(result: StepResult) -> list[str]:
    """The ranked candidates, best first; ties in the study's order."""
    return sorted(result.ranks, key=lambda key: result.ranks[key])


def leaf_name(study: Study, result: StepResult, leaf: str, language: Language) -> str:
    """The name of what is scored, with the criterion that it is part of."""
    parent = study.step(result.step).criteria.get(result.tree.leaves[leaf].parent)
    own = _leaf(result, leaf, language)
    return (
        own
        if parent is None
        else say("chart.part_of", language, part=own, whole=name_of(parent.name, language))
    )


def _leaf(result: StepResult, leaf: str, language: Language) -> str:
    return name_of(result.tree.leaves[leaf].name, language)


def _name(study: Study, result: StepResult, candidate: str, language: Language) -> str:
    return candidate_name(study, result.step, candidate, language)


def _tops(study: Study, result: StepResult) -> dict[str, Criterion]:
    typed = study.step(result.step).criteria
    return {top: typed[top] for top in result.tree.children[TOP]}


def _leaves_under(result: StepResult, top: str) -> tuple[str, ...]:
    return result.tree.children.get(top, (top,))


def _range(criterion: Criterion, scores: Sequence[float | None]) -> tuple[float, float]:
    """The worst and the best there may be: as declared, else as seen."""
    known = [score for score in scores if score is not None]
    lowest = criterion.lowest if criterion.lowest is not None else min(known, default=0.0)
    highest = criterion.highest if criterion.highest is not None else max(known, default=1.0)
    return (highest, lowest) if criterion.direction == "min" else (lowest, highest)


def _share(score: float | None, worst: float, best: float) -> float | None:
    if score is None:
        return None
    return 0.5 if best == worst else min(max((score - worst) / (best - worst), 0.0), 1.0)


def _numbers(
    columns: Sequence[str], rows: Sequence[tuple[str | float | int | None, ...]], language: Language
) -> Numbers:
    return Numbers(tuple(say(key, language) for key in columns), tuple(rows))


def _alt(title: str, bars: Sequence[Bar], language: Language) -> str:
    said = [
        " ".join(part for part in (bar.lead, bar.label, bar.text or bar.note) if part) for bar in bars[:12]
    ]
    return f"{title} {listed(said, language)}"


def _unknown(scores: int, language: Language) -> str:
    return say("chart.unknown_one", language) if scores == 1 else say("chart.unknown", language, n=scores)
