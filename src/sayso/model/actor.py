"""Actors and places, and where texts mention them."""

from __future__ import annotations

from enum import StrEnum

from sayso.model.span import Record, Span


class ActorKind(StrEnum):
    PERSON = "person"
    ARMED_GROUP = "armed_group"
    STATE = "state"
    STATE_FORCE = "state_force"
    OFFICIAL_BODY = "official_body"
    ORGANISATION = "organisation"
    OUTLET = "outlet"
    UNNAMED = "unnamed_source"  # "security sources", kept as an actor of its own
    AUTHOR = "author"  # of the document itself
    COMMENTER = "commenter"
    UNKNOWN = "unknown"


class Actor(Record, frozen=True):
    """Somebody who says, does or is named.

    Extraction gives one actor a document (``key`` names its entry in the alias pack where it has one); linking joins them.
    """

    id: str
    name: str
    kind: ActorKind
    named: bool = True
    key: str | None = None
    aliases: tuple[str, ...] = ()
    country: str | None = None  # ISO 3166-1 alpha-3
    external: dict[str, str] = {}
    mentions: tuple[Span, ...] = ()


class GeoPrecision(StrEnum):
    """How precise a place is; the values in brackets are UCDP's ``where_prec``."""

    EXACT = "exact"  # (1)
    NEAR = "near"  # within about 25 km of the named place (2)
    DISTRICT = "district"  # (3)
    PROVINCE = "province"  # (4)
    FUZZY = "fuzzy"  # a road, a border, farther than 25 km from the named place (5)
    COUNTRY = "country"  # (6)
    INTERNATIONAL = "international"  # waters or air (7)
    UNKNOWN = "unknown"


class Place(Record, frozen=True):
    """A named place with coordinates (WGS 84 degrees) and how precise they are."""

    id: str
    name: str
    lat: float | None = None
    lon: float | None = None
    country: str | None = None  # ISO 3166-1 alpha-3
    kind: str = "populated_place"  # populated_place | site | airfield | region | country | water
    precision: GeoPrecision = GeoPrecision.EXACT
    external: dict[str, str] = {}
    mentions: tuple[Span, ...] = ()
    within: str | None = (
        None  # id of the place whose coordinates it bears: no gazetteer knows it, and the text puts it there
    )
