"""What the encoder says of each word piece comes in; mentions with their role in an incident go out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from sayso.extract.windows import Pieces, Window

LABELS = ("perp_individual", "perp_organisation", "target", "victim_named", "victim_described", "weapon")
TYPES = ("attack", "bombing", "kidnapping", "arson", "robbery", "forced_work_stoppage")
STATUSES = (
    "reported_as_fact", "claimed_or_admitted", "suspected_or_accused", "suspected_or_accused_by_authorities", "possible",
)  # fmt: skip

# No name or description ends in one of these.
_TAIL = re.compile(r"(?:\s+(?:of|the|an?|in|by|and|or|to|from|with|at|on|for))+$", re.IGNORECASE)

Array = np.ndarray[Any, Any]


class Role(NamedTuple):
    """A mention of somebody or something in a role; ``status`` is how an organisation is held responsible."""

    start: int
    end: int
    label: str
    score: float
    status: str | None = None


class TypeScore(NamedTuple):
    """How likely the stretch tells of an incident of this type."""

    start: int
    end: int
    type: str
    score: float


def mentions(text: str, pieces: Pieces, window: Window, *, tags: Array, statuses: Array, threshold: float) -> Iterator[Role]:
    """The mentions of one window from mention logits [piece, tag] and status logits [piece, status]."""
    chances = np.exp(tags - tags.max(-1, keepdims=True))
    chances /= chances.sum(-1, keepdims=True)
    at, n = 0, len(chances)
    while at < n:
        role = int((chances[at, 1::2] + chances[at, 2::2]).argmax())
        first, inside = 1 + 2 * role, 2 + 2 * role
        if window.start + at < window.keep or chances[at, first] + chances[at, inside] < threshold:
            at += 1
            continue
        end = at + 1
        while end < n and chances[end, inside] > max(chances[end, 0], chances[end, first], threshold / 2):
            end += 1
        yield _role(text, pieces, window.start + at, window.start + end, role)._replace(
            score=float(chances[at:end, first : inside + 1].sum(1).mean()),
            status=STATUSES[int(statuses[at:end].mean(0).argmax())] if LABELS[role] == "perp_organisation" else None,
        )
        at = end


def _role(text: str, pieces: Pieces, first: int, end: int, role: int) -> Role:
    """Whole words, without quotation marks or commas at the edges."""
    a, b = pieces.starts[first], pieces.ends[end - 1]
    while a > 0 and text[a].isalnum() and text[a - 1].isalnum():
        a -= 1
    while b < len(text) and text[b - 1].isalnum() and text[b].isalnum():
        b += 1
    while a < b and not (text[a].isalnum() or text[a] == "("):
        a += 1
    while b > a and not (text[b - 1].isalnum() or text[b - 1] in ").'"):
        b -= 1
    if (tail := _TAIL.search(text, a, b)) and tail.start() > a:
        b = tail.start()
    return Role(a, b, LABELS[role], 0.0)


def types(pieces: Pieces, window: Window, logits: Array) -> Iterator[TypeScore]:
    """The incident types of one window from its logits [type]."""
    start, end = pieces.starts[window.keep], pieces.ends[window.end - 1]
    for name, logit in zip(TYPES, logits, strict=True):
        yield TypeScore(start, end, name, float(1 / (1 + np.exp(-logit))))
