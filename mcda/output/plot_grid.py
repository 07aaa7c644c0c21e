"""Heat maps in Plotly, every cell with its text."""

from mcda.output.canvas import Figure, Look, blank, labelled_rows, plot_escape, plot_label, row_height
from mcda.output.palette import SHADES, ink_on, shade
from mcda.output.pictures import Grid


def grid_figure(picture: Grid, title: str, view: Look) -> Figure:
    """Rows by columns from pale to dark; an empty cell stays open."""
    import plotly.graph_objects as go

    labels = [plot_label(row, view.label_width, view.label_lines) for row in picture.rows]
    many = len(picture.columns) > 6
    upright = len(picture.columns) > 12
    widest, most = (20, 1) if upright else (12, 5) if many else (16, 3)
    heads = [plot_label(column, widest, most) for column in picture.columns]
    deepest = 12 if upright else max((head.count("<br>") + 1 for head in heads), default=1)
    steps = SHADES[view.theme]
    figure = blank(
        title,
        view,
        row_height(labels, view, 2.4) * len(labels),
        top=round(view.size * (1.3 * deepest + 0.8)),
    )
    figure.add_trace(
        go.Heatmap(
            z=[list(row) for row in picture.shades],
            x=list(range(len(heads))),
            y=list(range(len(labels))),
            zmin=0,
            zmax=1,
            colorscale=[[i / (len(steps) - 1), colour] for i, colour in enumerate(steps)],
            showscale=False,
            xgap=2,
            ygap=2,
            hoverongaps=True,
            hoverinfo="text",
            hovertext=[
                [
                    f"{plot_label(row, 60, 3)}<br>{plot_label(column, 60, 3)}: {plot_escape(text)}"
                    for column, text in zip(picture.columns, texts, strict=True)
                ]
                for row, texts in zip(picture.rows, picture.texts, strict=True)
            ],
        )
    )
    small = round(view.size * (0.8 if many else 0.95))
    cells = [
        (column, row, text, view.muted if depth is None else ink_on(shade(depth, view.theme)))
        for row, (shades, texts) in enumerate(zip(picture.shades, picture.texts, strict=True))
        for column, (depth, text) in enumerate(zip(shades, texts, strict=True))
        if text
    ]
    figure.add_trace(
        go.Scatter(
            x=[column for column, _, _, _ in cells],
            y=[row for _, row, _, _ in cells],
            text=[plot_label(text, 12, 2) for _, _, text, _ in cells],
            mode="text",
            textfont={"size": small, "color": [colour for _, _, _, colour in cells]},
            hoverinfo="skip",
        )
    )
    figure.update_xaxes(
        visible=True,
        side="top",
        tickvals=list(range(len(heads))),
        ticktext=heads,
        tickangle=-90 if upright else None,
        tickfont={"size": small},
        showline=False,
        range=[-0.5, len(heads) - 0.5],
    )
    figure.update_yaxes(**labelled_rows(labels, view))
    return figure
