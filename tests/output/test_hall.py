"""The slides of a hall: one message each, in both languages, and true where there is little to say."""

from dataclasses import replace

import pytest

from mcda.cooperation.ballot import Ballot, Item, Scale, Settings, Voter, ballot
from mcda.cooperation.findings import Person, findings
from mcda.cooperation.steps import StepResult, result
from mcda.cooperation.study import Wording
from mcda.cooperation.tree import TOP
from mcda.cooperation.using import Rankings, rankings
from mcda.output.hall import slides
from mcda.output.pictures import Bars, Lines, Pairs
from mcda.output.proposal_slides import MOST_PAGES, proposal_slides
from mcda.output.round_pictures import (
    closeness_bars,
    consensus_bars,
    consistency_bars,
    disagreement_ranges,
    movement_pairs,
    ways_lines,
    weights_bars,
)
from mcda.output.wording import name_of
from mcda.storage.study_file import shipped_example
from mcda.text import LANGUAGES, Language

NAMES = {"a": "Authority", "b": "Benefit", "c": "Cost"}
SHORT = Ballot(
    title=Wording(en="T"),
    step="bodies",
    bodies={"east": Voter(name=Wording(en="East", zh="东"))},
    nodes={TOP: ("a", "b", "c")},
    items={key: Item(name=Wording(en=name, zh=name)) for key, name in NAMES.items()},
)
NO_RANKING = Rankings(None, {}, {})


def said(body: str, ab: str, ac: str, bc: str) -> Person:
    return Person(body, {"c:a|b": ab, "c:a|c": ac, "c:b|c": bc})


def titles(people: list[Person], before: list[Person] | None = None, language: Language = "en") -> list[str]:
    earlier = None if before is None else findings(SHORT, before)
    found = findings(SHORT, people)
    shown = slides(SHORT, found, earlier, rankings=NO_RANKING, candidates={}, language=language)
    return [slide.title for slide in shown]


ONE, OTHER = said("east", "a:3", "a:5", "b:2"), said("", "b:3", "c:3", "c:2")
SOME = Person("", {"c:a|b": "a:3", "c:b|c": "b:2"})
NEARLY, EQUAL = said("east", "b:2", "a:3", "b:3"), said("east", "=", "=", "=")


def test_one_person_alone_is_told_no_agreement() -> None:
    assert titles([ONE]) == ["“Authority” matters most to the room: 65%", "1 of 1 person judged consistently"]


def test_people_who_all_say_the_same_differ_on_nothing() -> None:
    told = titles([ONE] * 4)
    assert any("very high degree" in title for title in told)
    assert not any("differ" in title for title in told)
    assert "Nobody stands apart: there is one group" in told


def groups_told(people: list[Person], language: Language = "en") -> list[str]:
    """What the slides say in sentences, which only the groups' slide does."""
    found = findings(SHORT, people)
    shown = slides(SHORT, found, None, rankings=NO_RANKING, candidates={}, language=language)
    return [line for slide in shown for line in slide.said]


# Weights about 0.75, 0.19, 0.06 and 0.22, 0.69, 0.09: two people who hardly agree.
FIRST_A, FIRST_B = said("east", "a:5", "a:9", "b:4"), said("east", "b:4", "a:3", "b:6")


def test_two_people_who_differ_are_not_said_to_think_alike() -> None:
    told = titles([FIRST_A, FIRST_B])
    assert any(title.startswith("We differ most on “Authority”") for title in told)
    assert not any("one group" in title or "alike" in title for title in told)
    assert groups_told([FIRST_A, FIRST_B]) == []


@pytest.mark.parametrize(
    ("people", "told"),
    [
        ([ONE] * 3, "3 weigh alike (East 3): “Authority” comes first for each of them."),
        ([ONE, ONE, NEARLY], "3 weigh alike (East 3): “Authority” comes first for 2 of them."),
        ([ONE, NEARLY], "2 weigh alike (East 2), but no criterion comes first for most of them."),
        ([EQUAL] * 3, "3 weigh alike (East 3), but no criterion comes first for most of them."),
    ],
)
def test_what_a_group_puts_first_is_said_only_of_those_who_do(people: list[Person], told: str) -> None:
    assert groups_told(people) == [told]


def test_what_most_of_a_group_put_first_is_said_in_chinese_too() -> None:
    assert groups_told([ONE, ONE, NEARLY], "zh") == [
        "3 人看法相近（东 3 人）：其中 2 人把“Authority”放在首位。"
    ]


@pytest.mark.parametrize(
    ("people", "told", "ends"),
    [
        ([FIRST_A, FIRST_B], "Each bar holds everybody's own weights, from the lowest", (0.218, 0.743)),
        ([FIRST_A] * 8 + [FIRST_B], "Each bar holds everybody's own weights", (0.218, 0.743)),
        ([FIRST_A] * 9 + [FIRST_B], "Each bar holds eight of ten people", (0.690, 0.743)),
    ],
)
def test_the_spread_holds_everybody_where_few_answered(
    people: list[Person], told: str, ends: tuple[float, float]
) -> None:
    found = findings(SHORT, people)
    assert found.nodes[TOP].spread["a"] == pytest.approx(ends, abs=0.001)
    shown = slides(SHORT, found, None, rankings=NO_RANKING, candidates={}, language="en")
    (note,) = [slide.note for slide in shown if slide.title.startswith("We differ")]
    assert note.startswith(told)


@pytest.mark.parametrize(
    ("language", "people", "told"),
    [
        ("en", [ONE, OTHER], "6 answers from 2 people."),
        ("en", [ONE, SOME], "5 answers from 2 people; 1 of them answered only some of the pairs."),
        ("en", [SOME, SOME], "4 answers from 2 people; each answered only some of the pairs."),
        ("en", [SOME], "2 answers from 1 person, to some of the pairs."),
        ("zh", [ONE, SOME], "2 人共 5 个回答；其中 1 人只回答了一部分两两比较。"),
        ("zh", [SOME, SOME], "2 人共 4 个回答；每人只回答了其中一部分两两比较。"),
    ],
)
def test_answering_some_pairs_only_is_said_of_those_who_did(
    language: Language, people: list[Person], told: str
) -> None:
    shown = slides(
        SHORT, findings(SHORT, people), None, rankings=NO_RANKING, candidates={}, language=language
    )
    assert shown[0].note == told


@pytest.mark.parametrize(
    ("language", "given", "told"),
    [
        ("en", (3, 2, 2), "North is rated highest on “Authority”"),
        ("en", (2, 3, 3), "South and West are rated highest on “Authority”"),
        ("en", (2, 2, 2), "All are rated the same on “Authority”"),
        ("zh", (2, 3, 3), "South、West在“Authority”上评分最高"),
        ("zh", (2, 2, 2), "全部候选在“Authority”上评分相同"),
    ],
)
def test_all_that_are_rated_highest_are_named(language: Language, given: tuple[int, ...], told: str) -> None:
    towns = {"n": "North", "s": "South", "w": "West"}
    asked = SHORT.model_copy(
        update={
            "nodes": {},
            "candidates": {key: Item(name=Wording(en=name)) for key, name in towns.items()},
            "rated": {"a": Scale(lowest=1, highest=5)},
        }
    )
    person = Person("", {f"r:{key}/a": str(value) for key, value in zip(towns, given, strict=True)})
    found = findings(asked, [person])
    (slide,) = slides(asked, found, None, rankings=NO_RANKING, candidates=towns, language=language)
    assert slide.title == told
    assert isinstance(slide.picture, Bars)
    assert sum(bar.strong for bar in slide.picture.bars) == given.count(max(given))


@pytest.mark.parametrize(
    ("language", "texts", "note"),
    [
        (
            "en",
            ["4.5 (2 people)", "2.0 (1 person)"],
            "A whole bar is 5, the highest on the scale; 1, the lowest, has no bar.",
        ),
        ("zh", ["4.5（2 人）", "2.0（1 人）"], "整条为量表最高的 5 分；最低的 1 分没有条。"),
    ],
)
def test_ratings_are_drawn_on_their_scale_with_the_number_of_people(
    language: Language, texts: list[str], note: str
) -> None:
    towns = {"n": "North", "s": "South"}
    asked = SHORT.model_copy(
        update={
            "nodes": {},
            "candidates": {key: Item(name=Wording(en=name)) for key, name in towns.items()},
            "rated": {"a": Scale(lowest=1, highest=5)},
        }
    )
    found = findings(asked, [Person("", {"r:n/a": "5"}), Person("", {"r:n/a": "4", "r:s/a": "2"})])
    (slide,) = slides(asked, found, None, rankings=NO_RANKING, candidates=towns, language=language)
    assert isinstance(slide.picture, Bars)
    assert [bar.text for bar in slide.picture.bars] == texts
    shares = [(bar.value or 0) / slide.picture.longest for bar in slide.picture.bars]
    assert shares == [0.875, 0.25]
    assert slide.note == note


def test_agreement_is_drawn_as_a_part_of_one() -> None:
    found = consensus_bars({"east": "East"}, 0.5, None, {"east": 0.6}, "en")
    assert found.longest == 1


def test_the_round_before_shows_what_moved_and_what_did_not() -> None:
    assert any("moved most since the round before" in title for title in titles([ONE], [OTHER]))
    assert "Nothing moved since the round before" in titles([ONE], [ONE])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_whole_round_on_the_example_has_distinct_titles(language: Language) -> None:
    study = shipped_example()
    asked = ballot(study, "issues", Settings())
    people = []
    for turn, body in enumerate((*asked.bodies, "")):
        answers = {}
        for children in asked.nodes.values():
            ranked = sorted(children, reverse=turn % 2 == 0)
            pairs = [(a, b) for n, a in enumerate(ranked) for b in ranked[n + 1 :]]
            answers |= {f"c:{min(a, b)}|{max(a, b)}": f"{a}:{2 + turn % 3}" for a, b in pairs}
        people.append(Person(body, answers))
    room = findings(asked, people)
    candidates = {key: name_of(c.name, language) for key, c in study.issues.candidates.items()}
    ranked = rankings(study, "issues", room)
    shown = slides(asked, room, None, rankings=ranked, candidates=candidates, language=language)
    told = [slide.title for slide in shown]
    assert len(told) == len(set(told)) >= 9
    assert all(slide.picture is not None or slide.said for slide in shown)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "Left out, as a score is unknown: Chemical and dyeing enterprises (association)."),
        ("zh", "因有评分未知而未列入：化工印染企业协会。"),
    ],
)
def test_who_cannot_be_ranked_is_named_with_the_reason(language: Language, told: str) -> None:
    study = shipped_example()
    asked = ballot(study, "bodies", Settings())
    answers = {
        f"c:{min(a, b)}|{max(a, b)}": f"{a}:3" for a in asked.nodes[TOP] for b in asked.nodes[TOP] if a < b
    }
    room = findings(asked, [Person("suzhou", answers), Person("", answers)])
    candidates = {key: name_of(c.name, language) for key, c in study.bodies.candidates.items()}
    ranked = rankings(study, "bodies", room)
    shown = slides(asked, room, None, rankings=ranked, candidates=candidates, language=language)
    assert [slide.note for slide in shown if slide.note.startswith(told[:3])] == [told, told]
    assert sum(isinstance(slide.picture, Lines) and slide.note == told for slide in shown) == 1


def test_nothing_is_said_of_a_round_that_nobody_answered() -> None:
    assert titles([]) == []


def test_no_proposal_is_said_in_one_slide() -> None:
    (slide,) = proposal_slides([], "en")
    assert slide.title == "No proposals yet"


@pytest.mark.parametrize(
    ("language", "supports", "told"),
    [
        ("en", (3, 1), "Most supported, by 3 people: Ferry 0"),
        ("en", (2, 2, 1), "2 proposals share the most support, 2 people each"),
        ("en", (0,), "1 proposal, which nobody has supported yet"),
        ("en", (0, 0), "2 proposals, none of which anybody has supported yet"),
        ("zh", (0, 0), "共 2 项提议，还没有人表示支持"),
        ("zh", (2, 2), "2 项提议支持最多，各 2 人"),
    ],
)
def test_only_what_somebody_supported_is_called_most_supported(
    language: Language, supports: tuple[int, ...], told: str
) -> None:
    given = [(f"Ferry {place}", count, "East") for place, count in enumerate(supports)]
    (slide,) = proposal_slides(given, language)
    assert slide.title == told
    assert isinstance(slide.picture, Bars)
    strong = sum(bar.strong for bar in slide.picture.bars)
    assert strong == (supports.count(supports[0]) if supports[0] else 0)


def test_proposals_that_do_not_fit_on_a_slide_follow_on_the_next_on_one_scale() -> None:
    long = [("word " * 24, 9 - place, "East") for place in range(9)]
    told = proposal_slides(long, "en")
    assert [len(slide.picture.bars) for slide in told if isinstance(slide.picture, Bars)] == [2, 2, 2, 2, 1]
    assert told[1].title == "Proposals 3 to 4 of 9, by support"
    assert {slide.picture.longest for slide in told if isinstance(slide.picture, Bars)} == {9}
    many = proposal_slides([(f"Ferry {place}", 1, "") for place in range(100)], "en")
    assert len(many) == MOST_PAGES
    assert many[-1].note == "And 52 more, on the facilitator's page."


def test_the_largest_move_is_named_with_both_weights() -> None:
    found = movement_pairs(NAMES, {"a": 0.5, "b": 0.3, "c": 0.2}, {"a": 0.45, "b": 0.25, "c": 0.3}, "en")
    assert isinstance(found, Pairs)
    assert found.title == "“Cost” moved most since the round before: from 20% to 30%"
    assert [pair.strong for pair in found.pairs] == [False, True, False]


def test_a_round_before_on_other_criteria_is_left_out() -> None:
    new = {"x": "Reach", "y": "Yield", "z": "Zeal"}
    items = {key: Item(name=Wording(en=name, zh=name)) for key, name in new.items()}
    others = SHORT.model_copy(update={"nodes": {TOP: tuple(new)}, "items": items})
    people = [Person("east", {"c:x|y": "x:3", "c:x|z": "x:5", "c:y|z": "y:2"})]
    shown = slides(
        others,
        findings(others, people),
        findings(SHORT, [ONE]),
        rankings=NO_RANKING,
        candidates={},
        language="en",
    )
    assert shown[0].title == "“Reach” matters most to the room: 65%"
    assert not any("round before" in slide.title for slide in shown)


def test_consistency_is_counted_up_to_and_with_the_limit() -> None:
    found = consistency_bars([0.0, 0.10, 0.11, 0.20, 0.21], "en")
    assert [bar.value for bar in found.bars] == [2, 2, 1]
    assert found.title == "2 of 5 people judged consistently"


TWO_GROUPS = SHORT.model_copy(
    update={
        "nodes": {TOP: ("a", "b", "c"), "a": ("x", "y", "z")},
        "items": SHORT.items | {key: Item(name=Wording(en=key, zh=key)) for key in "xyz"},
    }
)
WELL = {"c:a|b": "a:3", "c:a|c": "a:5", "c:b|c": "b:2"}
WELL_BELOW = {"c:x|y": "x:3", "c:x|z": "x:5", "c:y|z": "y:2"}
IN_CIRCLES = {"c:x|y": "x:5", "c:x|z": "z:5", "c:y|z": "y:5"}


@pytest.mark.parametrize(
    ("language", "title", "why"),
    [
        (
            "en",
            "1 of the 2 people who compared all criteria judged consistently",
            "3 answered; 2 of them compared all criteria, and only that can be judged. "
            "Everybody counts by their least consistent group of criteria.",
        ),
        (
            "zh",
            "在比较了全部准则的 2 人中，有 1 人判断一致",
            "共 3 人作答，其中 2 人比较了全部准则，只有他们的判断能检验一致性。"
            "每个人按其一致性最差的一组准则计算。",
        ),
    ],
)
def test_a_person_is_consistent_who_is_so_in_every_group_and_it_is_said_of_whom(
    language: Language, title: str, why: str
) -> None:
    people = [Person("", WELL | WELL_BELOW), Person("", WELL | IN_CIRCLES), Person("", WELL)]
    found = findings(TWO_GROUPS, people)
    assert len(found.ratios) == 2
    shown = slides(TWO_GROUPS, found, None, rankings=NO_RANKING, candidates={}, language=language)
    (slide,) = [slide for slide in shown if slide.title == title]
    assert slide.note.startswith(why)


def test_weights_stand_heaviest_first_and_equal_ones_in_their_order() -> None:
    found = weights_bars(NAMES, {"a": 0.2, "b": 0.6, "c": 0.2}, "zh")
    assert [bar.label for bar in found.bars] == ["Benefit", "Authority", "Cost"]
    assert [bar.strong for bar in found.bars] == [True, False, False]


def test_leaders_with_equal_closeness_are_all_named() -> None:
    found = closeness_bars(NAMES, {"a": 0.7, "b": 0.7, "c": 0.1}, {"a": 1, "b": 1, "c": 3}, "en")
    assert found.title == "With the room's weights, Authority and Benefit lead together"


def test_one_way_alone_is_no_comparison_and_candidates_ranked_by_some_ways_are_left_out() -> None:
    assert ways_lines(NAMES, {"now": {"a": 1}}, "en") is None
    assert ways_lines(NAMES, {"now": {"a": 1}, "then": {"b": 1}}, "en") is None
    found = ways_lines(NAMES, {"now": {"a": 1, "b": 2}, "then": {"a": 2, "b": 1, "c": 3}}, "en")
    assert [line.label for line in found.lines] == ["Authority", "Benefit"]


A_AND_B = said("east", "=", "a:3", "b:3")


@pytest.mark.parametrize(
    ("language", "people", "told"),
    [
        ("en", [A_AND_B], "Authority and Benefit matter most to the room: 43% each"),
        ("en", [EQUAL], "All criteria matter the same to the room: 33% each"),
        ("zh", [A_AND_B], "全场认为Authority、Benefit并列最重要：各 43%"),
        ("zh", [EQUAL], "全场认为各准则同样重要：各 33%"),
    ],
)
def test_all_criteria_that_matter_most_are_named(language: Language, people: list[Person], told: str) -> None:
    assert titles(people, language=language)[0] == told
    picture = weights_bars(NAMES, findings(SHORT, people).nodes[TOP].weights, language)
    assert [bar.strong for bar in picture.bars] == [True, True, people == [EQUAL]]


def test_within_a_group_all_that_matter_most_are_named() -> None:
    inner = SHORT.model_copy(
        update={
            "nodes": {"w": ("a", "b", "c")},
            "items": {**SHORT.items, "w": Item(name=Wording(en="Whole"))},
        }
    )
    for people, told in (
        ([A_AND_B], "Within “Whole”, Authority and Benefit matter most: 43% each"),
        ([EQUAL], "Within “Whole”, all matter the same: 33% each"),
    ):
        found = findings(inner, people)
        [slide] = slides(inner, found, None, rankings=NO_RANKING, candidates={}, language="en")
        assert slide.title == told


def test_criteria_that_moved_or_are_disputed_alike_are_named_together() -> None:
    told = titles([A_AND_B], [EQUAL])
    assert "“Cost” moved most since the round before: from 33% to 14%" in told
    now, before = {"a": 0.5, "b": 0.3, "c": 0.2}, {"a": 0.4, "b": 0.4, "c": 0.2}
    moved = movement_pairs(NAMES, before, now, "en")
    assert moved.title == "Authority and Benefit moved most since the round before, each by 10 points"
    spread = {"a": (0.1, 0.4), "b": (0.6, 0.9), "c": (0.0, 0.1)}
    disputed = disagreement_ranges(NAMES, spread, now, "en")
    assert disputed.title == "We differ most on Authority and Benefit, on each as much"
    assert [one.strong for one in disputed.ranges] == [True, True, False]


@pytest.mark.parametrize(
    ("before", "room", "told"),
    [
        ({"a": 1, "b": 2}, {"a": 1, "b": 2}, "Authority stays first: the room's weights do not"),
        ({"a": 1, "b": 1}, {"a": 1, "b": 1}, "Authority and Benefit stay first together: the room"),
        (
            {"a": 1, "b": 2},
            {"a": 1, "b": 1},
            "The room puts Authority and Benefit first; the study had Authority before",
        ),
        (
            {"a": 1, "b": 1},
            {"a": 2, "b": 1},
            "The room puts Benefit first; the study had Authority and Benefit before",
        ),
    ],
)
def test_all_who_lead_are_named(before: dict[str, int], room: dict[str, int], told: str) -> None:
    def ranked(ranks: dict[str, int]) -> StepResult:
        template = result(shipped_example(), "bodies")
        return replace(template, ranks=ranks, closeness={key: 1 / rank for key, rank in ranks.items()})

    ranks = Rankings(ranked(before), {"person": ranked(room)}, {"east": ranked(room)})
    shown = slides(SHORT, findings(SHORT, []), None, rankings=ranks, candidates=NAMES, language="en")
    assert any(slide.title.startswith(told) for slide in shown), [slide.title for slide in shown]
    [alone] = shown[-1].said
    tied = len(set(room.values())) == 1
    assert alone.startswith("Authority and Benefit come first together for") == tied


@pytest.mark.parametrize(
    ("supports", "told"),
    [
        ((3, 1), "Most supported, by 3 people: A fund"),
        ((2, 2), "2 proposals share the most support, 2 people each"),
        ((0, 0), "2 proposals, none of which anybody has supported yet"),
    ],
)
def test_proposals_with_the_same_support_are_not_told_apart(supports: tuple[int, int], told: str) -> None:
    listed = [(name, n, "East") for name, n in zip(("A fund", "An office"), supports, strict=True)]
    for language in LANGUAGES:
        [slide] = proposal_slides(listed, language)
        assert isinstance(slide.picture, Bars)
        most = max(supports)
        assert [bar.strong for bar in slide.picture.bars] == [0 < n == most for n in supports]
    [slide] = proposal_slides(listed, "en")
    assert slide.title == told
