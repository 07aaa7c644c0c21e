"""Pictures of how firm a result is: other weights, other methods, other judges, before and after."""

from collections.abc import Mapping, Sequence

from mcda.cooperation.comparison import Methods
from mcda.cooperation.firmness import Firmness
from mcda.cooperation.judges import OwnRanking
from mcda.cooperation.steps import StepResult
from mcda.cooperation.study import Study
from mcda.output.numbers import closeness_texts, percent
from mcda.output.pictures import Bar, Bars, Grid, Line, Lines, Numbers, Range, Ranges
from mcda.output.step_pictures import in_order, leaf_name
from mcda.output.wording import candidate_name, listed, remark_text
from mcda.text import Language, say

COLOURED = 4


def acceptability_picture(study: Study, result: StepResult, firm: Firmness, language: Language) -> Grid:
    """How often each candidate takes each rank over all weightings."""
    position = {key: row for row, key in enumerate(result.closeness)}
    order = in_order(result)
    names = tuple(candidate_name(study, result.step, key, language) for key in order)
    shares = tuple(tuple(map(float, firm.acceptability.rank_acceptability[position[key]])) for key in order)
    texts = tuple(tuple(percent(share, language) if share > 0 else "" for share in row) for row in shares)
    columns = tuple(say("chart.place", language, place=place + 1) for place in range(len(order)))
    among = {key: (firm.among.shares[key],) if firm.among else () for key in order}
    head = (among_head(firm.among.places, firm.among.by_rank, language),) if firm.among else ()
    numbers = Numbers(
        (say("chart.name", language), *head, *columns),
        tuple((name, *among[key], *row) for key, name, row in zip(order, names, shares, strict=True)),
    )
    title = remark_text(firm.remarks[:2][-1], language)
    return Grid(title, title, numbers, names, columns, shares, texts)


def first_picture(study: Study, result: StepResult, firm: Firmness, language: Language) -> Bars:
    """In how many of the weightings each candidate comes first, most often on top, with its present rank.

    The present winner is filled; behind each bar stands in how many it is among the chosen, where these are
    several; the numbers tell every place.
    """
    every = acceptability_picture(study, result, firm, language)
    position = {key: row for row, key in enumerate(in_order(result))}
    order = sorted(firm.first, key=lambda key: -firm.first[key])
    bars = tuple(
        Bar(
            every.rows[position[key]],
            firm.first[key],
            percent(firm.first[key], language),
            strong=key == firm.winner,
            note=_among_in(firm, key, language),
            lead=str(result.ranks[key]),
        )
        for key in order
    )
    told = listed((" ".join(filter(None, (bar.label, bar.text, bar.note))) for bar in bars[:12]), language)
    return Bars(every.title, f"{every.title} {told}", every.numbers, bars)


def stability_picture(study: Study, result: StepResult, firm: Firmness, language: Language) -> Ranges:
    """Each weight's range over which the winner stays first, the tightest marked."""
    weights = result.weights.leaves
    tightest = _tightest(weights, firm)
    ranges = tuple(
        Range(
            leaf_name(study, result, leaf, language),
            *firm.intervals[leaf],
            weights[leaf],
            say(
                "chart.from_to",
                language,
                lowest=percent(firm.intervals[leaf][0], language),
                highest=percent(firm.intervals[leaf][1], language),
            ),
            strong=leaf == tightest,
        )
        for leaf in sorted(weights, key=lambda leaf: -weights[leaf])
    )
    heads = ("chart.criterion", "chart.lowest", "chart.now", "chart.highest")
    rows = tuple((one.label, one.lowest, one.now, one.highest) for one in ranges)
    title = remark_text(firm.remarks[0], language)
    return Ranges(title, title, Numbers(tuple(say(key, language) for key in heads), rows), ranges)


def methods_picture(study: Study, result: StepResult, found: Methods, language: Language) -> Lines:
    """Ranks by method, TOPSIS first."""
    columns = sorted(found.ranks, key=lambda method: method != "TOPSIS")
    return _candidates_lines(study, result, {method: found.ranks[method] for method in columns}, language)


def judges_picture(
    study: Study, result: StepResult, own: Mapping[str, OwnRanking], language: Language
) -> Lines:
    """The ranks that all judges give together, and those that each body would give alone."""
    columns = {say("chart.together", language): result.ranks}
    for body, ranking in own.items():
        columns[candidate_name(study, "bodies", body, language)] = ranking.ranks
    return _candidates_lines(study, result, columns, language)


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


def among_head(places: int, by_rank: bool, language: Language) -> str:
    """What a column of shares among the chosen is called (M120)."""
    return say(_among_key(places, by_rank), language, places=places)


def among_note(places: int, by_rank: bool, samples: int, language: Language) -> str:
    """What such a column tells, in a sentence."""
    return say(f"{_among_key(places, by_rank)}_note", language, places=places, samples=f"{samples:,}")


def _among_key(places: int, by_rank: bool) -> str:
    if places == 1:
        return "chart.among_one"
    return "chart.among_chosen" if by_rank else "chart.among_first"


def _among_in(firm: Firmness, key: str, language: Language) -> str:
    among = firm.among
    if among is None or among.places == 1:
        return ""
    share = percent(among.shares[key], language)
    text = "chart.chosen_in" if among.by_rank else "chart.first_in_places"
    return say(text, language, places=among.places, share=share)


def _candidates_lines(
    study: Study, result: StepResult, columns: Mapping[str, Mapping[str, int]], language: Language
) -> Lines:
    keys = in_order(result)
    names = [candidate_name(study, result.step, key, language) for key in keys]
    ranks = [[column[key] for column in columns.values()] for key in keys]
    return ranks_picture(names, list(columns), ranks, language)


def _tightest(weights: Mapping[str, float], firm: Firmness) -> str | None:
    """The weight with the least room before another candidate leads; None where none ever does."""
    room = {
        leaf: min(
            abs(bound - weights[leaf])
            for bound, rival in zip(firm.intervals[leaf], rivals, strict=True)
            if rival is not None
        )
        for leaf, rivals in firm.takes_over.items()
        if any(rival is not None for rival in rivals)
    }
    return min(room, key=lambda leaf: room[leaf]) if room else None
