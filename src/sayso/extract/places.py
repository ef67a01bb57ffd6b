"""A parsed document comes in; the places it names go out, with coordinates and with how precise each mention is.

A name that no gazetteer entry fits keeps its words and has no coordinates: better no place than a wrong one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Token

from sayso.codelists import table
from sayso.extract.agentnouns import nouns
from sayso.extract.aliases import Hit, known_names, spellings
from sayso.extract.nameshape import in_longer_person, in_place_slot, is_lowered
from sayso.extract.parse import Parsed, ParsedBlock, pipeline
from sayso.gazetteer import Candidate, candidates
from sayso.gazetteer.names import SITE_WORDS, key_of
from sayso.model import ActorKind, GeoPrecision, Place, Span, make_id

_LABELS = frozenset({"GPE", "LOC", "FAC"})
_COMPASS = r"(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west)(?:ern)?"
_NEAR = re.compile(
    r"(?:\b(?:near|nearby|outside|close to|not far from|next to|adjacent to|(?:the )?outskirts of|on the edge of|"
    rf"(?:in the )?vicinity of|the suburbs of|the area of|around|(?:just\s+)?{_COMPASS}\s+of)"
    r"|(?P<far>[\d,.]+)\s*-?(?:km|kms|kilomet(?:er|re)s?|miles?|mi)\b[\w\s-]{0,30}?(?:of|from|outside|away from|to))\s+"
    r"(?:the\s+)?(?:\w+\s+(?:city|town|village|capital|port)\s+(?:of\s+)?)?(?:the\s+)?$",
    re.IGNORECASE,
)
_MILES = re.compile(r"miles?|\bmi\b", re.IGNORECASE)
_LINE = re.compile(
    r"\b(?:road|highway|route|border|frontier|line|railway|corridor|boundary)\b[^.,;]{0,40}?"
    r"\b(?:between|from|linking|connecting|with|of|to|and)\b[^.,;]{0,40}$",
    re.IGNORECASE,
)
_LINE_AFTER = re.compile(r"^(?:['’]s)?\s*(?:-|–)?\s*\w*\s*(?:border|frontier|highway|road)\b", re.IGNORECASE)
_DISTRICT_AFTER = re.compile(r"^\s+(?:district|county|municipality|subdistrict|raion|sub-district|commune)\b", re.IGNORECASE)
_PREPOSITIONS = frozenset([
    "in", "at", "near", "from", "to", "of", "outside", "around", "toward", "towards", "across", "between", "into",
    "throughout", "inside", "through", "over", "on", "off", "and",
])  # fmt: skip
_SITE_NOUNS = frozenset([
    "base", "airbase", "airfield", "airport", "camp", "barracks", "prison", "hospital", "refinery", "dam", "bridge",
    "crossing", "checkpoint", "embassy", "consulate", "island", "islands", "strait", "port", "station", "garrison",
    "outpost", "municipality", "department", "province", "governorate", "district", "oblast", "region",
])  # fmt: skip
_BEFORE_SITE = frozenset(["camp", "fort", "mount", "lake", "fob", "port"])
# Not names of towns, though some town somewhere bears each of them.
_NEVER = frozenset([
    "march", "may", "august", "general", "major", "president", "congress", "house", "state", "union", "force", "mission",
    "liberty", "victory", "central", "national",
])  # fmt: skip
_TOWNS_OF_EVERY_NAME = frozenset({"USA", "GBR", "CAN", "AUS"})
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


class _Name(msgspec.Struct, frozen=True):
    """A possible place name at tokens ``start`` to ``end`` of a block."""

    block: int
    start: int
    end: int
    text: str
    sure: bool  # the recogniser or a table says place; otherwise the gazetteer has to
    country: str | None = None
    listed: bool = False  # one of our own sites


def find_places(parsed: Parsed) -> Places:
    """Every place that the document names."""
    hits = [known_names(b.doc, lowered=is_lowered(b)) for b in parsed.blocks]
    people = {e[-1].lower_ for b in parsed.blocks for e in b.doc.ents if e.label_ == "PERSON" and len(e) > 1}
    names = [n for i, b in enumerate(parsed.blocks) for n in _names(b, i, hits[i], people)]
    context = _countries(hits) + _named_countries(names)
    places: dict[str, Place] = {}
    mentions: list[PlaceMention] = []
    seen: dict[str, Place] = {}
    for name in names:
        block = parsed.blocks[name.block]
        nearby = _stated_countries(block, hits[name.block], name)
        place = _resolve(name, context, nearby, seen)
        if place is None or (place.lat is None and place.kind == "unknown" and not _stands_as_place(block.doc, name)):
            continue
        span = block.span_of(block.doc[name.start : name.end])
        known = places.get(place.id, place)
        places[place.id] = msgspec.structs.replace(known, mentions=(*known.mentions, span))
        mentions.append(
            PlaceMention(start=span.start, end=span.end, place=place.id, precision=_precision(place, block, span))
        )
    mentions.sort(key=lambda m: (m.start, -m.end))
    return Places(places=tuple(places.values()), mentions=tuple(mentions))


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


def _named_countries(names: Sequence[_Name]) -> Counter[str]:
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


def _stated_countries(block: ParsedBlock, hits: Sequence[Hit], name: _Name) -> tuple[str, ...]:
    """Countries that the name's own sentence states, the nearest first."""
    sentence = block.doc[name.start].sent
    near = [
        h
        for h in hits
        if h.choices[0].kind is ActorKind.STATE and sentence.start <= h.start < sentence.end and h.start != name.start
    ]
    near.sort(key=lambda h: min(abs(h.start - name.end), abs(name.start - h.end)))
    return tuple(dict.fromkeys(h.choices[0].country for h in near if h.choices[0].country))


# Possible names ------------------------------------------------------------------------------------------------------


def _names(block: ParsedBlock, number: int, hits: Sequence[Hit], people: set[str]) -> Iterator[_Name]:
    doc = block.doc
    taken: set[int] = set()
    for start, end in _sites(doc, lowered=is_lowered(block)):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            yield _Name(number, start, end, doc[start:end].text, True, listed=True)
    for hit in hits:
        known = hit.choices[0]
        if not taken.isdisjoint(range(hit.start, hit.end)):
            continue
        span = range(hit.start, hit.end)
        if known.kind is ActorKind.STATE and in_longer_person(doc, hit.start, hit.end):
            continue
        if known.kind is ActorKind.STATE and known.role == "name":
            if not _is_modifier(doc, hit):
                yield _Name(number, hit.start, hit.end, known.name, True, known.country)
            taken.update(span)
        elif known.role == "seat":
            continue
        else:
            taken.update(span)
    for entity in doc.ents:
        start, end = _grown(doc, entity.start, entity.end, taken) if entity.label_ in _LABELS else (entity.start, entity.end)
        if entity.label_ in _LABELS and start < end and taken.isdisjoint(range(start, end)) and not _is_title(doc, start):
            taken.update(range(start, end))
            yield _Name(number, start, end, doc[start:end].text, True)
        elif entity.label_ == "PERSON" and not (
            len(entity) < 3 and in_place_slot(doc, entity.start) and entity[-1].lower_ not in people
        ):
            taken.update(range(entity.start, entity.end))
    for start, end in _capitalised(doc, taken, lowered=is_lowered(block)):
        yield _Name(number, start, end, doc[start:end].text, False)


def _is_modifier(doc: Doc, hit: Hit) -> bool:
    """ "US officials": a country's name used as its adjective is no place."""
    head = doc[hit.end - 1]
    return (
        head.dep_ in {"amod", "compound", "nmod"}
        and head.head.i >= hit.end
        and head.head.lower_ not in _SITE_NOUNS - {"embassy", "consulate"}
    )


def _is_title(doc: Doc, start: int) -> bool:
    return start > 0 and doc[start - 1].lower_ in nouns().titles and doc[start - 1].text[:1].isupper()


def _stands_as_place(doc: Doc, name: _Name) -> bool:
    """An unknown name is kept as a place only where the words around it say that it is one."""
    i = name.start - 1
    while i >= 0 and (doc[i].lower_ in {"the", "a"} or doc[i].lower_ in {"city", "town", "village"} or doc[i].text == "of"):
        if doc[i].lower_ in {"city", "town", "village"}:
            return True
        i -= 1
    return (i >= 0 and doc[i].lower_ in {"in", "at", "near", "outside", "around"}) or doc[name.end - 1].lower_ in _SITE_NOUNS


def _grown(doc: Doc, start: int, end: int, taken: set[int]) -> tuple[int, int]:
    """The name without its article, with the site word that follows it."""
    while start < end and (doc[start].lower_ in {"the", "a", "an"} or doc[start].is_punct):
        start += 1
    while end > start and (doc[end - 1].is_punct or doc[end - 1].tag_ == "POS"):
        end -= 1
    if (
        end < len(doc)
        and end not in taken
        and (
            doc[end].lower_ in _SITE_NOUNS
            or (
                doc[end].lower_ in {"air", "naval", "military", "refugee", "nuclear"}
                and end + 1 < len(doc)
                and doc[end + 1].lower_ in _SITE_NOUNS
            )
        )
    ):
        end += 1 if doc[end].lower_ in _SITE_NOUNS else 2
    if start and doc[start - 1].lower_ in _BEFORE_SITE and start - 1 not in taken and doc[start - 1].text[:1].isupper():
        start -= 1
    return start, end


def _capitalised(doc: Doc, taken: set[int], *, lowered: bool) -> Iterator[tuple[int, int]]:
    """Names that the recogniser left: after a preposition of place, or before a site word."""
    i = 0
    while i < len(doc):
        token = doc[i]
        if i in taken or not _may_name(token, lowered=lowered):
            i += 1
            continue
        end = i + 1
        while (
            end < len(doc)
            and end not in taken
            and (
                _may_name(doc[end], lowered=lowered)
                or (doc[end].text == "-" and end + 1 < len(doc) and _may_name(doc[end + 1], lowered=lowered))
            )
            and end - i < 5
        ):
            end += 1
        before = doc[i - 1].lower_ if i else ""
        after = doc[end].lower_ if end < len(doc) else ""
        if before == "the" and i > 1:
            before = doc[i - 2].lower_
        if (
            before in _PREPOSITIONS
            or after in _SITE_NOUNS
            or doc[end - 1].lower_ in _SITE_NOUNS
            or (after == "," and before in {"", "."})
        ):
            yield from _longest(doc, i, end, lowered=lowered)
        i = end


def _may_name(token: Token, *, lowered: bool) -> bool:
    if token.lower_ in _NEVER or token.is_stop or (not token.is_alpha and not re.fullmatch(r"[\w’'.-]*\w", token.text)):
        return False
    if lowered:
        return token.pos_ in {"PROPN", "NOUN", "ADJ", "X"} and token.lower_ not in nouns().kind
    return token.text[:1].isupper() and token.pos_ in {"PROPN", "NOUN", "ADJ", "X"} and not token.is_sent_start


def _longest(doc: Doc, start: int, end: int, *, lowered: bool) -> Iterator[tuple[int, int]]:
    """The longest run of the tokens that the gazetteer knows; in lowered text a lone common word needs a place around it."""
    for first in range(start, end):
        for stop in range(end, first, -1):
            text = doc[first:stop].text
            if lowered and stop - first == 1 and doc[first].pos_ != "PROPN" and not _placed_word(doc, first, stop):
                continue
            if set(key_of(text).split()) <= SITE_WORDS or not candidates(text):
                continue
            yield first, stop
            return


def _placed_word(doc: Doc, first: int, stop: int) -> bool:
    """ "in apopa", "near rio blanco", "the arequipa department"."""
    before = doc[first - 1].lower_ if first else ""
    after = doc[stop].lower_ if stop < len(doc) else ""
    return before in {"in", "near", "at"} or after in _SITE_NOUNS


@lru_cache(maxsize=1)
def _site_matcher() -> PhraseMatcher:
    """Our own sites and regions as names to look for."""
    nlp = pipeline()
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    texts = {
        s.lower()
        for sites in table("sites").values()
        for name, _, _, _, *also in sites
        for n in (name, *also)
        for s in spellings(n)
    }
    matcher.add("site", [nlp.make_doc(t) for t in sorted(texts) if len(t) > 3])
    return matcher


def _sites(doc: Doc, *, lowered: bool) -> list[tuple[int, int]]:
    found = [
        (s, e)
        for _, s, e in _site_matcher()(doc)
        if lowered or doc[s].text[:1].isupper() or doc[s].lower_ in {"al", "northern", "southern", "eastern"}
    ]
    found = [(s, e) for s, e in found if doc[s].ent_type_ != "PERSON" and not _is_title(doc, s)]
    found.sort(key=lambda f: (f[0] - f[1], f[0]))
    kept: list[tuple[int, int]] = []
    for start, end in found:
        if all(end <= s or e <= start for s, e in kept):
            kept.append((start, end))
    return sorted(kept)


# Which place it is ---------------------------------------------------------------------------------------------------


def _resolve(name: _Name, context: Counter[str], nearby: tuple[str, ...], seen: dict[str, Place]) -> Place | None:
    """The likeliest place of that name; a later mention of a name means what the first one meant."""
    key = key_of(name.text)
    if not key or key in _NEVER or key.replace(" ", "") in _NEVER:
        return None
    if key in seen:
        return seen[key]
    best = _best(name, context, nearby)
    if best is None:
        if not name.sure or len(key) < 3 or set(key.split()) <= SITE_WORDS or not any(c.isupper() for c in name.text):
            return None
        place = Place(id=make_id("place", "name", key), name=name.text, precision=GeoPrecision.UNKNOWN, kind="unknown")
    else:
        place = best.place
    seen[key] = place
    return place


def _best(name: _Name, context: Counter[str], nearby: tuple[str, ...]) -> Candidate | None:
    if name.country:
        found = [c for c in candidates(name.text, countries=(name.country,)) if c.place.kind == "country"]
        return found[0] if found else None
    hints = tuple(sorted(c for c, _ in context.most_common(6) if c not in _TOWNS_OF_EVERY_NAME))
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

    if name.listed and any("sayso" in c.place.external for c in found):
        found = [c for c in found if "sayso" in c.place.external or share(c) > 0.15]
    found = [c for c in found if _plausible(c, name, share(c), stated=c.place.country in nearby)]
    return max(found, key=rank, default=None)


def _plausible(candidate: Candidate, name: _Name, share: float, *, stated: bool) -> bool:
    """Little-known places count only where the text is about their country; the less sure the name, the more so."""
    place = candidate.place
    if place.kind in {"country", "water"} or "sayso" in place.external:
        return True
    if not name.sure and (candidate.rank > 1 or candidate.how not in {"name", "article"}):
        return False
    about = (stated or share >= 0.15) and place.country not in _TOWNS_OF_EVERY_NAME
    if candidate.how == "sound":
        return about and name.sure
    floor = _MIN_POPULATION if name.sure else 10 * _MIN_POPULATION
    if about or (share and candidate.population >= floor):
        return True
    return candidate.population >= (4 * floor if candidate.rank == 0 else 30 * floor)


def _precision(place: Place, block: ParsedBlock, span: Span) -> GeoPrecision:
    """UCDP's place rules: near a place, on a line between two, in a district, a province, a country, at sea."""
    at = span.start - block.span.start
    before, after = block.doc.text[max(0, at - 90) : at], block.doc.text[at + len(span.exact) :][:40]
    if place.kind == "country":
        return GeoPrecision.FUZZY if _LINE.search(before) or _LINE_AFTER.search(after) else GeoPrecision.COUNTRY
    if place.kind == "water":
        return GeoPrecision.INTERNATIONAL
    if place.lat is None:
        return GeoPrecision.UNKNOWN
    near = _NEAR.search(before)
    if near:
        return _distance_precision(near)
    if _LINE.search(before):
        return GeoPrecision.FUZZY
    if place.kind == "region":
        return GeoPrecision.PROVINCE
    if _DISTRICT_AFTER.search(after):
        return GeoPrecision.DISTRICT
    if re.match(r"\s+(?:province|governorate|oblast|state|department)\b", after, re.IGNORECASE):
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
