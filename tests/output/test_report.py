"""A report says what the frozen decision says, in every format, whatever people typed."""

import io
import json
import re
import zipfile
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from docx import Document

from mcda.cooperation.steps import result
from mcda.cooperation.study import STEPS, Rule, Weighting, Wording
from mcda.output import report_pdf as report_pdf_module
from mcda.output.blocks import Drawing, Heading, Paragraph, Points, Table
from mcda.output.numbers import amount
from mcda.output.publication import Shown, content_hash, publication_json, stamped
from mcda.output.report import report
from mcda.output.report_docx import report_docx
from mcda.output.report_html import report_html
from mcda.output.report_pdf import report_pdf
from mcda.storage.study_file import read_study
from mcda.text import LANGUAGES, say

EXAMPLE = Path(__file__).parents[2] / "criteria" / "examples" / "taihu.json"
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\u202egnp.exe",
    '=HYPERLINK("http://x")',
    "a\x00b\x0bc",
    "名" * 4000,
    "]]>&amp;<b>",
    "{{ 7 * 7 }}",
]


@cache
def frozen(reasons=True, names=False):
    study = read_study(EXAMPLE.read_bytes(), EXAMPLE.name)
    results = {step: result(study, step) for step in STEPS}
    return publication_json(study, results, ("Chen", "王芳"), Shown(reasons, names))


def words(blocks):
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                yield block.text
            case Points():
                yield from block.items
            case Table():
                yield block.caption
                for row in (block.heads, *block.rows):
                    yield from row
            case Drawing():
                yield block.picture.title


def shared_round(step="issues"):
    """The example with weights that a room found in shared pairs, as using the round leaves them."""
    study = read_study(EXAMPLE.read_bytes(), EXAMPLE.name)
    found = result(study, step).weights.local.values()
    local = {key: weight for node in found for key, weight in node.items()}
    note = Wording(en="Workshop round 2, 40 people", zh="研讨第 2 轮，40 人")
    weighting = Weighting(method="direct", direct=local, note=note)
    return study.model_copy(update={step: study.step(step).model_copy(update={"weighting": weighting})})


@pytest.mark.parametrize(
    ("language", "named"), [("en", "Workshop round 2, 40 people"), ("zh", "研讨第 2 轮，40 人")]
)
def test_weights_that_a_room_found_are_said_to_be_its_own_and_not_given_by_hand(language, named):
    study = shared_round()
    published = publication_json(study, {step: result(study, step) for step in STEPS}, (), Shown())
    told = [text for text in words(report(published, language)) if named in text]
    assert len(told) == 1
    assert say("choice.method.direct", language) not in told[0]
    assert published["decision"]["method"]["steps"]["issues"]["round"][language] == named


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_names_who_what_how_and_every_open_point(language):
    said = "\n".join(words(report(frozen(), language)))
    decision = frozen()["decision"]
    for step in STEPS:
        for row in decision[step]["ranking"]:
            assert row["name"][language] in said
    for point in decision["open_points"]:
        assert point["text"][language] in said


def ranked_tables(whole, language="en"):
    captions = {say("report.ranking", language, step=say(f"step.{step}", language)): step for step in STEPS}
    return {
        captions[block.caption]: block
        for block in report(whole, language)
        if isinstance(block, Table) and block.caption in captions
    }


def test_the_ranking_tells_how_often_each_would_be_among_the_chosen():
    tables = ranked_tables(frozen())
    assert [tables[step].heads[3] for step in STEPS] == ["Among the first 7", "Among the chosen", "First"]
    enforcement = next(row for row in tables["issues"].rows if row[1].startswith("Joint enforcement"))
    assert enforcement[3:] == ("90%", "chosen")
    said = "\n".join(words(report(frozen(), "en")))
    assert "Conditions, too, decide who is chosen" in said


def test_an_older_publication_that_does_not_tell_it_still_has_its_report():
    older = json.loads(json.dumps(frozen()))
    for section in older["decision"]["robustness"].values():
        del section["among_chosen"]
    assert all(len(row) == 4 for table in ranked_tables(older).values() for row in (table.heads, *table.rows))


def test_names_and_reasons_are_there_only_where_they_were_chosen_to_be_public():
    assert "王芳" not in "\n".join(words(report(frozen(names=False), "en")))
    assert "王芳" in "\n".join(words(report(frozen(names=True), "en")))
    reason = next(iter(next(iter(frozen()["reasons"]["bodies"].values())).values()))["reason"]["en"]
    assert reason in "\n".join(words(report(frozen(), "en")))
    assert reason not in json.dumps(frozen(reasons=False), ensure_ascii=False)


@pytest.mark.parametrize(
    ("count", "more", "said"),
    [
        (2, False, "2 people took part in the study and its workshops."),
        (1, True, "At least one person took part in the study and its workshops"),
        (2, True, "At least 2 people took part in the study and its workshops"),
        (0, True, "How many people took part in the study is not known."),
        (0, False, "How many people took part in the study is not known."),
    ],
)
def test_how_many_took_part_is_said_only_as_far_as_it_is_known(count, more, said):
    whole = frozen() | {"people": {"count": count, "more": more, "names": []}}
    assert said in "\n".join(words(report(whole, "en")))
    assert "0 人" not in "\n".join(words(report(whole, "zh")))


@pytest.mark.parametrize(("language", "address"), [("en", "You expected"), ("zh", "您")])
def test_no_sentence_of_the_report_takes_its_reader_for_the_planner(language, address):
    said = "\n".join(words(report(frozen(), language)))
    assert address not in said
    assert {"en": "The planning team expected", "zh": "规划人员预期"}[language] in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_payment_has_its_unit_and_is_the_same_as_on_the_page(language):
    said = "\n".join(words(report(frozen(), language)))
    unit = frozen()["decision"]["side_payments"]["unit"][language]
    assert {"en": f"0.42\u00a0{unit}.", "zh": f"0.42{unit}。"}[language] in said


def test_nobody_s_comparisons_are_published():
    for step in STEPS:
        assert frozen()["decision"][step]["consistency"]["by_judge"] == {}
    assert "favours" not in json.dumps(frozen())


def test_the_hash_changes_with_any_figure():
    changed = json.loads(json.dumps(frozen()))
    assert content_hash(changed) == frozen()["hash"]
    changed["decision"]["bodies"]["ranking"][0]["closeness"] += 1e-12
    assert content_hash(changed) != frozen()["hash"]


def renamed(name):
    study = read_study(EXAMPLE.read_bytes(), EXAMPLE.name)
    candidates = dict(study.bodies.candidates)
    candidates["wuxi"] = candidates["wuxi"].model_copy(update={"name": Wording(en=name, zh=name)})
    study = study.model_copy(
        update={"bodies": study.bodies.model_copy(update={"candidates": candidates}), "sources": name}
    )
    results = {step: result(study, step) for step in STEPS}
    return report(publication_json(study, results, (name,), Shown(names=True)), "en")


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_names_stay_text_in_html_docx_and_pdf(name):
    blocks = renamed(name)
    html = report_html(blocks, name, "en").decode()
    for tag in re.findall(r"<([a-z][a-z0-9]*)", html):
        assert tag not in {"script", "img", "b", "iframe", "object"}
    assert "http://" not in re.sub(r'xmlns="[^"]*"', "", html).replace("http://x", "")
    with zipfile.ZipFile(io.BytesIO(report_docx(blocks, name, "en"))) as opened:
        assert b"<w:t" in opened.read("word/document.xml")
        assert opened.testzip() is None
    assert report_pdf(blocks, name, "en").startswith(b"%PDF")


def test_the_html_report_needs_nothing_else():
    html = report_html(report(frozen(), "zh"), "太湖", "zh").decode()
    assert '<html lang="zh-Hans">' in html
    assert not re.search(r"<(script|link|img|iframe)\b", html)
    assert "url(" not in html
    assert html.count("<svg") == len(STEPS)


def test_a_report_has_the_same_bytes_each_time():
    blocks = report(frozen(), "en")
    assert report_html(blocks, "t", "en") == report_html(blocks, "t", "en")
    assert report_pdf(blocks, "t", "en") == report_pdf(blocks, "t", "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_rules_that_a_report_names_are_in_the_method(language):
    method = (Path(__file__).parents[2] / "docs" / "method.md").read_text(encoding="utf-8")
    said = "\n".join(words(report(frozen(), language)))
    ends = re.findall(r"M(\d+)", said)
    assert ends
    assert {f"**M{end}.**" in method or f"M{end})" in method for end in ends} == {True}


def test_power_that_is_not_counted_for_so_many_bodies_is_a_dash_and_a_sentence():
    study = read_study(EXAMPLE.read_bytes(), EXAMPLE.name)
    wuxi, scores = study.bodies.candidates["wuxi"], study.bodies.scores["wuxi"]
    many = [f"body-{number}" for number in range(61)]
    bodies = study.bodies.model_copy(
        update={
            "candidates": {key: wuxi.model_copy(update={"name": Wording(en=key)}) for key in many},
            "scores": dict.fromkeys(many, scores),
            "rule": Rule(),
            "adopted": None,
        }
    )
    study = study.model_copy(update={"bodies": bodies})
    blocks = report(publication_json(study, {"bodies": result(study, "bodies")}, (), Shown()), "en")
    shares = next(block for block in blocks if isinstance(block, Table))
    assert {row[2:] for row in shares.rows} == {("–", "–")}
    assert say("power.not_counted", "en", bodies=61, most=60) in words(blocks)


def test_the_scores_of_a_refused_candidate_stand_beside_their_reasons():
    refused = frozen()["decision"]["solutions"]["refused"][0]
    scored = [block for block in report(frozen(), "en") if isinstance(block, Table) and block.told][-1]
    rows = {row[1]: row[2] for row in scored.rows if row[0] == refused["name"]["en"]}
    assert rows["Implementability"] == "2"
    assert "?" not in rows.values()


@pytest.mark.parametrize("language", LANGUAGES)
def test_captions_of_amounts_without_a_unit_name_none(language):
    study = read_study(EXAMPLE.read_bytes(), EXAMPLE.name).model_copy(update={"unit": Wording()})
    results = {step: result(study, step) for step in STEPS}
    blocks = report(publication_json(study, results, (), Shown()), language)
    captions = [block.caption for block in blocks if isinstance(block, Table)]
    assert say("report.participation_no_unit", language) in captions
    assert say("report.balance_no_unit", language) in captions
    assert not any(caption.endswith(("in ", "（）")) for caption in captions)


def test_a_long_reason_stands_whole_in_the_pdf(monkeypatch):
    written, text = [], report_pdf_module._text
    monkeypatch.setattr(
        report_pdf_module, "_text", lambda said, *a, **k: written.append(said) or text(said, *a, **k)
    )
    reason = "很长的理由" * 700 + "最后一句"
    rows = (("名" * 4000, reason),)
    assert report_pdf([Table("", ("名" * 4000, "b"), rows)], "t", "zh").startswith(b"%PDF")
    assert reason in written
    assert any(said.endswith("…") for said in written)


def test_a_pdf_names_title_author_and_day_and_bookmarks_its_sections():
    at = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
    written = report_pdf(report(frozen(), "en"), "Taihu Lake basin", "en", at)
    for told in (b"/Title (Taihu Lake basin)", b"/Author (Concord)", b"/CreationDate (D:20260304050607Z)"):
        assert told in written
    headings = [block for block in report(frozen(), "en") if isinstance(block, Heading)]
    assert written.count(b"/Dest (part-") + written.count(b"/Dest [") == len(headings)


def test_latin_text_of_a_pdf_keeps_its_characters_and_stands_in_a_latin_font():
    assert report_pdf_module._in_fonts("2,250 km² · −4 “yes” ≥ • <b>") == "2,250 km² · −4 “yes” ≥ • &lt;b&gt;"
    chinese = '<font name="STSong-Light">面积“大”</font>9 km²'
    assert report_pdf_module._in_fonts("面积“大”9 km²") == chinese
    written = report_pdf([Paragraph("−4 km²")], "t", "en")
    assert b"/BaseFont /Helvetica" in written
    assert b"/BaseFont /Symbol" in written


def test_a_long_table_of_a_pdf_starts_on_the_page_of_its_caption():
    rows = tuple((str(number), "a reason") for number in range(60))
    blocks = [Paragraph("before"), Table("caption", ("number", "reason"), rows)]
    written = report_pdf(blocks, "t", "en")
    assert written.count(b"/Type /Page\n") + written.count(b"/Type /Page ") == 2


def test_a_docx_is_for_a4_and_repeats_the_heads_of_its_tables():
    document = Document(io.BytesIO(report_docx(report(frozen(), "zh"), "太湖", "zh")))
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert document.tables
    for table in document.tables:
        assert [bool(row._tr.xpath("./w:trPr/w:tblHeader")) for row in table.rows[:2]] == [True, False]
    styles = {paragraph.style.name for paragraph in document.paragraphs}
    assert {"Heading 1", "Heading 2", "Heading 3", "Caption", "List Bullet"} <= styles
    fonts = document.styles["Heading 2"].element.rPr.rFonts
    assert "Microsoft YaHei" in fonts.values()
    assert not any(key.endswith("Theme") for key in fonts.keys())  # noqa: SIM118 - an XML element


@pytest.mark.parametrize("reasons", [True, False])
def test_all_scores_are_printed_whether_reasons_are_or_not(reasons):
    now = frozen(reasons)
    for language in LANGUAGES:
        blocks = report(now, language)
        tables = [b for b in blocks if isinstance(b, Table) and b.caption == say("report.scores", language)]
        for step in STEPS:
            names = {key: name[language] for key, name in now["names"][step].items()}
            for leaf in (row for row in now["decision"][step]["criteria"] if row["scored"]):
                table = next(table for table in tables if leaf["name"][language] in table.heads[1:])
                tables_rows = {row[0]: row[table.heads.index(leaf["name"][language])] for row in table.rows}
                assert tables_rows == {
                    names[key]: "?" if row[leaf["id"]] is None else amount(row[leaf["id"]], 2)
                    for key, row in now["scores"][step].items()
                }


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_a_publication_has_a_hash_and_anything_else_says_that_it_is_none(language):
    told = {"number": 3, "at": "2026-03-04T05:06:07.890000Z", "revision": 12, "note": ""}
    published = stamped(frozen(), publication=told)
    said = list(words(report(published, language)))
    assert say("report.hash", language, hash=published["hash"]) in said
    assert say("report.unpublished", language) not in said
    said = list(words(report(frozen(), language)))
    assert say("report.unpublished", language) in said
    assert not any(frozen()["hash"] in each or "SHA-256" in each for each in said)
    said = list(words(report(frozen(), language, 12, datetime(2026, 3, 4, tzinfo=UTC))))
    date = {"en": "4 March 2026", "zh": "2026年3月4日"}[language]
    assert say("report.unpublished_revision", language, revision=12, date=date) in said
