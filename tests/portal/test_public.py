"""Readers: the page of a publication, its files, questions beside it, feeds, the note of a withdrawn one."""

import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import UTC, datetime
from html.parser import HTMLParser

import openpyxl
import pytest
from starlette.applications import Starlette

from mcda.actions import publishing, questions, studies
from mcda.cooperation.study import Wording
from mcda.output.publication import Shown
from mcda.portal import public
from mcda.portal.routes import routes
from mcda.portal.throttle import Throttle
from mcda.storage.database import Database
from mcda.storage.publications import Publication
from tests.portal.asgi import Browser
from tests.ranked_study import ranked
from tests.small_study import score

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = [
    "<script>alert(1)</script>",
    "\u202egnp.exe",
    '=HYPERLINK("http://x")',
    "a\x0bb]]>&amp;{{ 7 * 7 }}",
    "名" * 4000,
]


@pytest.fixture(autouse=True)
def _nothing_kept(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(public, "FRESH_SECONDS", -1.0)
    monkeypatch.setattr(public, "asking", Throttle(5, 60))
    public._kept.clear()
    yield
    public._kept.clear()


@pytest.fixture
def made(base: Database) -> Publication:
    studies.create_study(base, "Ann", ranked(), NOW, "lakes")
    return publishing.publish(base, "Ann", "lakes", Shown(), NOW, note="The first one.")


@pytest.fixture
def zh(base: Database) -> Browser:
    return Browser(Starlette(routes=routes()), language="zh-CN")


def ask(client: Browser, made: Publication, **fields: str) -> int:
    data = {"section": "bodies", "text": "Why?"} | fields
    return client.post(f"/p/{made.address}/ask", data=data, follow_redirects=False).status_code


class Tags(HTMLParser):
    """The tags of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(tag)
        assert not any(name.startswith("on") for name, _ in attrs)


def test_a_publication_says_what_was_decided_with_number_and_date(
    client: Browser, zh: Browser, made: Publication
) -> None:
    page = client.get(f"/p/{made.address}")
    assert page.status_code == 200
    assert "Publication 1 of 24 November 2026, made from revision 1" in page.text
    assert "The first one." in page.text
    assert '<html lang="en">' in page.text
    chinese = zh.get(f"/p/{made.address}").text
    assert '<html lang="zh-Hans">' in chinese
    assert "第 1 号公布，2026年11月24日" in chinese
    assert chinese == client.get(f"/p/{made.address}?lang=zh").text


def test_the_page_is_small_needs_nothing_else_and_may_be_kept(client: Browser, made: Publication) -> None:
    page = client.get(f"/p/{made.address}")
    assert len(page.content) < 100_000
    assert "script" not in Tags(page.text).found
    assert page.headers["cache-control"] == "public, max-age=60"
    assert "script-src" not in page.headers["content-security-policy"]
    assert "default-src 'none'" in page.headers["content-security-policy"]
    again = client.get(f"/p/{made.address}", headers={"if-none-match": page.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_later_edits_never_change_the_page(client: Browser, base: Database, made: Publication) -> None:
    before = client.get(f"/p/{made.address}").content
    studies.save(base, "Ann", "lakes", 1, score(5), NOW)
    assert client.get(f"/p/{made.address}").content == before


def test_a_newer_one_supersedes_it_visibly(client: Browser, base: Database, made: Publication) -> None:
    newer = publishing.publish(base, "Ann", "lakes", Shown(), NOW)
    page = client.get(f"/p/{made.address}").text
    assert "A newer publication has superseded this one." in page
    assert f"/p/{newer.address}" in page
    assert "superseded" not in client.get(f"/p/{newer.address}").text


def test_a_withdrawn_one_leaves_its_note_and_nothing_else(
    client: Browser, base: Database, made: Publication
) -> None:
    client.get(f"/p/{made.address}/publication.json")
    publishing.withdraw(base, "Ann", 1, "Costs were <wrong>.", NOW)
    page = client.get(f"/p/{made.address}")
    assert page.status_code == 410
    assert "Costs were &lt;wrong&gt;." in page.text
    for file in ("publication.json", "bodies.csv", "report.html"):
        answer = client.get(f"/p/{made.address}/{file}")
        assert answer.status_code == 410
        assert b"closeness" not in answer.content


def test_a_withdrawn_one_leads_to_the_one_in_force(
    client: Browser, zh: Browser, base: Database, made: Publication
) -> None:
    newer = publishing.publish(base, "Ann", "lakes", Shown(), NOW)
    publishing.withdraw(base, "Ann", newer.number, "Costs were wrong.", NOW)
    gone = client.get(f"/p/{newer.address}").text
    assert f'<a href="/p/{made.address}?lang=en">Read publication 1, which is in force</a>' in gone
    assert "查看现行的第 1 号公布" in zh.get(f"/p/{newer.address}").text
    assert "superseded" not in client.get(f"/p/{made.address}").text
    publishing.withdraw(base, "Ann", made.number, "And this.", NOW)
    assert "in force" not in client.get(f"/p/{newer.address}").text


def test_all_files_can_be_downloaded(client: Browser, made: Publication) -> None:
    page = client.get(f"/p/{made.address}").text
    files = re.findall(rf'href="/p/{made.address}/([a-z_]+\.[a-z]+)\?lang=en"', page)
    assert {"bodies.csv", "division_of_work.csv", "publication.xlsx", "report.pdf"} <= set(files)
    for file in set(files):
        answer = client.get(f"/p/{made.address}/{file}")
        assert answer.status_code == 200, file
        assert answer.content
    assert json.loads(client.get(f"/p/{made.address}/publication.json").content)["publication"]["number"] == 1


@pytest.mark.parametrize("path", ["/p/nowhere", "/p/nowhere/bodies.csv", "/p/nowhere/ask"])
def test_an_unknown_address_is_said(client: Browser, made: Publication, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "nowhere" in answer.text


def test_a_file_that_there_is_not_is_said(client: Browser, made: Publication) -> None:
    assert client.get(f"/p/{made.address}/passwords.csv").status_code == 404


def test_a_question_shows_beside_its_section_once_it_is_answered(
    client: Browser, base: Database, made: Publication
) -> None:
    status = ask(client, made, candidate="body-0", criterion="criterion-1", text="Why <b>1</b>?", name="R")
    assert status == 303
    before = client.get(f"/p/{made.address}")
    assert "Why" not in before.text
    questions.answer(base, "Ann", 1, "By survey.", NOW)
    page = client.get(f"/p/{made.address}")
    section = page.text.split('<section id="bodies">')[1].split("</section>")[0]
    assert "Why &lt;b&gt;1&lt;/b&gt;?" in section
    assert "Body 0 · Criterion 1" in section
    assert "By survey." in section
    assert page.headers["etag"] != before.headers["etag"]


def test_a_declined_question_shows_with_the_reason(
    client: Browser, base: Database, made: Publication
) -> None:
    ask(client, made, text="Who is to blame?")
    questions.decline(base, "Ann", 1, "Not part of the study.", NOW)
    page = client.get(f"/p/{made.address}").text
    assert "Not answered, because:" in page
    assert "Not part of the study." in page


def test_questions_are_throttled_and_what_was_typed_stays(client: Browser, made: Publication) -> None:
    assert [ask(client, made) for _ in range(6)] == [303] * 5 + [429]
    data = {"section": "bodies", "text": "A long question"}
    refused = client.post(f"/p/{made.address}/ask", data=data)
    assert "A long question" in refused.text
    assert "wait a minute" in refused.text


def test_questions_that_all_come_at_once_are_throttled_too(
    client: Browser, base: Database, made: Publication
) -> None:
    forms = [{"section": "bodies", "text": f"Why {n}?"} for n in range(20)]
    tries = client.post_at_once(f"/p/{made.address}/ask", forms)
    assert (tries.count(303), tries.count(429)) == (5, 15)
    assert len(questions.asked(base, made.number)) == 5


def test_an_empty_question_comes_back_with_a_sentence(client: Browser, made: Publication) -> None:
    refused = client.post(f"/p/{made.address}/ask", data={"section": "bodies", "text": " "})
    assert refused.status_code == 422
    assert "The question is empty." in refused.text


def test_a_program_that_fills_the_hidden_field_is_not_kept(
    client: Browser, base: Database, made: Publication
) -> None:
    assert ask(client, made, website="http://spam") == 303
    assert questions.asked(base, 1) == []


def test_every_control_of_the_form_has_a_label(client: Browser, made: Publication) -> None:
    html = client.get(f"/p/{made.address}/ask?about=bodies/body-1").text
    for control in re.findall(r'<(?:select|textarea|input)[^>]* id="([^"]+)"', html):
        assert f'for="{control}"' in html
    assert '<option value="body-1" selected>' in html


def test_feeds_list_publications_and_the_list_names_them(
    client: Browser, base: Database, made: Publication
) -> None:
    publishing.publish(base, "Ann", "lakes", Shown(), NOW)
    studies.create_study(base, "Ann", ranked("Other"), NOW, "other")
    publishing.publish(base, "Ann", "other", Shown(), NOW)
    everything = ET.fromstring(client.get("/p/feed.atom").content)
    assert len(everything.findall(f"{ATOM}entry")) == 3
    own = ET.fromstring(client.get(f"/p/{made.address}/feed.atom").content)
    titles = [entry.findtext(f"{ATOM}title") for entry in own.findall(f"{ATOM}entry")]
    assert titles == ["Publication 2: Two lakes (in force)", "Publication 1: Two lakes (superseded)"]
    page = client.get("/p/").text
    assert page.count("<li>") == 3
    assert "Publication 1, 24 November 2026, superseded" in page


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_names_are_harmless_everywhere(client: Browser, base: Database, name: str) -> None:
    study = ranked(name)
    candidates = {
        key: each.model_copy(update={"name": Wording(en=f"{name}{key}")})
        for key, each in study.bodies.candidates.items()
    }
    study = study.model_copy(update={"bodies": study.bodies.model_copy(update={"candidates": candidates})})
    studies.create_study(base, name[:90], study, NOW, "hostile")
    made = publishing.publish(base, name[:90], "hostile", Shown(names=True), NOW, note=name[:900])
    ask(client, made, text=name[:900], name=name[:90], candidate="body-0")
    questions.answer(base, name[:90], 1, name, NOW)
    page = client.get(f"/p/{made.address}").text
    assert not {"script", "img", "iframe", "b"} & set(Tags(page).found)
    assert "alert(1)</script>" not in page
    assert "49" not in re.findall(r"amp;(\d+)", page)
    entries = ET.fromstring(client.get("/p/feed.atom").content)
    assert len(entries.findall(f"{ATOM}entry")) == 1
    for cell in re.split("[,\r\n]", client.get(f"/p/{made.address}/bodies.csv").content.decode("utf-8-sig")):
        assert not cell.lstrip('"').startswith("=")
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"/p/{made.address}/publication.xlsx").content))
    assert not [cell for sheet in book for row in sheet for cell in row if cell.data_type == "f"]
    for file in ("report.docx", "report.pdf", "report.html", "publication.json"):
        assert client.get(f"/p/{made.address}/{file}").status_code == 200


def test_a_question_that_is_much_too_long_is_refused_with_a_sentence(
    client: Browser, made: Publication
) -> None:
    refused = client.post(f"/p/{made.address}/ask", data=b"section=bodies&text=" + b"x" * 100_000)
    assert refused.status_code == 413
    assert "too long" in refused.text
