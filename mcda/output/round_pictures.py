"""Pictures of what a round found: the room's weights, how far it agrees, and what that does to the ranking.

`names` are ids -> names in the reader's language; every title is the finding.
"""

from collections.abc import Mapping, Sequence

from mcda.core.agreement import consensus_level
from mcda.output.numbers import closeness_texts, largest, percent
from mcda.output.pictures import Bar, Bars, Cell, Lines, Numbers, Pair, Pairs, Range, Ranges
from mcda.output.robustness_pictures import ranks_picture
from mcda.output.wording import heaviest_title, listed
from mcda.text import Language, say

BANDS = ((0.10, "consistent"), (0.20, "wavering"), (float("inf"), "contradictory"))
"""Consistency ratios up to here, in words: 0.10 is Saaty's limit (M6)."""
_Names = Mapping[str, str]


def weights_bars(names: _Names, weights: Mapping[str, float], language: Language) -> Bars:
    """The room's weights of one group of criteria, heaviest on top."""
    order = _heaviest_first(weights)
    shown = {key: percent(weights[key], language) for key in order}
    first = largest(weights)
    bars = tuple(Bar(names[key], weights[key], shown[key], strong=key in first) for key in order)
    title = heaviest_title("hall.heaviest", names, weights, shown[order[0]], language)
    rows = [(names[key], weights[key]) for key in order]
    return Bars(title, _alt(title, bars, language), _numbers(("criterion", "weight"), rows, language), bars)


def consistency_bars(ratios: Sequence[float], language: Language, of_all: bool = True) -> Bars:
    """How many people judged consistently, wavered or contradicted themselves; `of_all` who answered."""
    counts = dict.fromkeys((name for _, name in BANDS), 0)
    for ratio in ratios:
        counts[next(name for limit, name in BANDS if ratio <= limit)] += 1
    bars = tuple(
        Bar(say(f"hall.{name}", language), float(count), str(count), strong=name == "consistent")
        for name, count in counts.items()
    )
    key = "hall.consistency" if of_all else "hall.consistency_whole"
    title = say(key, language, n=len(ratios), consistent=counts["consistent"])
    rows = [(bar.label, int(bar.value or 0)) for bar in bars]
    return Bars(title, _alt(title, bars, language), _numbers(("ratio", "people"), rows, language), bars)


def consensus_bars(
    names: _Names, room: float, between: float | None, inside: Mapping[str, float], language: Language
) -> Bars:
    """Goepel's S* in the whole room, between the bodies, and inside each of them."""
    found = {say("hall.room", language): room}
    if between is not None:
        found[say("hall.between", language)] = between
    found |= {say("hall.inside", language, body=names[body]): value for body, value in inside.items()}
    bars = tuple(
        Bar(label, max(value, 0.0), f"{value:.2f}", strong=not place, note=_level(value, language))
        for place, (label, value) in enumerate(found.items())
    )
    title = say("hall.consensus", language, level=_level(room, language), value=f"{room:.2f}")
    rows = [(label, value, _level(value, language)) for label, value in found.items()]
    heads = ("among", "consensus", "in_words")
    return Bars(title, _alt(title, bars, language), _numbers(heads, rows, language), bars, longest=1.0)


def disagreement_ranges(
    names: _Names,
    spread: Mapping[str, tuple[float, float]],
    weights: Mapping[str, float],
    language: Language,
) -> Ranges:
    """Between which weights most people put each criterion, the most disputed on top."""
    order = sorted(spread, key=lambda key: spread[key][0] - spread[key][1])
    widest = largest({key: high - low for key, (low, high) in spread.items()})
    ranges = tuple(
        Range(
            names[key],
            *spread[key],
            weights[key],
            say(
                "chart.from_to",
                language,
                lowest=percent(spread[key][0], language),
                highest=percent(spread[key][1], language),
            ),
            strong=key in widest,
        )
        for key in order
    )
    title = say(
        "hall.disagree" if len(widest) == 1 else "hall.disagree_tied",
        language,
        criterion=names[widest[0]],
        criteria=listed((names[key] for key in widest), language),
        lowest=percent(spread[widest[0]][0], language),
        highest=percent(spread[widest[0]][1], language),
    )
    rows = [(one.label, one.lowest, one.now, one.highest) for one in ranges]
    alt = f"{title} {listed((f'{one.label} {one.text}' for one in ranges[:12]), language)}"
    return Ranges(
        title, alt, _numbers(("criterion", "lowest", "together", "highest"), rows, language), ranges
    )


def closeness_bars(
    names: _Names, closeness: Mapping[str, float], ranks: Mapping[str, int], language: Language
) -> Bars:
    """Candidates by closeness under the room's weights, best on top."""
    order = sorted(ranks, key=lambda key: ranks[key])
    shown = dict(zip(order, closeness_texts(closeness[key] for key in order), strict=True))
    bars = tuple(
        Bar(names[key], closeness[key], shown[key], strong=ranks[key] == 1, lead=str(ranks[key]))
        for key in order
    )
    first = [names[key] for key in order if ranks[key] == 1]
    title = say("hall.leads", language, leaders=listed(first, language), n=len(first))
    rows = [(ranks[key], names[key], closeness[key]) for key in order]
    heads = ("rank", "candidate", "closeness")
    return Bars(title, _alt(title, bars, language), _numbers(heads, rows, language), bars)


def ways_lines(names: _Names, ways: Mapping[str, Mapping[str, int]], language: Language) -> Lines | None:
    """The candidates' ranks, way of weighing -> candidate -> rank; only candidates ranked by every way.

    None where there are not two ways to compare.
    """
    if len(ways) < 2:
        return None
    keys = [key for key in next(iter(ways.values())) if all(key in ranks for ranks in ways.values())]
    if not keys:
        return None
    columns = list(ways)
    ranks = [[ways[way][key] for way in columns] for key in keys]
    return ranks_picture([names[key] for key in keys], columns, ranks, language)


def movement_pairs(
    names: _Names, before: Mapping[str, float], now: Mapping[str, float], language: Language
) -> Pairs | None:
    """Weights of the round before and of this one, the largest move named.

    None where no criterion was weighed in both.
    """
    order = [key for key in _heaviest_first(now) if key in before]
    if not order:
        return None
    moves = {key: abs(now[key] - before[key]) for key in order}
    most = largest(moves)
    pairs = tuple(
        Pair(
            names[key],
            (now[key], before[key]),
            (percent(now[key], language), percent(before[key], language)),
            strong=key in most,
        )
        for key in order
    )
    title = (
        say(
            "hall.moved" if len(most) == 1 else "hall.moved_tied",
            language,
            criterion=names[most[0]],
            criteria=listed((names[key] for key in most), language),
            before=percent(before[most[0]], language),
            now=percent(now[most[0]], language),
            points=f"{100 * moves[most[0]]:.0f}",
        )
        if moves[most[0]] >= 0.005
        else say("hall.not_moved", language)
    )
    rows = [(names[key], before[key], now[key]) for key in order]
    heads = (say("hall.this_round", language), say("hall.round_before", language))
    numbers = Numbers((say("hall.head_criterion", language), heads[1], heads[0]), tuple(rows))
    alt = f"{title} {listed((f'{pair.label} {pair.texts[1]} → {pair.texts[0]}' for pair in pairs), language)}"
    return Pairs(title, alt, numbers, heads, pairs)


def _level(value: float, language: Language) -> str:
    return say(f"consensus.{consensus_level(value)}", language)


def _heaviest_first(weights: Mapping[str, float]) -> list[str]:
    return sorted(weights, key=lambda key: -weights[key])


def _alt(title: str, bars: Sequence[Bar], language: Language) -> str:
    said = [" ".join(part for part in (bar.lead, bar.label, bar.text) if part) for bar in bars[:12]]
    return f"{title} {listed(said, language)}"


def _numbers(heads: Sequence[str], rows: Sequence[tuple[Cell, ...]], language: Language) -> Numbers:
    return Numbers(tuple(say(f"hall.head_{head}", language) for head in heads), tuple(rows))
