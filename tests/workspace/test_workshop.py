"""The facilitator's page: open a round, watch it, close and reveal it, use what it found."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from mcda.actions import inviting, joining, proposing, studies, workshop
from mcda.actions.answering import save_answer, sheet
from mcda.actions.proposing import propose, support
from mcda.cooperation.ballot import PUBLIC, Settings
from mcda.cooperation.edit_step import put_candidate
from mcda.cooperation.study import Study
from mcda.storage.database import Database
from mcda.storage.rounds import Round
from mcda.text import joined
from mcda.workspace import state
from tests.workspace.folds import unfold

Page = Callable[..., AppTest]
HOSTILE = "![x](http://foreign.example/x.png)"


def answer_all(database: Database, held: Round, body: str) -> str:
    """One person joins and says of every pair that the first criterion matters three times as much."""
    token = joining.join(database, held, body, "Ana" if not held.settings.anonymous else "", state.now())
    here = sheet(database, token)
    while (question := here.place.question) is not None:
        if question.kind == "order":
            first, *_, last = here.ballot.nodes[question.node]
            value = f"{first}|{last}"
        elif question.kind == "pair":
            children = here.ballot.nodes[question.node]
            value = f"{min((question.first, question.second), key=children.index)}:3"
        else:
            value = "4"
        here = save_answer(database, token, question.key, value, state.now())
    return token


@pytest.fixture
def held(database: Database) -> Round:
    """An open round on the issues that two bodies and the public answered."""
    made = workshop.open_round(database, "Lin", "taihu", "issues", Settings(), state.now())
    for body in (*list(made.ballot.bodies)[:2], PUBLIC):
        answer_all(database, made, body)
    return made


def asked_to_reveal(held: Round, language: str = "en") -> AppTest:
    """The dialog before the reveal, opened by a script of its own: AppTest closes a dialog at every run."""
    script = f"""
from mcda.actions import workshop
from mcda.workspace import state
from mcda.workspace.reveal_dialog import reveal_dialog

state.keep_address()
reveal_dialog(workshop.get_round(state.database(), {held.id!r}))
"""
    page = AppTest.from_string(script, default_timeout=60)
    page.query_params["lang"] = language
    page.run()
    assert not page.exception, page.exception
    return page


def texts(page: AppTest) -> str:
    elements = (*page.markdown, *page.caption, *page.code, *page.error)
    return "\n".join(str(element.value) for element in elements)


def test_a_round_is_opened_with_what_was_chosen(open_page: Page, database: Database) -> None:
    page = open_page("workshop", "taihu")
    page.selectbox(key="workshop-new-step").set_value("bodies")
    page.selectbox(key="workshop-new-ask").set_value("both")
    page.radio(key="workshop-new-named").set_value("names")
    page.number_input(key="workshop-new-share").set_value(9)
    page.button(key="workshop-new-open").click().run()
    assert not page.exception
    made = workshop.rounds_of(database, "taihu")[0]
    assert (made.step, made.state) == ("bodies", "open")
    assert made.settings == Settings(ask="both", anonymous=False, share=9, minutes=10)
    assert made.code[:3] in texts(page)


def test_counts_are_shown_and_results_are_not_before_the_close(open_page: Page, held: Round) -> None:
    page = open_page("workshop", "taihu")
    assert [metric.value for metric in page.metric] == ["3", "3", "48"]
    assert "hidden" in texts(page)
    assert "to the room" not in texts(page)
    assert not [button for button in page.button if button.key == "workshop-use"]


def test_a_round_is_closed_opened_again_and_revealed(
    open_page: Page, database: Database, held: Round
) -> None:
    page = open_page("workshop", "taihu")
    for key, expected in (("close", "closed"), ("reopen", "open")):
        page.button(key=f"workshop-{key}").click().run()
        assert not page.exception
        assert workshop.get_round(database, held.id).state == expected
    asked = asked_to_reveal(held)
    asked.button(key="workshop-reveal-now").click().run()
    assert workshop.get_round(database, held.id).state == "revealed"
    page.run()
    assert "“Responsibility” matters most to the room" in texts(page)


def test_before_the_reveal_the_page_says_who_has_not_finished_and_that_it_is_for_good(
    open_page: Page, database: Database, held: Round
) -> None:
    page = open_page("workshop", "taihu")
    assert not [button for button in page.button if button.key == "workshop-reveal-now"]
    page.button(key="workshop-reveal").click().run()
    assert "Everybody who joined has finished" in texts(page)
    joining.join(database, held, PUBLIC, "", state.now())
    told = texts(asked_to_reveal(held))
    for said in ("1 person of 4 has not finished", "Answering ends", "cannot be taken back"):
        assert said in told
    assert workshop.get_round(database, held.id).state == "open"
    closed = workshop.close_round(database, "Lin", held.id, state.now())
    told = texts(asked_to_reveal(closed, "zh"))
    assert "4 人中还有 1 人没有完成" in told
    assert "不能重新开启作答" in told


def test_one_click_makes_the_answers_the_studys_as_a_revision_that_names_the_round(
    open_page: Page, database: Database, held: Round
) -> None:
    workshop.reveal(database, "Lin", held.id, state.now())
    page = open_page("workshop", "taihu")
    page.button(key="workshop-use").click().run()
    assert not page.exception
    entry = studies.history(database, "taihu", limit=1)[0]
    assert (entry.kind, entry.origin) == ("round", str(held.number))
    weighting = studies.open_study(database, "taihu").study.issues.weighting
    bodies = list(held.ballot.bodies)[:2]
    assert weighting.judges == "bodies"
    given = [weighting.comparisons[body]["feasibility|responsibility"].times for body in bodies]
    assert given == pytest.approx([3, 3])
    assert "1" in weighting.note.en


def test_before_a_round_is_used_the_page_says_what_it_replaces(
    open_page: Page, database: Database, held: Round
) -> None:
    workshop.close_round(database, "Lin", held.id, state.now())
    page = open_page("workshop", "taihu")
    names = [voter.name.en for voter in list(held.ballot.bodies.values())[:2]]
    said = texts(page).replace("\\", "")
    assert f"comparisons by {joined(names, 'en')}" in said
    assert "the chosen bodies judge" in said
    page = unfold(page, f"workshop-replaced-{held.id}")
    shown = next(frame.value for frame in page.dataframe if "Before" in frame.value)
    assert len(shown) > 10
    assert studies.history(database, "taihu", limit=1)[0].kind != "round"


def test_using_a_round_can_be_taken_back(open_page: Page, database: Database, held: Round) -> None:
    before = studies.open_study(database, "taihu").study
    workshop.reveal(database, "Lin", held.id, state.now())
    page = open_page("workshop", "taihu")
    page.button(key="workshop-use").click().run()
    page.button(key="status-undo").click().run()
    assert studies.open_study(database, "taihu").study == before


def test_names_stand_in_select_boxes_letter_for_letter(open_page: Page, database: Database) -> None:
    """A select box shows its options as plain text, so that a backslash of Markdown would be read."""

    def renamed(study: Study) -> Study:
        return put_candidate(study, "bodies", "wuxi", "en", "Wuxi (river-chief office) *")

    seen = studies.open_study(database, "taihu")
    studies.save(database, "Lin", "taihu", seen.number, renamed, state.now())
    settings = Settings(ask="proposals", anonymous=False)
    made = workshop.open_round(database, "Lin", "taihu", "bodies", settings, state.now())
    for _ in range(3):
        token = joining.join(database, made, "wuxi", "A. (B) *", state.now())
        propose(database, token, "A fund (joint) *", "", state.now())
    page = open_page("workshop", "taihu")
    assert "Wuxi (river-chief office) *" in page.selectbox(key="workshop-invite-body").options
    page = unfold(page, f"workshop-one-{made.id}")
    people = page.selectbox(key=f"workshop-person-{made.id}").options
    assert people[0] == "1 A. (B) * (Wuxi (river-chief office) *)"
    merges = [box.options for box in page.selectbox if str(box.key).startswith("workshop-merge-into")]
    assert len(merges) == 3
    assert all(first == "A fund (joint) *" != second for first, second in merges)


def test_personal_links_are_shown_once(open_page: Page, database: Database, held: Round) -> None:
    page = open_page("workshop", "taihu")
    page.text_area(key="workshop-invite-names").set_value("Ana\nBo")
    page.button(key="workshop-invite").click().run()
    assert not page.exception
    links = next(code.value for code in page.code if "/answer/" in code.value).splitlines()
    assert len(links) == 2
    assert sheet(database, links[0].rsplit("/", 1)[1]).participant.listed
    page.button(key="workshop-links-seen").click().run()
    assert not [code for code in page.code if "/answer/" in code.value]


def test_links_stay_until_they_are_noted_while_the_next_bodys_people_are_added(
    open_page: Page, database: Database, held: Round
) -> None:
    page = open_page("workshop", "taihu")

    def links() -> list[str]:
        return next((code.value for code in page.code if "/answer/" in code.value), "").splitlines()

    for name in ("Ana", "Bo"):
        page.text_area(key="workshop-invite-names").set_value(name)
        page.button(key="workshop-invite").click().run()
    assert [row.split()[0] for row in links()] == ["Ana", "Bo"]
    ana = sheet(database, links()[0].rsplit("/", 1)[1]).participant.id
    page = unfold(page, f"workshop-one-{held.id}")
    page.selectbox(key=f"workshop-person-{held.id}").set_value(ana).run()
    page.button(key="workshop-new-link").click().run()
    assert len(links()) == 2, "a link that no longer works is not handed out"
    assert sheet(database, links()[1].rsplit("/", 1)[1]).participant.id == ana
    page.button(key="workshop-links-seen").click().run()
    assert not links()


def test_links_without_names_are_asked_for(open_page: Page, database: Database, held: Round) -> None:
    page = open_page("workshop", "taihu")
    page.button(key="workshop-invite").click().run()
    assert "Type one name a line" in page.error[0].value
    assert len(inviting.people(database, held.id)) == 3


def test_a_new_link_ends_the_old_one(open_page: Page, database: Database, held: Round) -> None:
    token = joining.join(database, held, PUBLIC, "", state.now())
    page = unfold(open_page("workshop", "taihu"), f"workshop-one-{held.id}")
    person = page.selectbox(key=f"workshop-person-{held.id}")
    person.set_value(inviting.people(database, held.id)[-1][0].id).run()
    page.button(key="workshop-new-link").click().run()
    new = next(code.value for code in page.code if "/answer/" in code.value).rsplit("/", 1)[1]
    assert sheet(database, new).participant.joined_at is not None
    with pytest.raises(ValueError, match="link"):
        sheet(database, token)


def test_somebody_is_left_out_for_a_reason_and_counts_again(
    open_page: Page, database: Database, held: Round
) -> None:
    person = inviting.people(database, held.id)[0][0].id
    page = unfold(open_page("workshop", "taihu"), f"workshop-one-{held.id}")
    page.button(key="workshop-leave-out").click().run()
    assert "only for a reason" in page.error[0].value
    page.text_input(key=f"workshop-reason-{person}").set_value("answered twice")
    page.button(key="workshop-leave-out").click().run()
    assert inviting.people(database, held.id)[0][0].left_out == "answered twice"
    assert workshop.counts(database, held.id).participants == 2
    page.button(key="workshop-leave-out").click().run()
    assert workshop.counts(database, held.id).participants == 3


def test_the_people_are_read_again_only_when_something_moved(
    open_page: Page, database: Database, held: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, reads, read = open_page("workshop", "taihu"), [], inviting.people

    def counted(db: Database, round_id: str) -> object:
        reads.append(round_id)
        return read(db, round_id)

    monkeypatch.setattr(inviting, "people", counted)
    page.run()
    assert not reads
    joining.join(database, held, PUBLIC, "", state.now())
    page.run()
    assert len(page.dataframe[0].value) == 4
    page.run()
    assert len(reads) == 1


def test_the_tally_of_proposals_tells_whether_the_list_on_the_page_is_up_to_date(
    open_page: Page, database: Database
) -> None:
    held = workshop.open_round(database, "Lin", "taihu", "solutions", Settings(ask="proposals"), state.now())
    token, other = (joining.join(database, held, PUBLIC, "", state.now()) for _ in range(2))
    first = propose(database, token, "A joint fund", "", state.now())
    page = open_page("workshop", "taihu")
    assert "up to date" in texts(page)
    assert page.button(key="workshop-show-now").disabled
    seen = [proposing.tally(database, held.id)]
    second = propose(database, token, "A joint office", "", state.now())
    seen.append(proposing.tally(database, held.id))
    support(database, other, first, state.now())
    seen.append(proposing.tally(database, held.id))
    proposing.merge_proposal(database, "Lin", held.id, second, first, state.now())
    seen.append(proposing.tally(database, held.id))
    assert len(set(seen)) == len(seen)
    listed = [one for one in proposing.proposals_of(database, held.id) if one.merged_into is None]
    assert seen[-1] == (len(listed), sum(one.supports for one in listed))


def test_a_round_is_asked_again_and_the_movement_is_shown(
    open_page: Page, database: Database, held: Round
) -> None:
    workshop.reveal(database, "Lin", held.id, state.now())
    page = open_page("workshop", "taihu")
    page.button(key="workshop-repeat").click().run()
    again = workshop.rounds_of(database, "taihu")[0]
    assert (again.follows, again.state) == (held.id, "open")
    for _ in range(3):
        answer_all(database, again, PUBLIC)
    workshop.reveal(database, "Lin", again.id, state.now())
    page = open_page("workshop", "taihu")
    assert "since the round before" in texts(page)


def test_proposals_are_merged_and_taken_in_with_their_authors_body(
    open_page: Page, database: Database
) -> None:
    settings = Settings(ask="proposals")
    held = workshop.open_round(database, "Lin", "taihu", "solutions", settings, state.now())
    body = next(iter(held.ballot.bodies))
    token = joining.join(database, held, body, "", state.now())
    first = propose(database, token, HOSTILE, "", state.now())
    second = propose(database, token, "A joint fund", "", state.now())
    page = open_page("workshop", "taihu")
    assert HOSTILE not in texts(page)
    assert [(one.label, one.value) for one in page.metric] == [
        ("joined", "1"),
        ("proposals", "2"),
        ("support given", "0"),
    ]
    page.button(key=f"workshop-merge-now-{first}").click().run()
    page.button(key=f"workshop-take-in-{second}").click().run()
    assert not page.exception
    candidates = studies.open_study(database, "taihu").study.solutions.candidates.values()
    taken = next(candidate for candidate in candidates if candidate.name.en == "A joint fund")
    assert taken.proposed_by == held.ballot.bodies[body].name.en
    assert not [button for button in page.button if button.key == f"workshop-take-in-{second}"]


def test_taking_in_that_meets_anothers_save_is_told_and_can_be_done_again(
    open_page: Page, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = workshop.open_round(database, "Lin", "taihu", "solutions", Settings(ask="proposals"), state.now())
    token = joining.join(database, held, PUBLIC, "", state.now())
    key = propose(database, token, "A joint fund", "", state.now())
    page = open_page("workshop", "taihu")

    def seen_before_anothers_save(db: Database, study_id: str) -> studies.Revision:
        seen = studies.open_study(db, study_id)

        def add(study: Study) -> Study:
            return put_candidate(study, "solutions", None, "en", "A joint fund?", source="Zhao")

        studies.save(db, "Zhao", study_id, seen.number, add, state.now())
        return seen

    with monkeypatch.context() as patched:
        patched.setattr(proposing, "open_study", seen_before_anothers_save)
        page.button(key=f"workshop-take-in-{key}").click().run()
    assert "Zhao changed the same cell" in texts(page)
    assert not [button for button in page.button if button.key == "status-undo"], "nothing own was saved"
    page.button(key=f"workshop-take-in-{key}").click().run()
    assert not page.exception
    [taken] = [one for one in proposing.proposals_of(database, held.id) if one.candidate]
    assert taken.id == key


def test_the_page_speaks_chinese(open_page: Page, database: Database, held: Round) -> None:
    workshop.reveal(database, "Lin", held.id, state.now())
    page = open_page("workshop", "taihu", lang="zh")
    assert "全场认为“责任”最重要" in texts(page)
