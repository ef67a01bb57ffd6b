"""Sentences coded by hand for who does what to whom come in; how often the statement found has the coded act goes out."""

from __future__ import annotations

import json
from pathlib import Path

from sayso.bench.corpora import Row, article
from sayso.extract.actors import find_actors
from sayso.extract.parse import parse
from sayso.extract.statements import read_statements
from sayso.model import Act, Statement

# PLOVER's event types that people perform by speaking, and the acts that stand for them. REJECT is also of proposals.
SPOKEN = {
    "DISAPPROVE": {Act.ACCUSES, Act.EVALUATES, Act.DENIES, Act.DOUBTS},
    "THREATEN": {Act.THREATENS, Act.WARNS},
    "REJECT": {Act.DENIES, Act.DECLINES_TO_NAME},
    "DEMAND": {Act.EVALUATES, Act.THREATENS, Act.WARNS},
}
_DEEDS = frozenset({"ASSAULT", "FIGHT", "AID", "RETREAT", "MOBILIZE", "CONSULT", "COOPERATE"})
_WEIGHTY = frozenset({Act.ACCUSES, Act.DENIES, Act.THREATENS, Act.CLAIMS_RESPONSIBILITY, Act.DECLINES_TO_NAME})


def acts(folder: Path) -> dict[str, float]:
    """The examples of PLOVER's manual: of each spoken type the share whose actor is found saying it, with a fitting act.

    ``deeds_as_words`` is the share of deeds whose doer is wrongly given a weighty statement.
    """
    coded = json.loads((folder / "data" / "plover-gsr" / "PLOVER_GSR_CAMEO.txt").read_text(encoding="utf-8"))
    figures = {f"plover.{kind.lower()}": _share(coded, kind) for kind in SPOKEN}
    every = [_right(row) for row in coded if row["event"] in SPOKEN and row.get("source")]
    deeds = [_weighty(row) for row in coded if row["event"] in _DEEDS and row.get("source")]
    return figures | {"plover.acts": sum(every) / len(every), "plover.deeds_as_words": sum(deeds) / len(deeds)}


def _share(coded: list[Row], kind: str) -> float:
    right = [_right(row) for row in coded if row["event"] == kind and row.get("source")]
    return sum(right) / len(right)


def _right(row: Row) -> bool:
    return any(_by_actor(s, row) and s.act in SPOKEN[row["event"]] for s in _statements(row))


def _weighty(row: Row) -> bool:
    return any(_by_actor(s, row) and s.act in _WEIGHTY for s in _statements(row))


def _statements(row: Row) -> tuple[Statement, ...]:
    parsed = parse(article(row["id"], row["text"], page=f"bench:{row['id']}"))
    return read_statements(parsed, find_actors(parsed)).statements


def _by_actor(statement: Statement, row: Row) -> bool:
    """Whether the words of the coded actor stand in the statement's source."""
    said = f"{statement.source.span.exact if statement.source.span else ''} {statement.source.name}".lower()
    return any(part.lower() in said for actor in row["source"] for part in actor["actorText"].split(" ... "))
