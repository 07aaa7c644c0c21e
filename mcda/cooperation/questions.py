"""Which questions a person gets, in which order, and which of two stands left: pure, by the person's seed.

A question has a key: `o:NODE` most and least important, `c:A|B` a pair, `e:NODE` enough, `r:CANDIDATE/LEAF`
a rating. Of several answers to one question the latest counts. NODE is empty for the criteria themselves.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from random import Random
from typing import Literal
from zlib import crc32

from mcda.cooperation.ballot import Ballot, Settings
from mcda.cooperation.study import pair_key
from mcda.core.errors import InvalidInput

Kind = Literal["order", "pair", "rating"]
EQUAL, SKIP, FIELD, ENOUGH, UNKNOWN = "=", "skip", "field", "enough", "unknown"
PASSED = frozenset({SKIP, FIELD})
STRONGEST = 9


@dataclass(frozen=True, slots=True)
class Question:
    """One screen. `node` is the group of siblings of an order or a pair; `first` stands left.

    A rating has the candidate in `first` and the leaf in `second`.
    """

    kind: Kind
    key: str
    node: str = ""
    first: str = ""
    second: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a person is: the open question (None: all done), how many screens are answered and still open."""

    question: Question | None
    answered: int
    left: int
    enough: bool


def share_out(
    ballot: Ballot, settings: Settings, seed: int, asked: Mapping[str, int]
) -> tuple[str, ...] | None:
    """The pairs that one person is asked about: a spanning tree of their own in every group of siblings,
    then the pairs that the room was `asked` least; None where everybody is asked everything.
    """
    if not settings.share or not ballot.nodes:
        return None
    random = Random(seed)
    chosen: list[str] = []
    for children in ballot.nodes.values():
        chosen += [pair_key(first, second) for first, second in _tree(children, random)]
    rest = [key for children in ballot.nodes.values() for key in pair_keys(children) if key not in chosen]
    random.shuffle(rest)
    rest.sort(key=lambda key: asked.get(key, 0))
    return (*chosen, *rest[: max(0, settings.share - len(chosen))])


def place(ballot: Ballot, seed: int, asked: tuple[str, ...] | None, answers: Mapping[str, str]) -> Place:
    """The first open question of a person, from the latest answer to each question."""
    open_now: Question | None = None
    answered = left = 0
    for question in questions(ballot, seed, asked, answers):
        if question.key in answers:
            answered += 1
        elif question.kind == "pair" and f"e:{question.node}" in answers:
            continue
        else:
            left += 1
            open_now = open_now or question
    enough = open_now is not None and open_now.kind == "pair" and is_enough(ballot, open_now.node, answers)
    return Place(open_now, answered, left, enough)


def questions(
    ballot: Ballot, seed: int, asked: tuple[str, ...] | None, answers: Mapping[str, str]
) -> tuple[Question, ...]:
    """All screens of a person in order; what they tapped as most and least important orders the pairs."""
    found: tuple[Question, ...] = ()
    for node, children in ballot.nodes.items():
        if asked is None and len(children) > 2:
            found += (Question("order", f"o:{node}", node),)
        found += _pairs(node, children, seed, asked, answers.get(f"o:{node}", ""))
    return found + _ratings(tuple(ballot.candidates), tuple(ballot.rated), seed)


def find(
    ballot: Ballot, seed: int, asked: tuple[str, ...] | None, answers: Mapping[str, str], key: str
) -> Question:
    """The question with that key among a person's own. Raises InvalidInput answer.no_such_question."""
    for question in questions(ballot, seed, asked, answers):
        if question.key == key:
            return question
    raise InvalidInput("answer.no_such_question")


def check(ballot: Ballot, question: Question, value: str, answers: Mapping[str, str]) -> tuple[str, str]:
    """The key and value under which an answer is kept; ENOUGH, given to a pair, answers its group.

    Raises InvalidInput: answer.nothing_chosen, .same_twice, .not_possible.
    """
    if not value:
        raise InvalidInput("answer.nothing_chosen")
    if value == ENOUGH and question.kind == "pair" and is_enough(ballot, question.node, answers):
        return f"e:{question.node}", ENOUGH
    if value in PASSED or value in _possible(ballot, question):
        return question.key, value
    most, _, least = value.partition("|")
    if question.kind == "order" and most == least:
        raise InvalidInput("answer.same_twice")
    raise InvalidInput("answer.not_possible")


def is_enough(ballot: Ballot, node: str, answers: Mapping[str, str]) -> bool:
    """Whether the answered pairs of a group of siblings join all of them, and one may stop there."""
    groups = {child: {child} for child in ballot.nodes[node]}
    for key, value in answers.items():
        if key.startswith("c:") and value not in PASSED:
            first, _, second = key[2:].partition("|")
            if first in groups and second in groups and groups[first] is not groups[second]:
                joined = groups[first] | groups[second]
                groups.update(dict.fromkeys(joined, joined))
    return len({id(group) for group in groups.values()}) == 1


def times(key: str, value: str) -> float | None:
    """How many times the first of a pair (alphabetically) matters as much as the second; None: no answer."""
    if value == EQUAL:
        return 1.0
    side, _, strength = value.partition(":")
    if not strength:
        return None
    first = key[2:].partition("|")[0]
    return float(strength) if side == first else 1 / float(strength)


def pair_keys(children: Iterable[str]) -> list[str]:
    """The key of every pair of siblings."""
    return [pair_key(first, second) for first, second in combinations(children, 2)]


def _possible(ballot: Ballot, question: Question) -> set[str]:
    if question.kind == "pair":
        sides = {
            f"{side}:{strength}"
            for side in (question.first, question.second)
            for strength in range(2, STRONGEST + 1)
        }
        return sides | {EQUAL}
    if question.kind == "order":
        children = ballot.nodes[question.node]
        return {f"{most}|{least}" for most in children for least in children if most != least}
    scale = ballot.rated[question.second]
    return {UNKNOWN, *(str(level) for level in range(scale.lowest, scale.highest + 1))}


@lru_cache(maxsize=20_000)
def _pairs(
    node: str, children: tuple[str, ...], seed: int, asked: tuple[str, ...] | None, extremes: str
) -> tuple[Question, ...]:
    random = Random(f"{seed}:{node}")
    keys = pair_keys(children)
    random.shuffle(keys)
    if asked is not None:
        keys = [key for key in asked if key in set(keys)]
    elif "|" in extremes:
        most, _, least = extremes.partition("|")
        keys.sort(key=lambda key: (most not in key.split("|"), least not in key.split("|")))
    else:
        chain = [pair_key(first, second) for first, second in _tree(children, random)]
        keys = chain + [key for key in keys if key not in chain]
    return tuple(_turned(node, key, seed) for key in keys)


def _turned(node: str, key: str, seed: int) -> Question:
    first, _, second = key.partition("|")
    if crc32(f"{seed}:{key}".encode()) & 1:
        first, second = second, first
    return Question("pair", f"c:{key}", node, first, second)


@lru_cache(maxsize=20_000)
def _ratings(candidates: tuple[str, ...], leaves: tuple[str, ...], seed: int) -> tuple[Question, ...]:
    """Criterion by criterion, so that candidates are held against each other; candidates by the seed."""
    if not leaves:
        return ()
    shuffled = list(candidates)
    Random(f"{seed}:candidates").shuffle(shuffled)
    return tuple(
        Question("rating", f"r:{candidate}/{leaf}", "", candidate, leaf)
        for leaf in leaves
        for candidate in shuffled
    )


def _tree(children: tuple[str, ...], random: Random) -> list[tuple[str, str]]:
    """A random spanning tree: each item, in random order, with a random one before it."""
    order = list(children)
    random.shuffle(order)
    return [(order[random.randrange(i)], order[i]) for i in range(1, len(order))]
