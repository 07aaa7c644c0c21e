"""The step that chooses issues."""

from mcda.workspace.step_page import step_page

step_page("issues")
