"""MUC-4 messages with their answer keys come in; windows labelled with roles, statuses and incident types go out."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path
from typing import NamedTuple

import numpy as np
from tokenizers import Tokenizer

from data import covered, cut, cut_anew

ROLES = ("perp_individual", "perp_organisation", "target", "victim_named", "victim_described", "weapon")
TYPES = ("ATTACK", "BOMBING", "KIDNAPPING", "ARSON", "ROBBERY", "FORCED WORK STOPPAGE")
STATUSES = (
    "REPORTED AS FACT", "CLAIMED OR ADMITTED", "SUSPECTED OR ACCUSED", "SUSPECTED OR ACCUSED BY AUTHORITIES", "POSSIBLE",
)  # fmt: skip
NONE = -100
EMPTY = 0.4  # half the messages tell of no incident: the share of windows without a mention that is read in an epoch


class Message(NamedTuple):
    name: str
    text: str
    pieces: object
    mentions: np.ndarray  # 0, or 1 + 2 * role at a mention's first piece and 2 + 2 * role inside
    status: np.ndarray  # a status where an organisation is named, else NONE
    types: np.ndarray  # [piece, type]: a filler of such an incident stands here


class Told(NamedTuple):
    """One window."""

    ids: list[int]
    mentions: list[int]
    status: list[int]
    types: list[float]


def messages(path: Path, reader: Tokenizer) -> list[Message]:
    with path.open(encoding="utf-8") as lines:
        return [message(json.loads(line), reader) for line in lines]


def message(record: dict, reader: Tokenizer) -> Message:
    text = record["body"]
    pieces = cut.pieces(text, reader)
    mentions, status = np.zeros(len(pieces), dtype=np.int64), np.full(len(pieces), NONE)
    types = np.zeros((len(pieces), len(TYPES)), dtype=bool)
    found = sorted(fillers(record, text), key=lambda f: f[1] - f[0])
    for start, end, role, kinds, how in found:  # the longest last, so that it has the last word
        at = covered(pieces, [(start, end)])
        if not len(at):
            continue
        mentions[at], mentions[at[0]] = 2 + 2 * role, 1 + 2 * role
        if how is not None:
            status[at] = how
        for kind in kinds:
            types[at[0], kind] = True
    return Message(record["doc_id"], text, pieces, mentions, status, types)


def fillers(record: dict, text: str) -> list[tuple[int, int, int, list[int], int | None]]:
    """Every occurrence of every key string: characters, role, incident types, status."""
    found = []
    for template in record["templates"]:
        kinds = [TYPES.index(kind) for kind in template["incident_type"] if kind in TYPES]
        slots = [(0, one["alternatives"], None) for one in template["perp_individuals"]]
        slots += [(1, one["alternatives"], standing(one)) for one in template["perp_orgs"]]
        slots += [(2, one["alternatives"], None) for one in template["phys_targets"]]
        slots += [(3, one["name"], None) for one in template["human_targets"]]
        slots += [(4, one["description"], None) for one in template["human_targets"]]
        slots += [(5, one["alternatives"], None) for one in template["instruments"]]
        for role, names, how in slots:
            for name in filter(None, names):
                pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, name.split())) + r"(?!\w)"
                found += [(m.start(), m.end(), role, kinds, how) for m in re.finditer(pattern, text, re.IGNORECASE)]
    return found


def standing(organisation: dict) -> int | None:
    known = [STATUSES.index(value) for value in organisation.get("confidence") or () if value in STATUSES]
    return known[0] if known else None


def told(corpus: list[Message], rng: random.Random) -> list[Told]:
    """One epoch of windows, each message cut anew; of those in which nothing is marked a part."""
    found = []
    for one in corpus:
        for w in cut_anew(one.pieces.ids, rng):
            part = slice(w.start, w.end)
            if not one.mentions[part].any() and rng.random() > EMPTY:
                continue
            types = one.types[part].any(0).astype(float).tolist()
            found.append(Told(one.pieces.ids[part], one.mentions[part].tolist(), one.status[part].tolist(), types))
    return found
