"""Cells of files that a spreadsheet opens: numbers as typed, people's text that no program runs."""

import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal

_INVISIBLE = r"\s\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_FORMULA = re.compile(f"[{_INVISIBLE}]*[=+\\-@＝＋－＠]|[\t\r]")


def text_cell(text: str) -> str:
    """One line of text that a spreadsheet shows and never computes."""
    guard = "'" if _FORMULA.match(text) else ""
    return guard + "".join(" " if _breaks(letter) else letter for letter in text.replace("\r\n", "\n"))


def number_cell(value: float | None) -> str:
    """A number as a person typed it: "3", "3.5", never "3.0" or "1e-07"; empty where unknown."""
    if value is None:
        return ""
    digits = format(Decimal(repr(float(value))), "f")
    return "0" if Decimal(digits) == 0 else digits.removesuffix(".0")


def distinct(names: Iterable[str], taken: Iterable[str] = ()) -> list[str]:
    """The names with " (2)", " (3)" … behind those that stand before or in `taken` already."""
    used = Counter(taken)
    out = []
    for name in names:
        wished, number = name, 1
        while wished in used:
            number += 1
            wished = f"{name} ({number})"
        used[wished] += 1
        out.append(wished)
    return out


def csv_bytes(rows: Iterable[Sequence[str]]) -> bytes:
    """CSV of finished cells: UTF-8 with a mark so that Excel opens Chinese, lines ended by CR LF."""
    written = io.StringIO(newline="")
    csv.writer(written).writerows(rows)
    return written.getvalue().encode("utf-8-sig", errors="replace")


def _breaks(letter: str) -> bool:
    return unicodedata.category(letter) in ("Cc", "Zl", "Zp") and letter != "\t"
