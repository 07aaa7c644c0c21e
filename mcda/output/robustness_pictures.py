"""Pictures of how firm a result is: other weights, other methods, other judges, before and after."""

from collections.abc import Mapping, Sequence

from mcda.cooperation.steps import StepResult
from mcda.cooperation.study import Study
from mcda.core.problem import Array
from mcda.core.results import Acceptability
from mcda.output.numbers import closeness_texts, percent
from mcda.output.pictures import Grid, Line, Lines, Numbers, Range, Ranges
from mcda.output.step_pictures import in_order, leaf_name
from mcda.output.wording import candidate_name, name_of
from mcda.text import Language, say

COLOURED = 4


def acceptability_picture(study: Study, result: StepResult, found: Acceptability, language: Language) -> Grid:
    """How often each candidate takes each rank; `found` is in the order of the result's closeness."""
    position = {key: row for row, key in enumerate(result.closeness)}
    order = in_order(result)
    names = tuple(candidate_name(study, result.step, key, language) for key in order)
    shares = tuple(tuple(map(float, found.rank_acceptability[position[key]])) for key in order)
    texts = tuple(tuple(percent(share, language) if share > 0 else "" for share in row) for row in shares)
    columns = tuple(str(place + 1) for place in range(len(order)))
    title = say(
        "chart.comes_first",
        language,
        name=names[0],
        share=percent(shares[0][0], language),
        samples=f"{found.samples:,}",
    )
    heads = tuple(say("chart.place", language, place=place) for place in columns)
    numbers = Numbers(
        (say("chart.name", language), *heads),
        tuple((name, *row) for name, row in zip(names, shares, strict=True)),
    )
    return Grid(title, title, numbers, names, columns, shares, texts)


def stability_picture(study: Study, result: StepResult, intervals: Array, language: Language) -> Ranges:
    """Each weight's range over which the winner stays; `intervals` (m, 2) in the leaves' order."""
    weights = result.weights.leaves
    moves = {leaf: (float(low), float(high)) for leaf, (low, high) in zip(weights, intervals, strict=True)}
    order = sorted(weights, key=lambda leaf: -weights[leaf])
    tightest = _tightest(weights, moves)
    ranges = tuple(
        Range(
            leaf_name(study, result, leaf, language),
            *moves[leaf],
            weights[leaf],
            say(
                "chart.from_to",
                language,
                lowest=percent(moves[leaf][0], language),
                highest=percent(moves[leaf][1], language),
            ),
            strong=leaf == tightest,
        )
        for leaf in order
    )
    heads = ("chart.criterion", "chart.lowest", "chart.now", "chart.highest")
    rows = tuple((one.label, one.lowest, one.now, one.highest) for one in ranges)
    title = stability_sentence(study, result, intervals, language)
    return Ranges(title, title, Numbers(tuple(say(key, language) for key in heads), rows), ranges)


def stability_sentence(study: Study, result: StepResult, intervals: Array, language: Language) -> str:
    """Who stays first unless which weight moves past where: the weight nearest to its bound is named."""
    weights = result.weights.leaves
    moves = {leaf: (float(low), float(high)) for leaf, (low, high) in zip(weights, intervals, strict=True)}
    winner = candidate_name(study, result.step, in_order(result)[0], language)
    leaf = _tightest(weights, moves)
    if leaf is None:
        return say("headline.first_always", language, name=winner)
    lowest, highest = moves[leaf]
    criterion = name_of(result.tree.leaves[leaf].name, language)
    falls = _room_below(weights[leaf], lowest) <= _room_above(weights[leaf], highest)
    key, bound = (
        ("headline.first_unless_falls", lowest) if falls else ("headline.first_unless_rises", highest)
    )
    return say(key, language, name=winner, criterion=criterion, bound=percent(bound, language))


def ranks_picture(
    names: Sequence[str], columns: Sequence[str], ranks: Sequence[Sequence[int]], language: Language
) -> Lines:
    """Ranks of candidates (`ranks[candidate][column]`) by method, judge or round; the first column leads."""
    order = sorted(range(len(names)), key=lambda row: ranks[row][0])
    leader = order[0]
    first = sum(place == 1 for place in ranks[leader])
    if first == len(columns):
        title = say("chart.first_everywhere", language, name=names[leader], columns=len(columns))
    else:
        title = say("chart.first_in", language, name=names[leader], n=first, columns=len(columns))
    lines = tuple(
        Line(
            names[row],
            tuple(float(place) for place in ranks[row]),
            tuple(str(place) for place in ranks[row]),
            strong=position < COLOURED,
        )
        for position, row in enumerate(order)
    )
    numbers = Numbers(
        (say("chart.name", language), *columns), tuple((names[row], *map(int, ranks[row])) for row in order)
    )
    return Lines(title, title, numbers, tuple(columns), lines)


def before_after_picture(
    names: Mapping[str, str],
    before: Mapping[str, float],
    after: Mapping[str, float],
    columns: tuple[str, str],
    language: Language,
) -> Lines:
    """How closeness moved between two states; candidates that are in one only are left out."""
    keys = [key for key in after if key in before]
    was, now = max(keys, key=lambda key: before[key]), max(keys, key=lambda key: after[key])
    title = (
        say("chart.still_leads", language, name=names[now])
        if was == now
        else say("chart.now_leads", language, name=names[now], earlier=names[was])
    )
    texts_before = dict(zip(keys, closeness_texts(before[key] for key in keys), strict=True))
    texts_after = dict(zip(keys, closeness_texts(after[key] for key in keys), strict=True))
    order = sorted(keys, key=lambda key: -after[key])
    moved = sorted(keys, key=lambda key: -abs(after[key] - before[key]))[:COLOURED]
    lines = tuple(
        Line(
            names[key],
            (before[key], after[key]),
            (texts_before[key], texts_after[key]),
            strong=key in (was, now) or key in moved,
        )
        for key in order
    )
    numbers = Numbers(
        (say("chart.name", language), *columns),
        tuple((names[key], before[key], after[key]) for key in order),
    )
    return Lines(title, title, numbers, columns, lines, ranked=False)


def _tightest(weights: Mapping[str, float], moves: Mapping[str, tuple[float, float]]) -> str | None:
    """The weight with the least room before another candidate leads; None where no weight has a bound."""
    room = {
        leaf: min(_room_below(weights[leaf], low), _room_above(weights[leaf], high))
        for leaf, (low, high) in moves.items()
    }
    bounded = {leaf: left for leaf, left in room.items() if left < float("inf")}
    return min(bounded, key=lambda leaf: bounded[leaf]) if bounded else None


def _room_below(weight: float, lowest: float) -> float:
    return weight - lowest if lowest > 0 else float("inf")


def _room_above(weight: float, highest: float) -> float:
    return highest - weight if highest < 1 else float("inf")
