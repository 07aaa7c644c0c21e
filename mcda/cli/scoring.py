"""`rank` and `weigh` score a table of a file; `decide` carries out the three steps of a study file."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from mcda.cooperation.remark import Remark
from mcda.core.ahp import priorities
from mcda.core.errors import InvalidInput
from mcda.core.numbers import weight_vectors
from mcda.core.problem import Comparisons
from mcda.core.topsis import topsis
from mcda.storage.decoding import SIZE_LIMIT
from mcda.storage.table_files import read_comparisons, read_table, read_weights
from mcda.text import Language, say

if TYPE_CHECKING:
    from mcda.cooperation.study import StepName

NORMALISATIONS = ("vector", "minmax", "max", "sum", "fixed")
METHODS = ("eigenvector", "geometric_mean")


def register(commands: Any, language: Language) -> None:
    """Add `rank`, `weigh` and `decide` to the command line."""
    rank = commands.add_parser("rank", help=say("cli.help.rank", language))
    rank.add_argument("table", metavar="TABLE.csv")
    weights = rank.add_mutually_exclusive_group()
    weights.add_argument("--weights", metavar="W.csv", help=say("cli.help.weights", language))
    weights.add_argument("--comparisons", metavar="C.csv", help=say("cli.help.comparisons", language))
    rank.add_argument("--method", choices=METHODS, default=METHODS[0])
    rank.add_argument("--normalisation", choices=NORMALISATIONS, default=NORMALISATIONS[0])
    rank.set_defaults(run=_rank)

    weigh = commands.add_parser("weigh", help=say("cli.help.weigh", language))
    weigh.add_argument("comparisons", metavar="COMPARISONS.csv")
    weigh.add_argument("--method", choices=METHODS, default=METHODS[0])
    weigh.set_defaults(run=_weigh)

    decide = commands.add_parser("decide", help=say("cli.help.decide", language))
    decide.add_argument("study", metavar="STUDY.json")
    decide.add_argument("--csv", metavar="DIR", help=say("cli.help.csv", language))
    decide.add_argument("--report", metavar="FILE.html", help=say("cli.help.report", language))
    decide.set_defaults(run=_decide)


def read_file(name: str) -> bytes:
    """The bytes of a file of at most 5 MB; InvalidInput says what is wrong with it."""
    path = Path(name)
    try:
        if path.stat().st_size > SIZE_LIMIT:
            raise InvalidInput("file.too_large", file=path.name, limit=SIZE_LIMIT // 2**20)
        return path.read_bytes()
    except FileNotFoundError:
        raise InvalidInput("file.missing", file=name) from None
    except OSError as problem:
        raise InvalidInput("file.unreadable", file=name, problem=problem.strerror) from None


def _rank(chosen: argparse.Namespace) -> int:
    from mcda.output.tables import plain_ranked_csv

    read = read_table(read_file(chosen.table), Path(chosen.table).name)
    names = [criterion.name for criterion in read.table.criteria]
    if chosen.weights:
        file = Path(chosen.weights).name
        weights = np.array(read_weights(read_file(chosen.weights), file, names))
        with _about(file):
            weight_vectors(weights, len(names), names)
    elif chosen.comparisons:
        compared = read_comparisons(read_file(chosen.comparisons), Path(chosen.comparisons).name)
        weights = _in_order(compared, names, chosen)
    elif read.weights is not None:
        weights = np.array(read.weights)
    else:
        weights = np.full(len(names), 1 / len(names))
    with _about(Path(chosen.table).name):
        ranking = topsis(read.table, weights, chosen.normalisation)
    if read.weights is None and not chosen.weights and not chosen.comparisons:
        print(say("cli.equal_weights", chosen.language), file=sys.stderr)
    sys.stdout.buffer.write(plain_ranked_csv(ranking))
    return 0


def _in_order(compared: Comparisons, names: list[str], chosen: argparse.Namespace) -> np.ndarray[Any, Any]:
    file = Path(chosen.comparisons).name
    missing = [name for name in names if name not in compared.names]
    extra = [name for name in compared.names if name not in names]
    if missing or extra:
        raise InvalidInput("comparisons.other_criteria", file=file, missing=missing or extra)
    order = [compared.names.index(name) for name in names]
    with _about(file):
        return np.asarray(priorities(compared, chosen.method).weights)[order]


def _weigh(chosen: argparse.Namespace) -> int:
    from mcda.output.tables import weights_table_csv

    file = Path(chosen.comparisons).name
    compared = read_comparisons(read_file(chosen.comparisons), file)
    with _about(file):
        found = priorities(compared, chosen.method)
    sys.stdout.buffer.write(weights_table_csv(compared.names, found))
    return 0


@contextmanager
def _about(file: str) -> Iterator[None]:
    """What is wrong inside is said with the name of the file that it came from."""
    try:
        yield
    except InvalidInput as problem:
        raise InvalidInput("cli.about_file", file=file, problem=_said(problem)) from problem


@contextmanager
def _about_step(step: "StepName") -> Iterator[None]:
    try:
        yield
    except InvalidInput as problem:
        where = Remark(f"step.{step}")
        raise InvalidInput("cli.about_step", step=where, problem=_said(problem)) from problem


def _said(problem: InvalidInput) -> Remark:
    """What is wrong; of weights as of the one vector that a file has."""
    code, given = problem.code, problem.values.get("given")
    if code == "weights.sum" and isinstance(given, float):
        code = "weights.percent" if abs(given - 100) < 1 else "weights.sum_of_one"
    if code == "weights.negative":
        code = "weights.negative_one"
    return Remark(code, problem.values)


def _decide(chosen: argparse.Namespace) -> int:
    import json

    from mcda.cooperation.steps import result
    from mcda.cooperation.study import STEPS
    from mcda.output.cooperation_tables import division_csv
    from mcda.output.decision import decision_json
    from mcda.output.method_facts import method_csv
    from mcda.output.publication import Shown, publication_json
    from mcda.output.report import report
    from mcda.output.report_html import report_html
    from mcda.output.tables import ranked_csv
    from mcda.output.wording import name_of
    from mcda.storage.study_file import read_study

    content = read_file(chosen.study)
    with _about(Path(chosen.study).name):
        study = read_study(content, Path(chosen.study).name)
        results = {}
        for step in STEPS:
            with _about_step(step):
                results[step] = result(study, step)
    decision = decision_json(study, results)
    if chosen.csv:
        folder = Path(chosen.csv)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for step in STEPS:
                (folder / f"{step}.csv").write_bytes(ranked_csv(study, results[step], chosen.language))
            (folder / "method.csv").write_bytes(method_csv(decision["method"]))
            (folder / "division_of_work.csv").write_bytes(division_csv(study, chosen.language))
        except OSError as problem:
            raise InvalidInput("file.unwritable", file=chosen.csv, problem=problem.strerror) from None
    if chosen.report:
        blocks = report(publication_json(study, results, (), Shown()), chosen.language)
        title = name_of(study.title, chosen.language)
        try:
            Path(chosen.report).write_bytes(report_html(blocks, title, chosen.language))
        except OSError as problem:
            raise InvalidInput("file.unwritable", file=chosen.report, problem=problem.strerror) from None
    print(json.dumps(decision, ensure_ascii=False, indent=2, allow_nan=False))
    return 0
