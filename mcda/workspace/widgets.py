"""Small pieces that several pages draw: escaped text, an empty state, one comparison."""

import math
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

import streamlit as st

from mcda.workspace.state import language, t

_ESCAPED = str.maketrans({mark: "\\" + mark for mark in r"\`*_{}[]()<>#+-.!|~$:&"})
_JOINER = "\u2060"
READING_WIDTH = 760
Width = Literal["stretch"] | int
TIMES = (2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0)


def md(text: str) -> str:
    """Text as Markdown that shows it letter for letter: no image loads, no link works, no icon appears.

    The word joiner is invisible; without it bare addresses and `:material/…:` survive the backslashes.
    """
    text = " ".join(text.split()).translate(_ESCAPED)
    for alive in (":", "@", "www"):
        text = text.replace(alive, alive + _JOINER)
    return text


def line(key: str, /, **values: Any) -> str:
    """The sentence for `key` as Markdown, whatever names stand in it."""
    return md(t(key, **values))


def short(text: str, letters: int = 80) -> str:
    """The text, cut with an ellipsis where it is longer than a line can carry."""
    text = " ".join(text.split())
    return text if len(text) <= letters else text[: letters - 1].rstrip() + "…"


def moment(at: datetime) -> str:
    """A time as the person's own clock shows it."""
    here = at.astimezone(ZoneInfo(st.context.timezone) if st.context.timezone else UTC)
    return f"{here:%Y年%-m月%-d日 %H:%M}" if language() == "zh" else f"{here:%-d %b %Y, %H:%M}"


def prose(text: str) -> None:
    """Text of several paragraphs, shown letter for letter with its line breaks."""
    for paragraph in text.split("\n\n"):
        st.markdown("  \n".join(md(row) for row in paragraph.split("\n")))


def no_study() -> None:
    """What a page of a study says where none is open."""
    empty_state("workspace.no_study")


def empty_state(key: str, icon: str | None = None) -> None:
    """Say in one quiet box that nothing is here yet and what to do; `key` names the sentence."""
    with st.container(border=True):
        st.markdown(f":gray[{md(t(key))}]" if icon is None else f":material/{icon}: :gray[{md(t(key))}]")


def fold(label: str, key: str, draw: Callable[[], None], width: Width = "stretch") -> None:
    """A fold with `label` as Markdown; `draw` is called only while it is open: closed ones cost nothing."""
    box = st.expander(label, key=key, width=width, on_change="rerun")
    if box.open:
        with box:
            draw()


def times_in_words(times: float) -> str:
    """How much more one criterion matters, always with its meaning: "moderately more, about 3 times"."""
    nearest = round(times)
    if nearest <= 1 and times < 1.05:
        return t("scale.1")
    return t(f"scale.{min(max(nearest, 2), 9)}", times=f"{times:.2g}")


def comparison(
    key: str, first: str, second: str, times: float | None, answer: Callable[[float], bool]
) -> None:
    """Ask which of two criteria matters more, and how much; nothing is preset.

    `times`: the saved answer, how many times `first` matters as much as `second` (below 1: `second` matters
    more), None where it was not asked. A complete answer that is another goes to `answer`, in the same form,
    before the page is drawn anew; one that it does not keep is not shown as given either. A side that still
    lacks its strength is there when the person comes back to it. The saved strength, which a group's mean
    puts between the offered ones, stands for the one that reads like it.
    """
    is_equal = times is not None and math.isclose(times, 1)
    sides = {"first": md(first), "equal": line("comparison.equal"), "second": md(second)}
    saved_side = None if times is None else "equal" if is_equal else "first" if times > 1 else "second"
    strength = None if times is None or is_equal else max(times, 1 / times)

    def answered() -> None:
        side = st.session_state[f"{key}-side"]
        much = st.session_state.get(f"{key}-times", strength)
        st.session_state.pop(f"{key}-half", None)
        if side == "equal":
            given = 1.0
        elif side is None:
            return
        elif much is None:
            st.session_state[f"{key}-half"] = side
            return
        else:
            given = float(much) if side == "first" else 1 / float(much)
        if (times is None or not math.isclose(given, times)) and not answer(given):
            st.session_state[f"{key}-side"] = saved_side
            st.session_state.pop(f"{key}-times", None)

    side = st.segmented_control(
        line("comparison.which"),
        list(sides),
        default=st.session_state.get(f"{key}-half", saved_side),
        format_func=sides.__getitem__,
        key=f"{key}-side",
        on_change=answered,
    )
    if side is None or side == "equal":
        return
    # The browser sends back the words of a choice: two strengths that read alike would be mistaken.
    offered = (*TIMES, *(() if strength is None else (strength,)))
    options = sorted({times_in_words(value): value for value in offered}.values())
    st.selectbox(
        line("comparison.how_much", name=first if side == "first" else second),
        options,
        index=None if strength is None else options.index(strength),
        format_func={value: times_in_words(value) for value in options}.__getitem__,
        placeholder=t("comparison.choose"),
        filter_mode=None,
        key=f"{key}-times",
        on_change=answered,
    )
