"""Typing into the tables of a page."""

import json
from typing import Any

from streamlit.testing.v1 import AppTest


def type_cells(page: AppTest, start: str, rows: dict[int, dict[str, Any]]) -> AppTest:
    """What the browser sends when a person types into a table; AppTest itself cannot."""
    editor = next(table for table in page.data_editor if table.key.startswith(start))
    states = page._tree.get_widget_states()
    typed = states.widgets.add()
    typed.id = editor.proto.id
    typed.string_value = json.dumps({"edited_rows": rows, "added_rows": [], "deleted_rows": []})
    page._run(states)
    assert not page.exception
    return page
