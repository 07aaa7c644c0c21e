"""The whole decision on one page."""

from mcda.workspace.decision_page import decision_page

decision_page()
