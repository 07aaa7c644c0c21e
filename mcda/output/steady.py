"""Files that are archives inside, with the same bytes each time: no moment of writing stands in them."""

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)  # that an archive can hold; stands where there is no date


def moment_of(at: datetime | None) -> datetime:
    """The moment in UTC to the second, without a zone, as document properties hold it."""
    return max(at or EARLIEST, EARLIEST).astimezone(UTC).replace(microsecond=0, tzinfo=None)


def steady(archive: bytes, at: datetime | None) -> bytes:
    """The same archive with every part dated `at` instead of the moment at which it was packed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as source, zipfile.ZipFile(packed, "w") as target:
        for part in source.infolist():
            entry = zipfile.ZipInfo(part.filename, moment_of(at).timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # else it tells on which system it was written
            target.writestr(entry, source.read(part))
    return packed.getvalue()


def book_bytes(book: Any, title: str, at: datetime | None) -> bytes:
    """An openpyxl workbook as a file that says `at` as its date; `Workbook.save` would say now."""
    from openpyxl.writer.excel import ExcelWriter

    book.properties.creator = "Concord"
    book.properties.title = title
    book.properties.created = book.properties.modified = moment_of(at)
    written = io.BytesIO()
    ExcelWriter(book, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED)).save()
    return steady(written.getvalue(), at)
