"""Colours that any colour vision tells apart (Okabe & Ito 2008), and the fonts of both languages."""

OKABE_ITO = ("#0072B2", "#E69F00", "#009E73", "#D55E00", "#CC79A7", "#56B4E9", "#7F7F7F", "#F0E442")
"""Black of the original is grey here, so that it shows on dark pages too; yellow comes last."""
GREY = 6
"""Its place, for what is not told apart."""

PATTERNS = ("", "/", ".", "\\", "x", "-", "|", "+")
DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")
MARKERS = ("circle", "square", "diamond", "triangle-up", "x", "star", "cross", "triangle-down")

ACCENT = {"light": "#0B5C8A", "dark": "#6BB8E3"}
WARNING = {"light": "#D55E00", "dark": "#E69F00"}
INK = {"light": "#1B2529", "dark": "#E6EBED"}
MUTED = {"light": "#6B7580", "dark": "#98A2AD"}
GROUND = {"light": "#FFFFFF", "dark": "#14191C"}
PALE = {"light": "rgba(31,41,51,0.14)", "dark": "rgba(230,233,237,0.18)"}

SHADES = {
    "light": ("#F2F6FA", "#CFE1F0", "#94C0E0", "#4A93C7", "#0B5A8F"),
    "dark": ("#1B2733", "#1D3F5C", "#23618F", "#3F8FC4", "#8CC8F0"),
}
"""One hue from pale to strong: more is darker on light pages, brighter on dark ones."""

FONTS = (
    '"Source Sans", "Source Sans 3", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", '
    '"WenQuanYi Micro Hei", sans-serif'
)


def shade(share: float, theme: str) -> str:
    """The colour of a share from 0 to 1, mixed between the two nearest of SHADES."""
    steps = SHADES[theme]
    place = min(max(share, 0.0), 1.0) * (len(steps) - 1)
    below = min(int(place), len(steps) - 2)
    part = place - below
    mixed = (
        round(low + (high - low) * part)
        for low, high in zip(_rgb(steps[below]), _rgb(steps[below + 1]), strict=True)
    )
    return "#{:02X}{:02X}{:02X}".format(*mixed)


def ink_on(colour: str) -> str:
    """Black or white, whichever reads better on `colour` (relative luminance, WCAG 2)."""
    linear = [(c / 255 / 12.92) if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in _rgb(colour)]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "#000000" if luminance > 0.179 else "#FFFFFF"


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
