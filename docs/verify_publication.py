# ruff: noqa: D103 - the names say it; readers without Concord read this file from top to bottom
"""Recomputes the rankings of a publication from its JSON file alone, without Concord.

    python verify_publication.py publication.json

Needs Python and numpy. It checks, in this order:
  1. the SHA-256 over the whole content;
  2. each step's weights: a leaf weighs its local weight times that of the criterion above it;
  3. each step's ranking by TOPSIS (Hwang & Yoon 1981): normalise, weigh, distance to the best and the worst;
  4. the record: every entry's hash follows from its content and the entry before.
Exit 0: everything agrees; 1: the differences are printed.
"""

import hashlib
import json
import sys

import numpy as np

TOLERANCE = 1e-9


def written(value, ascii_only=False):
    return json.dumps(
        value, sort_keys=True, ensure_ascii=ascii_only, separators=(",", ":"), allow_nan=False
    ).encode()


def content_hash(publication):
    plain = {key: value for key, value in publication.items() if key != "hash"}
    return hashlib.sha256(written(plain)).hexdigest()


def closeness(scores, weights, directions, normalisation, bounds):
    """Rows are candidates, columns criteria; directions +1 more is better, -1 less is better."""
    lowest, highest = scores.min(axis=0), scores.max(axis=0)
    if normalisation == "vector":
        norm = np.sqrt((scores**2).sum(axis=0))
        normalised = scores / np.where(norm == 0, 1, norm)
    elif normalisation == "max":
        largest = np.abs(scores).max(axis=0)
        normalised = scores / np.where(largest == 0, 1, largest)
    elif normalisation == "sum":
        total = np.abs(scores).sum(axis=0)
        normalised = scores / np.where(total == 0, 1, total)
    else:
        if normalisation == "fixed":
            lowest, highest = bounds.T
        span = np.where(highest == lowest, 1, highest - lowest)
        normalised = (scores - lowest) / span
    weighted = normalised * weights
    up, down = weighted.max(axis=0), weighted.min(axis=0)
    if normalisation == "fixed":
        up, down = weights * 1.0, weights * 0.0
    best, worst = np.where(directions > 0, up, down), np.where(directions > 0, down, up)
    to_best = np.sqrt(((weighted - best) ** 2).sum(axis=1))
    to_worst = np.sqrt(((weighted - worst) ** 2).sum(axis=1))
    total = to_best + to_worst
    return np.where(total == 0, 0.5, to_worst / np.where(total == 0, 1, total))


def ranks(values):
    rounded = np.round(values, 12)
    return [int((rounded > value).sum()) + 1 for value in rounded]


def step_differences(step, section, method):
    criteria = {row["id"]: row for row in section["criteria"]}
    leaves = [row for row in section["criteria"] if row["scored"]]
    for leaf in leaves:
        above = criteria[leaf["part_of"]]["local_weight"] if leaf["part_of"] else 1.0
        if abs(above * leaf["local_weight"] - leaf["weight"]) > TOLERANCE:
            yield f"{step}: the weight of {leaf['id']} is not the product of its levels"
    weights = np.array([leaf["weight"] for leaf in leaves])
    if abs(weights.sum() - 1) > TOLERANCE:
        yield f"{step}: the weights sum to {weights.sum()}, not 1"
    if not section["ranking"]:
        return
    scores = np.array([[row["scores"][leaf["id"]] for leaf in leaves] for row in section["ranking"]], float)
    directions = np.array([1 if leaf["direction"] in {1, "max", "higher"} else -1 for leaf in leaves])
    bounds = np.array([[leaf["lowest"], leaf["highest"]] for leaf in leaves], dtype=float)
    again = closeness(scores, weights, directions, method["normalisation"], bounds)
    for row, value, rank in zip(section["ranking"], again, ranks(again), strict=True):
        if abs(row["closeness"] - value) > TOLERANCE:
            yield f"{step}: {row['id']} is published with {row['closeness']}, recomputed {value}"
        if row["rank"] != rank:
            yield f"{step}: {row['id']} is published at rank {row['rank']}, recomputed {rank}"


def record_differences(entries, study_id):
    previous = ""
    for expected, entry in enumerate(entries, 1):
        chained = [previous, study_id, entry["number"], entry["at"], entry["action"], entry["facts"]]
        own = hashlib.sha256(written([*chained, entry["sealed"]], ascii_only=True)).hexdigest()
        if (entry["number"], entry["previous"], entry["hash"]) != (expected, previous, own):
            yield f"record: entry {expected} does not follow from the one before"
        if "private" in entry:
            seal = hashlib.sha256(entry["salt"].encode() + written(entry["private"], ascii_only=True))
            if seal.hexdigest() != entry["sealed"]:
                yield f"record: the names in entry {expected} are not those that were sealed"
        previous = entry["hash"]


def differences(publication):
    if content_hash(publication) != publication["hash"]:
        yield "the content is not what its hash was made of"
    decision = publication["decision"]
    for step, method in decision["method"]["steps"].items():
        yield from step_differences(step, decision[step], method)
    if "record" in publication:
        yield from record_differences(publication["record"], publication["publication"]["study"])


def main(path):
    with open(path, encoding="utf-8") as file:
        publication = json.load(file)
    found = list(differences(publication))
    for line in found:
        print(line)
    if not found:
        print("Hash, weights, rankings and record agree.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
