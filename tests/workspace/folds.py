"""Opening what a page folds away: AppTest knows a fold by its key only."""

from streamlit.testing.v1 import AppTest


def unfold(page: AppTest, key: str) -> AppTest:
    """Open a fold as a person would, and draw the page."""
    page.session_state[key] = True
    return page.run()
