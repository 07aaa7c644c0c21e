"""Division of work and authority register as CSV, one row a body and one column an issue."""

from collections.abc import Callable, Iterable

from mcda.cooperation.division import division_of_work
from mcda.cooperation.open_points import chosen_now
from mcda.cooperation.study import Competence, Study
from mcda.output.cells import csv_bytes, distinct, text_cell
from mcda.output.wording import name_of
from mcda.text import Language, say


def division_csv(study: Study, language: Language) -> bytes:
    """What each chosen body does about each chosen issue, in words."""
    found = division_of_work(study, chosen_now(study, "bodies"), chosen_now(study, "issues"))
    issues = chosen_now(study, "issues")

    def role(body: str, issue: str) -> str:
        return say(f"choice.role.{found.roles[body][issue]}", language)

    return _table(study, found.roles, issues, role, language)


def register_csv(study: Study, language: Language) -> bytes:
    """The whole register, in the form in which it can be pasted back: kind | ground | who could grant it."""

    def cell(body: str, issue: str) -> str:
        held = study.authority_register.get(body, {}).get(issue)
        return "" if held is None else _held(held, language)

    return _table(study, study.bodies.candidates, study.issues.candidates, cell, language)


def _held(held: Competence, language: Language) -> str:
    # A bar parts the cell, so none may stand inside a part.
    parts = [
        say(f"choice.power.{held.kind}", language),
        *(" ".join(said.say(language).replace("|", "/").split()) for said in (held.ground, held.grantor)),
    ]
    while not parts[-1]:
        parts.pop()
    return " | ".join(parts)


def _table(
    study: Study,
    bodies: Iterable[str],
    issues: Iterable[str],
    cell: Callable[[str, str], str],
    language: Language,
) -> bytes:
    issues = list(issues)
    names = [text_cell(name_of(study.issues.candidates[issue].name, language)) for issue in issues]
    rows = [
        [
            text_cell(name_of(study.bodies.candidates[body].name, language)),
            *(text_cell(cell(body, issue)) for issue in issues),
        ]
        for body in bodies
    ]
    return csv_bytes([["name", *distinct(names, taken=("name",))], *rows])
