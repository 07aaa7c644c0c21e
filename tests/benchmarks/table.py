"""Ratios to the fastest other library as a table, and where they are kept."""

import os
import platform
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

KEPT = Path(__file__).parents[2] / "docs" / "benchmarks.md"
PROCESSOR = Path("/proc/cpuinfo")


class Claim(NamedTuple):
    """What is asked of a piece of work, if anything: so many times faster than the fastest of its rivals."""

    said: str
    rivals: str
    times: float | None


CLAIMS = {
    "acceptability_small": Claim(
        "rank acceptability, 10,000 weightings of 50 × 8", "acceptability_small", 100
    ),
    "acceptability_large": Claim(
        "rank acceptability, 10,000 weightings of 1000 × 10, one thread", "acceptability_large", 10
    ),
    "acceptability_large_two": Claim("the same, two threads", "acceptability_large", 20),
    "closeness_million": Claim(
        "closeness once, 1,000,000 × 10 by columns, checked", "closeness_million", 2.5
    ),
    "ranked_once": Claim("TOPSIS once, checked and ranked, 10 × 5", "ranked_once", None),
    "priorities": Claim("priorities of 1000 people, order 8", "priorities", 15),
}


class Limit(NamedTuple):
    """What is asked of a piece of work beside another that was timed in turns with it."""

    work: str
    said: str
    other: str
    beside: str
    allowed: float | None


RANKED = "TOPSIS once, checked and ranked, 10 × 5"
CROWD = "aggregation and consensus of 100,000 people, order 8"
LIMITS = (
    Limit("ranked_once", RANKED, "pymcdm_once", "pymcdm by its default, ranked", 0.5),
    Limit("ranked_once", "the same", "pymcdm_vector_once", "pymcdm by vector, ranked", None),
    Limit("crowd_means", f"weights by geometric mean, {CROWD}", "pass", "one pass over the array", 20),
    Limit("crowd", "the same, weights by eigenvector", "pass", "one pass over the array", 20),
    Limit("import", "import mcda", "import_numpy", "import numpy", 1.5),
    Limit("import_and_use", "import mcda and rank a table", "import_numpy", "import numpy", None),
)


def as_markdown(ours: dict[str, float], rivals: dict[str, dict[str, Any]]) -> str:
    return "\n".join(
        [
            *_rows("work", "Concord", "fastest other", "ratio", "asked", "pymcdm"),
            *(_claimed(name, ours, rivals) for name in CLAIMS if name in ours),
            "",
            *_rows("work", "Concord", "beside", "ratio", "allowed"),
            *(_limited(limit, ours) for limit in LIMITS if {limit.work, limit.other} <= ours.keys()),
            "",
            "Median seconds of the other libraries:",
            "",
            *_rows("library", *dict.fromkeys(claim.rivals for claim in CLAIMS.values())),
            *(_rival(library, found) for library, found in rivals.items()),
        ]
    )


def _rows(*heads: str) -> list[str]:
    return [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]


def _claimed(name: str, ours: dict[str, float], rivals: dict[str, dict[str, Any]]) -> str:
    claim = CLAIMS[name]
    times = {
        library: found["seconds"][claim.rivals]
        for library, found in rivals.items()
        if claim.rivals in found["seconds"]
    }
    asked = "" if claim.times is None else f"{claim.times:g} ×"
    if not times:
        return f"| {claim.said} | {_time(ours[name])} | not measured | | {asked} | |"
    best = min(times, key=lambda library: times[library])
    cells = (
        claim.said,
        _time(ours[name]),
        f"{best}, {_time(times[best])}",
        f"{times[best] / ours[name]:.3g} ×",
        asked,
        f"{times['pymcdm'] / ours[name]:.3g} ×" if "pymcdm" in times else "",
    )
    return f"| {' | '.join(cells)} |"


def _limited(limit: Limit, ours: dict[str, float]) -> str:
    took, other = ours[limit.work], ours[limit.other]
    most = "" if limit.allowed is None else f"{limit.allowed:g}"
    beside = f"{limit.beside}, {_time(other)}"
    return f"| {limit.said} | {_time(took)} | {beside} | {took / other:.2f} | {most} |"


def _rival(library: str, found: dict[str, Any]) -> str:
    works = dict.fromkeys(claim.rivals for claim in CLAIMS.values())
    times = (found["seconds"].get(work) for work in works)
    return f"| {library} {found['version']} | {' | '.join('' if t is None else _time(t) for t in times)} |"


def _time(seconds: float) -> str:
    for unit, size in (("s", 1.0), ("ms", 1e-3)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds * 1e6:.3g} µs"


def keep(text: str) -> None:
    """Writes the page anew; its further sections, measured otherwise, stay."""
    old = KEPT.read_text() if KEPT.exists() else ""
    _, mark, rest = old.partition("\n## ")
    head = _HEAD.format(machine=_machine(), versions=_versions(), day=datetime.now(UTC).date())
    KEPT.write_text(f"{head}\n{text}\n{mark}{rest}")


def _machine() -> str:
    lines = PROCESSOR.read_text().splitlines() if PROCESSOR.exists() else []
    model = next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")),
        platform.machine(),
    )
    return f"{model}, {os.cpu_count()} cores, {platform.system()}"


def _versions() -> str:
    names = ("numpy", "scipy", "pandas")
    return ", ".join([f"Python {platform.python_version()}", *(f"{name} {version(name)}" for name in names)])


_HEAD = """# How fast scoring is

Measured by `make bench` on {day}: {machine};
{versions}. Medians.

Every library is told to normalise by vector, gets the same arrays, and runs on the same machine in
the same run, in an environment of its own. For libraries that loop, ten thousand draws are timed on
part of them and scaled. Ratios say how many times faster Concord is; they hold across machines
better than the times do. On a busy machine both scatter, as libraries are timed one after the other;
what the second table sets side by side is timed in turns.

Why it is fast: weights enter TOPSIS after normalisation, so ten thousand weightings are one matrix
product in blocks that stay in the cache; the order needs no square root and is found by sorting
integers that carry the candidate in their last bits; counting is one pass. Blocks are small enough
that the linear algebra library starts no threads of its own; above two million placements Python
threads share the blocks. A single large table is read by columns, the way pandas hands it out, and
never copied as a whole.
"""
