"""How the tables of numbers are set up: the platform's grid shows and takes what a person types."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from mcda.actions import studies
from mcda.cooperation.edit_cooperation import set_shares
from mcda.cooperation.edit_step import set_weighting
from mcda.cooperation.study import Study
from mcda.storage.database import Database
from mcda.workspace import state
from tests.workspace.cells import type_cells

Page = Callable[..., AppTest]


def number_columns(page: AppTest) -> Iterator[tuple[str, dict[str, Any]]]:
    for editor in page.data_editor:
        for name, column in json.loads(editor.proto.columns).items():
            if column.get("type_config", {}).get("type") == "number":
                yield name, column["type_config"]


@pytest.mark.parametrize(
    ("step", "part", "typed"),
    [
        ("bodies", "weights", lambda study: set_weighting(study, "bodies", method="direct")),
        ("bodies", "say", lambda study: set_shares(study, method="typed")),
        ("issues", "register", lambda study: study),
    ],
)
def test_weights_and_shares_are_shown_with_all_the_digits_that_were_typed(
    open_page: Page, database: Database, step: str, part: str, typed: Callable[[Study], Study]
) -> None:
    studies.save(database, "Lin", "taihu", 1, typed, state.now())
    columns = list(number_columns(open_page(step, "taihu", part=part)))
    assert columns
    # A step of 0.01 makes the grid cut 0.075 down to 0.07.
    assert all(config.get("step") is None for _, config in columns)
    assert all(config["format"] == "%.10g" for _, config in columns)


def choices(page: AppTest, start: str) -> dict[str, list[str]]:
    editor = next(table for table in page.data_editor if table.key.startswith(start))
    configured = {
        name: column["type_config"]
        for name, column in json.loads(editor.proto.columns).items()
        if column.get("type_config", {}).get("type") == "selectbox"
    }
    return {name: config["options"] for name, config in configured.items()}


def test_a_column_of_choices_takes_pasted_words_of_the_readers_language(
    open_page: Page, database: Database
) -> None:
    page = open_page("issues", "taihu", part="register", lang="zh")
    issue, options = next(iter(choices(page, "issues-register-kinds").items()))
    # The grid takes a pasted text only where it is one of the options.
    assert set(options) == {"自有", "共有", "受委托", "须经授权", "无"}
    type_cells(page, "issues-register-kinds", {0: {issue: "须经授权"}})
    study = studies.open_study(database, "taihu").study
    assert study.authority_register[next(iter(study.bodies.candidates))][issue].kind == "needs_authorisation"


def test_a_word_that_is_the_saved_one_already_is_no_change(open_page: Page, database: Database) -> None:
    page = open_page("issues", "taihu", part="register")
    issue = next(iter(choices(page, "issues-register-kinds")))
    type_cells(page, "issues-register-kinds", {0: {issue: "shared"}})
    assert studies.latest_number(database, "taihu") == 1


@pytest.mark.parametrize(("lang", "said"), [("en", "a comma may be passed over"), ("zh", "小数点请用半角")])
@pytest.mark.parametrize(
    ("step", "part"), [("bodies", "scores"), ("bodies", "joining"), ("solutions", "deals")]
)
def test_a_table_of_numbers_of_any_size_says_how_decimals_are_written(
    open_page: Page, step: str, part: str, lang: str, said: str
) -> None:
    # The grid makes 15 of "1,5" in a browser that does not count with commas, and of "1。5" in every one.
    page = open_page(step, "taihu", part=part, lang=lang)
    assert any(said in caption.value for caption in page.caption)
