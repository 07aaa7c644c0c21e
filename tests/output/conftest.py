"""The Taihu example for tests of what is shown."""

from importlib.resources import files

import pytest

from mcda.cooperation.study import Study


@pytest.fixture(scope="session")
def example() -> Study:
    return Study.model_validate_json(files("criteria").joinpath("examples/taihu.json").read_bytes())
