"""By which method a result was made: what must stand wherever the result does (M21, M40, M113).

All of it is read from the decision's `method`, so that pages, files and report say the same.
"""

from mcda.cooperation.study import STEPS
from mcda.output.cells import csv_bytes
from mcda.output.plain import Json, frozen_text
from mcda.text import Language, say

FACTS = (
    "step",
    "ranking",
    "normalisation",
    "weights",
    "prioritisation",
    "judges",
    "aggregation",
    "random_index",
    "seed",
    "method_version",
)


def method_sentences(method: Json, step: str, language: Language) -> list[str]:
    """The facts of one step in words, each short enough for one line of all."""
    used = method["steps"][step]
    compared = used["weights"] == "comparisons"
    normalisation = say(f"normalisation.{used['normalisation']}", language)
    said = [say("method_line.ranking", language, normalisation=normalisation)]
    if "round" in used:
        said.append(say("method_line.found", language, round=frozen_text(used["round"], language)))
    else:
        prioritisation = say(f"method_line.{used['prioritisation']}", language)
        said.append(say(f"method_line.{used['weights']}", language, prioritisation=prioritisation))
    if compared:
        said.append(say(f"method_line.{used['judges']}", language))
    if used["random_index"]:
        said.append(say("method_line.random_index", language, indices=used["random_index"]))
    if method["seed"] is not None:
        said.append(say("method_line.seed", language, seed=method["seed"]))
    return [*said, say("method_line.version", language, version=method["version"])]


def method_lines(method: Json, language: Language) -> list[str]:
    """The facts of all steps; steps that were made alike share a line."""
    alike: dict[str, list[str]] = {}
    for step in STEPS:
        if step in method["steps"]:
            said = " · ".join(method_sentences(method, step, language))
            alike.setdefault(said, []).append(say(f"step.{step}", language))
    return [say("method_line.of", language, steps=steps, said=said) for said, steps in alike.items()]


def method_rows(method: Json) -> list[tuple[str, ...]]:
    """The facts as a table with the heads `FACTS`, in the words of study file and shell."""
    rows: list[tuple[str, ...]] = []
    for step in STEPS:
        if (used := method["steps"].get(step)) is None:
            continue
        compared, together = used["weights"] == "comparisons", used["judges"] == "bodies"
        rows.append(
            (
                step,
                method["ranking"],
                used["normalisation"],
                used["weights"],
                used["prioritisation"] if compared else "",
                used["judges"] if compared else "",
                method["aggregation"] if compared and together else "",
                ", ".join(used["random_index"]),
                "" if method["seed"] is None else str(method["seed"]),
                method["version"],
            )
        )
    return rows


def method_csv(method: Json) -> bytes:
    """The facts as a file beside the ranked tables."""
    return csv_bytes([FACTS, *method_rows(method)])
