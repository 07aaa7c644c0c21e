"""The workshop: open a round, watch it fill, reveal it, use what it found."""

from mcda.workspace.workshop_page import workshop_page

workshop_page()
