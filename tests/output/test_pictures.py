"""What pictures show, before they are drawn."""

import re
from dataclasses import replace

import pytest

from mcda.cooperation.authority import authority
from mcda.cooperation.joining import joining
from mcda.cooperation.steps import result
from mcda.cooperation.study import Participation, Score, Study, Weighting, Wording
from mcda.output.charts import draw
from mcda.output.cooperation_pictures import participation_picture, power_picture
from mcda.output.palette import GREY, OKABE_ITO
from mcda.output.pictures import Bars, Grid, Lines, Pairs, Picture, Ranges, Stack, part_of, rows
from mcda.output.robustness_pictures import before_after_picture, ranks_picture, stability_picture
from mcda.output.step_pictures import (
    contributions_picture,
    ranking_picture,
    scores_picture,
    weights_picture,
)
from mcda.output.wording import remark_text
from mcda.text import LANGUAGES, Language
from tests.output.gallery import EXAMPLE, RESULTS, compared, gallery
from tests.output.pasture import pasture
from tests.output.test_charts import every_kind
from tests.small_study import study


def test_the_best_stands_on_top_and_what_is_not_ranked_last_with_the_reason() -> None:
    study, now = pasture()
    picture = ranking_picture(study, now, "en")
    assert [(bar.lead, bar.label, bar.value, bar.text, bar.strong, bar.note) for bar in picture.bars] == [
        ("1", "Berg", 1.0, "1.00", True, "chosen"),
        ("2", "Alm", 0.0, "0.00", False, ""),
        ("–", "Cima", None, "", False, "not ranked: 1 score unknown"),
    ]
    assert picture.title == "Berg leads (1.00) and is chosen."
    assert "1 Berg 1.00, 2 Alm 0.00" in picture.alt


def test_points_tell_how_far_each_criterion_lifts_a_candidate_above_the_worst() -> None:
    # Weighted values 0.3, 0.4 (Alm) and 0.4, 0.3 (Berg); cost is better small. From anti-ideal (0.3, 0.4) to
    # ideal (0.4, 0.3) it is 0.1 + 0.1: Berg is the ideal (50 + 50 points), Alm the anti-ideal (none).
    picture = contributions_picture(*pasture(), "en")
    assert picture is not None
    assert picture.labels == ("1  Berg", "2  Alm")
    assert picture.parts == ("Benefit", "Cost")
    assert picture.values == (pytest.approx((50, 50)), pytest.approx((0, 0)))
    assert picture.texts == (("50", "50"), ("", ""))


def test_of_thirty_criteria_the_largest_have_a_colour_and_the_others_are_one_grey_part() -> None:
    scores = {
        f"body-{i}": {f"criterion-{j}": Score(value=1 + (i * j) % 5) for j in range(30)} for i in range(9)
    }
    wide = study(9, 30)
    equal = dict.fromkeys(wide.bodies.criteria, 1 / 30)
    weighting = Weighting(method="direct", direct=equal)
    wide = wide.model_copy(
        update={"bodies": wide.bodies.model_copy(update={"scores": scores, "weighting": weighting})}
    )
    picture = contributions_picture(wide, result(wide, "bodies"), "en")
    assert picture is not None
    assert OKABE_ITO[len(picture.parts) - 1] == OKABE_ITO[GREY] == "#7F7F7F"
    assert picture.parts[-1] == "24 other criteria"
    heads, rows = picture.numbers.columns, picture.numbers.rows
    assert len(heads) == 32  # every criterion between the name and the sum
    assert [sum(row) for row in picture.values] == pytest.approx([row[-1] for row in rows])
    assert picture.title.split(": ")[1].split(" (")[0] in picture.parts


@pytest.mark.parametrize("place", range(8))
def test_a_part_of_a_picture_keeps_its_scale_and_its_numbers(place: int) -> None:
    whole = every_kind("Alm")[place]
    many = twice(whole)
    assert rows(many) == (1 if isinstance(whole, Lines) else 2 * rows(whole))
    last = part_of(many, rows(many) - 1, rows(many))
    assert rows(last) == 1
    assert last.numbers == whole.numbers
    if isinstance(many, Bars | Stack):
        assert isinstance(last, Bars | Stack)
        assert last.longest == many.longest > 0
    if isinstance(many, Pairs):
        assert isinstance(last, Pairs)
        assert last.span == many.span
        assert last.span[0] <= 0 <= last.span[1]
    assert draw(last).figure.layout.xaxis.range == draw(many).figure.layout.xaxis.range


def twice(picture: Picture) -> Picture:
    """The same rows two times, the second time with smaller values where there is a scale to keep."""
    match picture:
        case Bars():
            return replace(
                picture, bars=picture.bars + (replace(picture.bars[0], value=0.1),) * len(picture.bars)
            )
        case Stack():
            small = tuple(tuple(value / 10 for value in row) for row in picture.values)
            return replace(
                picture, labels=picture.labels * 2, values=picture.values + small, texts=picture.texts * 2
            )
        case Pairs():
            small_pairs = tuple(replace(pair, values=(0.01, 0.02)) for pair in picture.pairs)
            return replace(picture, pairs=picture.pairs + small_pairs)
        case Ranges():
            return replace(picture, ranges=picture.ranges * 2)
        case Grid():
            return replace(picture, rows=picture.rows * 2, shades=picture.shades * 2, texts=picture.texts * 2)
        case Lines():
            return picture


def test_sub_criteria_are_added_up_to_their_criterion() -> None:
    picture = contributions_picture(EXAMPLE, RESULTS["issues"], "en")
    assert picture is not None
    assert picture.parts == ("Responsibility", "Feasibility", "Efficiency")
    assert all(0 <= sum(row) <= 100 + 1e-9 for row in picture.values)


def test_the_heaviest_criterion_stands_on_top_and_weights_sum_to_one() -> None:
    picture = weights_picture(EXAMPLE, RESULTS["issues"], "en")
    values = [bar.value for bar in picture.bars if bar.value is not None]
    assert values == sorted(values, reverse=True)
    assert sum(values) == pytest.approx(1)
    assert picture.bars[0].label == "Crosses borders (Responsibility)"


def test_better_scores_are_darker_whichever_way_the_criterion_runs() -> None:
    # On a scale of 0 to 10: benefit 4 of 10 is 0.4; a cost of 3 is 0.7, as 0 would be best.
    picture = scores_picture(*pasture(), "en")
    assert picture.rows == ("Berg", "Alm", "Cima")
    assert picture.shades[0] == pytest.approx((0.4, 0.7))
    assert picture.shades[2] == (pytest.approx(0.35), None)
    assert picture.texts == (("4", "3"), ("3", "4"), ("3.5", "?"))
    assert picture.title == "Berg has the best score on 2 of 2 criteria."


def test_the_tightest_weight_is_marked() -> None:
    firm = compared("issues").firmness
    picture = stability_picture(EXAMPLE, RESULTS["issues"], firm, "en")
    (marked,) = [one for one in picture.ranges if one.strong]
    weights = RESULTS["issues"].weights.leaves
    room = {
        leaf: min(
            [weights[leaf] - low] * (firm.takes_over[leaf][0] is not None)
            + [high - weights[leaf]] * (firm.takes_over[leaf][1] is not None),
            default=2.0,
        )
        for leaf, (low, high) in firm.intervals.items()
    }
    tightest = min(room, key=lambda leaf: room[leaf])
    assert marked.now == weights[tightest]
    assert all(one.lowest <= one.now <= one.highest for one in picture.ranges)


def test_a_bump_says_how_often_the_leader_leads() -> None:
    picture = ranks_picture(["A", "B"], ["x", "y", "z"], [[1, 2, 1], [2, 1, 2]], "en")
    assert picture.title == "A is first in 2 of 3 rankings."
    assert ranks_picture(["A", "B"], ["x"], [[1], [2]], "en").title == "A is first in all 1 rankings."


def test_a_slope_says_whether_the_lead_changed_and_leaves_out_newcomers() -> None:
    names = {"a": "Alm", "b": "Berg", "c": "Cima"}
    picture = before_after_picture(
        names, {"a": 0.7, "b": 0.5}, {"a": 0.4, "b": 0.6, "c": 0.9}, ("1", "2"), "en"
    )
    assert picture.title == "Berg now leads instead of Alm."
    assert [line.label for line in picture.lines] == ["Berg", "Alm"]


def with_figures(*figures: tuple[float, float, float]) -> Study:
    study, _ = pasture()
    given = {
        body: Participation(benefit_in=gain, cost=cost, benefit_out=outside)
        for body, (gain, cost, outside) in zip("abc", figures, strict=True)
    }
    return study.model_copy(update={"participation": given, "unit": Wording(en="million", zh="百万")})


def test_who_joins_who_rather_watches_and_who_loses_is_said_in_words() -> None:
    # Alm: 10 - 4 = 6 in, 2 out: joins. Berg: 8 - 3 = 5 in, 9 out: needs 4.
    # Cima: 1 - 3 = -2 in, 0 out: needs 2.
    # Surplus of those who join: 6 - 2 = 4, less than the 6 that the others need.
    study = with_figures((10, 4, 2), (8, 3, 9), (1, 3, 0))
    picture = participation_picture(study, joining(study, "abc"), "en")
    assert [(pair.label, pair.texts, pair.verdict) for pair in picture.pairs] == [
        ("Alm", ("+6", "+2"), "joins"),
        ("Berg", ("+5", "+9"), "would rather watch (free rider); joins with 4 more"),
        ("Cima", ("\u22122", "0"), "would lose; joins with 2 more"),
    ]
    assert picture.title == (
        "1 of 3 bodies join by themselves; Berg and Cima would not. What the others gain cannot pay for it."
    )
    assert picture.unit == "million"


def test_when_all_join_the_title_says_so() -> None:
    study = with_figures((10, 4, 2), (10, 4, 2), (10, 4, 2))
    picture = participation_picture(study, joining(study, "abc"), "zh")
    assert picture.title == "全部 3 个治理主体都能从参与中获益。"


def test_bodies_without_figures_are_not_said_to_gain() -> None:
    study = with_figures((10, 4, 2), (10, 4, 2), (10, 4, 2))
    some = study.model_copy(update={"participation": {"a": study.participation["a"]}})
    title = "The one body whose figures are known gains by taking part."
    assert participation_picture(some, joining(some, "abc"), "en").title == title
    title = "凡数据齐全的治理主体（1 个）都能从参与中获益。"
    assert participation_picture(some, joining(some, "abc"), "zh").title == title
    (remark,) = joining(some, "abc").remarks
    assert remark_text(remark, "en") == "Every body whose figures are known would join by itself."


def test_a_share_that_buys_no_power_is_told() -> None:
    # Shares 0.45, 0.45, 0.1 and a quota of 0.6: only the first two together decide.
    study, _ = pasture()
    picture = power_picture(study, authority(study, {"a": 0.45, "b": 0.45, "c": 0.1}, 0.6), "en")
    assert picture.title == "The share of Cima buys no power at all."
    assert [(pair.label, pair.values, pair.verdict) for pair in picture.pairs] == [
        ("Alm", (0.45, pytest.approx(0.5)), "veto"),
        ("Berg", (0.45, pytest.approx(0.5)), "veto"),
        ("Cima", (0.1, pytest.approx(0)), "no power"),
    ]


def test_the_share_that_buys_most_beyond_itself_is_told() -> None:
    # Shares 0.4, 0.35, 0.25, quota 0.5: any two win, so each has a third of the power.
    study, _ = pasture()
    picture = power_picture(study, authority(study, {"a": 0.4, "b": 0.35, "c": 0.25}, 0.55), "en")
    assert picture.title == "Cima has 33% of the power with 25% of the say."


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_picture_has_a_finding_a_description_and_its_numbers(language: Language) -> None:
    for name, picture in gallery(language).items():
        assert re.search(r"[.。]$", picture.title), name
        assert picture.alt.startswith(picture.title), name
        assert picture.numbers.rows, name
        assert all(len(row) == len(picture.numbers.columns) for row in picture.numbers.rows), name
