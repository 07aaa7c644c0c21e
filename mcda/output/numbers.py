"""Numbers as people read them."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from math import floor, isclose, log10

from mcda.text import Language, say

MINUS = "\u2212"
TIED = 1e-9
"""Values that differ by less are the same, but for what rounding leaves."""
SPACE = "\u00a0"
MOST_DECIMALS = 6
"""Of closeness: as the ranked CSV has it."""
CENTS = 2
"""Decimals of money, everywhere."""
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def closeness_texts(values: Iterable[float]) -> list[str]:
    """Closeness with two decimals; with as many more, up to six, as keep unequal ones from looking equal."""
    known = list(values)
    different = len({round(value, 12) for value in known})
    for decimals in range(2, MOST_DECIMALS + 1):
        texts = [f"{value:.{decimals}f}" for value in known]
        if len(set(texts)) == different:
            break
    return texts


def day(at: datetime, language: Language) -> str:
    """The day of a moment, in UTC, with the month in words."""
    if language == "zh":
        return f"{at.year}年{at.month}月{at.day}日"
    return f"{at.day} {_MONTHS[at.month - 1]} {at.year}"


def percent(share: float, language: Language, decimals: int = 0) -> str:
    """A share of 1 in percent; what is not nothing or everything never looks so."""
    shown = f"{share * 100:.{decimals}f}"
    smallest = 10.0**-decimals
    if share > 0 and float(shown) == 0:
        return say("number.under", language, percent=f"{smallest:.{decimals}f}%")
    if share < 1 and float(shown) == 100 and not isclose(share, 1, abs_tol=1e-12):
        return say("number.over", language, percent=f"{100 - smallest:.{decimals}f}%")
    return shown.replace("-", MINUS) + "%"


def percent_texts(shares: Iterable[float], language: Language) -> list[str]:
    """Shares in whole percent; with one decimal where all are below ten, as of thirty criteria."""
    known = list(shares)
    decimals = 1 if max(known, default=1.0) < 0.1 else 0
    return [percent(share, language, decimals) for share in known]


def amount(value: float, decimals: int = 1) -> str:
    """A number with thousands marked, without decimals that say nothing, with a real minus sign."""
    digits = f"{value:,.{decimals}f}"
    if decimals:
        digits = digits.rstrip("0").rstrip(".")
    return "0" if digits == "-0" else digits.replace("-", MINUS)


def figure(value: float, digits: int = 6) -> str:
    """A number inside a sentence: to so many digits, but whole ones all said, thousands marked."""
    if not 1e-4 <= abs(value) < 1e15:  # 0, what is no number, and what no unit of money reaches
        return f"{value:.{digits}g}"
    return amount(value, max(0, digits - 1 - floor(log10(abs(value)))))


def signed(value: float, decimals: int = CENTS) -> str:
    """An amount that always shows which way it goes."""
    digits = amount(value, decimals)
    return digits if digits == "0" or digits.startswith(MINUS) else f"+{digits}"


def money(value: float, unit: str = "") -> str:
    """An amount of money, the same wherever it is told, with its unit where that is not told beside it.

    Chinese units stand close to the number.
    """
    said = amount(value, CENTS)
    if not unit:
        return said
    space = SPACE if unit[0].isascii() else ""
    return f"{said}{space}{unit}"


def largest(values: Mapping[str, float]) -> list[str]:
    """The keys of the largest value: all of them where several share it."""
    most = max(values.values())
    return [key for key, value in values.items() if most - value < TIED]
