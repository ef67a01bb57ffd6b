"""A phrase for a thing that was hit comes in; its kind goes out, sharpened by the words before its head."""

from __future__ import annotations

from sayso.codelists import table
from sayso.extract.accounts.phrases import Phrase

GENERAL = frozenset(
    {"government", "law_enforcement", "organisation", "vehicle", "other", "communications", "energy", "commercial"}
)


def target_kind(found: Phrase) -> str:
    """The kind of thing: a station is what stands before it, "police", "radio" or "gas"; a convoy may be military."""
    if found.family == "weapon":
        return "military"
    kind = found.kind.partition(":")[2] or "unknown"
    if kind not in GENERAL:
        return kind
    words = set(found.core.exact.lower().replace("-", " ").split())
    sharper = (name for name, row in table("targets")["owners"].items() if words & set(row))
    return next(sharper, kind)
