"""Atom feeds of publications: all, or those of one study."""

from collections.abc import Sequence
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape, quoteattr

from mcda.output.report_docx import clean
from mcda.portal.public_pages import state_of, title_of
from mcda.storage.publications import Publication
from mcda.storage.record import written_moment
from mcda.text import HTML_LANGUAGES, Language, say

ENTRIES = 50


def feed(found: Sequence[Publication], language: Language, site: str, path: str, title: str) -> bytes:
    """The newest publications as an Atom document (RFC 4287); `site` is this server's address."""
    moments = [each.withdrawn_at or each.at for each in found]
    updated = written_moment(max(moments)) if moments else "1970-01-01T00:00:00.000000Z"
    own = f"{site}{path}?lang={language}"
    entries = "".join(_entry(each, language, site) for each in found[:ENTRIES])
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{HTML_LANGUAGES[language]}">'
        f"<id>{uuid5(NAMESPACE_URL, path).urn}</id><title>{_text(title)}</title>"
        f"<updated>{updated}</updated><author><name>Concord</name></author>"
        f'<link rel="self" href={quoteattr(own)}/>'
        f'<link rel="alternate" href={quoteattr(f"{site}/p/?lang={language}")}/>{entries}</feed>\n'
    ).encode()


def _entry(each: Publication, language: Language, site: str) -> str:
    address = f"{site}/p/{each.address}?lang={language}"
    state = say(f"publication.state.{state_of(each)}", language)
    title = say("public.entry", language, number=each.number, title=title_of(each, language), state=state)
    summary = each.withdrawn_note or each.note
    return (
        f"<entry><id>{uuid5(NAMESPACE_URL, f'/p/{each.address}').urn}</id><title>{_text(title)}</title>"
        f"<published>{written_moment(each.at)}</published>"
        f"<updated>{written_moment(each.withdrawn_at or each.at)}</updated>"
        f'<link rel="alternate" href={quoteattr(address)}/><summary>{_text(summary)}</summary></entry>'
    )


def _text(text: str) -> str:
    return escape(clean(text))
