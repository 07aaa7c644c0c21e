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
