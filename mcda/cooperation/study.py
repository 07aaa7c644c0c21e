"""The study document: one decision, from first candidate to publication.

Everything a person can edit stands under an id, so that two edits of different cells can be told apart and
merged. Ids are never shown; names are. The document is frozen: an edit makes a new one.
"""

import base64
import hashlib
import unicodedata
from collections.abc import Iterable
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

SCHEMA_VERSION = 1

StepName = Literal["bodies", "issues", "solutions"]
STEPS: tuple[StepName, ...] = get_args(StepName)
TEAM = "team"
_WORDS = 48
"""How many letters of a name its id says."""

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_.-]{0,63}$")]
LeafId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_./-]{0,130}$")]
PairKey = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_.-]+\|[a-z0-9_.-]+$")]
Line = Annotated[str, StringConstraints(max_length=300)]
Prose = Annotated[str, StringConstraints(max_length=5000)]
Number = Annotated[float, Field(allow_inf_nan=False, ge=-1e15, le=1e15)]
Share = Annotated[float, Field(allow_inf_nan=False, ge=0, le=1)]
Amount = Annotated[float, Field(allow_inf_nan=False, ge=0, le=1e15)]


class Part(BaseModel):
    """A frozen part of the study document."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Wording(Part):
    """A text in one or both languages; where one is empty the other is shown."""

    en: Prose = ""
    zh: Prose = ""

    def say(self, language: str) -> str:
        """The text in `language`, else in the other one."""
        return (self.zh or self.en) if language == "zh" else (self.en or self.zh)


class Territory(Part):
    """An area that problems spill over."""

    name: Wording
    population: Amount | None = None
    source: Prose = ""


class Criterion(Part):
    """What candidates are judged by: a criterion, or a sub-criterion where `parent` names one."""

    name: Wording
    meaning: Wording = Wording()
    idea: Wording = Wording()
    parent: str = ""
    direction: Literal["max", "min"] = "max"
    unit: Wording = Wording()
    lowest: Number | None = 1
    highest: Number | None = 5
    anchors: dict[str, Wording] = {}
    each_issue: bool = False
    computed: Literal["", "at_the_table", "fairness"] = ""


class Candidate(Part):
    """A body, issue or solution that stands for selection in its step.

    `kind` is the id of one of the study's kinds, or any text.
    `territories` maps a territory to how much of it is represented (bodies) or affected (issues), 0 to 1.
    `responsible` maps an issue to the body that answers for what a solution does about it.
    """

    name: Wording
    description: Wording = Wording()
    kind: Line = ""
    territories: dict[Id, Share] = {}
    responsible: dict[Id, Id] = {}
    population: Amount | None = None
    cost_share: Amount | None = None
    proposed_by: Line = ""
    source: Prose = ""


class Judgement(Part):
    """One pairwise comparison: the favoured criterion matters `times` as much as the other, 1 to 9.

    `kept`: the judge was shown what would fit the other answers better, and kept this one.
    """

    favours: Id
    times: Annotated[float, Field(ge=1, le=9)]
    kept: bool = False


class Score(Part):
    """How a candidate does on a criterion; no value means: unknown."""

    value: Number | None = None
    reason: Wording = Wording()
    source: Prose = ""


class Weighting(Part):
    """How the criteria of a step get their weights.

    `comparisons`: judge (the planning team or a chosen body) -> pair "a|b" (alphabetical) -> judgement.
    `direct`: criterion -> its local weight among its siblings; `note`: the round that judgements or weights
    were taken from, empty once a person gave weights or another way of weighing.
    """

    method: Literal["comparisons", "direct"] = "comparisons"
    prioritisation: Literal["eigenvector", "geometric_mean"] = "eigenvector"
    judges: Literal["team", "bodies"] = "team"
    comparisons: dict[Id, dict[PairKey, Judgement]] = {}
    direct: dict[Id, Share] = {}
    note: Wording = Wording()


def found_in_a_round(weighting: Weighting) -> bool:
    """Whether the direct weights were found by a room, not typed: `note` then names the round."""
    return weighting.method == "direct" and weighting.note != Wording()


class Rule(Part):
    """The conditions under which a step chooses; what is empty does not bind."""

    at_most: Annotated[int, Field(ge=1)] | None = None
    at_least: Annotated[int, Field(ge=1)] | None = None
    required: tuple[Id, ...] = ()
    excluded: tuple[Id, ...] = ()
    budget: Amount | None = None
    cost: LeafId | Literal[""] = ""
    cover_territories: bool = False
    kinds: tuple[Line, ...] = ()
    requires: tuple[tuple[Id, Id], ...] = ()
    conflicts: tuple[tuple[Id, Id], ...] = ()
    all_join: bool = False
    support_budget: Amount | None = None
    nobody_loses: bool = False


class Adopted(Part):
    """What a step decided, and what that rested on, so that what changed since can be named."""

    chosen: tuple[Id, ...]
    closeness: dict[Id, Share]
    handed_on: dict[Id, Share]
    inputs: dict[str, str]
    upstream: dict[StepName, dict[Id, Share]] = {}
    method_version: str
    by: Line = ""
    at: str = ""


class Step(Part):
    """One step: candidates, weights, scores and the rule that chooses; then what was adopted."""

    criteria: dict[Id, Criterion] = {}
    candidates: dict[Id, Candidate] = {}
    weighting: Weighting = Weighting()
    scores: dict[Id, dict[LeafId, Score]] = {}
    rule: Rule = Rule()
    normalisation: Literal["vector", "minmax", "max", "sum", "fixed"] = "vector"
    expected: Id | Literal[""] = ""
    adopted: Adopted | None = None


class Participation(Part):
    """A body's expected benefit when in, its cost, its benefit when staying out while the others act.

    `way` is how it takes part; `conditions` are those it needs (M96), true once they are met.
    """

    benefit_in: Number | None = None
    cost: Number | None = None
    benefit_out: Number | None = None
    way: Literal["", "decides", "represented", "hearing", "survey", "informed"] = ""
    conditions: dict[Literal["informed", "standing", "staff", "budget"], bool] = {}
    source: Prose = ""


PowerKind = Literal["own", "shared", "delegated", "needs_authorisation", "none"]


class Competence(Part):
    """Which kind of power a body holds over an issue, on what legal ground, and who could grant it."""

    kind: PowerKind
    ground: Wording = Wording()
    grantor: Wording = Wording()


class Shares(Part):
    """How the say is shared among the chosen bodies, and the quota a decision needs."""

    method: Literal["closeness", "equal", "population", "cost_share", "typed"] = "closeness"
    typed: dict[Id, Share] = {}
    quota: Annotated[float, Field(gt=0, le=1)] = 0.5


Role = Literal["lead", "decides", "delivers", "consulted", "informed", "none"]


class Deal(Part):
    """What a solution brings a body and costs it, in the study's unit of benefit."""

    benefit: Number
    cost: Number
    source: Prose = ""


class Condition(Part):
    """A mandatory condition of solutions, and by solution whether it is met (missing: not known yet)."""

    name: Wording
    met: dict[Id, bool] = {}
    reason: dict[Id, Wording] = {}


class Study(Part):
    """One decision of neighbouring governments, with everything that it rests on."""

    schema_version: Literal[1] = 1
    title: Wording
    region: Wording = Wording()
    purpose: Wording = Wording()
    notice: Wording = Wording()
    sources: Prose = ""
    territories: dict[Id, Territory] = {}
    kinds: dict[Id, Wording] = {}
    bodies: Step = Step()
    issues: Step = Step()
    solutions: Step = Step()
    unit: Wording = Wording()
    participation: dict[Id, Participation] = {}
    shares: Shares = Shares()
    authority_register: dict[Id, dict[Id, Competence]] = {}
    work: dict[Id, dict[Id, Role]] = {}
    conditions: dict[Id, Condition] = {}
    deals: dict[Id, dict[Id, Deal]] = {}

    def step(self, name: StepName) -> Step:
        """The step called `name`."""
        found: Step = getattr(self, name)
        return found


def pair_key(first: str, second: str) -> str:
    """The key of a comparison of two criteria, the same whichever is named first."""
    return "|".join(sorted((first, second)))


def new_id(wished: str, taken: Iterable[str]) -> str:
    """An id from a name: its ASCII letters, a mark of the name where they do not say it all, else a number.

    Different names get different ids whoever adds them first, and none takes over that of one taken out.
    """
    letters = "".join(c if c.isascii() and c.isalnum() else "-" for c in wished.lower())
    words = "-".join(part for part in letters.split("-") if part)
    stem = words[:_WORDS]
    if stem != words or not words or any(c.isalnum() and not c.isascii() for c in wished):
        stem = f"{stem}-{_mark(wished)}".strip("-")
    used = {*taken, TEAM}
    if stem not in used:
        return stem
    return next(f"{stem}-{n}" for n in range(2, len(used) + 3) if f"{stem}-{n}" not in used)


def _mark(name: str) -> str:
    """Letters and digits that stand for a name in any script."""
    digest = hashlib.sha256(unicodedata.normalize("NFC", name).encode("utf-8", "replace")).digest()
    return "x" + base64.b32encode(digest)[:8].decode().lower()
