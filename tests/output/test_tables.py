"""Ranked CSVs and weights."""

import csv
import io

import numpy as np
from hypothesis import given, settings

from mcda.cooperation.study import Study
from mcda.core.ahp import priorities
from mcda.core.problem import Criterion, Direction, Table
from mcda.core.topsis import topsis
from mcda.output.tables import plain_ranked_csv, ranked_csv, weights_csv, weights_table_csv
from tests.output.hostile import names
from tests.output.pasture import pasture


def rows(written: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(written.decode("utf-8-sig"), newline="")))


def test_a_step_is_written_by_rank_with_scores_as_typed_and_the_unranked_last() -> None:
    # Berg is best on both criteria and Alm worst: closeness 1 and 0.
    study, now = pasture()
    assert rows(ranked_csv(study, now, "en")) == [
        ["rank", "name", "closeness", "selected", "Benefit", "Cost"],
        ["1", "Berg", "1.000000", "yes", "4", "3"],
        ["2", "Alm", "0.000000", "no", "3", "4"],
        ["", "Cima", "", "no", "3.5", ""],
    ]


def test_lines_end_as_windows_spreadsheets_expect() -> None:
    study, now = pasture()
    written = ranked_csv(study, now, "en")
    assert written.count(b"\r\n") == written.count(b"\n") == 4


def test_a_criterion_called_like_a_fixed_column_keeps_its_own() -> None:
    study, now = pasture(criteria=("name", "name"))
    assert rows(ranked_csv(study, now, "en"))[0][4:] == ["name (2)", "name (3)"]


def test_the_shell_ranks_a_table_with_the_same_columns() -> None:
    columns = [Criterion("Benefit"), Criterion("Cost", Direction.MIN)]
    table = Table(["Alm", "Berg"], columns, np.array([[3, 4], [4, 3]]))
    ranking = topsis(table, np.array([0.5, 0.5]))
    study, now = pasture()
    assert rows(plain_ranked_csv(ranking, selected=[1])) == rows(ranked_csv(study, now, "en"))[:3]
    assert [row[3] for row in rows(plain_ranked_csv(ranking))] == ["selected", "", ""]


def test_weights_name_their_node_its_consistency_ratio_and_the_random_index() -> None:
    study, now = pasture()
    assert rows(weights_csv(study, now, "en")) == [
        ["criterion", "part_of", "local_weight", "weight", "consistency_ratio", "random_index"],
        ["Benefit", "", "0.500000", "0.500000", "", ""],
        ["Cost", "", "0.500000", "0.500000", "", ""],
    ]


def test_sub_criteria_say_what_they_are_part_of_and_their_weights_multiply(example: Study) -> None:
    from mcda.cooperation.steps import result

    table = rows(weights_csv(example, result(example, "issues"), "en"))
    whole = {row[0]: float(row[3]) for row in table[1:] if not row[1]}
    parts = [row for row in table[1:] if row[1]]
    assert len(parts) >= 6
    for name, part_of, local, weight, ratio, index in parts:
        assert abs(whole[part_of] * float(local) - float(weight)) < 2e-6, name
        assert ratio
        assert index == "Alonso & Lamata 2006"


def test_one_comparison_matrix_gives_weights_that_sum_to_one() -> None:
    # a matters 3 times as much as b: 3/4 and 1/4, and two items are always consistent.
    found = weights_table_csv(["a", "b"], priorities([[1, 3], [1 / 3, 1]]))
    assert [row[:3] for row in rows(found)[1:]] == [
        ["a", "0.750000", "0.000000"],
        ["b", "0.250000", "0.000000"],
    ]


@given(names, names)
@settings(max_examples=60, deadline=None)
def test_hostile_names_neither_compute_nor_move_a_cell(body: str, criterion: str) -> None:
    study, now = pasture((body, "Berg", "Cima"), (criterion, "Cost"))
    table = rows(ranked_csv(study, now, "zh"))
    assert [len(row) for row in table] == [6, 6, 6, 6]
    assert table[2][2:4] == ["0.000000", "no"]
    for cell in (table[2][1], table[0][4]):
        assert cell.strip()[:1] not in ("=", "+", "-", "@", "＝", "＋", "－", "＠")
