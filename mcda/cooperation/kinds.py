"""Kinds of bodies: those that a study names in both languages, and any other as it was typed."""

from mcda.cooperation.study import Study, Wording


def kind_name(study: Study, kind: str) -> Wording | str:
    """What a kind is called: its name in the study, else the text that was typed."""
    return study.kinds.get(kind.strip(), kind)


def kind_of(study: Study, said: str) -> str:
    """The id of the kind that is called `said` in either language; where none is, the text itself."""
    plain = " ".join(said.split()).casefold()
    named = (key for key, name in study.kinds.items() if plain in (name.en.casefold(), name.zh.casefold()))
    return next(named, said) if plain else ""
