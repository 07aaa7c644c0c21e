"""The last part of a report: how the figures were made, so that anybody can make them again."""

from collections.abc import Iterator

from mcda.output.blocks import Block, Heading, Paragraph, Points
from mcda.output.method_facts import method_lines
from mcda.output.plain import Json
from mcda.text import Language, say


def method_blocks(frozen: Json, language: Language) -> Iterator[Block]:
    """Who took part, method and rules, sources, and the hash that tells whether anything was changed."""
    people, method = frozen["people"], frozen["decision"]["method"]
    yield Heading(2, say("report.method", language), "method")
    yield Paragraph(_people(people, language))
    if people["names"]:
        yield Points(tuple(people["names"]))
    yield Paragraph(say("report.topsis", language, version=method["version"]))
    yield Points(tuple(method_lines(method, language)))
    if frozen["sources"]:
        yield Heading(3, say("report.sources", language))
        yield Points(tuple(line for line in frozen["sources"].splitlines() if line.strip()))
    if frozen.get("publication"):
        yield Paragraph(say("report.hash", language, hash=frozen["hash"]), quiet=True)


def _people(people: Json, language: Language) -> str:
    if not people["count"]:
        return say("report.people_unknown", language)
    more = people.get("more")  # older publications do not tell
    return say("report.people_more" if more else "report.people", language, n=people["count"])
