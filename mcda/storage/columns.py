"""Columns that two databases keep alike: moments and long documents."""

import zlib
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Dialect, LargeBinary, Text
from sqlalchemy.types import TypeDecorator

_MOMENT = "%Y-%m-%dT%H:%M:%S.%fZ"


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
        return None if value is None else datetime.strptime(value, _MOMENT).replace(tzinfo=UTC)


class Compressed(TypeDecorator[bytes]):
    """Bytes kept compressed: a study of 200 candidates and 30 criteria takes a tenth of its JSON."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        """The bytes as they are kept; level 1, since a save waits for it."""
        return None if value is None else zlib.compress(value, 1)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> bytes | None:
        """The bytes as they were given."""
        return None if value is None else zlib.decompress(value)
