"""Colours."""

import pytest

from mcda.output.palette import GROUND, INK, MUTED, OKABE_ITO, SHADES, ink_on, shade


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_reads_on_its_page(theme: str) -> None:
    assert contrast(INK[theme], GROUND[theme]) >= 7
    assert contrast(MUTED[theme], GROUND[theme]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("share", [0, 0.1, 0.25, 0.4, 0.5, 0.6, 0.75, 0.9, 1])
def test_text_reads_on_every_shade_of_a_heat_map(theme: str, share: float) -> None:
    colour = shade(share, theme)
    assert contrast(ink_on(colour), colour) >= 4.5


@pytest.mark.parametrize("colour", OKABE_ITO)
def test_text_reads_on_every_colour_of_a_part(colour: str) -> None:
    assert contrast(ink_on(colour), colour) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_shades_run_from_end_to_end(theme: str) -> None:
    assert shade(0, theme) == SHADES[theme][0].upper()
    assert shade(1, theme) == SHADES[theme][-1].upper()
    assert shade(7, theme) == shade(1, theme)
