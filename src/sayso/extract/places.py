"""A parsed document comes in; the places it names go out, with coordinates and with how precise each mention is.

A name that no gazetteer entry fits keeps its words and has no coordinates: better no place than a wrong one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import msgspec

from sayso.codelists import table
from sayso.extract.actors import Actors, find_actors
from sayso.extract.aliases import Hit
from sayso.extract.containing import placed
from sayso.extract.parse import Parsed, ParsedBlock
from sayso.extract.placenames import NEVER, Name, named_again, names_in, stands_as_place
from sayso.gazetteer import Candidate, candidates
from sayso.gazetteer.names import SITE_WORDS, key_of
from sayso.model import ActorKind, BlockKind, GeoPrecision, Place, Span, make_id

_COMPASS = r"(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west)(?:ern)?"
_NEAR = re.compile(
    r"(?:\b(?:near|nearby|outside|close to|not far from|next to|adjacent to|(?:the )?outskirts of|on the edge of|"
    rf"(?:in the )?vicinity of|the suburbs of|the area of|around|(?:just\s+)?{_COMPASS}\s+of)"
    r"|(?P<far>[\d,.]+)\s*-?(?:km|kms|kilomet(?:er|re)s?|miles?|mi)\b[\w\s-]{0,30}?(?:of|from|outside|away from|to))\s+"
    r"(?:the\s+)?(?:\w+\s+(?:city|town|village|capital|port)\s+(?:of\s+)?)?(?:the\s+)?$",
    re.IGNORECASE,
)
_CITY = re.compile(r"\s*([^\W\d_][^,(\d–—]*?)\s*(?:,|\(|\d|–|—|\s-|$)")
_MILES = re.compile(r"miles?|\bmi\b", re.IGNORECASE)
_LINE = re.compile(
    r"\b(?:road|highway|route|border|frontier|line|railway|corridor|boundary)\b[^.,;]{0,40}?"
    r"\b(?:between|from|linking|connecting|with|of|to|and)\b[^.,;]{0,40}$",
    re.IGNORECASE,
)
_LINE_AFTER = re.compile(r"^(?:['’]s)?\s*(?:-|–)?\s*\w*\s*(?:border|frontier|highway|road)\b", re.IGNORECASE)
_DISTRICT_AFTER = re.compile(
    r"^\s+(?:district|county|municipality|subdistrict|raion|sub-district|commune|township|canton|prefecture)\b",
    re.IGNORECASE,
)
_PROVINCE_AFTER = re.compile(r"^\s+(?:province|governorate|oblast|state|department|region|wilayat)\b", re.IGNORECASE)
_PART_OF = re.compile(r"\b(?:north|south|east|west|centr|upper|lower)\w*[ -]+(?:(?:and|or) \w+ern )?$", re.IGNORECASE)
_QUARTERS = frozenset(
    ["neighborhood", "neighbourhood", "neighborhoods", "neighbourhoods", "quarter", "street", "square", "suburb"]
)
_AIR = frozenset(
    [
        "air",
        "airbase",
        "airfield",
        "airport",
        "airstrip",
        "aerodrome",
        "afb",
        "base",
        "camp",
        "army",
        "naval",
        "fob",
        "field",
    ]
)
_LESS_ARTICLE, _CITY_SIZE = 2, 50_000
_TOWNS_OF_EVERY_NAME = frozenset({"USA", "GBR", "CAN", "AUS"})
_COUNTIES = frozenset(["county", "parish"])
_SOUND_SHARE = 0.3  # of the text's countries: spellings that only sound alike are guessed at where one country is the scene
_MIN_POPULATION = 15_000  # a smaller town is taken only where the text is about its country


class PlaceMention(msgspec.Struct, frozen=True, kw_only=True):
    """A place's name at page offsets ``start`` to ``end``, and how precisely the words around it place something."""

    start: int
    end: int
    place: str
    precision: GeoPrecision


class Places(msgspec.Struct, frozen=True, kw_only=True):
    """The places of one document and where they are mentioned."""

    places: tuple[Place, ...]
    mentions: tuple[PlaceMention, ...]

    def at(self, start: int, end: int) -> Place | None:
        """The place whose name overlaps the page offsets most; of equals the more precise one."""
        mention = self._mention_at(start, end)
        return None if mention is None else self.place(mention.place)

    def precision_at(self, start: int, end: int) -> GeoPrecision:
        """How precisely the words at these page offsets place something."""
        mention = self._mention_at(start, end)
        return GeoPrecision.UNKNOWN if mention is None else mention.precision

    def place(self, place_id: str) -> Place:
        """The place with this id; ``KeyError`` if the document has none."""
        for place in self.places:
            if place.id == place_id:
                return place
        raise KeyError(place_id)

    def within(self, start: int, end: int) -> tuple[PlaceMention, ...]:
        """All mentions that lie inside the page offsets, in reading order."""
        return tuple(m for m in self.mentions if start <= m.start and m.end <= end)

    def _mention_at(self, start: int, end: int) -> PlaceMention | None:
        order = [*GeoPrecision]
        overlapping = [m for m in self.mentions if m.start < end and start < m.end]
        return max(
            overlapping, key=lambda m: (min(end, m.end) - max(start, m.start), -order.index(m.precision)), default=None
        )


def find_places(parsed: Parsed, actors: Actors | None = None) -> Places:
    """Every place that the document names; what names somebody in ``actors`` names no place."""
    actors = actors or find_actors(parsed)
    hits = actors.hits
    names = [n for i, b in enumerate(parsed.blocks) for n in names_in(b, i, actors)]
    again = set(named_again(parsed.blocks, names, actors))
    names = sorted([*names, *again], key=lambda n: (n.block, n.start))
    filed = _filed_at(parsed)
    context = _countries(hits) + _named_countries(names) + Counter([p.country for p, _ in filed if p.country])
    places: dict[str, Place] = {p.id: msgspec.structs.replace(p, mentions=(span,)) for p, span in filed}
    mentions = [PlaceMention(start=s.start, end=s.end, place=p.id, precision=p.precision) for p, s in filed]
    seen: dict[str, Place] = {}
    for name in names:
        block = parsed.blocks[name.block]
        nearby = _stated_countries(block, hits[name.block], name)
        place = _resolve(name, context, nearby, seen, part=_is_part(block, name))
        kept = place is not None and (place.id in places if name in again else stands_as_place(block.doc, name))
        if place is None or (place.lat is None and place.kind == "unknown" and not kept):
            continue
        span = block.span_of(block.doc[name.start : name.end])
        known = places.get(place.id, place)
        places[place.id] = msgspec.structs.replace(known, mentions=(*known.mentions, span))
        mentions.append(
            PlaceMention(start=span.start, end=span.end, place=place.id, precision=_precision(place, block, span))
        )
    about = next((c for c, _ in context.most_common(1)), None)
    held = {p.id: p for p in placed(parsed, tuple(places.values()), country=about)}
    mentions = [
        msgspec.structs.replace(m, precision=held[m.place].precision) if held[m.place].within else m for m in mentions
    ]
    mentions.sort(key=lambda m: (m.start, -m.end))
    return Places(places=tuple(held.values()), mentions=tuple(mentions))


def _filed_at(parsed: Parsed) -> list[tuple[Place, Span]]:
    """Where the report was filed, by its dateline blocks: the words before the first comma, bracket or dash."""
    found = []
    for block in parsed.document.blocks:
        city = _CITY.match(block.span.exact) if block.kind is BlockKind.DATELINE else None
        if city is None:
            continue
        rest = block.span.exact[city.end() :]
        stated = tuple(code for code, row in table("countries").items() if row["name"] in rest)
        best = max(candidates(city[1].title(), countries=stated), key=lambda c: c.score, default=None)
        if best is not None and best.how != "sound":
            found.append((best.place, block.span.part(block.span.start + city.start(1), block.span.start + city.end(1))))
    return found


# Which country the text is about -------------------------------------------------------------------------------------


def _countries(hits: Sequence[Sequence[Hit]]) -> Counter[str]:
    """How often the document names each country, by name or adjective, or names one of its actors."""
    found: Counter[str] = Counter()
    for block in hits:
        for hit in block:
            known = hit.choices[0]
            if known.country:
                found[known.country] += 2 if known.kind is ActorKind.STATE else 1
    return found


def _named_countries(names: Sequence[Name]) -> Counter[str]:
    """Countries of our own sites and of big towns in the text."""
    found: Counter[str] = Counter()
    for text, listed in {(n.text, n.listed) for n in names if n.sure and not n.country}:
        best = next(iter(candidates(text)), None)
        if (
            best
            and best.place.country
            and (("sayso" in best.place.external and listed) or (best.rank == 0 and best.population > 200_000))
        ):
            found[best.place.country] += 1
    return found


def _stated_countries(block: ParsedBlock, hits: Sequence[Hit], name: Name) -> tuple[str, ...]:
    """Countries that the name's own sentence states, the nearest first."""
    sentence = block.doc[name.start].sent
    near = [
        h
        for h in hits
        if h.choices[0].kind is ActorKind.STATE and sentence.start <= h.start < sentence.end and h.start != name.start
    ]
    near.sort(key=lambda h: min(abs(h.start - name.end), abs(name.start - h.end)))
    return tuple(dict.fromkeys(h.choices[0].country for h in near if h.choices[0].country))


# Which place it is ---------------------------------------------------------------------------------------------------


def _is_part(block: ParsedBlock, name: Name) -> bool:
    """The words call it a quarter of a town: "the Sadr district", "al-Midan neighbourhood"."""
    after = block.doc[name.end].lower_ if name.end < len(block.doc) else ""
    return block.doc[name.end - 1].lower_ in _QUARTERS or after in _QUARTERS


def _resolve(
    name: Name, context: Counter[str], nearby: tuple[str, ...], seen: dict[str, Place], *, part: bool = False
) -> Place | None:
    """The likeliest place of that name; a later mention of a name means what the first one meant."""
    key = key_of(name.text)
    if not key or key in NEVER or key.replace(" ", "") in NEVER:
        return None
    if key in seen:
        return seen[key]
    best = _best(name, context, nearby)
    if (best is None or best.how == "sound") and key.endswith("s") and (state := _state_called(key[:-1])) is not None:
        best = state  # "Syrias", in a text that lost its apostrophes
    if best is not None and part and (best.how == "sound" or best.place.kind in {"country", "region"}):
        best = None  # a quarter that only sounds like a far town, or is named after a province
    if best is None:
        if not name.sure or len(key) < 3 or set(key.split()) <= SITE_WORDS or not any(c.isupper() for c in name.text):
            return None
        place = Place(id=make_id("place", "name", key), name=name.text, precision=GeoPrecision.UNKNOWN, kind="unknown")
    else:
        place = best.place
    seen[key] = place
    return place


def _state_called(key: str) -> Candidate | None:
    return next((c for c in candidates(key) if c.place.kind == "country" and c.rank == 0), None)


def _best(name: Name, context: Counter[str], nearby: tuple[str, ...]) -> Candidate | None:
    if name.country:
        found = [c for c in candidates(name.text, countries=(name.country,)) if c.place.kind == "country"]
        return found[0] if found else None
    hints: tuple[str, ...] = (
        (name.seat,) if name.seat else tuple(sorted(c for c, _ in context.most_common(6) if c not in _TOWNS_OF_EVERY_NAME))
    )
    found = list(candidates(name.text, countries=hints))
    total = sum(context.values()) or 1

    def share(candidate: Candidate) -> float:
        return context.get(candidate.place.country or "", 0) / total

    def rank(candidate: Candidate) -> float:
        return (
            candidate.score
            + (1.2 if candidate.place.country in nearby[:2] else 0.0)
            + min(1.5, 2.0 * share(candidate))
            + (0.0 if candidate.place.country else 2.0)
        )

    if name.seat:
        capital = [c for c in found if c.place.country == name.seat and c.place.kind == "populated_place" and c.rank < 2]
        return max(capital, key=lambda c: c.population, default=None)
    if name.listed and any("sayso" in c.place.external for c in found):
        found = [c for c in found if "sayso" in c.place.external or share(c) > 0.15]
    found = [c for c in found if _plausible(c, name, share(c), stated=c.place.country in nearby)]
    return max(found, key=rank, default=None)


def _plausible(candidate: Candidate, name: Name, share: float, *, stated: bool) -> bool:
    """Little-known places count only where the text is about their country; the less sure the name, the more so."""
    place = candidate.place
    if place.kind in {"country", "water"} or "sayso" in place.external:
        return True
    if place.kind == "airfield" and candidate.rank and not set(key_of(name.text).split()) & _AIR:
        return False  # "Black Sea" among an airport's keywords
    if place.kind == "populated_place" and candidate.how == "site words" and _COUNTIES & set(key_of(name.text).split()):
        return False  # "Wayne County" is no town of that name
    about = (stated or share >= 0.15) and place.country not in _TOWNS_OF_EVERY_NAME
    city = about and candidate.rank == _LESS_ARTICLE and candidate.population >= _CITY_SIZE  # "Raqqah" for "Ar Raqqah"
    if not name.sure and ((candidate.rank > 1 and not city) or candidate.how not in {"name", "article"}):
        return False
    if candidate.how == "sound":
        return (stated or share >= _SOUND_SHARE) and name.sure and place.country not in _TOWNS_OF_EVERY_NAME
    floor = _MIN_POPULATION if name.sure else 10 * _MIN_POPULATION
    if about or (share and candidate.population >= floor):
        return True
    return candidate.population >= (4 * floor if candidate.rank == 0 else 30 * floor)


def _precision(place: Place, block: ParsedBlock, span: Span) -> GeoPrecision:
    """UCDP's place rules: near a place, on a line between two, in a district, a province, a country, at sea."""
    at = span.start - block.span.start
    before, after = block.text[max(0, at - 90) : at], block.text[at + len(span.exact) :][:40]
    if place.kind == "country":
        loose = _LINE.search(before) or _LINE_AFTER.search(after) or _PART_OF.search(before)
        return GeoPrecision.FUZZY if loose else GeoPrecision.COUNTRY
    if place.kind == "water":
        return GeoPrecision.INTERNATIONAL
    if place.lat is None:
        return GeoPrecision.UNKNOWN
    near = _NEAR.search(before)
    if near:
        return _distance_precision(near)
    if _LINE.search(before):
        return GeoPrecision.FUZZY
    called = f" {span.exact.split()[-1]}{after}"  # the kind of place may be the name's own last word
    if _DISTRICT_AFTER.search(called) or _DISTRICT_AFTER.search(after):
        return GeoPrecision.DISTRICT
    if place.kind == "region" or _PROVINCE_AFTER.search(called) or _PROVINCE_AFTER.search(after):
        return GeoPrecision.PROVINCE
    return GeoPrecision.EXACT


def _distance_precision(near: re.Match[str]) -> GeoPrecision:
    """Within some 25 km is near; farther is a fuzzy place."""
    if not near["far"]:
        return GeoPrecision.NEAR
    try:
        km = float(near["far"].replace(",", "").rstrip(".")) * (1.609 if _MILES.search(near[0]) else 1.0)
    except ValueError:
        return GeoPrecision.NEAR
    return GeoPrecision.NEAR if km <= 25 else GeoPrecision.FUZZY
