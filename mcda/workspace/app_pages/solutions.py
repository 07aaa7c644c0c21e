"""The step that chooses solutions."""

from mcda.workspace.step_page import step_page

step_page("solutions")
