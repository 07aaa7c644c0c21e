"""The plain-HTTP contract of a round, and what double submits, back buttons and closing do."""

import re

import pytest

from mcda.actions import inviting, workshop
from mcda.cooperation.own_answers import Again
from mcda.portal import finished
from mcda.storage import answers
from mcda.storage.database import Database
from mcda.storage.study_file import EXAMPLE
from tests.portal.asgi import Browser
from tests.portal.conftest import NOW, answer_all, choice, joined, opened, question_in


def kept(db: Database, round_id: str) -> list[tuple[int, str, str]]:
    with db.read() as connection:
        return list(answers.latest(connection, round_id))


def test_a_person_joins_and_answers_to_the_end(client: Browser, base: Database) -> None:
    held = opened(base)
    assert '<form method="post" action="/join/' in client.get(f"/join/{held.code.lower()}").text
    address = joined(client, held)
    assert address.startswith("/answer/")
    assert answer_all(client, address) == 16, "six criteria: most and least, then fifteen pairs"
    done = client.get(address)
    assert done.status_code == 200
    assert "<form" not in done.text
    assert "Your own weights" in done.text
    found = workshop.counts(base, held.id)
    assert (found.participants, found.answers, found.finished) == (1, 16, 1)


@pytest.mark.parametrize(("step", "screens"), [("issues", 16), ("solutions", 11)])
def test_every_group_of_criteria_is_asked(client: Browser, base: Database, step: str, screens: int) -> None:
    """Issues: 3 + 3 × 3 pairs and four orders; solutions: 10 pairs and one order."""
    assert answer_all(client, joined(client, opened(base, step))) == screens


def test_ratings_are_asked_on_the_levels_in_words(client: Browser, base: Database) -> None:
    address = joined(client, opened(base, "issues", ask="ratings", leaves=("benefit",)))
    page = client.get(address).text
    assert page.count('name="level"') == 6
    assert answer_all(client, address) == 8


def test_the_link_returns_to_the_first_open_question_from_another_device(
    client: Browser, base: Database
) -> None:
    address = joined(client, opened(base))
    first = client.get(address).text
    second = client.post(address, data=choice(first)).text
    other_phone = Browser(client.app, "zh-CN")
    page = other_phone.get(address).text
    assert question_in(page) == question_in(second) != question_in(first)
    assert 'lang="zh-Hans"' in page


def test_the_same_answer_twice_is_kept_once(client: Browser, base: Database) -> None:
    held = opened(base)
    address = joined(client, held)
    fields = choice(client.get(address).text)
    for _ in range(2):
        assert client.post(address, data=fields, follow_redirects=False).status_code == 303
    assert workshop.counts(base, held.id).answers == 1


def test_a_changed_answer_counts_instead_of_the_earlier_one(client: Browser, base: Database) -> None:
    held = opened(base)
    address = joined(client, held)
    client.post(address, data=choice(client.get(address).text))
    fields = choice(client.get(address).text)
    client.post(address, data=fields)
    again = client.get(address, params={"question": fields["question"]}).text
    assert "You are changing an answer." in again
    assert "checked" in again
    client.post(address, data={"question": fields["question"], "side": "equal"})
    found = kept(base, held.id)
    assert [value for _, question, value in found if question == fields["question"]] == ["="]
    assert workshop.counts(base, held.id).answers == 3


def test_nothing_chosen_shows_the_page_again_and_loses_nothing(client: Browser, base: Database) -> None:
    address = joined(client, opened(base))
    client.post(address, data=choice(client.get(address).text))
    page = client.get(address).text
    assert "checked" not in page, "nothing is preset"
    fields = choice(page)
    del fields["times"]
    missing = client.post(address, data=fields)
    assert missing.status_code == 422
    assert "Please choose how much more it matters, too." in missing.text
    assert re.search(rf'value="{fields["side"]}" required checked', missing.text)
    assert question_in(missing.text) == fields["question"]


def test_going_back_to_a_refused_answer_sends_nothing_again(client: Browser, base: Database) -> None:
    address = joined(client, opened(base))
    client.post(address, data=choice(client.get(address).text))
    fields = choice(client.get(address).text)
    half = {name: value for name, value in fields.items() if name != "times"}
    refused = client.post(f"{address}?lang=zh", data=half, follow_redirects=False)
    assert refused.status_code == 303
    again = client.get(refused.headers["location"])
    assert again.status_code == 422
    assert "重要多少" in again.text
    assert client.post(f"{address}?lang=zh", data=fields).status_code == 200


@pytest.mark.parametrize(
    "fields",
    [
        {"side": "authority", "times": "10"},
        {"side": "authority", "times": "1e9"},
        {"side": "authority", "times": "nan"},
        {"side": "nobody", "times": "3"},
        {"pass": "delete"},
        {"pass": "enough"},
    ],
)
def test_what_no_form_offers_is_refused(client: Browser, base: Database, fields: dict[str, str]) -> None:
    held = opened(base)
    address = joined(client, held)
    client.post(address, data=choice(client.get(address).text))
    question = question_in(client.get(address).text) or ""
    assert client.post(address, data={"question": question, **fields}).status_code == 422
    assert workshop.counts(base, held.id).answers == 1


def test_enough_is_offered_once_the_answers_hang_together(client: Browser, base: Database) -> None:
    held = opened(base)
    address = joined(client, held)
    page = client.post(address, data=choice(client.get(address).text)).text
    for number in range(5):
        assert 'value="enough"' not in page, number
        page = client.post(address, data=choice(page)).text
    assert 'value="enough"' in page
    page = client.post(address, data={"question": question_in(page) or "", "pass": "enough"}).text
    assert question_in(page) is None
    assert workshop.counts(base, held.id).finished == 1


def test_skipped_questions_are_not_asked_again(client: Browser, base: Database) -> None:
    address = joined(client, opened(base))
    page = client.get(address).text
    first = question_in(page) or ""
    page = client.post(address, data={"question": first, "pass": "skip"}).text
    second = question_in(page) or ""
    page = client.post(address, data={"question": second, "pass": "field"}).text
    assert question_in(page) not in {first, second}


def test_an_answer_after_closing_is_refused_and_said(client: Browser, base: Database) -> None:
    held = opened(base)
    address = joined(client, held)
    fields = choice(client.get(address).text)
    workshop.close_round(base, "Facilitator", held.id, NOW)
    late = client.post(address, data=fields)
    assert late.status_code == 409
    assert "The round is closed: nothing was saved." in late.text
    assert client.get(address).status_code == 200
    assert "The round is closed" in client.get(address).text
    assert client.get(f"/join/{held.code}").status_code == 409
    workshop.start(base, "Facilitator", held.id, NOW)
    assert client.post(address, data=fields).status_code == 200


def test_you_and_the_group_stand_side_by_side_only_after_the_reveal(client: Browser, base: Database) -> None:
    held = opened(base)
    mine, *others = [joined(client, held, body) for body in ("wuxi", "suzhou", "suzhou")]
    for person in (mine, *others):
        answer_all(client, person)
    for state in ("open", "closed"):
        page = client.get(mine).text
        assert "You and the group" not in page, state
        if state == "open":
            workshop.close_round(base, "Facilitator", held.id, NOW)
    workshop.reveal(base, "Facilitator", held.id, NOW)
    page = client.get(mine).text
    assert "You and the group" in page
    assert page.count('class="group"') == 6


def test_of_two_people_in_an_anonymous_round_neither_sees_the_group(client: Browser, base: Database) -> None:
    held = opened(base)
    mine, other = joined(client, held), joined(client, held, "suzhou")
    answer_all(client, mine)
    answer_all(client, other)
    workshop.reveal(base, "Facilitator", held.id, NOW)
    page = client.get(mine).text
    assert "Your own weights" in page
    assert "Fewer than 3 people answered" in page
    assert 'class="group"' not in page
    assert "回答者不足 3 人" in Browser(client.app, "zh-CN").get(mine).text


def test_one_thing_chosen_as_most_and_least_is_told_why_not(client: Browser, base: Database) -> None:
    address = joined(client, opened(base))
    page = client.get(address).text
    fields = {"question": question_in(page) or "", "most": "authority", "least": "authority"}
    refused = client.post(address, data=fields)
    assert refused.status_code == 422
    assert "The same was chosen as most and as least important" in refused.text
    assert refused.text.count("checked") == 2
    assert "同一项既选为最重要又选为最不重要" in Browser(client.app, "zh-CN").post(address, data=fields).text


def test_a_refusal_leads_on_to_the_persons_own_page(client: Browser, base: Database) -> None:
    held = opened(base)
    started = client.post(f"/join/{held.code}", data={"body": "wuxi"}, follow_redirects=False)
    address = started.headers["location"]
    fields = choice(client.get(address).text)
    workshop.close_round(base, "Facilitator", held.id, NOW)
    assert f'<a href="{address}">To your own page</a>' in client.post(address, data=fields).text
    assert f'<a href="{address}">To your own page</a>' in client.get(f"/join/{held.code}").text
    assert "own page" not in Browser(client.app).get(f"/join/{held.code}").text


def test_a_link_that_was_replaced_leads_to_the_code(client: Browser, base: Database) -> None:
    page = client.get("/answer/nobody?lang=zh").text
    assert '<a href="/join?lang=zh">用代码参与</a>' in page
    assert "对所有人开放的轮次" in page


def test_a_person_who_is_left_out_is_told(client: Browser, base: Database) -> None:
    held = opened(base)
    address = joined(client, held)
    page = client.get(address).text
    [(person, _)] = inviting.people(base, held.id)
    inviting.leave_out(base, "Facilitator", person.id, "a test phone", NOW)
    told = client.get(address).text
    assert "does not count these answers" in told
    assert "<h1>Your answers do not count</h1>" in told
    assert "Thank you" not in told
    assert client.post(address, data=choice(page)).status_code == 409


def test_shared_questions_ask_each_person_a_part_and_the_room_everything(
    client: Browser, base: Database
) -> None:
    held = opened(base, share=7)
    for _ in range(6):
        assert answer_all(client, joined(client, held)) == 7
    asked = {question for _, question, _ in kept(base, held.id)}
    assert len(asked) == 15, "every pair of six criteria was answered by somebody"


def test_a_link_of_nobody_is_not_found(client: Browser, base: Database) -> None:
    assert client.get("/answer/nobody").status_code == 404
    assert client.post("/answer/nobody", data={"question": "c:a|b"}).status_code == 404


def test_a_new_link_replaces_the_old_one(client: Browser, base: Database) -> None:
    held = opened(base, listed=True, anonymous=False)
    [first] = inviting.invite(base, "Facilitator", held.id, [("Li Hua", "wuxi")], NOW)
    assert client.get(f"/answer/{first.token}").status_code == 200
    second = inviting.new_link(base, "Facilitator", first.participant_id, NOW)
    assert client.get(f"/answer/{first.token}").status_code == 404
    assert client.get(f"/answer/{second.token}").status_code == 200


def test_questions_of_other_rounds_cannot_be_answered(client: Browser, base: Database) -> None:
    address = joined(client, opened(base))
    for key in ("c:legal|resources", "c:x|y", "r:wuxi/authority", "", "o:nowhere", "e:"):
        assert client.post(address, data={"question": key, "side": "equal"}).status_code == 404, key


def test_proposals_are_made_and_supported_and_counted_after_the_reveal(
    client: Browser, base: Database
) -> None:
    held = opened(base, "solutions", ask="proposals")
    one, other = joined(client, held), joined(client, held, "suzhou")
    hostile = "<script>alert(1)</script>"
    assert client.post(one, data={"title": hostile, "description": "why"}).status_code == 200
    page = client.get(other).text
    assert hostile not in page
    number = re.search(r'name="support" value="(\d+)"', page)
    assert number is not None
    backed = client.post(other, data={"support": number.group(1)}).text
    assert "You support this" in backed
    assert "supporter" not in backed
    assert client.post(one, data={"support": number.group(1)}).status_code == 422, "one's own"
    assert client.post(one, data={"title": " "}).status_code == 422
    workshop.reveal(base, "Facilitator", held.id, NOW)
    assert "1 supporter" in client.get(other).text


def test_what_was_typed_stays_when_another_proposal_is_supported(client: Browser, base: Database) -> None:
    held = opened(base, "solutions", ask="proposals")
    one, other = joined(client, held), joined(client, held, "suzhou")
    page = client.post(one, data={"title": "A joint fund", "description": ""}).text
    assert 'value=""' in page, "what was proposed is no longer in the form"
    number = re.search(r'name="support" value="(\d+)"', client.get(other).text).group(1)
    typed = {"title": "Boats & nets", "description": "half a thou"}
    for pressed, said in (("support", "You support this"), ("take_back", 'name="support"')):
        page = client.post(other, data={pressed: number, **typed}).text
        assert said in page
        assert 'value="Boats &amp; nets"' in page
        assert ">half a thou</textarea>" in page


def test_a_support_is_taken_back_until_the_call_is_over(client: Browser, base: Database) -> None:
    held = opened(base, "solutions", ask="proposals")
    one, other = joined(client, held), joined(client, held, "suzhou")
    client.post(one, data={"title": "A joint fund", "description": ""})
    number = re.search(r'name="support" value="(\d+)"', client.get(other).text).group(1)
    for _ in range(2):
        client.post(other, data={"support": number})
        assert "Take back the support of “A joint fund”" in client.get(other).text
        client.post(other, data={"take_back": number})
        assert "You support this" not in client.get(other).text
    client.post(other, data={"support": number})
    workshop.close_round(base, "Facilitator", held.id, NOW)
    assert 'name="take_back"' not in client.get(other).text
    assert client.post(other, data={"take_back": number}).status_code == 409
    assert "You support this" in client.get(other).text


def test_a_study_that_is_edited_while_a_round_is_open_does_not_change_its_questions(
    client: Browser, base: Database
) -> None:
    from mcda.actions.studies import open_study, save
    from mcda.cooperation.edit_step import drop_criterion

    held = opened(base)
    address = joined(client, held)
    number = open_study(base, EXAMPLE).number
    save(base, "Planner", EXAMPLE, number, lambda study: drop_criterion(study, "bodies", "cost"), NOW)
    assert answer_all(client, address) == 16


@pytest.mark.parametrize(
    ("judged", "fitting", "english", "chinese"),
    [
        (5, 3, "as much as “Capacity”; your other answers say about 3 times", "您的其他回答表明约为 3 倍"),
        (5, 1 / 3, "your other answers say the reverse, about 3 times", "您的其他回答恰恰相反，约为 3 倍"),
        (5, 0.97, "by your other answers both matter about equally", "两者大致同等重要"),
        (5, 1.0, "by your other answers both matter about equally", "两者大致同等重要"),
        (1, 1 / 3, "other answers “Capacity” matters about 3 times", "“能力”的重要性约为“权限”的 3 倍"),
    ],
)
def test_a_pair_to_look_at_again_says_what_the_other_answers_make_of_it(
    client: Browser,
    base: Database,
    monkeypatch: pytest.MonkeyPatch,
    judged: float,
    fitting: float,
    english: str,
    chinese: str,
) -> None:
    address = joined(client, opened(base))
    answer_all(client, address)
    pair = Again("c:authority|capacity", "authority", "capacity", judged, fitting)
    monkeypatch.setattr(finished, "look_again", lambda *_: (pair,))
    for browser, told in ((client, english), (Browser(client.app, "zh-CN"), chinese)):
        page = browser.get(address).text
        assert told in page
        assert "about 1 times" not in page
        assert "约为 1 倍" not in page
