"""The tables of a study's workbook: which cell shows which value of the document.

A cell's path into the document is its sheet's path, its row's and its column's. Writing and reading a
workbook both go by this, so that they stay in step.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any, Literal, get_args

from mcda.cooperation.changes import ABSENT, Path
from mcda.cooperation.study import (
    STEPS,
    TEAM,
    Candidate,
    Criterion,
    Part,
    PowerKind,
    Role,
    StepName,
    Study,
    Wording,
    pair_key,
)
from mcda.cooperation.tree import Tree, tree
from mcda.output.cells import distinct
from mcda.output.history import choice_text
from mcda.output.places import field_text
from mcda.output.wording import name_of
from mcda.text import Language, say

Kind = Literal["text", "number", "flag", "choice"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is filled in. `choices`: value -> its words; `empty`: what an empty cell means."""

    path: Path
    heading: str
    kind: Kind = "text"
    choices: Mapping[str, str] = field(default_factory=dict)
    empty: Any = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its path, the names that say what it is, and choices that differ from row to row."""

    path: Path
    labels: tuple[str, ...] = ()
    choices: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of the workbook, known by its `key`.

    `needed`: the columns without which a row says nothing; where all are emptied, the row goes.
    `grows`: a row may be added, which gets an id from its name.
    """

    key: str
    path: Path
    title: str
    labels: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    needed: tuple[Path, ...] = ()
    grows: bool = False


def sheets(study: Study, language: Language) -> list[Sheet]:
    """The tables of a study; those without a row or a column are left out, unless they can grow."""
    found = [_territories(study, language)]
    for step in STEPS:
        criteria = whole_tree(study, step)
        found += [
            _candidates(study, step, language),
            _criteria(study, step, language),
            _scores(study, step, criteria, language),
            _reasons(study, step, criteria, language),
            _comparisons(study, step, criteria, language),
            _direct(study, step, criteria, language),
        ]
    found += [
        _participation(study, language),
        _register(study, language),
        _work(study, language),
        _deals(study, language),
        _conditions(study, language),
    ]
    return [sheet for sheet in found if sheet.grows or (sheet.rows and sheet.columns)]


def _territories(study: Study, language: Language) -> Sheet:
    columns = (*_wording("name", language), _number("population", language), _text("source", language))
    rows = tuple(Row((key,)) for key in study.territories)
    return Sheet(
        "territories", ("territories",), field_text("territories", language), (), columns, rows, grows=True
    )


def _candidates(study: Study, step: StepName, language: Language) -> Sheet:
    columns = [*_wording("name", language), *_wording("description", language)]
    columns.append(_kind(study, step, language))
    if step == "bodies":
        columns += [_number("population", language), _number("cost_share", language)]
    columns += [_text("proposed_by", language), _text("source", language)]
    names = _names(study.territories, language)
    columns += [Column(("territories", key), name, "number", empty=ABSENT) for key, name in names.items()]
    if step == "solutions":
        bodies = _names(study.bodies.candidates, language)
        for key, name in _names(study.issues.candidates, language).items():
            heading = say("sheet.responsible", language, issue=name)
            columns.append(Column(("responsible", key), heading, "choice", bodies, ABSENT))
    rows = tuple(Row((key,)) for key in study.step(step).candidates)
    return Sheet(
        f"{step} candidates",
        (step, "candidates"),
        _title(step, "candidates", language),
        (),
        tuple(columns),
        rows,
        grows=True,
    )


def _criteria(study: Study, step: StepName, language: Language) -> Sheet:
    criteria = study.step(step).criteria
    anchors = sorted({at for criterion in criteria.values() for at in criterion.anchors})
    columns = [
        *_wording("name", language),
        *_wording("meaning", language),
        *_wording("idea", language),
        Column(("parent",), field_text("parent", language), "choice", _names(criteria, language)),
        _choice("direction", Criterion, language, empty="max"),
        *_wording("unit", language),
        _number("lowest", language),
        _number("highest", language),
        _flag("each_issue", language),
        _choice("computed", Criterion, language),
    ]
    for at in anchors:
        columns += _wording("anchors", language, at, empty=ABSENT)
    rows = tuple(Row((key,)) for key in criteria)
    return Sheet(
        f"{step} criteria",
        (step, "criteria"),
        _title(step, "criteria", language),
        (),
        tuple(columns),
        rows,
        grows=True,
    )


def _scores(study: Study, step: StepName, criteria: Tree, language: Language) -> Sheet:
    leaves = _leaf_names(criteria, language)
    columns = tuple(Column((leaf, "value"), name, "number", empty=None) for leaf, name in leaves.items())
    names = _names(study.step(step).candidates, language)
    rows = tuple(Row((key,), (name,)) for key, name in names.items())
    labels = (say(f"sheet.{step}", language),)
    return Sheet(f"{step} scores", (step, "scores"), _title(step, "scores", language), labels, columns, rows)


def _reasons(study: Study, step: StepName, criteria: Tree, language: Language) -> Sheet:
    columns = (*_wording("reason", language), _text("source", language))
    leaves = _leaf_names(criteria, language)
    rows = tuple(
        Row((key, leaf), (name, criterion))
        for key, name in _names(study.step(step).candidates, language).items()
        for leaf, criterion in leaves.items()
    )
    labels = (say(f"sheet.{step}", language), say("sheet.criterion", language))
    return Sheet(f"{step} reasons", (step, "scores"), _title(step, "reason", language), labels, columns, rows)


def _comparisons(study: Study, step: StepName, criteria: Tree, language: Language) -> Sheet:
    weighting = study.step(step).weighting
    bodies = _names(study.bodies.candidates, language)
    judges = {TEAM: say("place.team", language)} if weighting.judges == "team" else bodies
    known = _names(study.step(step).criteria, language)
    pairs = [
        pair
        for node, children in criteria.children.items()
        if node not in criteria.generated
        for pair in combinations(children, 2)
    ]
    rows = tuple(
        Row(
            (judge, pair_key(one, other)),
            (who, known[one], known[other]),
            {one: known[one], other: known[other]},
        )
        for judge, who in judges.items()
        for one, other in pairs
    )
    columns = (
        Column(("favours",), field_text("favours", language), "choice", empty=ABSENT),
        Column(("times",), field_text("times", language), "number", empty=ABSENT),
    )
    labels = tuple(say(f"sheet.{label}", language) for label in ("judge", "first", "second"))
    path = (step, "weighting", "comparisons")
    title = _title(step, "comparisons", language)
    return Sheet(f"{step} comparisons", path, title, labels, columns, rows, (("favours",), ("times",)))


def _direct(study: Study, step: StepName, criteria: Tree, language: Language) -> Sheet:
    weighting = study.step(step).weighting
    shown = weighting.method == "direct" or weighting.direct
    names = _names(study.step(step).criteria, language) if shown else {}
    rows = tuple(Row((key,), (name,)) for key, name in names.items())
    column = Column((), say("sheet.weight", language), "number", empty=ABSENT)
    labels = (say("sheet.criterion", language),)
    path = (step, "weighting", "direct")
    return Sheet(f"{step} weights", path, _title(step, "direct", language), labels, (column,), rows)


def _participation(study: Study, language: Language) -> Sheet:
    from mcda.cooperation.study import Participation

    columns = [_number(key, language) for key in ("benefit_in", "cost", "benefit_out")]
    columns += [_choice("way", Participation, language), _text("source", language)]
    for key in get_args(get_args(Participation.model_fields["conditions"].annotation)[0]):
        columns.append(_flag(key, language, "conditions", empty=ABSENT))
    rows = tuple(Row((key,), (name,)) for key, name in _names(study.bodies.candidates, language).items())
    title, labels = field_text("participation", language), (say("sheet.bodies", language),)
    return Sheet("participation", ("participation",), title, labels, tuple(columns), rows)


def _register(study: Study, language: Language) -> Sheet:
    powers = {value: choice_text("power", value, language) or value for value in get_args(PowerKind)}
    columns = (
        Column(("kind",), say("sheet.power", language), "choice", powers, ABSENT),
        *_wording("ground", language),
        *_wording("grantor", language),
    )
    labels = (say("sheet.bodies", language), say("sheet.issues", language))
    rows = tuple(_crossed(study.bodies.candidates, study.issues.candidates, language))
    title = field_text("authority_register", language)
    return Sheet("authority_register", ("authority_register",), title, labels, columns, rows, (("kind",),))


def _work(study: Study, language: Language) -> Sheet:
    roles = {value: choice_text("role", value, language) or value for value in get_args(Role)}
    issues = _names(study.issues.candidates, language)
    columns = tuple(Column((key,), name, "choice", roles, ABSENT) for key, name in issues.items())
    rows = tuple(Row((key,), (name,)) for key, name in _names(study.bodies.candidates, language).items())
    labels = (say("sheet.bodies", language),)
    return Sheet("work", ("work",), field_text("work", language), labels, columns, rows)


def _deals(study: Study, language: Language) -> Sheet:
    columns = (
        Column(("benefit",), field_text("benefit", language), "number", empty=ABSENT),
        Column(("cost",), field_text("cost", language), "number", empty=ABSENT),
        _text("source", language),
    )
    labels = (say("sheet.solutions", language), say("sheet.bodies", language))
    rows = tuple(_crossed(study.solutions.candidates, study.bodies.candidates, language))
    title = field_text("deals", language)
    return Sheet("deals", ("deals",), title, labels, columns, rows, (("benefit",), ("cost",)))


def _conditions(study: Study, language: Language) -> Sheet:
    names = _names(study.solutions.candidates, language)
    columns = [Column(("met", key), name, "flag", empty=ABSENT) for key, name in names.items()]
    rows = tuple(Row((key,)) for key in study.conditions)
    columns = [*_wording("name", language), *columns]
    title = field_text("conditions", language)
    return Sheet("conditions", ("conditions",), title, (), tuple(columns), rows, grows=True)


def whole_tree(study: Study, step: StepName) -> Tree:
    """The criteria of a step; for each issue, chosen or not, so that a choice made since loses nothing."""
    return tree(study, step, dict.fromkeys(study.issues.candidates, 1.0))


def _names(things: Mapping[str, Any], language: Language) -> dict[str, str]:
    names: Iterable[Wording] = (thing.name for thing in things.values())
    return dict(zip(things, distinct(name_of(name, language) for name in names), strict=True))


def _leaf_names(criteria: Tree, language: Language) -> dict[str, str]:
    return _names(criteria.leaves, language)


def _crossed(
    one: Mapping[str, Candidate], other: Mapping[str, Candidate], language: Language
) -> Iterator[Row]:
    others = _names(other, language)
    for key, name in _names(one, language).items():
        for other_key, other_name in others.items():
            yield Row((key, other_key), (name, other_name))


def _title(step: StepName, part: str, language: Language) -> str:
    return say("sheet.title", language, step=say(f"step.{step}", language), part=field_text(part, language))


def _wording(name: str, language: Language, key: str = "", empty: Any = "") -> list[Column]:
    path = (name, key) if key else (name,)
    heading = f"{field_text(name, language)} {key}".strip()
    return [
        Column((*path, tongue), say(f"place.in_{tongue}", language, place=heading), empty=empty)
        for tongue in ("en", "zh")
    ]


def _kind(study: Study, step: StepName, language: Language) -> Column:
    """The kinds of bodies to choose from where the study names some; else a text."""
    if step != "bodies" or not study.kinds:
        return _text("kind", language)
    named = {key: name_of(name, language) for key, name in study.kinds.items()}
    typed = (body.kind for body in study.bodies.candidates.values() if body.kind)
    choices = {kind: kind for kind in typed} | named
    return Column(("kind",), field_text("kind", language), "choice", choices)


def _text(name: str, language: Language) -> Column:
    return Column((name,), field_text(name, language))


def _number(name: str, language: Language) -> Column:
    return Column((name,), field_text(name, language), "number", empty=None)


def _flag(name: str, language: Language, above: str = "", empty: Any = False) -> Column:
    path = (above, name) if above else (name,)
    return Column(path, field_text(name, language), "flag", empty=empty)


def _choice(name: str, part: type[Part], language: Language, empty: str = "") -> Column:
    values = [value for value in get_args(part.model_fields[name].annotation) if value]
    choices = {value: choice_text(name, value, language) or value for value in values}
    return Column((name,), field_text(name, language), "choice", choices, empty)
