"""What readers see: a publication, the list of all, the note of a withdrawn one, the form for questions."""

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from mcda.actions.questions import things
from mcda.output.numbers import day
from mcda.output.plain import Json, one_line
from mcda.output.publication_files import file_names, names_of
from mcda.output.report import report
from mcda.output.report_html import report_elements
from mcda.portal.pages import teller, template
from mcda.storage.publications import Publication, Question
from mcda.text import HTML_LANGUAGES, LANGUAGE_NAMES, Language, say

LONGEST_TITLE = 200
_SECTIONS = {
    "decision": "public.section.decision",
    "who": "report.who",
    "what": "report.what",
    "how": "report.how",
    "bodies": "step.bodies",
    "issues": "step.issues",
    "solutions": "step.solutions",
    "open": "report.open",
    "method": "report.method",
}


def publication_page(
    found: Publication, frozen: Json, questions: Sequence[Question], language: Language, newer: str
) -> bytes:
    """The page of a publication, from what it froze and what was answered since; `newer` superseded it."""
    labels = about_labels(frozen, language)
    after = {
        section: _rendered(
            "public_section.html",
            language,
            section=section,
            section_name=say(_SECTIONS[section], language),
            address=found.address,
            contents=_contents(frozen, language) if section == "decision" else (),
            files=file_names(frozen) if section == "decision" else (),
            questions=[
                {
                    "text": question.text,
                    "name": question.name,
                    "asked": day(question.at, language),
                    "about": labels.get(question.about, ""),
                    "answer": question.answer,
                    "declined": question.state == "declined",
                    "answered": day(question.answered_at, language) if question.answered_at else "",
                }
                for question in questions
                if question.state != "waiting" and question.about.partition("/")[0] == section
            ],
        )
        for section in _SECTIONS
    }
    return framed(
        "public_page.html",
        language,
        title=title_of(found, language),
        path=f"/p/{found.address}",
        feed=f"/p/{found.address}/feed.atom",
        body=Markup(report_elements(report(frozen, language), after, folded=True)),
        newer=newer,
    )


def framed(name: str, language: Language, /, *, title: str, path: str, feed: str, **values: Any) -> bytes:
    """A whole page of the public part."""
    other: Language = "zh" if language == "en" else "en"
    frame = {
        "title": title,
        "path": path,
        "feed": feed,
        "lang": HTML_LANGUAGES[language],
        "other": other,
        "other_lang": HTML_LANGUAGES[other],
        "other_name": LANGUAGE_NAMES[other],
        "css": Markup(css()),
    }
    return _rendered(name, language, **frame, **values).encode()


def list_page(found: Sequence[Publication], language: Language) -> bytes:
    """All publications, the newest first."""
    rows = [
        {
            "number": each.number,
            "address": each.address,
            "title": title_of(each, language),
            "date": day(each.at, language),
            "state": say(f"publication.state.{state_of(each)}", language),
        }
        for each in found
    ]
    title = say("public.list", language)
    return framed("public_list.html", language, title=title, path="/p/", feed="/p/feed.atom", rows=rows)


def gone_page(found: Publication, language: Language, standing: Publication | None) -> bytes:
    """What stands at the address of a withdrawn publication; `standing`: the one in force, if any."""
    assert found.withdrawn_at is not None  # the caller knows
    return framed(
        "public_gone.html",
        language,
        title=title_of(found, language),
        path=f"/p/{found.address}",
        feed=f"/p/{found.address}/feed.atom",
        number=found.number,
        published=day(found.at, language),
        withdrawn=day(found.withdrawn_at, language),
        note=found.withdrawn_note,
        standing=standing,
    )


def ask_page(  # noqa: PLR0917 - what was typed comes back with the sentence that says what was wrong
    found: Publication,
    frozen: Json,
    language: Language,
    about: str,
    problem: str = "",
    typed: tuple[str, str] = ("", ""),
    done: bool = False,
) -> bytes:
    """The form for a question about a section, with the choice of candidate and criterion inside a step."""
    section, candidate, criterion = (*about.split("/", 2), "", "")[:3]
    names = names_of(frozen, language).get(section, {})
    criteria = {
        row["id"]: one_line(row["name"], language)
        for row in frozen["decision"].get(section, {}).get("criteria", [])
        if row["scored"]
    }
    return framed(
        "public_ask.html",
        language,
        title=say("public.ask", language),
        path=f"/p/{found.address}/ask",
        feed=f"/p/{found.address}/feed.atom",
        publication=title_of(found, language),
        address=found.address,
        section=section,
        section_name=say(_SECTIONS.get(section, "public.section.decision"), language),
        candidates=names,
        criteria=criteria,
        candidate=candidate,
        criterion=criterion,
        text=typed[0],
        name=typed[1],
        problem=problem,
        done=done,
    )


def about_labels(frozen: Json, language: Language) -> dict[str, str]:
    """What each thing that a question can be about is called beside the question; sections need no label."""
    labels = {}
    for key, names in things(frozen).items():
        said = [one_line(name, language) for name in names if name is not None]
        labels[key] = " · ".join(said)
    return labels


def state_of(found: Publication) -> str:
    """Whether a publication stands, is superseded or withdrawn."""
    return "withdrawn" if found.withdrawn_at else "superseded" if found.superseded_by else "standing"


def title_of(found: Publication, language: Language) -> str:
    """The study's title on one line, cut where it is very long."""
    title = " ".join(found.title.say(language).split()) or say("name.none", language)
    return title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1] + "…"


@cache
def css() -> str:
    """The style of report and public page, in the page itself: one request less for a reader far away."""
    styles = (("mcda.output", "report"), ("mcda.portal", "public"))
    return "".join(
        files(package).joinpath("templates", f"{name}.css").read_text(encoding="utf-8")
        for package, name in styles
    )


@cache
def css_hash() -> str:
    """The style's hash, by which the content policy lets it and no other style in."""
    return base64.b64encode(hashlib.sha256(css().encode()).digest()).decode()


def _contents(frozen: Json, language: Language) -> list[tuple[str, str]]:
    shown = [name for name in _SECTIONS if name != "decision"]
    steps = {"bodies", "issues", "solutions"}
    return [
        (name, say(_SECTIONS[name], language))
        for name in shown
        if name not in steps or name in frozen["decision"]
    ]


def _rendered(name: str, language: Language, /, **values: Any) -> str:
    return template(name).render(t=teller(language), language=language, **values)
