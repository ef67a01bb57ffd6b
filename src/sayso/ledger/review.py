"""Records as a machine made them and people's reviews in; records as people decided out. Nothing is changed in place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

import msgspec

from sayso.errors import LedgerError
from sayso.model import Extraction, Record, Review, ReviewDecision, make_id

R = TypeVar("R", bound=Record)
_FIXED = frozenset({"id", "document", "span", "content", "page"})  # what a record is; a person who disagrees rejects it
_RATINGS = {"reliability": frozenset("ABCDEF"), "credibility": frozenset("123456")}  # the Admiralty code


class Decisions:
    """What people decided, in force now: each record's last accept or reject, each field's last edit, the last ratings.

    Reviews are taken in the order in which they were added; a later one of the same sort takes the place of an earlier one.
    """

    def __init__(self, reviews: Iterable[Review]) -> None:
        self.reviews = tuple(reviews)
        self.rejected: set[str] = set()
        self.accepted: set[str] = set()
        self.edits: dict[str, dict[str, str]] = {}
        self.ratings: dict[str, dict[str, str]] = {}
        for review in self.reviews:
            self._take(review)

    def _take(self, review: Review) -> None:
        match review.decision:
            case ReviewDecision.ACCEPT:
                self.accepted.add(review.record)
                self.rejected.discard(review.record)
            case ReviewDecision.REJECT:
                self.rejected.add(review.record)
                self.accepted.discard(review.record)
            case ReviewDecision.EDIT:
                self.edits.setdefault(review.record, {}).update(review.value)
            case ReviewDecision.RATE:
                self.ratings.setdefault(review.record, {}).update(review.value)
            case _:  # merges and splits: see ``regroup``
                return

    def keep(self, records: Iterable[R]) -> tuple[R, ...]:
        """The records that nobody rejected, as edited."""
        return tuple(self._edited(record) for record in records if _id(record) not in self.rejected)

    def _edited(self, record: R) -> R:
        value = self.edits.get(_id(record))
        return edited(record, value) if value else record


def reviewed(extraction: Extraction, decisions: Decisions) -> Extraction:
    """The extraction without what people rejected and with what they edited."""
    if not decisions.reviews:
        return extraction
    parts = {name: decisions.keep(getattr(extraction, name)) for name in _PARTS}
    return msgspec.structs.replace(extraction, **parts)


_PARTS = ("actors", "places", "statements", "accounts", "evidence", "measures", "responses", "comparisons")


def edited(record: R, value: Mapping[str, str]) -> R:
    """The record with the fields that ``value`` names (``act``, ``source.name``) set to the words given; "" means unknown.

    A field that does not fit this record, because a later extraction made it differently, stays as the machine has it.
    """
    for path, words in value.items():
        data: dict[str, Any] = msgspec.to_builtins(record)
        if path.partition(".")[0] in _FIXED or not _set(data, path.split("."), words):
            continue
        try:
            record = msgspec.convert(data, type(record), strict=False)
        except msgspec.ValidationError:
            continue
    return record


def _set(data: dict[str, Any], path: list[str], words: str) -> bool:
    *way, field = path
    for step in way:
        inner = data.get(step)
        if not isinstance(inner, dict):
            return False
        data = inner
    if field not in data:
        return False
    data[field] = words or None
    return True


def regroup(groups: Mapping[str, str], reviews: Iterable[Review], *, prefix: str) -> dict[str, str]:
    """Which group each member is in (``groups``: member id to group id), after people's merges and splits.

    A merge puts all of the record's group into the group of ``value["into"]``; a split takes one member out, into the group
    of ``value["into"]`` or one of its own. Both may name a group or any of its members.
    """
    now = dict(groups)
    for review in reviews:
        into = review.value.get("into", "")
        known = set(now.values())
        target = now.get(into, into if into in known else "")
        origin = now.get(review.record, review.record)
        if review.decision is ReviewDecision.MERGE and target and origin in known:
            now = {member: target if group == origin else group for member, group in now.items()}
        elif review.decision is ReviewDecision.SPLIT and review.record in now:
            now[review.record] = target or make_id(prefix, "split", review.record)
    return now


def check_review(review: Review) -> None:
    """Raise ``LedgerError`` for a decision that could never be applied."""
    if not review.by.strip() or not review.record:
        raise LedgerError("A review says who decided and on which record.")
    value = review.value
    if review.decision is ReviewDecision.EDIT and (not value or _fixed(value)):
        raise LedgerError(
            f"An edit names fields and their new words; {', '.join(sorted(_FIXED))} cannot be edited: reject the record."
        )
    if review.decision is ReviewDecision.MERGE and not value.get("into"):
        raise LedgerError("A merge says into which record: value {'into': ID}.")
    if review.decision is ReviewDecision.RATE and not _rates(value):
        raise LedgerError("A rating is reliability A-F or credibility 1-6.")


def _fixed(value: Mapping[str, str]) -> bool:
    return any(path.partition(".")[0] in _FIXED for path in value)


def _rates(value: Mapping[str, str]) -> bool:
    return bool(value) and all(words in _RATINGS.get(name, ()) for name, words in value.items())


def _id(record: Record) -> str:
    return str(getattr(record, "id", ""))
