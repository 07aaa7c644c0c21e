"""Whatever a study file lacks or exaggerates, what is open in it can be said in both languages."""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

import criteria
from mcda.cooperation.open_points import open_points
from mcda.cooperation.study import Study
from mcda.output.wording import remark_text
from mcda.text import LANGUAGES

EXAMPLE = json.loads((Path(criteria.__file__).parent / "examples" / "taihu.json").read_text(encoding="utf-8"))


def paths(plain: Any, above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for key, value in plain.items() if isinstance(plain, dict) else ():
        yield (*above, key)
        yield from paths(value, (*above, key))


def broken(seed: int) -> Study | None:
    """The example with one to six cells taken out or set to an odd number; None where that is no study."""
    chance, plain = random.Random(seed), json.loads(json.dumps(EXAMPLE))
    places = list(paths(EXAMPLE))
    for _ in range(chance.randint(1, 6)):
        depth = chance.choice([1, 2, 2, 3, 3, 4, 5])
        path = chance.choice([path for path in places if len(path) == depth])
        part = plain
        for key in path[:-1]:
            part = part.get(key, {}) if isinstance(part, dict) else {}
        if not isinstance(part, dict) or path[-1] not in part:
            continue
        if isinstance(part[path[-1]], int | float) and chance.random() < 0.5:
            part[path[-1]] = chance.choice([0, 1, -3, 0.5, 1e15])
        else:
            del part[path[-1]]
    try:
        return Study.model_validate(plain)
    except ValidationError:
        return None


@pytest.mark.parametrize("seed", range(0, 60, 3))
def test_a_study_with_holes_says_what_is_open(seed: int) -> None:
    studies = [study for study in map(broken, range(seed, seed + 3)) if study is not None]
    for study in studies:
        for point in open_points(study):
            assert all(remark_text(point.remark, language) for language in LANGUAGES)
