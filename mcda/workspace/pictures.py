"""A chart on a page: its finding as text above it, its description for screen readers, its numbers."""

import streamlit as st

from mcda.output.charts import CONFIG, draw
from mcda.output.pictures import Picture
from mcda.workspace.widgets import READING_WIDTH, line, md


def picture(drawn: Picture, key: str, titled: bool = True) -> None:
    """Draw a picture; without `titled` the page has said its finding. `key` begins with the page's name."""
    if titled:
        st.markdown(f"**{md(drawn.title)}**", width=READING_WIDTH)
    chart = draw(drawn, dark=st.context.theme.type == "dark", titled=False)
    st.plotly_chart(chart.figure, key=key, theme=None, config=CONFIG, alt=chart.alt)
    with st.expander(line("picture.numbers"), key=f"{key}-numbers"):
        # A column of numbers and marks ("–": not ranked) has no type that a table in the browser knows.
        mixed = {head: str for head, kind in chart.table.dtypes.items() if kind == "object"}
        table = chart.table.fillna("").astype(mixed) if mixed else chart.table
        st.dataframe(table, hide_index=True, key=f"{key}-table", alt=chart.alt)
