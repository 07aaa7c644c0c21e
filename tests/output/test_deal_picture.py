"""What a solution leaves each body, and how often each candidate leads, as pictures."""

from mcda.cooperation.compensation import balance
from mcda.cooperation.firmness import firmness
from mcda.cooperation.steps import result
from mcda.output.charts import draw
from mcda.output.deal_picture import deal_picture
from mcda.output.robustness_pictures import first_picture
from mcda.storage.study_file import shipped_example
from mcda.text import LANGUAGES

STUDY = shipped_example()
CHOSEN = result(STUDY, "bodies").chosen


def test_bodies_stand_from_best_to_worst_off_with_the_loser_marked() -> None:
    found = balance(STUDY, "compensation", CHOSEN)
    picture = deal_picture(STUDY, "compensation", found, "en")
    before = [pair.values[0] for pair in picture.pairs]
    assert before == sorted(before, reverse=True)
    assert [pair.label for pair in picture.pairs if pair.strong] == ["Wuxi municipal government"]
    # The loser's 4.5 is made up for: it ends at nothing.
    assert picture.pairs[-1].texts == ("−4.5", "0")
    assert picture.title.startswith(
        "Cross-border ecological compensation: Wuxi municipal government would lose 4.5"
    )


def test_a_solution_without_losers_says_so() -> None:
    found = balance(STUDY, "joint-office", CHOSEN)
    assert deal_picture(STUDY, "joint-office", found, "en").title.endswith("none of the 7 bodies loses.")


def test_the_share_of_weightings_in_which_each_leads_sums_to_one() -> None:
    now = result(STUDY, "solutions")
    picture = first_picture(STUDY, now, firmness(STUDY, now, samples=500), "en")
    assert abs(sum(bar.value or 0 for bar in picture.bars) - 1) < 1e-9
    assert [bar.label for bar in picture.bars if bar.strong] == ["Cross-border ecological compensation"]


def test_beside_the_first_places_stands_how_often_each_is_among_the_chosen() -> None:
    now = result(STUDY, "issues")
    picture = first_picture(STUDY, now, firmness(STUDY, now), "en")
    notes = {bar.label: bar.note for bar in picture.bars}
    assert notes["Joint enforcement across borders"] == "chosen in 90%"
    assert picture.numbers.columns[1] == "Among the chosen"
    bodies = result(STUDY, "bodies")
    picture = first_picture(STUDY, bodies, firmness(STUDY, bodies, samples=500), "zh")
    assert picture.bars[0].note.startswith("前 7 名 ")


def test_both_pictures_are_drawn_in_both_languages() -> None:
    now = result(STUDY, "solutions")
    firm = firmness(STUDY, now, samples=500)
    for language in LANGUAGES:
        found = balance(STUDY, "compensation", CHOSEN)
        for picture in (
            deal_picture(STUDY, "compensation", found, language),
            first_picture(STUDY, now, firm, language),
        ):
            assert draw(picture).figure.data
            assert picture.title in picture.alt
