"""Joining by a code: what is asked and kept, who may not, guessing, and how light the pages are."""

import re
import sqlite3
from pathlib import Path

import pytest

from mcda.actions import inviting, workshop
from mcda.actions.workshop import CODE_LETTERS
from mcda.portal import joining
from mcda.portal.throttle import Throttle
from mcda.storage.database import Database
from tests.portal.asgi import Browser
from tests.portal.conftest import NOW, answer_all, joined, opened

FIRST_PAGE_LIMIT = 30_000


def test_the_first_page_with_everything_it_loads_stays_under_30_kb(client: Browser, base: Database) -> None:
    held = opened(base, "issues")
    for address in (f"/join/{held.code}", joined(client, held)):
        page = client.get(address)
        loaded = re.findall(r'(?:href|src)="(/portal/[^"]+)"', page.text)
        assert loaded
        whole = len(page.content) + sum(len(client.get(one).content) for one in loaded)
        assert whole < FIRST_PAGE_LIMIT
        assert not re.search(r'(?:src|href|action)="(?:https?:)?//', page.text), "no third party"
        assert "<script" not in page.text


def test_pages_are_not_kept_framed_or_referred_to(client: Browser, base: Database) -> None:
    held = opened(base)
    for address in ("/join", f"/join/{held.code}", joined(client, held), "/answer/nobody"):
        headers = client.get(address).headers
        assert headers["cache-control"] == "no-store"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["x-content-type-options"] == "nosniff"
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy


@pytest.mark.parametrize(
    ("language", "said"), [("en", "Take part"), ("zh-CN,zh;q=0.9", "参与"), ("fr", "Take part")]
)
def test_the_browser_chooses_the_language(client: Browser, base: Database, language: str, said: str) -> None:
    held = opened(base)
    assert f"<h1>{said}</h1>" in Browser(client.app, language).get(f"/join/{held.code}").text


def test_a_chosen_language_stays_chosen(client: Browser, base: Database) -> None:
    held = opened(base)
    answer = client.post(f"/join/{held.code}?lang=zh", data={"body": "wuxi"}, follow_redirects=False)
    assert answer.headers["location"].endswith("?lang=zh")
    page = client.get(answer.headers["location"]).text
    assert '<html lang="zh-Hans">' in page
    assert re.search(r'action="/answer/[^"]+\?lang=zh"', page)


def test_every_form_field_has_a_label_and_every_group_a_legend(client: Browser, base: Database) -> None:
    held = opened(base, anonymous=False)
    pages = [client.get("/join").text, client.get(f"/join/{held.code}").text]
    address = joined(client, held, name="Li Hua")
    pages.append(client.get(address).text)
    for page in pages:
        for field in re.findall(r'<(?:input|select|textarea)(?![^>]*type="(?:hidden|radio)")[^>]*>', page):
            name = re.search(r' id="([^"]+)"', field)
            assert name is not None, field
            assert f'<label for="{name.group(1)}">' in page
        assert page.count("<fieldset") == page.count("<legend")
        assert page.count("<h1>") == 1


def test_a_second_start_from_the_same_browser_goes_on_with_the_first(client: Browser, base: Database) -> None:
    held = opened(base)
    first, again = (
        client.post(f"/join/{held.code}", data={"body": "wuxi"}, follow_redirects=False) for _ in range(2)
    )
    assert again.headers["location"] == first.headers["location"]
    assert workshop.counts(base, held.id).participants == 1
    back = client.get(f"/join/{held.code}?lang=zh").text
    assert "<form" not in back
    assert "代表：无锡市人民政府" in back
    assert f'href="{first.headers["location"]}?lang=zh"' in back
    [cookie] = first.cookies
    assert "HttpOnly" in cookie
    assert "Path=/join" in cookie


def test_somebody_else_may_start_on_the_same_device(client: Browser, base: Database) -> None:
    held = opened(base)
    first = client.post(f"/join/{held.code}", data={"body": "wuxi"}, follow_redirects=False)
    other = re.search(r'href="(/join/[^"]+another=1)"', client.get(f"/join/{held.code}").text)
    assert other is not None
    form = client.get(other.group(1)).text
    assert '<input type="hidden" name="another" value="1">' in form
    data = {"body": "suzhou", "another": "1"}
    second = client.post(f"/join/{held.code}", data=data, follow_redirects=False)
    assert second.headers["location"] != first.headers["location"]
    assert workshop.counts(base, held.id).participants == 2


def test_a_start_in_one_round_is_none_in_another(client: Browser, base: Database) -> None:
    for held in (opened(base), opened(base)):
        client.post(f"/join/{held.code}", data={"body": "wuxi"})
        assert workshop.counts(base, held.id).participants == 1


def test_codes_are_read_as_people_type_them(client: Browser, base: Database) -> None:
    held = opened(base)
    typed = f"{held.code[:3].lower()} {held.code[3:].lower()}"
    assert "Start" in client.get("/join", params={"code": typed}).text
    assert len(held.code) == 6
    assert set(held.code) <= set(CODE_LETTERS)


@pytest.mark.parametrize("alike", ["0O", "1IL7", "2Z", "5S", "8B", "6G"])
def test_of_letters_that_look_alike_at_most_one_is_in_codes(alike: str) -> None:
    assert len(set(alike) & set(CODE_LETTERS)) <= 1


@pytest.mark.parametrize("code", ["AAAAAA", "ABC", "<script>", "A" * 5000, "%00%00", "井井井井井井"])
def test_a_wrong_code_is_said_and_the_form_shown_again(client: Browser, base: Database, code: str) -> None:
    from urllib.parse import quote

    page = client.get(f"/join/{quote(code)}")
    assert page.status_code == 404
    assert "There is no round with this code" in page.text
    assert 'name="code"' in page.text


def test_guessing_codes_is_slowed_down_by_address_and_in_all(
    client: Browser, base: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [0.0]
    monkeypatch.setattr(joining, "guesses", Throttle(3, 5, lambda: clock[0]))
    held = opened(base)
    right, wrong = f"/join/{held.code}", "/join/AAAAAA"
    hall, other = client, Browser(client.app, address="192.0.2.7")
    assert [hall.get(wrong).status_code for _ in range(4)] == [404, 404, 404, 429]
    assert hall.get(right).status_code == 429, "else a guesser would still see what is right"
    assert other.get(right).status_code == 200
    assert [other.get(wrong).status_code for _ in range(3)] == [404, 404, 429]
    assert Browser(client.app, address="192.0.2.8").get(right).status_code == 429, "five wrong in all"
    clock[0] = 61.0
    assert hall.get(right).status_code == 200


def test_right_codes_are_never_slowed_down(client: Browser, base: Database) -> None:
    held = opened(base)
    assert {client.get(f"/join/{held.code}").status_code for _ in range(200)} == {200}


@pytest.mark.parametrize("body", ["", "nobody", "authority", "' OR 1=1 --"])
def test_a_body_that_is_not_on_the_list_is_refused(client: Browser, base: Database, body: str) -> None:
    held = opened(base)
    assert client.post(f"/join/{held.code}", data={"body": body}).status_code == 422
    assert workshop.counts(base, held.id).participants == 0


def test_a_named_round_needs_a_name_and_keeps_what_was_chosen(client: Browser, base: Database) -> None:
    held = opened(base, anonymous=False)
    page = client.post(f"/join/{held.code}", data={"body": "wuxi", "name": "  "})
    assert page.status_code == 422
    assert '<option value="wuxi" selected>' in page.text
    joined(client, held, name='<b>"Li Hua"</b>')
    [(person, _)] = inviting.people(base, held.id)
    assert person.name == '<b>"Li Hua"</b>'


@pytest.mark.parametrize(
    ("language", "names", "comparisons"),
    [
        ("en", "may be published with the decision", "comparisons and ratings are not published"),
        ("zh-CN", "您的姓名可能列入参与者名单一并公开", "两两比较和评分不会公开"),
    ],
)
def test_a_named_round_says_before_the_start_that_names_may_be_published(
    client: Browser, base: Database, language: str, names: str, comparisons: str
) -> None:
    reader = Browser(client.app, language)
    named = reader.get(f"/join/{opened(base, anonymous=False).code}").text
    assert names in named
    assert comparisons in named
    assert names not in reader.get(f"/join/{opened(base).code}").text


def test_a_round_for_listed_people_lets_nobody_in_by_code(client: Browser, base: Database) -> None:
    held = opened(base, listed=True)
    assert "Only people with a personal link" in client.get(f"/join/{held.code}").text
    assert client.post(f"/join/{held.code}", data={"body": "wuxi"}).status_code == 422


def test_an_anonymous_round_keeps_no_name_and_no_token(
    client: Browser, base: Database, tmp_path: Path
) -> None:
    held = opened(base)
    address = joined(client, held, name="Zhang Wei Unmistakable")
    inviting.invite(base, "Facilitator", held.id, [("Zhang Wei Unmistakable", "wuxi")], NOW)
    answer_all(client, address)
    base.close()
    content = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"Unmistakable" not in content
    assert address.rpartition("/")[2].encode() not in content, "only the token's hash is kept"
    with sqlite3.connect(tmp_path / "concord.db") as raw:
        assert raw.execute("SELECT count(*) FROM answers").fetchone() == (16,)


def test_an_answer_that_is_much_too_long_is_refused(client: Browser, base: Database) -> None:
    address = joined(client, opened(base))
    assert client.post(address, data=b"question=" + b"x" * 100_000).status_code == 413
    assert client.post(address, data=b"&".join(b"a%d=1" % i for i in range(200))).status_code == 413


def test_a_round_that_is_revealed_cannot_be_joined(client: Browser, base: Database) -> None:
    held = opened(base)
    workshop.reveal(base, "Facilitator", held.id, NOW)
    assert client.get(f"/join/{held.code}").status_code == 409
