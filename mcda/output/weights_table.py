"""The table of weights, from a step's section of the decision: the page's and the publication's are one."""

from mcda.output.plain import Json, one_line
from mcda.text import Language

WEIGHTS = ("criterion", "part_of", "local_weight", "weight", "consistency_ratio", "random_index")
Row = tuple[str, str, float, float, float | None, str]


def weight_rows(section: Json, language: Language) -> list[Row]:
    """Every criterion with its weight among its siblings and in all, and its node's consistency ratio."""
    criteria, consistency = section["criteria"], section["consistency"]["group"]
    names = {row["id"]: one_line(row["name"], language) for row in criteria}
    rows: list[Row] = []
    for row in criteria:
        found = consistency.get(row["part_of"] or "", {})
        ratio, index = found.get("consistency_ratio"), found.get("random_index", "")
        above = names[row["part_of"]] if row["part_of"] else ""
        rows.append((names[row["id"]], above, row["local_weight"], row["weight"], ratio, index))
    return rows
