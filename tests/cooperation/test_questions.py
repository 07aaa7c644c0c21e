"""Which questions a person gets, in which order: spanning trees first, extremes first, sides by chance."""

from hypothesis import given
from hypothesis import strategies as st

from mcda.cooperation.ballot import Ballot, Settings
from mcda.cooperation.questions import is_enough, pair_keys, place, questions, share_out, times
from mcda.cooperation.study import Wording

SEEDS = st.integers(0, 2**31 - 1)
SIZES = st.integers(2, 9)


def ballot(size: int) -> Ballot:
    items = tuple(f"c{i}" for i in range(size))
    return Ballot(title=Wording(en="T"), step="bodies", bodies={}, nodes={"": items})


def test_the_first_pairs_of_everybody_hang_together() -> None:
    @given(SEEDS, SIZES)
    def holds(seed: int, size: int) -> None:
        asked = [q for q in questions(ballot(size), seed, None, {}) if q.kind == "pair"]
        answers = {q.key: "=" for q in asked[: size - 1]}
        assert is_enough(ballot(size), "", answers)
        if size > 2:
            assert not is_enough(ballot(size), "", dict(list(answers.items())[:-1]))

    holds()


def test_most_and_least_important_come_first_and_nothing_is_asked_twice() -> None:
    @given(SEEDS, st.integers(3, 9))
    def holds(seed: int, size: int) -> None:
        asked = [q for q in questions(ballot(size), seed, None, {"o:": "c1|c2"}) if q.kind == "pair"]
        assert sorted(q.key[2:] for q in asked) == sorted(pair_keys(f"c{i}" for i in range(size)))
        assert all("c1" in (q.first, q.second) for q in asked[: size - 1])
        assert all("c2" in (q.first, q.second) for q in asked[size - 1 : 2 * size - 3])

    holds()


def test_what_is_most_important_does_not_move_sides() -> None:
    before = {q.key: q.first for q in questions(ballot(6), 7, None, {})}
    after = {q.key: q.first for q in questions(ballot(6), 7, None, {"o:": "c1|c2"})}
    assert before == after


def test_half_of_the_people_see_a_pair_the_other_way_round() -> None:
    firsts = [questions(ballot(2), seed, None, {})[0].first for seed in range(1000)]
    assert 430 < firsts.count("c0") < 570


def test_shared_questions_are_a_tree_of_ones_own_and_the_least_asked() -> None:
    @given(SEEDS, st.integers(3, 8), st.integers(1, 30))
    def holds(seed: int, size: int, share: int) -> None:
        here = ballot(size)
        every = pair_keys(here.nodes[""])
        asked = {key: n for n, key in enumerate(every)}
        dealt = share_out(here, Settings(share=share), seed, asked)
        assert dealt is not None
        assert len(set(dealt)) == len(dealt) == min(len(every), max(share, size - 1))
        assert is_enough(here, "", {f"c:{key}": "=" for key in dealt[: size - 1]})
        rest = [key for key in every if key not in dealt[: size - 1]]
        assert list(dealt[size - 1 :]) == rest[: max(0, share - size + 1)]

    holds()


def test_a_room_that_shares_questions_asks_all_pairs_about_equally() -> None:
    here, asked = ballot(7), dict.fromkeys(pair_keys(f"c{i}" for i in range(7)), 0)
    for seed in range(100):
        for key in share_out(here, Settings(share=9), seed, asked) or ():
            asked[key] += 1
    assert sum(asked.values()) == 900
    assert min(asked.values()) >= 30


def test_two_answers_to_a_pair_are_told_apart_by_who_is_favoured() -> None:
    assert times("c:a|b", "a:4") == 4
    assert times("c:a|b", "b:4") == 0.25
    assert times("c:a|b", "=") == 1
    assert times("c:a|b", "skip") is None


def test_everything_skipped_is_done_but_not_enough() -> None:
    here = ballot(3)
    answers = {q.key: "skip" for q in questions(here, 1, None, {})}
    at = place(here, 1, None, answers)
    assert (at.question, at.answered, at.left, at.enough) == (None, 4, 0, False)
