"""Edits of a study's frame: study in, new study out. What is not allowed raises InvalidInput."""

from typing import Any

from mcda.cooperation.study import Study, Territory, Wording, new_id
from mcda.core.errors import InvalidInput

FRAME_FIELDS = ("title", "region", "purpose", "notice", "unit")


def worded(old: Wording, language: str, text: str) -> Wording:
    """The wording with `text` in one language and the other one kept."""
    return old.model_copy(update={language: " ".join(text.split()) if "\n" not in text else text.strip()})


def set_frame(study: Study, field: str, language: str, text: str) -> Study:
    """The study with one of its FRAME_FIELDS said anew in one language."""
    if field not in FRAME_FIELDS:
        raise InvalidInput("edit.no_such_field", field=field)
    said = worded(getattr(study, field), language, text)
    if field == "title" and not (said.en or said.zh):
        raise InvalidInput("frame.title_empty")
    return study.model_copy(update={field: said})


def set_sources(study: Study, text: str) -> Study:
    """The study with its list of sources."""
    return study.model_copy(update={"sources": text.strip()})


def put_territory(study: Study, key: str | None, language: str, name: str, **fields: Any) -> Study:
    """The study with a territory added (`key` None) or changed; `fields` are Territory's others."""
    if not name.strip():
        raise InvalidInput("territory.no_name")
    old = study.territories.get(key or "")
    said = worded(old.name if old else Wording(), language, name)
    for other, territory in study.territories.items():
        if other != key and territory.name.say(language) == said.say(language):
            raise InvalidInput("territory.name_taken", name=said)
    territory = (old or Territory(name=said)).model_copy(update={"name": said, **fields})
    here = key or new_id(said.en or said.zh, study.territories)
    return study.model_copy(update={"territories": {**study.territories, here: territory}})


def drop_territory(study: Study, key: str) -> Study:
    """The study without a territory, wherever candidates named it."""
    if key not in study.territories:
        raise InvalidInput("edit.gone", key=key)
    updates: dict[str, Any] = {
        "territories": {k: t for k, t in study.territories.items() if k != key},
    }
    for step in ("bodies", "issues", "solutions"):
        here = getattr(study, step)
        candidates = {
            k: c.model_copy(update={"territories": {t: v for t, v in c.territories.items() if t != key}})
            for k, c in here.candidates.items()
        }
        updates[step] = here.model_copy(update={"candidates": candidates})
    return study.model_copy(update=updates)
