"""A parsed document, its actors, places, times and statements come in; accounts go out, and the statements tied to them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import msgspec

from sayso.extract.accounts import dating
from sayso.extract.accounts.blame import Charge, charges, claimed
from sayso.extract.accounts.cleared import with_cleared
from sayso.extract.accounts.flags import flags_of
from sayso.extract.accounts.gapped import apart
from sayso.extract.accounts.harm import harm_of, victims_of
from sayso.extract.accounts.heads import weighed
from sayso.extract.accounts.people import People, find_people
from sayso.extract.accounts.phrases import Phrase
from sayso.extract.accounts.recaps import recapped
from sayso.extract.accounts.seen import seen_by_model
from sayso.extract.accounts.split import Bundle, split
from sayso.extract.accounts.targets import target_kind
from sayso.extract.accounts.tie import tie
from sayso.extract.accounts.told import find_mentions
from sayso.extract.accounts.triggers import triggers_of
from sayso.extract.encoder import available
from sayso.extract.parse import Parsed
from sayso.gazetteer.geodesy import distance_km
from sayso.gazetteer.names import core_key, key_of
from sayso.model import Account, DateRange, GeoPrecision, Place, Span, Statement, Target, Weapon, make_id

if TYPE_CHECKING:
    from sayso.extract.actors import ActorRef, Actors
    from sayso.extract.places import Places
    from sayso.extract.times import TimeMention


TOWN_KM = 25.0
QUARTERS = frozenset(
    {"village", "neighborhood", "neighbourhood", "district", "quarter", "suburb", "square", "street", "camp"}
)


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What a document says happened. ``statements`` come back with ``about`` and ``suspects`` filled in; ``refs`` are the
    actors that only the accounts name, for ``Actors.with_refs``."""

    accounts: tuple[Account, ...]
    statements: tuple[Statement, ...]
    refs: tuple[ActorRef, ...] = ()


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """When and where one incident happened, and the persons whom the document names."""

    people: People
    date: DateRange | None
    place: tuple[str, Span, GeoPrecision] | None


def find_accounts(
    parsed: Parsed,
    *,
    actors: Actors,
    places: Places | None = None,
    times: Sequence[TimeMention] = (),
    statements: Sequence[Statement] = (),
    model: str = "off",
) -> Told:
    """The accounts of one document, in the order in which it first tells them; ``model`` "auto" lets the encoder read too."""
    triggers = triggers_of(parsed)
    mentions = apart(find_mentions(parsed, places=places, times=tuple(times), triggers=triggers))
    contains, published = _containment(places), parsed.document.published
    bundles = recapped(split(mentions, contains=contains, published=published), contains=contains, published=published)
    found = charges(parsed, bundles, actors=actors, statements=statements)
    people = find_people(parsed)
    accounts: list[Account] = []
    dates: list[DateRange | None] = []
    spots: list[tuple[str, Span, GeoPrecision] | None] = []  # only the places that each tells itself
    for bundle, charge in zip(bundles, found, strict=True):
        before = dating.told_just_before(bundle, bundles[: len(dates)])
        last = dating.previous_date([dating.given_by(bundle, date) for date in dates])
        if dating.looks_back(last, published=parsed.document.published):
            last = None if before is None else dates[before]  # a look back ends soon: nothing later is counted from it
        told_of = before is not None and (dating.comes_after(bundle) or dating.of_one_sentence(bundle, bundles[before]))
        beside = dates[before] if before is not None and told_of else None
        date = dating.when(bundle, before=last, beside=beside)
        place = dating.where(bundle, places=places)
        spots.append(place)
        if before is not None:
            known = dating.given_by(bundle, dates[before])
            date = date or dating.carried(known, published=parsed.document.published)
            place = place or spots[before]
        dates.append(date)
        setting = Setting(people=people, date=date, place=place)
        accounts.append(_account(parsed, bundle, charge, setting=setting, statements=statements))
    told, refs = tuple(accounts), tuple(r for c in found for r in c.refs)
    if told and model != "off" and available():
        told, more = weighed(
            told, seen_by_model(parsed, triggers), parsed=parsed, actors=actors.with_refs(refs), statements=statements
        )
        refs = (*refs, *more)
    told = tuple(claimed(a, found[0].author, statements) for a in told) if found else told
    tied = tie(statements, told, actors=actors, refs=found)
    return Told(accounts=with_cleared(told, tied, actors.with_refs(refs)), statements=tied, refs=refs)


def _containment(places: Places | None) -> Callable[[str, str], bool]:
    """Whether two places may be one: the same, or one is the country or region of the other."""
    by_id = {p.id: p for p in places.places} if places is not None else {}

    def contains(a: str, b: str) -> bool:
        if a == b or a not in by_id or b not in by_id:
            return True
        one, other = by_id[a], by_id[b]
        if one.within and other.within:
            return False  # two quarters of one town
        if core_key(key_of(one.name)) == core_key(key_of(other.name)) and None in {one.lat, other.lat}:
            return True  # "X" and "X district", on no map
        if _near(one, other) or _may_lie_in(one, other) or _may_lie_in(other, one):
            return True
        wide = {"country", "region", "water"}
        same_country = one.country is None or other.country is None or one.country == other.country
        return same_country and (one.kind in wide or other.kind in wide)

    return contains


def _may_lie_in(part: Place, town: Place) -> bool:
    """A village or quarter on no map may be of the town told of beside it."""
    called = part.lat is None and part.kind == "unknown" and part.name.split()[-1].lower() in QUARTERS
    return called and town.kind == "populated_place" and part.country in {None, town.country}


def _near(one: Place, other: Place) -> bool:
    """A site and its town: not farther apart than a town is wide."""
    apart = distance_km(one, other)
    return apart is not None and apart <= TOWN_KM


def _account(
    parsed: Parsed, bundle: Bundle, charge: Charge, *, setting: Setting, statements: Sequence[Statement]
) -> Account:
    fullest = max(bundle.mentions, key=lambda m: (not m.headline, min(len(m.span.exact), 160), -m.order))
    spans = tuple(dict.fromkeys(m.span for m in bundle.mentions))
    first, lot = bundle.first.trigger, bundle.first.lot
    told_at = first.block.doc[lot] if lot is not None else first.token
    return Account(
        id=make_id("acc", parsed.document.id, first.block.span.start + told_at.idx, bundle.type),
        document=parsed.document.id, type=bundle.type, stage=bundle.stage, span=fullest.span, mentions=spans, date=setting.date,
        place=setting.place[0] if setting.place else None, place_span=setting.place[1] if setting.place else None,
        geo_precision=setting.place[2] if setting.place else GeoPrecision.UNKNOWN,
        weapons=_weapons(bundle), targets=_targets(bundle), victims=victims_of(bundle.mentions, setting.people),
        harm=harm_of(bundle.mentions, statements), suspects=charge.suspects, doers=charge.doers,
        flags=flags_of(bundle, date=setting.date, published=parsed.document.published),
        reported=None if setting.date else dating.reported(bundle),
    )  # fmt: skip


def _weapons(bundle: Bundle) -> tuple[Weapon, ...]:
    rows = _once([w for m in bundle.mentions for w in m.roles.weapons if w.kind.startswith("weapon")])
    return tuple(Weapon(span=p.core, kind=p.kind.partition(":")[2], mentions=spans) for p, spans in rows)


def _targets(bundle: Bundle) -> tuple[Target, ...]:
    things = [t for m in bundle.mentions for t in m.roles.things]
    return tuple(Target(span=p.core, kind=target_kind(p), mentions=spans) for p, spans in _once(things))


def _once(phrases: Sequence[Phrase]) -> list[tuple[Phrase, tuple[Span, ...]]]:
    """Phrases with the same head joined: the fullest first telling and all its spans."""
    rows: dict[str, list[Phrase]] = {}
    for p in phrases:
        rows.setdefault(p.key, []).append(p)
    return [(max(ps, key=lambda p: len(p.core.exact)), tuple(dict.fromkeys(p.span for p in ps))) for ps in rows.values()]
