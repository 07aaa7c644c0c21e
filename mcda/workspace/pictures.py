"""A chart on a page: its finding as text above it, its description for screen readers, its numbers."""

from typing import TYPE_CHECKING

import streamlit as st

from mcda.output.charts import CONFIG, draw, frame
from mcda.output.pictures import Bars, Picture, part_of, rows
from mcda.output.svg import svg
from mcda.workspace.widgets import READING_WIDTH, fold, line, md

if TYPE_CHECKING:
    import pandas as pd

MOST_ROWS = 40
AT_A_TIME = 25
"""Of more rows than `MOST_ROWS` so many: two hundred bars of thirty parts keep a browser busy for seconds."""
_INLINE = """
export default ({ data, parentElement }) => {
  const drawing = new DOMParser().parseFromString(data, "image/svg+xml").documentElement
  parentElement.replaceChildren(document.importNode(drawing, true))
}
"""


def picture(drawn: Picture, key: str, titled: bool = True) -> None:
    """Draw a picture; without `titled` the page has said its finding. `key` begins with the page's name."""
    if titled:
        st.markdown(f"**{md(drawn.title)}**", width=READING_WIDTH)
    shown = drawn
    if rows(drawn) > MOST_ROWS:
        page = st.pagination(-(-rows(drawn) // AT_A_TIME), key=f"{key}-page")
        shown = part_of(drawn, (page - 1) * AT_A_TIME, page * AT_A_TIME)
    chart = draw(shown, dark=st.context.theme.type == "dark", titled=False)
    st.plotly_chart(chart.figure, key=key, theme=None, config=CONFIG, alt=chart.alt)
    _numbers(drawn, key)


def changing_bars(drawn: Bars, key: str) -> None:
    """Draw bars that change with every answer as public pages do, far sooner than by Plotly."""
    st.markdown(f"**{md(drawn.title)}**", width=READING_WIDTH)
    inline = st.components.v2.component("picture", js=_INLINE, isolate_styles=False)
    inline(data=svg(drawn), key=key)
    _numbers(drawn, key)


def _numbers(drawn: Picture, key: str) -> None:
    def numbers() -> None:
        table = _typed(frame(drawn.numbers))
        st.dataframe(table, hide_index=True, key=f"{key}-table", alt=drawn.alt)

    fold(line("picture.numbers"), f"{key}-numbers", numbers)


def _typed(table: "pd.DataFrame") -> "pd.DataFrame":
    """A column of numbers and marks ("–": not ranked) as text: the browser takes one type a column."""
    texts = {
        head: column.fillna("").astype(str) for head, column in table.items() if column.dtype.kind == "O"
    }
    return table.assign(**{str(head): column for head, column in texts.items()})
