"""Bytes of a file that a person gave, as text: the encodings that spreadsheets write in our languages."""

import codecs

from mcda.core.errors import InvalidInput

SIZE_LIMIT = 5 * 2**20


def decode(content: bytes, file: str) -> str:
    """The text of a file in UTF-8 (with or without BOM), UTF-16, GB18030 or Latin-1, with line ends as "\\n".

    Raises InvalidInput for an empty file, one over 5 MB, and one that is no text; `file` is its name.
    """
    if len(content) > SIZE_LIMIT:
        raise InvalidInput("file.too_large", file=file, limit=SIZE_LIMIT // 2**20)
    if not content.strip(b"\xef\xbb\xbf\xfe\xff \t\r\n\0"):
        raise InvalidInput("file.empty", file=file)
    text = _decoded(content)
    if text is None or "\0" in text:
        raise InvalidInput("file.not_text", file=file)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(content: bytes) -> str | None:
    if content.startswith(b"PK\x03\x04"):
        return None
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _try(content, "utf-16")
    text = _try(content, "utf-8-sig")
    if text is not None:
        return text
    if content[1::2].count(0) > len(content) // 4:
        return _try(content, "utf-16-le")
    if _looks_chinese(content):
        text = _try(content, "gb18030")
    return text if text is not None else content.decode("latin-1")


def _try(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _looks_chinese(content: bytes) -> bool:
    """Chinese characters stand as runs of high bytes; a Latin letter with an accent mostly stands alone."""
    high = [byte >= 0x80 for byte in content]
    alone = sum(
        here and not (i and high[i - 1]) and not (i + 1 < len(high) and high[i + 1])
        for i, here in enumerate(high)
    )
    return alone * 5 < sum(high)
