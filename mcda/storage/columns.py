"""Columns that two databases keep alike: people's text, moments, and long JSON."""

import json
import re
import zlib
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Dialect, LargeBinary, Text
from sqlalchemy.types import TypeDecorator

_UNKEPT = re.compile("[\0\ud800-\udfff]")
_MOMENT = "%Y-%m-%dT%H:%M:%S.%fZ"


class Words(TypeDecorator[str]):
    """Text that a person gave; letters that PostgreSQL cannot keep (NUL, half a surrogate) become �."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """The text as both databases keep it."""
        return None if value is None else _UNKEPT.sub("�", value)


class Moment(TypeDecorator[datetime]):
    """A moment in UTC as ISO text of one width, so that it sorts as text on either database."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """The text of a moment; a moment without a time zone is a mistake of the caller."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(UTC).strftime(_MOMENT)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        """The moment of a text."""
        return None if value is None else datetime.fromisoformat(value)


class PackedJson(TypeDecorator[Any]):
    """JSON values, compressed."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: Any | None, dialect: Dialect) -> bytes | None:
        """The bytes as they are kept."""
        return None if value is None else packed(json.dumps(value, separators=(",", ":")).encode())

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Any:
        """The values as they were given."""
        return None if value is None else json.loads(unpacked(value))


def packed(content: bytes) -> bytes:
    """The bytes compressed, at the level that a waiting person does not notice."""
    return zlib.compress(content, 1)


def unpacked(content: bytes) -> bytes:
    """The bytes that were packed."""
    return zlib.decompress(content)
