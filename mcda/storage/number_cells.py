"""Numbers as people and spreadsheets write them into cells, and why a cell is none."""

import re
import unicodedata
from fractions import Fraction

_MINUS_AND_SLASH = str.maketrans({"−": "-", "⁄": "/"})
_FRACTION = re.compile(r"([+-]?\d+(?:\.\d+)?)\s*/\s*(\d+(?:\.\d+)?)")
_RATIO = re.compile(r"0*(\d+)\s*:\s*0*(\d+)")
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d+)?")
_PERCENT = re.compile(r"([+-]?\d+(?:[.,]\d+)?)\s*%")
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec"
_DATE = re.compile(
    rf"\d{{1,2}}[-. ]?({_MONTHS})\.?|({_MONTHS})[- ]\d{{1,2}}|\d{{1,2}}月\d{{1,2}}日", re.IGNORECASE
)
_UNKNOWN = frozenset({"?", "-", "--", "–", "—", "n/a", "na", "未知", "无", "不详"})


def number(cell: str) -> float | None:
    """The number in a cell, also as `1 / 3`, with full-width signs or a long minus; None for no number."""
    text = _plain(cell)
    try:
        if found := _FRACTION.fullmatch(text):
            return float(Fraction(found[1]) / Fraction(found[2]))
        return float(text.replace("_", "x"))
    except (ValueError, ZeroDivisionError, OverflowError):
        return None


def with_point(cell: str) -> str:
    """A decimal comma as a point, where commas do not part the cells; not one that may part thousands."""
    text = _plain(cell)
    if "," not in text or _THOUSANDS.fullmatch(text):
        return cell
    changed = text.replace(",", ".")
    return cell if number(changed) is None else changed


def why_none(cell: str) -> tuple[str, dict[str, str]]:
    """The key of the sentence that says why a cell holds no number, and what to write instead."""
    text = _plain(cell)
    if _THOUSANDS.fullmatch(text):
        whole = text.replace(",", "")
        if text.count(",") == 1 and "." not in text:
            return "table.comma", {"whole": whole, "decimal": text.replace(",", ".")}
        return "table.thousands", {"whole": whole}
    if found := _PERCENT.fullmatch(text):
        share = Fraction(found[1].replace(",", ".")) / 100
        return "table.percent", {"instead": f"{float(share):.10g}"}
    if found := _RATIO.fullmatch(text):
        return "table.ratio", {"instead": f"{found[1]}/{found[2]}"}
    if _DATE.fullmatch(text):
        return "table.date", {}
    if text.casefold() in _UNKNOWN:
        return "table.unknown_cell", {}
    return "table.text_in_number", {}


def _plain(cell: str) -> str:
    return unicodedata.normalize("NFKC", cell).translate(_MINUS_AND_SLASH).strip()
