"""The hall's screen: what it shows before and after the reveal, and to whom."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest

from mcda.actions.inviting import leave_out, people
from mcda.actions.workshop import close_round, get_round, open_round, repeat, reveal, start
from mcda.cooperation.ballot import Settings
from mcda.output.pictures import Bar, Bars, Line, Lines, Numbers, Pair, Pairs, Range, Ranges
from mcda.portal.present import MOST_ROWS, places, rows, seconds_left, spelt
from mcda.storage.database import Database
from mcda.storage.rounds import Round
from mcda.storage.study_file import EXAMPLE
from tests.portal.asgi import Browser
from tests.portal.conftest import NOW, answer_all, joined, opened

NOTHING = Numbers((), ())


def slides(client: Browser, key: str, language: str = "en") -> list[str]:
    """Every slide as the next link leads through them."""
    found = [client.get(f"/present/{key}?lang={language}").text]
    while not re.search(r'rel="next"[^>]*aria-disabled', found[-1]):
        found.append(client.get(f"/present/{key}?slide={len(found) + 1}&lang={language}").text)
        assert len(found) < 60
    return found


def heading(page: str) -> str:
    return re.search(r"<h1>(.*?)</h1>", page).group(1)


def answered_by(client: Browser, held: Round, people: int, **fields: str) -> None:
    for _ in range(people):
        answer_all(client, joined(client, held, **fields))


def test_the_first_slide_has_code_qr_counts_and_clock(client: Browser, base: Database) -> None:
    held = opened(base, minutes=10)
    joined(client, held)
    page = client.get(f"/present/{held.present_key}").text
    assert spelt(held.code) in page
    assert "<path" in page
    assert '<b data-count="participants">1</b>' in page
    assert "data-left" in page
    assert "http://" not in re.sub(r'xmlns="[^"]*"', "", page)


def test_counts_are_small_and_tell_no_value(client: Browser, base: Database) -> None:
    held = opened(base)
    answer_all(client, joined(client, held))
    told = client.get(f"/present/{held.present_key}/counts")
    assert json.loads(told.text) == {"state": "open", "participants": 1, "finished": 1, "left": None}
    assert told.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("state", ["open", "closed"])
def test_nothing_is_shown_before_the_reveal(client: Browser, base: Database, state: str) -> None:
    held = opened(base)
    answer_all(client, joined(client, held))
    if state == "closed":
        close_round(base, "Lin", held.id, NOW)
    assert len(slides(client, held.present_key)) == 1
    page = client.get(f"/present/{held.present_key}?slide=3").text
    assert "%" not in re.sub(r"<style.*?</style>", "", page)
    assert "Authority" not in page


def test_a_live_round_shows_its_results_while_it_is_open(client: Browser, base: Database) -> None:
    held = opened(base, live=True)
    answered_by(client, held, 3)
    assert any(" to the room: " in page for page in slides(client, held.present_key))


def test_a_live_rounds_slides_know_how_many_answers_they_show_and_ask_for_more(
    client: Browser, base: Database
) -> None:
    held = opened(base, live=True)
    assert 'data-answers="0"' in client.get(f"/present/{held.present_key}").text
    answer_all(client, joined(client, held))
    told = json.loads(client.get(f"/present/{held.present_key}/counts").text)
    assert told["answers"] > 0
    shown = slides(client, held.present_key)
    assert len(shown) > 1
    asking = f'data-counts="/present/{held.present_key}/counts" data-state="open"'
    assert all(f'{asking} data-answers="{told["answers"]}"' in page for page in shown)
    reveal(base, "Lin", held.id, NOW)
    assert not any("data-counts" in page for page in slides(client, held.present_key))


@pytest.mark.parametrize(("language", "told"), [("en", "Nobody answered"), ("zh", "没有人作答")])
def test_a_reveal_without_answers_says_so_and_points_to_no_slide(
    client: Browser, base: Database, language: str, told: str
) -> None:
    held = opened(base)
    joined(client, held)
    reveal(base, "Lin", held.id, NOW)
    (page,) = slides(client, held.present_key, language)
    assert told in page
    assert "right arrow" not in page
    assert "右方向键" not in page


@pytest.mark.parametrize(
    ("language", "told"), [("en", "the mark is the weight now"), ("zh", "标记处为本轮权重")]
)
def test_the_slide_of_what_moved_says_what_its_mark_means(
    client: Browser, base: Database, language: str, told: str
) -> None:
    first = opened(base)
    answered_by(client, first, 3)
    reveal(base, "Lin", first.id, NOW)
    second = repeat(base, "Lin", first.id, NOW)
    answered_by(client, second, 3)
    reveal(base, "Lin", second.id, NOW)
    assert sum(told in page for page in slides(client, second.present_key, language)) == 1


def test_the_clock_says_when_time_is_up(client: Browser, base: Database) -> None:
    over = client.get(f"/present/{opened(base, minutes=1).present_key}?lang=en").text
    assert "<span data-up><b>Time is up</b>" in over
    assert "<span hidden><b data-ends" in over
    running = open_round(base, "Lin", EXAMPLE, "bodies", Settings(minutes=1), datetime.now(UTC))
    page = client.get(f"/present/{running.present_key}?lang=zh").text
    assert "<span data-up hidden><b>时间到</b>" in page
    assert "<span><b data-ends" in page


def test_after_the_reveal_there_is_one_message_a_slide(client: Browser, base: Database) -> None:
    held = opened(base)
    for body in ("wuxi", "wuxi", "wuxi", "suzhou", "public"):
        answer_all(client, joined(client, held, body))
    answer = client.post(f"/present/{held.present_key}/reveal?lang=en", follow_redirects=False)
    assert (answer.status_code, get_round(base, held.id).state) == (303, "revealed")
    assert answer.headers["location"].endswith("?slide=2&lang=en")
    told = [heading(page) for page in slides(client, held.present_key)]
    for said in (" to the room: ", "judged consistently", "The room agrees", "leads", "alone"):
        assert any(said in title for title in told), (said, told)
    assert len(told) == len(set(told))


def test_before_the_reveal_the_screen_asks_and_moves_nothing(client: Browser, base: Database) -> None:
    held = opened(base)
    answer_all(client, joined(client, held))
    address = f"/present/{held.present_key}/reveal"
    assert f'href="{address}?slide=1&amp;lang=en"' in client.get(f"/present/{held.present_key}").text
    asked = client.get(f"{address}?slide=1&lang=en").text
    for said in ("Reveal the results now?", "Everybody who joined has finished.", "cannot be taken back"):
        assert said in asked
    joined(client, held)
    assert "1 person of 2 has not finished" in client.get(f"{address}?slide=1&lang=en").text
    assert "2 人中还有 1 人没有完成" in client.get(f"{address}?slide=1&lang=zh").text
    assert get_round(base, held.id).state == "open"
    reveal(base, "Lin", held.id, NOW)
    answer = client.get(address, follow_redirects=False)
    assert answer.headers["location"].startswith(f"/present/{held.present_key}?slide=2")


@pytest.mark.parametrize("people", [1, 2])
def test_of_fewer_than_three_an_anonymous_round_shows_nothing_but_why(
    client: Browser, base: Database, people: int
) -> None:
    held = opened(base, live=True)
    answered_by(client, held, people)
    [_, shown] = slides(client, held.present_key)
    assert heading(shown).startswith("Fewer than 3 people answered")
    assert heading(slides(client, held.present_key, "zh")[1]).startswith("回答者不足 3 人")
    answered_by(client, held, 3 - people)
    assert len(slides(client, held.present_key)) > 2


def test_nobody_is_waited_for_in_a_call_for_proposals(client: Browser, base: Database) -> None:
    held = opened(base, ask="proposals")
    joined(client, held)
    asked = client.get(f"/present/{held.present_key}/reveal?lang=en").text
    assert "has not finished" not in asked
    assert "cannot be taken back" in asked


def test_a_named_round_shows_what_few_people_answered(client: Browser, base: Database) -> None:
    held = opened(base, live=True, anonymous=False)
    answered_by(client, held, 1, name="Li Hua")
    assert "matters most to the room" in heading(slides(client, held.present_key)[1])


def test_the_slides_speak_chinese(client: Browser, base: Database) -> None:
    held = opened(base)
    answered_by(client, held, 3)
    reveal(base, "Lin", held.id, NOW)
    shown = slides(client, held.present_key, "zh")
    assert all('<html lang="zh-Hans">' in page for page in shown)
    assert "全场认为" in heading(shown[1])


def test_somebody_left_out_is_not_in_the_results(client: Browser, base: Database) -> None:
    held = opened(base)
    for body in ("wuxi", "suzhou", "wuxi", "suzhou"):
        answer_all(client, joined(client, held, body))
    leave_out(base, "Lin", people(base, held.id)[0][0].id, "answered twice", NOW)
    reveal(base, "Lin", held.id, NOW)
    assert "from 3 people" in slides(client, held.present_key)[1]


def test_a_round_opened_again_shows_what_came_since(client: Browser, base: Database) -> None:
    held = opened(base, live=True)
    answered_by(client, held, 3)
    assert "45 answers" in slides(client, held.present_key)[1]
    close_round(base, "Lin", held.id, NOW)
    start(base, "Lin", held.id, NOW)
    answer_all(client, joined(client, held))
    assert "60 answers" in slides(client, held.present_key)[1]


def test_a_call_for_proposals_shows_them_by_support(client: Browser, base: Database) -> None:
    held = opened(base, "solutions", ask="proposals", live=True)
    address = joined(client, held)
    client.post(address, data={"title": "<b>A joint fund</b>", "description": ""})
    shown = slides(client, held.present_key)
    assert "&lt;b&gt;A joint fund" in shown[1]


@pytest.mark.parametrize(
    ("language", "made", "given"), [("en", "proposals", "support given"), ("zh", "提议", "支持次数")]
)
def test_a_call_counts_proposals_and_support_and_nobody_as_done(
    client: Browser, base: Database, language: str, made: str, given: str
) -> None:
    held = opened(base, "solutions", ask="proposals")
    one, other = joined(client, held), joined(client, held, "suzhou")
    for title in ("A joint fund", "A ferry"):
        client.post(one, data={"title": title})
    number = re.search(r'name="support" value="(\d+)"', client.get(other).text).group(1)
    phone = client.post(f"{other}?lang=en", data={"support": number}).text
    assert "2 proposals" in phone
    page = client.get(f"/present/{held.present_key}?lang={language}").text
    assert f'{made} <b data-count="proposals">2</b>' in page
    assert f'{given} <b data-count="supports">1</b>' in page
    assert "finished" not in page
    told = json.loads(client.get(f"/present/{held.present_key}/counts").text)
    assert told == {"state": "open", "left": None, "participants": 2, "proposals": 2, "supports": 1}
    reveal(base, "Lin", held.id, NOW)
    assert "2 proposals · supported 1 time in all" in client.get(f"{other}?lang=en").text


def test_an_unknown_address_is_refused_and_moves_nothing(client: Browser, base: Database) -> None:
    held = opened(base)
    for key in ("nothing", held.id, held.code):
        assert client.get(f"/present/{key}").status_code == 404
        assert client.get(f"/present/{key}/counts").status_code == 404
        assert client.get(f"/present/{key}/reveal").status_code == 404
        assert client.post(f"/present/{key}/reveal").status_code == 404
    assert get_round(base, held.id).state == "open"


@pytest.mark.parametrize("slide", ["-1", "0", "999", "x", "1e3", "9" * 40])
def test_a_slide_that_is_not_there_is_the_nearest_one(client: Browser, base: Database, slide: str) -> None:
    held = opened(base)
    assert client.get(f"/present/{held.present_key}?slide={slide}").status_code == 200


def test_the_clock_ends_at_nothing_and_stands_only_in_an_open_round(base: Database) -> None:
    held = opened(base, minutes=10)
    assert seconds_left(held, NOW) == 600
    assert seconds_left(held, NOW + timedelta(minutes=11)) == 0
    closed = close_round(base, "Lin", held.id, NOW)
    assert seconds_left(closed, NOW) is None
    assert seconds_left(opened(base), NOW) is None


def test_bars_share_one_scale_and_a_slide_holds_so_many() -> None:
    bars = tuple(Bar(str(n), float(n), str(n)) for n in range(20, 0, -1))
    found = rows(Bars("", "", NOTHING, bars))
    assert len(found) == MOST_ROWS
    assert found[0]["share"] == 100
    assert found[10]["share"] == 50


def test_a_move_is_a_span_with_the_mark_at_where_it_is_now() -> None:
    down = Pair("a", (0.2, 0.4), ("20%", "40%"))
    up = Pair("b", (0.4, 0.2), ("40%", "20%"))
    first, second = rows(Pairs("", "", NOTHING, ("now", "then"), (down, up)))
    assert (first["low"], first["share"], first["now"], first["text"]) == (50, 50, 50, "40% → 20%")
    assert (second["low"], second["share"], second["now"]) == (50, 50, 100)


def test_a_range_keeps_its_place_between_nothing_and_everything() -> None:
    (found,) = rows(Ranges("", "", NOTHING, (Range("a", 0.1, 0.6, 0.3, "10% to 60%"),)))
    assert (found["low"], found["share"], found["now"]) == (10, 50, 30)


def test_ranks_say_whether_they_are_better_or_worse_than_now() -> None:
    line = Line("a", (2.0, 1.0, 3.0, 2.0), ("2", "1", "3", "2"))
    (found,) = places(Lines("", "", NOTHING, ("now", "x", "y", "z"), (line,)))
    assert found["cells"] == [("2", ""), ("1", "up"), ("3", "down"), ("2", "")]
