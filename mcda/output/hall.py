"""What the hall sees after the reveal: one message a slide, the finding as its title."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mcda.cooperation.ballot import Ballot, State
from mcda.cooperation.few_people import FEWEST, UNNAMED
from mcda.cooperation.findings import ROOM, VOICES, Findings, LikeMinded, NodeFindings
from mcda.cooperation.steps import StepResult
from mcda.cooperation.tree import TOP
from mcda.cooperation.using import Rankings
from mcda.core.agreement import consensus_level
from mcda.output.numbers import percent
from mcda.output.pictures import Bar, Bars, Lines, Numbers, Pairs, Ranges
from mcda.output.round_pictures import (
    closeness_bars,
    consensus_bars,
    consistency_bars,
    disagreement_ranges,
    movement_pairs,
    ways_lines,
    weights_bars,
)
from mcda.output.wording import heaviest_title, listed, name_of
from mcda.text import Language, say

MOST_GROUPS = 5
MOST_LEFT_OUT = 4
Drawn = Bars | Lines | Pairs | Ranges


@dataclass(frozen=True, slots=True)
class Slide:
    """One message: its title, a picture or sentences, and what must be said beside it."""

    title: str
    picture: Drawn | None = None
    said: tuple[str, ...] = ()
    note: str = ""


def slides(
    ballot: Ballot,
    found: Findings,
    before: Findings | None,
    *,
    rankings: Rankings,
    candidates: Mapping[str, str],
    language: Language,
) -> tuple[Slide, ...]:
    """All slides of a revealed round; `candidates` are ids -> names of the step's candidates now."""
    if found.withheld:
        return (Slide(say("hall.too_few", language, n=FEWEST)),)
    names = {key: name_of(item.name, language) for key, item in ballot.items.items()}
    bodies = {key: name_of(voter.name, language) for key, voter in ballot.bodies.items()}
    bodies[""] = say("hall.public", language)
    made = _agreement(found, before, names, bodies, language) if TOP in found.nodes else []
    made += _ratings(ballot, found, names, candidates, language)
    made += _ranking(rankings, candidates, bodies, language)
    made += [_weights(node, one, names, language) for node, one in found.nodes.items() if node != TOP]
    return tuple(made)


def before_reveal(joined: int, waiting: int | None, state: State, language: Language) -> tuple[str, ...]:
    """What a reveal of an open or a closed round means now: how many are waited for, and what follows.

    `waiting` None: nobody finishes in this kind of round.
    """
    told = [say(f"reveal.of_{state}", language), say("reveal.for_good", language)]
    if not joined or waiting is not None:
        key = "reveal.nobody" if not joined else "reveal.waiting" if waiting else "reveal.everybody"
        told.insert(0, say(key, language, n=waiting or 0, joined=joined))
    return tuple(told)


def ways_of(rankings: Rankings, language: Language) -> dict[str, Mapping[str, int]]:
    """The ranks now and under each way of counting voices, by what the way is called."""
    ways = {say("hall.now", language): rankings.now.ranks} if rankings.now else {}
    return ways | {
        say(f"hall.voice_{way}", language): rankings.ways[way].ranks for way in VOICES if way in rankings.ways
    }


def _weights(node: str, one: NodeFindings, names: Mapping[str, str], language: Language) -> Slide:
    picture = weights_bars(names, one.weights, language)
    key = "hall.people"
    if one.partly:
        key = "hall.people_partly" if one.partly < one.people else "hall.people_all_partly"
    note = say(key, language, answers=one.answers, n=one.people, partly=one.partly)
    if one.margins:
        margin = max(one.margins.values())
        sure = say("hall.margin", language, points=f"{100 * margin:.0f}" if margin >= 0.01 else "1")
        note = say("hall.both", language, first=note, second=sure)
    title = picture.title
    if node != TOP:
        title = heaviest_title(
            "hall.heaviest_within",
            names,
            one.weights,
            percent(max(one.weights.values()), language),
            language,
            whole=names[node],
        )
    return Slide(title, picture, note=note)


def _agreement(
    found: Findings,
    before: Findings | None,
    names: Mapping[str, str],
    bodies: Mapping[str, str],
    language: Language,
) -> list[Slide]:
    """What the room weighs, whether that moved, how consistent it is, how far it agrees, who thinks alike."""
    top = found.nodes[TOP]
    made = [_weights(TOP, top, names, language)]
    earlier = before.nodes.get(TOP) if before else None
    moved = movement_pairs(names, earlier.weights, top.weights, language) if earlier else None
    if moved is not None:
        made.append(Slide(moved.title, moved))
    made += _consistency(found, language)
    if top.consensus is not None:
        agreed = consensus_bars(bodies, top.consensus, top.between, top.inside, language)
        made.append(Slide(agreed.title, agreed))
    if any(high > low for low, high in top.spread.values()):
        spread = disagreement_ranges(names, top.spread, top.weights, language)
        key = "hall.disagree_note_all" if top.whole_spread else "hall.disagree_note"
        made.append(Slide(spread.title, spread, note=say(key, language)))
    alike = top.consensus is not None and consensus_level(top.consensus) in ("high", "very_high")
    if len(top.groups) > 1 or (top.groups and alike):
        made.append(_groups(top, names, bodies, language))
    return made


def _consistency(found: Findings, language: Language) -> list[Slide]:
    """How many judged consistently in every group of criteria, and of whom that can be said."""
    ratios, top = found.ratios, found.nodes[TOP]
    if not ratios:
        return []
    picture = consistency_bars(ratios, language, len(ratios) == found.people)
    said = []
    if len(ratios) < found.people:
        said.append(say("hall.whole_only", language, all=found.people, n=len(ratios)))
    if sum(len(node.items) > 2 for node in found.nodes.values()) > 1:
        said.append(say("hall.worst_group", language))
    if top.ratio is not None and len(top.items) > 2:
        said.append(say("hall.ratio_group", language, ratio=top.ratio))
    return [Slide(picture.title, picture, note=_together(said, language))]


def _together(said: Sequence[str], language: Language) -> str:
    """Sentences one after the other."""
    whole = ""
    for sentence in said:
        whole = say("hall.both", language, first=whole, second=sentence) if whole else sentence
    return whole


def _groups(
    top: NodeFindings, names: Mapping[str, str], bodies: Mapping[str, str], language: Language
) -> Slide:
    together = [group for group in top.groups if group.size > 1]
    lonely = sum(group.size == 1 for group in top.groups)
    said = [_group(group, names, bodies, language) for group in together[:MOST_GROUPS]]
    if lonely:
        said.append(say("hall.group_alone", language, n=lonely))
    if len(together) == 1 and not lonely:
        return Slide(say("hall.one_group", language), said=tuple(said))
    return Slide(say("hall.groups", language, n=len(together)), said=tuple(said))


def _group(group: LikeMinded, names: Mapping[str, str], bodies: Mapping[str, str], language: Language) -> str:
    """Who weighs alike, and what comes first for all or for most of them, if anything does."""
    few = list(group.bodies.items())[:MOST_GROUPS]
    members = [say("hall.members", language, body=bodies.get(body, body), count=n) for body, n in few]
    if UNNAMED in group.bodies:
        members = [say("hall.unnamed", language)]
    key = "hall.group_mixed"
    if 2 * group.agreeing > group.size:
        key = "hall.group" if group.agreeing == group.size else "hall.group_most"
    return say(
        key,
        language,
        size=group.size,
        bodies=listed(members, language),
        criterion=names[group.first],
        most=group.agreeing,
    )


def _ratings(
    ballot: Ballot,
    found: Findings,
    names: Mapping[str, str],
    candidates: Mapping[str, str],
    language: Language,
) -> list[Slide]:
    """The mean ratings, a slide a criterion; bars run over the criterion's whole scale."""
    made = []
    leaves = dict.fromkeys(leaf for row in found.ratings.values() for leaf in row)
    for leaf in leaves:
        rated = {key: row[leaf] for key, row in found.ratings.items() if leaf in row and key in candidates}
        if not rated:
            continue
        order = sorted(rated, key=lambda key: -rated[key].mean)
        top = [key for key in order if math.isclose(rated[key].mean, rated[order[0]].mean)]
        scale = ballot.rated[leaf]
        bars = tuple(
            Bar(
                candidates[key],
                rated[key].mean - scale.lowest,
                say("hall.rating", language, mean=f"{rated[key].mean:.1f}", n=rated[key].people),
                strong=key in top,
            )
            for key in order
        )
        title = say(
            "hall.ratings_same" if 1 < len(top) == len(order) else "hall.ratings",
            language,
            candidates=listed((candidates[key] for key in top), language),
            criterion=names[leaf],
            n=len(top),
        )
        heads = (say("hall.head_candidate", language), say("hall.head_mean", language))
        numbers = Numbers(heads, tuple((candidates[key], rated[key].mean) for key in order))
        alt = f"{title} {listed((f'{bar.label} {bar.text}' for bar in bars[:12]), language)}"
        picture = Bars(title, alt, numbers, bars, float(scale.highest - scale.lowest))
        note = say("hall.scale", language, lowest=scale.lowest, highest=scale.highest)
        made.append(Slide(title, picture, note=note))
    return made


def _ranking(
    rankings: Rankings, candidates: Mapping[str, str], bodies: Mapping[str, str], language: Language
) -> list[Slide]:
    room = rankings.ways.get(ROOM)
    if room is None:
        return []
    picture = closeness_bars(candidates, room.closeness, room.ranks, language)
    made = [Slide(picture.title, picture, note=_left_out([room], candidates, language))]
    changed = ways_lines(candidates, ways_of(rankings, language), language)
    if changed is not None:
        leaders = _first(room.ranks)
        named = listed((candidates[key] for key in leaders), language)
        title = say("hall.same_leader", language, leader=named, n=len(leaders))
        earlier = leaders if rankings.now is None else _first(rankings.now.ranks)
        if set(earlier) != set(leaders):
            before = listed((candidates[key] for key in earlier), language)
            title = say("hall.other_leader", language, leader=named, earlier=before)
        compared = [*([rankings.now] if rankings.now else []), *rankings.ways.values()]
        made.append(Slide(title, changed, note=_left_out(compared, candidates, language)))
    if rankings.alone:
        made.append(_alone(rankings, candidates, bodies, language))
    return made


def _left_out(results: Sequence[StepResult], candidates: Mapping[str, str], language: Language) -> str:
    """Which candidates some of the rankings lack, and why; "" where they have all."""
    refused = [key for key in candidates if any(key in one.refused for one in results)]
    unknown = [key for key in candidates if any(key in one.unknown for one in results) and key not in refused]
    said = []
    for reason, keys in (("unknown", unknown), ("refused", refused)):
        if keys:
            names = [candidates[key] for key in keys[:MOST_LEFT_OUT]]
            if len(keys) > MOST_LEFT_OUT:
                names.append(say("hall.others", language, n=len(keys) - MOST_LEFT_OUT))
            said.append(say(f"hall.left_out_{reason}", language, candidates=listed(names, language)))
    return _together(said, language)


def _alone(
    rankings: Rankings, candidates: Mapping[str, str], bodies: Mapping[str, str], language: Language
) -> Slide:
    winners: dict[tuple[str, ...], list[str]] = {}
    for body, own in rankings.alone.items():
        winners.setdefault(_first(own.ranks), []).append(bodies[body])
    order = sorted(winners, key=lambda keys: -len(winners[keys]))
    said = tuple(
        say(
            "hall.alone_first",
            language,
            candidate=listed((candidates[key] for key in keys), language),
            bodies=winners[keys],
            n=len(keys),
        )
        for keys in order
    )
    return Slide(say("hall.alone_title", language), said=said)


def _first(ranks: Mapping[str, int]) -> tuple[str, ...]:
    """Who comes first, all of them where several do, in the order of the list."""
    return tuple(key for key, rank in ranks.items() if rank == 1)
