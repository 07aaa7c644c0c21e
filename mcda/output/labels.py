"""People's names as labels: a few short lines without letters that steer a page or turn the text."""

import unicodedata

_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
_ELLIPSIS = "…"
_OPENING, _CLOSING = "（《「“", "，。、；：！？）》」”"
_JOINER = "\u200d"
ALONE = 1.12
"""A line may be so much too wide rather than leave a letter or two alone on the next."""


def clean(text: str, longest: int = 300) -> str:
    """The text on one line, without control and direction marks, cut at `longest` characters."""
    # Cut before and after: a name of ten thousand letters must not cost ten thousand steps a label.
    kept = "".join(letter for letter in text[: 4 * longest] if not _unseen(letter))
    line = " ".join(kept.split())
    return line if len(line) <= longest else line[: longest - 1] + _ELLIPSIS


def width(text: str) -> int:
    """How wide a text is: Chinese letters count two, marks that join others none."""
    return sum(_width(letter) for letter in text)


def lines_of(text: str, widest: int = 26, most: int = 3) -> list[str]:
    """The text broken into at most `most` lines of about `widest` Latin letters, the last cut with "…"."""
    line = clean(text)
    if width(line) <= widest * ALONE:
        return [line]
    lines = [""]
    for word in _words(line):
        if width(lines[-1] + word.rstrip()) <= widest or not lines[-1]:
            lines[-1] += word
        else:
            lines.append(word)
    lines = [line.rstrip() for line in lines]
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], lines[most - 1] + _ELLIPSIS]


def _words(text: str, longest: int = 20) -> list[str]:
    """Pieces that stay together: words with the space behind, single Chinese letters, cuts of long words."""
    words = [""]
    for letter in text:
        last = words[-1]
        if last and letter != " " and _may_end(last, letter, longest):
            words.append(letter)
        else:
            words[-1] += letter
    return words


def _may_end(word: str, letter: str, longest: int) -> bool:
    if letter in _CLOSING or word[-1] in _OPENING or _width(letter) == 0 or word.endswith(_JOINER):
        return False
    return word.endswith(" ") or _width(word[-1]) == 2 or _width(letter) == 2 or len(word) >= longest


def _width(letter: str) -> int:
    if unicodedata.combining(letter) or letter in (_JOINER, "\ufe0f"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def _unseen(letter: str) -> bool:
    if letter in _TURNING:
        return True
    return unicodedata.category(letter) in ("Cc", "Cs", "Cn") and not letter.isspace()
