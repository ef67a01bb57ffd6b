"""MUC-4's development messages come in; what each sign of an account adds to the odds that a template is wanted goes out, as worth.json.

An account is worth its template where it can be laid beside one of the key by type, fillers and date. It counts the more the more
fillers it brings, and in part by how many of these the key has at all. Fitted on the rules' accounts of dev.jsonl; how far signs and
model are trusted beside each other on tst1 and tst2, which also chose the two levels.

usage: .venv/bin/python training/worth.py [--least 6] [--penalty 8]
"""

from __future__ import annotations

import argparse
import json
import math
import pickle
from collections import Counter
from collections.abc import Iterator, Sequence
from types import ModuleType
from typing import Any, NamedTuple

import numpy as np
import scipy.sparse as sparse
from scipy.optimize import linear_sum_assignment

from data import ROOT, SHARED, WORK
from logistic import fitted, matrix

LEAST = 6  # accounts that must show a sign before it counts
STEPS = 200  # of the minimiser at most
PENALTY = 8.0
FILLERS = 0.5  # what a filler counts beside its template
PRUNED = 3  # hundredths below which a sign says nothing
LEVELS = {"least": -0.6, "least_alone": -1.0}
TABLE = ROOT / "src" / "sayso" / "bench" / "worth.json"
CORPUS = SHARED / "data" / "muc4"
# How much a filler of the key that an account has too speaks for their being one; together at least ENOUGH.
ALIKE = {"perp_individuals": 0.5, "perp_orgs": 0.4, "targets": 2.0, "victims": 2.0, "weapons": 0.8}
TYPE, DAY, ENOUGH = 0.3, 0.5, 1.0
NEAR = {
    "ATTACK": {"ATTACK", "BOMBING", "ARSON", "ROBBERY", "KIDNAPPING", "FORCED WORK STOPPAGE"}, "BOMBING": {"ATTACK", "BOMBING", "ARSON"},
    "ARSON": {"ATTACK", "BOMBING", "ARSON"}, "KIDNAPPING": {"KIDNAPPING"}, "ROBBERY": {"ATTACK", "ROBBERY"},
    "FORCED WORK STOPPAGE": {"FORCED WORK STOPPAGE"},
}  # fmt: skip

Record = dict[str, Any]


class Row(NamedTuple):
    """One account: its signs, the model's chance, whether the key has its template, and its fillers, all and those in the key."""

    signs: tuple[str, ...]
    chance: float | None
    wanted: bool
    fillers: int
    right: int


def rows(name: str, *, model: str) -> list[Row]:
    """The accounts of a split, read once and kept in the work folder."""
    from sayso.bench.accounts import document_of
    from sayso.extract import extract

    kept = WORK / f"worth.{name}.pkl"
    if not kept.is_file():
        lines = (CORPUS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        records = [json.loads(line) for line in lines]
        kept.write_bytes(pickle.dumps([row for r in records for row in read(r, extract(document_of(r), model=model))]))
    return pickle.loads(kept.read_bytes())


def read(record: Record, extraction: Any) -> Iterator[Row]:
    """The accounts of one message."""
    from sayso.bench import accounts
    from sayso.bench.worth import signs_of

    tool = accounts.scorer_of(SHARED)
    found = accounts.candidates(extraction)
    told = [accounts.incident_of(a, extraction, record) for a in found]
    key = tool.gold_ree_lit(record)
    known = {role: {tool.norm(m) for entity in key[role] for m in entity} for role, _ in tool.ROLES}
    slots = {role: "victims_named" if role == "Victim" else slot for role, slot in tool.ROLES}
    for account, incident, wanted in zip(found, told, laid_beside(record, told, tool), strict=True):
        names = [(role, tool.norm(tool.alts(x)[0])) for role, slot in slots.items() for x in incident[slot]]
        signs = signs_of(account, told=accounts.told_in(record, extraction, account), wanted=accounts.is_wanted(account))
        yield Row(signs, account.chance, wanted, len(names), sum(name in known[role] for role, name in names))


def laid_beside(record: Record, incidents: Sequence[Record], tool: ModuleType) -> list[bool]:
    """Which incidents have a template of the key to themselves."""
    templates = record["templates"]
    score = np.zeros((len(incidents), len(templates)))
    for j, template in enumerate(templates):
        heads = {slot: [set().union(*map(tool.heads, names)) for names in told] for slot, told in named(template).items()}
        days = {day.strip(" -") for day in template["date"]}
        for i, incident in enumerate(incidents):
            if not any(incident["type"] in NEAR[kind] for kind in template["incident_type"]):
                continue
            score[i, j] = TYPE * (incident["type"] in template["incident_type"])
            score[i, j] += DAY * (incident["dated"] and incident["date"].strip(" -") in days)
            for slot, weight in ALIKE.items():
                mine = [tool.heads(tool.alts(x)[0]) for x in incident[slot]]
                score[i, j] += weight * sum(any(m & known for known in heads[slot]) for m in mine)
    pairs = zip(*linear_sum_assignment(-score), strict=True) if score.size else ()
    beside = {i for i, j in pairs if score[i, j] >= ENOUGH}
    return [i in beside for i in range(len(incidents))]


def named(template: Record) -> dict[str, list[list[str]]]:
    """The names of the key's fillers, by the slots of an incident."""
    found = {
        "perp_individuals": "perp_individuals",
        "perp_orgs": "perp_orgs",
        "targets": "phys_targets",
        "weapons": "instruments",
    }
    told = {slot: [one["alternatives"] for one in template[theirs]] for slot, theirs in found.items()}
    return {**told, "victims": [[*one["name"], *one["description"]] for one in template["human_targets"]]}


def truths(found: Sequence[Row]) -> tuple[np.ndarray, np.ndarray]:
    """What share of an account is right, and how much it counts."""
    size = np.array([1 + FILLERS * row.fillers for row in found])
    return np.array([row.wanted + FILLERS * row.right for row in found]) / size, size / size.mean()


def table(learnt: Sequence[Row], tried: Sequence[Row], *, least: int, penalty: float) -> Record:
    """The file's content."""
    from sayso.bench.worth import sure

    counts = Counter(s for row in learnt for s in row.signs)
    places = {s: i for i, s in enumerate(sorted(s for s, n in counts.items() if n >= least))}
    truth, size = truths(learnt)
    weights = np.round(100 * fitted(matrix(learnt, places), truth, penalty, counts=size, steps=STEPS)).astype(int)
    weights[np.abs(weights) < PRUNED] = 0
    chances = [sure(row.chance) for row in tried]
    parts = np.c_[np.ones(len(tried)), matrix(tried, places) @ weights / 100, [math.log(c / (1 - c)) for c in chances]]
    truth, size = truths(tried)
    base, signs, model = fitted(sparse.csr_matrix(parts), truth, 0.1, counts=size, steps=STEPS).tolist()
    trust = {"base": round(base, 2), "by_signs": round(signs, 2), "by_model": round(model, 2)}
    return {**trust, **LEVELS, "signs": {s: int(weights[i]) for s, i in places.items() if weights[i]}}


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--least", type=int, default=LEAST)
    asked.add_argument("--penalty", type=float, default=PENALTY)
    options = asked.parse_args()
    tried = [*rows("tst1", model="auto"), *rows("tst2", model="auto")]
    made = table(rows("dev", model="off"), tried, least=options.least, penalty=options.penalty)
    TABLE.write_text(json.dumps(made, indent=0) + "\n", encoding="utf-8")
    print({key: value for key, value in made.items() if key != "signs"}, len(made["signs"]), "signs")


if __name__ == "__main__":
    main()
