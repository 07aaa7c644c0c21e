"""A study as one JSON file, and the JSON Schema that says what may stand in it."""

import json

from mcda.cooperation.study import SCHEMA_VERSION, Study

SCHEMA_FILE = f"study-v{SCHEMA_VERSION}.json"


def study_json(study: Study) -> bytes:
    """The study file: everything in the study, exactly, in UTF-8."""
    return (study.model_dump_json(indent=2) + "\n").encode()


def study_schema() -> bytes:
    """The published JSON Schema of study files."""
    schema = Study.model_json_schema()
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA_FILE} | schema
    return (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode()
