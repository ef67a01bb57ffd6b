"""What is known of one place where a text speaks of somebody: the record that finders of mentions hand on."""

from __future__ import annotations

import msgspec

from sayso.codelists.known import Known
from sayso.model import ActorKind


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """Tokens ``start`` to ``end`` of block ``block`` speak of somebody; ``chars`` are page offsets of ``text``."""

    block: int
    start: int
    end: int
    head: int
    chars: tuple[int, int]
    text: str
    name: str
    kind: ActorKind
    how: str  # pack | name | group | adjective | seat
    known: Known | None = None
    country: str | None = None
    plural: bool = False
    sex: str = ""
    sentence: int = 0
    subject: bool = False
    main: bool = False  # subject of its sentence's main verb
    title: str = ""
    definite: bool = False  # "the group": may stand for somebody named before

    @property
    def named(self) -> bool:
        """It is a proper name."""
        return self.how != "group"


class What(msgspec.Struct, frozen=True, kw_only=True):
    """Whom some tokens name: what ``Mention`` needs beside where it stands."""

    name: str
    kind: ActorKind
    how: str
    known: Known | None = None
    country: str | None = None
    sex: str = ""
    title: str = ""

    @classmethod
    def of(cls, known: Known, how: str) -> What:
        """An entry of the pack or of the countries."""
        return cls(name=known.name, kind=known.kind, how=how, known=known, country=known.country, sex=known.sex)
