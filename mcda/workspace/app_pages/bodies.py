"""The step that chooses bodies."""

from mcda.workspace.step_page import step_page

step_page("bodies")
