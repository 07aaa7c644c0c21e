"""What a round asks: its settings, and the ballot that is frozen when it opens.

A ballot carries every word that the phones need, so that no answer page opens the study.
"""

from contextlib import suppress
from typing import Annotated, Literal, get_args

from pydantic import Field

from mcda.cooperation.authority import authority_shares
from mcda.cooperation.steps import handed_on
from mcda.cooperation.study import Amount, Criterion, Id, LeafId, Line, Part, Share, StepName, Study, Wording
from mcda.cooperation.tree import TOP, Tree, tree
from mcda.core.errors import InvalidInput

Ask = Literal["comparisons", "ratings", "both", "proposals"]
ASKS: tuple[Ask, ...] = get_args(Ask)
State = Literal["draft", "open", "closed", "revealed"]
PUBLIC = "public"
MOST_LEVELS = 11


class Settings(Part):
    """How a round is held.

    `listed`: only people with a personal link may answer. `share`: how many comparisons each person is asked
    (0: all). `leaves`: the criteria that candidates are rated on (empty: every qualitative one).
    """

    ask: Ask = "comparisons"
    anonymous: bool = True
    listed: bool = False
    live: bool = False
    share: Annotated[int, Field(ge=0, le=200)] = 0
    minutes: Annotated[int, Field(ge=0, le=100_000)] = 0
    leaves: tuple[LeafId, ...] = ()


class Item(Part):
    """A criterion or candidate as people read it."""

    name: Wording
    meaning: Wording = Wording()


class Voter(Part):
    """A body that people may speak for, and what its voice counts."""

    name: Wording
    share: Share | None = None
    population: Amount | None = None


class Scale(Part):
    """The levels of a qualitative criterion, lowest to highest, with anchors in words."""

    lowest: int
    highest: int
    anchors: dict[str, Wording] = Field(default_factory=dict)


class Ballot(Part):
    """`nodes`: group of siblings ("" the criteria) -> its items; `rated`: leaf -> its scale."""

    title: Wording
    step: StepName
    bodies: dict[Id, Voter]
    nodes: dict[str, tuple[Id, ...]] = Field(default_factory=dict)
    items: dict[LeafId, Item] = Field(default_factory=dict)
    candidates: dict[Id, Item] = Field(default_factory=dict)
    rated: dict[LeafId, Scale] = Field(default_factory=dict)
    kinds: tuple[Line, ...] = ()


def ballot(study: Study, step: StepName, settings: Settings) -> Ballot:
    """What a round on `step` asks of whom, as the study stands now.

    Raises InvalidInput: round.nothing_to_compare, round.nothing_to_rate, or why the chain is not that far.
    """
    criteria = tree(study, step, handed_on(study, "issues") if step == "solutions" else {})
    here = study.step(step)
    nodes = _nodes(criteria) if settings.ask in {"comparisons", "both"} else {}
    rated = _rated(criteria, settings) if settings.ask in {"ratings", "both"} else {}
    if settings.ask in {"comparisons", "both"} and not nodes:
        raise InvalidInput("round.nothing_to_compare", step=step)
    if settings.ask in {"ratings", "both"} and not (rated and here.candidates):
        raise InvalidInput("round.nothing_to_rate", step=step)
    known = {*(child for children in nodes.values() for child in children), *(node for node in nodes if node)}
    items = {key: _item(here.criteria[key]) for key in here.criteria if key in known}
    items |= {leaf: _item(criteria.leaves[leaf]) for leaf in rated}
    candidates = {key: Item(name=c.name, meaning=c.description) for key, c in here.candidates.items()}
    return Ballot(
        title=study.title,
        step=step,
        bodies=_voters(study, step),
        nodes=nodes,
        items=items,
        candidates=candidates if rated or settings.ask == "proposals" else {},
        rated=rated,
    )


def _nodes(criteria: Tree) -> dict[str, tuple[str, ...]]:
    asked = {
        node: children
        for node, children in criteria.children.items()
        if len(children) > 1 and node not in criteria.generated
    }
    return {node: asked[node] for node in sorted(asked, key=lambda node: node != TOP)}


def _rated(criteria: Tree, settings: Settings) -> dict[str, Scale]:
    return {
        leaf: Scale(lowest=int(c.lowest or 0), highest=int(c.highest or 0), anchors=c.anchors)
        for leaf, c in criteria.leaves.items()
        if _qualitative(c) and (not settings.leaves or leaf in settings.leaves)
    }


def _qualitative(criterion: Criterion) -> bool:
    low, high = criterion.lowest, criterion.highest
    if criterion.computed or low is None or high is None or criterion.unit.say("en"):
        return False
    return low == int(low) and high == int(high) and 0 < high - low < MOST_LEVELS


def _item(criterion: Criterion) -> Item:
    return Item(name=criterion.name, meaning=criterion.meaning)


def _voters(study: Study, step: StepName) -> dict[str, Voter]:
    """All bodies in step 1; later those that were chosen, with their authority shares."""
    candidates = study.bodies.candidates
    if step == "bodies":
        shares: dict[str, float] = {}
        keys = list(candidates)
        with suppress(InvalidInput):  # nothing is chosen yet: one voice is as good as another
            shares = authority_shares(study, handed_on(study, "bodies"))
    else:
        shares = handed_on(study, "bodies")
        keys = [key for key in shares if key in candidates]
    return {
        key: Voter(name=candidates[key].name, share=shares.get(key), population=candidates[key].population)
        for key in keys
    }
