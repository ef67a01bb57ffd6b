"""A parsed document comes in; the stretches that may name a place go out, with how sure that is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Token

from sayso.codelists import table
from sayso.codelists.known import spellings
from sayso.extract.accounts.lexicon import common_words, nationalities
from sayso.extract.actors import Actors
from sayso.extract.agentnouns import nouns
from sayso.extract.aliases import Hit
from sayso.extract.mention import Mention
from sayso.extract.nameshape import in_longer_person, in_place_slot, is_lowered
from sayso.extract.parse import ParsedBlock, pipeline
from sayso.extract.placewords import CALLED, is_called
from sayso.gazetteer import candidates
from sayso.gazetteer.names import SITE_WORDS, key_of
from sayso.model import ActorKind

_LABELS = frozenset({"GPE", "LOC", "FAC"})
_PREPOSITIONS = frozenset([
    "in", "at", "near", "from", "to", "of", "outside", "around", "toward", "towards", "across", "between", "into",
    "throughout", "inside", "through", "over", "on", "off", "and",
])  # fmt: skip
_SITE_NOUNS = frozenset([
    "base", "airbase", "airfield", "airport", "camp", "barracks", "prison", "hospital", "refinery", "dam", "bridge",
    "crossing", "checkpoint", "embassy", "consulate", "island", "islands", "strait", "port", "station", "garrison",
    "outpost", "municipality", "department", "province", "governorate", "district", "oblast", "region", "state", "township",
    "village", "town", "county", "raion", "suburb", "neighbourhood", "neighborhood", "quarter", "valley", "gorge", "monastery",
    "mosque", "church", "cathedral", "market", "square", "oilfield", "plant", "mine", "junction", "pass", "river", "lake",
    "desert", "mountains", "forest", "peninsula", "canal",
])  # fmt: skip
_INSIDE = frozenset(["del", "de", "la", "las", "los", "el", "al", "da", "do", "dos", "du", "sur", "on", "upon"])
_LINKS = frozenset(["del", "de", "da", "do", "dos", "du", "sur"])
_SETTLEMENTS = frozenset(["village", "town", "township", "hamlet", "camp", "settlement", "municipality", "district"])
_BEFORE_SITE = frozenset(["camp", "fort", "mount", "lake", "fob", "port"])

# Not names of towns, though some town somewhere bears each of them.
NEVER = frozenset([
    "march", "may", "august", "general", "major", "president", "congress", "house", "state", "union", "force", "mission",
    "liberty", "victory", "central", "national", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    "hometown", "homeland", "parliament", "arab", "arabs", "kurd", "islam", "christian", "sunni", "shia", "shiite", "western",
    "eastern", "northern", "southern",
    "january", "february", "april", "june", "july", "september", "october", "november", "december", "ramadan", "eid",
])  # fmt: skip


_PARTICLES = frozenset(
    ["al", "el", "as", "ar", "az", "ad", "at", "an", "ash", "de", "del", "la", "las", "los", "bin", "abu"]
)
_WHERE = frozenset(["in", "near", "outside", "at", "around"])
_AROUND = frozenset(["near", "outside"])
_NO_PLACE = frozenset(["ORG", "NORP", "LANGUAGE", "EVENT", "LAW", "WORK_OF_ART", "PRODUCT", "MONEY"])
_LONG = 3  # words; more of them are a list that lost its commas


class Name(msgspec.Struct, frozen=True):
    """A possible place name at tokens ``start`` to ``end`` of a block."""

    block: int
    start: int
    end: int
    text: str
    sure: bool  # the recogniser or a table says place; otherwise the gazetteer has to
    country: str | None = None
    listed: bool = False  # one of our own sites
    seat: str | None = None  # the country whose capital it is


def names_in(block: ParsedBlock, number: int, actors: Actors) -> Iterator[Name]:
    """Every stretch of the block that may name a place."""
    doc, hits = block.doc, actors.hits[number]
    people = frozenset(w for a in actors.actors if a.kind is ActorKind.PERSON and a.named for w in a.name.lower().split())
    taken = {i for m in actors.in_block(number) if _is_somebody(m) for i in range(m.start, m.end)}
    for start, end in _dateline(block):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            yield Name(number, start, end, doc[start:end].text.title(), True)
    for start, end in _called(doc) if not is_lowered(block) else ():
        if not taken.issuperset(range(start, end)) or not _pack_names(actors, number, start, end):
            taken.update(range(start, end))
            yield Name(number, start, end, doc[start:end].text, True)
    for start, end in _sites(doc, lowered=is_lowered(block)):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            yield Name(number, start, end, doc[start:end].text, True, listed=True)
    yield from _of_hits(doc, number, hits, taken)
    yield from _capitals(doc, number, hits, taken)
    for entity in doc.ents:
        start, end = _grown(doc, entity.start, entity.end, taken) if entity.label_ in _LABELS else (entity.start, entity.end)
        if entity.label_ in _LABELS and start < end and taken.isdisjoint(range(start, end)) and not _is_title(doc, start):
            if not _is_person(doc, start, end, people):
                yield Name(number, start, end, doc[start:end].text, True)
            taken.update(range(start, end))
        elif entity.label_ in {"PERSON", "ORG"} and taken.isdisjoint(range(start, end)):
            # The actors have left it: it may be a place that the recogniser took for somebody.
            start, end = _grown(doc, start, end, taken)
            if start < end <= start + 4 and not _is_person(doc, start, end, people) and candidates(doc[start:end].text):
                taken.update(range(start, end))
                yield Name(number, start, end, doc[start:end].text, in_place_slot(doc, start) or _has_site_word(doc, end))
    for start, end in _capitalised(doc, taken, lowered=is_lowered(block)):
        if not _is_person(doc, start, end, people):
            start, end = _grown(doc, start, end, taken)
            sure = in_place_slot(doc, start) or _has_site_word(doc, end)
            yield Name(number, start, end, doc[start:end].text, sure)


def named_again(blocks: Sequence[ParsedBlock], names: Sequence[Name], actors: Actors) -> Iterator[Name]:
    """Further mentions of a town once named in a place's stead: "the Zalingei raid" after "the hospital in Zalingei"."""
    people = {w for a in actors.actors if a.kind is ActorKind.PERSON and a.named for w in a.name.lower().split()}
    known = {n.text for n in names if n.sure and not n.country and not n.listed and n.end - n.start == 1} - {""}
    known = {text for text in known if text[:1].isupper() and text.isalpha() and text.lower() not in people}
    for number, block in enumerate(blocks) if known else ():
        taken = {i for n in names if n.block == number for i in range(n.start, n.end)}
        taken |= {i for m in actors.in_block(number) if m.how in {"name", "pack"} for i in range(m.start, m.end)}
        for token in block.doc:
            if token.text in known and token.i not in taken and not is_lowered(block):
                yield Name(number, token.i, token.i + 1, token.text, True)


def _called(doc: Doc) -> Iterator[tuple[int, int]]:
    """ "the village of X", "the neighbourhoods of X and Y", "X, a village near ...": names that the words call places."""
    for token in doc[:-2]:
        kind = token.lower_ if token.lower_ in CALLED else token.lower_.removesuffix("s")
        if kind not in CALLED or doc[token.i + 1].lower_ != "of":
            continue
        at = token.i + 2
        while (end := _run(doc, at)) > at:
            yield (at, end) if end - at <= _LONG else (at, at + 1)
            if end + 1 >= len(doc) or doc[end].lower_ not in {"and", ","} or kind == token.lower_:
                break
            at = end + 1


def _run(doc: Doc, start: int) -> int:
    """The end of the run of capitalised words that starts here; the start itself where there is none."""
    at = last = start
    while at < len(doc) and at - start < 8:
        token = doc[at]
        named = token.text[:1].isupper() and token.is_alpha and token.pos_ not in {"AUX", "DET", "PRON"}
        if at > start and token.ent_iob_ == "B" and token.ent_type_ in {"ORG", "PERSON"} and doc[at - 1].ent_type_:
            break  # the next name
        if at > start and token.lower_ in nationalities():
            break  # "the town of Loden Syrian television reported", in a text that lost its commas
        if named and not token.is_stop and token.lower_ not in NEVER:
            last = at + 1
        elif not (token.text in {"-", "'", "’"} or token.lower_ in _PARTICLES):
            break
        at += 1
    return last


def _pack_names(actors: Actors, number: int, start: int, end: int) -> bool:
    """The words are those of an actor whom the alias pack knows: "the city of London Police"."""
    return any(m.how == "pack" and m.start <= start and end <= m.end for m in actors.in_block(number))


def _name_goes_on(doc: Doc, start: int) -> bool:
    """ "San Vicente del Caguan" is not "Caguan"."""
    return start > 1 and doc[start - 1].lower_ in {"del", "de", "do", "da"} and doc[start - 2].text[:1].isupper()


def _of_hits(doc: Doc, number: int, hits: Sequence[Hit], taken: set[int]) -> Iterator[Name]:
    """Countries, and capitals that stand for no government here; the pack's other names are no places."""
    for hit in hits:
        known, span = hit.choices[0], range(hit.start, hit.end)
        if not taken.isdisjoint(span) or (known.kind is ActorKind.STATE and in_longer_person(doc, hit.start, hit.end)):
            continue
        if known.role == "seat":
            yield Name(number, hit.start, hit.end, doc[hit.start : hit.end].text, True, seat=known.country)
        elif known.kind is ActorKind.STATE and known.role == "name" and not _is_modifier(doc, hit):
            yield Name(number, hit.start, hit.end, known.name, True, known.country)
        taken.update(span)


def _capitals(doc: Doc, number: int, hits: Sequence[Hit], taken: set[int]) -> Iterator[Name]:
    """ "Syria's capital", "the Iraqi capital": the town that it is, where no name follows."""
    states = {hit.end: hit.choices[0].country for hit in hits if hit.choices[0].kind is ActorKind.STATE}
    for token in doc:
        if token.lower_ != "capital" or token.i in taken or token.tag_ != "NN":
            continue
        after = doc[token.i + 1 : token.i + 2]
        named = (
            after.text[:1].isupper() or after.text in {"of", "'s", "’s"} or (after and after[0].pos_ in {"NOUN", "PROPN"})
        )
        back = token.i - 1 if token.i and doc[token.i - 1].tag_ == "POS" else token.i
        country = states.get(back)
        seat = table("countries").get(country, {}).get("capital") if country else None
        if seat and not named:
            taken.add(token.i)
            yield Name(number, token.i, token.i + 1, str(seat), True, seat=country)


def _is_somebody(mention: Mention) -> bool:
    """A person, a body or a government: its words name no place. A hospital or camp may be both."""
    if mention.how in {"group", "adjective"} or (mention.how == "pack" and mention.kind is ActorKind.STATE):
        return False
    return mention.how != "name" or mention.name.split()[-1].lower() not in SITE_WORDS | _SITE_NOUNS


def _is_person(doc: Doc, start: int, end: int, people: frozenset[str]) -> bool:
    """One word of the name of a person in the text, with no word before it that says place."""
    return end - start == 1 and doc[start].lower_ in people and not in_place_slot(doc, start)


def _has_site_word(doc: Doc, end: int) -> bool:
    return doc[end - 1].lower_ in _SITE_NOUNS


_DATELINE = re.compile(
    r"(?P<city>[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’.-]+(?: [A-ZÀ-ÖØ-Þ'’.-]+){0,3})(?=,| \(| [-–—]|\s*--|:)(?:, [^()–—]{2,40}?)?"
    r"(?:\s*\([^)]{2,40}\))?\s*(?:--?|–|—|:)\s"
)


def _dateline(block: ParsedBlock) -> Iterator[tuple[int, int]]:
    """ "BAMAKO, Mali (Agency) -" before the first words: where it was written."""
    found = _DATELINE.match(block.text[:120])
    piece = block.doc.char_span(*found.span("city")) if found else None
    if piece is not None:
        yield piece.start, piece.end


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


def stands_as_place(doc: Doc, name: Name) -> bool:
    """An unknown name is kept as a place only where the words around it say that it is one."""
    i = name.start - 1
    while i >= 0 and (doc[i].lower_ in {"the", "a", "of"} or is_called(doc[i])):
        if is_called(doc[i]):
            return True
        i -= 1
    if i >= 1 and doc[i].lower_ in {"and", ","} and doc[i - 1].text[:1].isupper():
        return name.sure  # "the towns of X, Y and Z"
    where = i >= 0 and (doc[i].lower_ in _WHERE or _is_where(doc, name.start))
    return where or doc[name.end - 1].lower_ in _SITE_NOUNS


def _grown(doc: Doc, start: int, end: int, taken: set[int]) -> tuple[int, int]:
    """The name without its article, with the site word that follows it."""
    while start < end and (doc[start].lower_ in {"the", "a", "an"} or doc[start].is_punct):
        start += 1
    while end > start and (doc[end - 1].is_punct or doc[end - 1].tag_ == "POS"):
        end -= 1
    while end + 1 < len(doc) and doc[end].lower_ in _LINKS and _is_name_part(doc[end + 1], taken):
        end += 2  # "Lagos de Moreno"
    if (
        end + 1 < len(doc)
        and _is_name_part(doc[end], taken)
        and doc[end].tag_ == "NNP"
        and doc[end + 1].lower_ in _SETTLEMENTS
    ):
        end += 1  # "Gidan Bawa village"
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


def _is_name_part(token: Token, taken: set[int]) -> bool:
    plain = token.text[:1].isupper() and token.is_alpha and token.lower_ not in NEVER
    return plain and token.i not in taken and token.ent_type_ != "NORP" and token.lower_ not in nationalities()


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
                or (doc[end].lower_ in _INSIDE and end + 1 < len(doc) and _may_name(doc[end + 1], lowered=lowered))
                or (doc[end].text == "-" and end + 1 < len(doc) and _may_name(doc[end + 1], lowered=lowered))
            )
            and end - i < 5
        ):
            end += 1
        before = doc[i - 1].lower_ if i else ""
        after = doc[end].lower_ if end < len(doc) else ""
        if before == "the" and i > 1:
            before = doc[i - 2].lower_
        if i and doc[i - 1].tag_ == "POS":
            before = "of"  # "Tripoli's Mitiga airport"
        if (
            before in _PREPOSITIONS
            or after in _SITE_NOUNS
            or doc[end - 1].lower_ in _SITE_NOUNS
            or (after == "," and before in {"", "."})
        ):
            known = list(_longest(doc, i, end, lowered=lowered))
            yield from known
            if not known and _is_where(doc, i) and not lowered and _unheard_of(doc, i, end):
                yield i, end
        i = end


def _is_where(doc: Doc, start: int) -> bool:
    """A preposition that takes a place before the token: "near", "south of"."""
    before = doc[start - 1].lower_
    return before in _WHERE or (before == "of" and in_place_slot(doc, start))


def _unheard_of(doc: Doc, start: int, end: int) -> bool:
    """ "near Hombori": a name that no list knows, and that is no word, body, people or month either."""
    run = [t for t in doc[start:end] if t.lower_ not in _INSIDE and t.text != "-"]
    day = any(t.lower_.removesuffix("s") in NEVER for t in run)
    plain = not day and all(t.pos_ == "PROPN" and t.is_title and t.is_alpha and len(t) > 2 for t in run)
    before = doc[start - 1].lower_
    around = before in _AROUND or before == "of"  # of which a body has none: the recogniser's guess at one gives way
    no_place = _NO_PLACE - {"ORG"} if around and len(run) == 1 else _NO_PLACE
    other = any(t.ent_type_ in no_place or t.lower_ in NEVER or t.lower_ in common_words() for t in run)
    return plain and not other and doc[end : end + 1].text not in {"'s", "’s", "'"}


def _may_name(token: Token, *, lowered: bool) -> bool:
    if token.lower_ in NEVER or token.is_stop or (not token.is_alpha and not re.fullmatch(r"[\w’'.-]*\w", token.text)):
        return False
    if lowered:
        return token.pos_ in {"PROPN", "NOUN", "ADJ", "X"} and token.lower_ not in nouns().kind
    return token.text[:1].isupper() and token.pos_ in {"PROPN", "NOUN", "ADJ", "X"} and not token.is_sent_start


def _longest(doc: Doc, start: int, end: int, *, lowered: bool) -> Iterator[tuple[int, int]]:
    """The longest run of the tokens that the gazetteer knows; in lowered text a lone common word needs a place around it."""
    for first in range(start, end):
        for stop in range(end, first, -1):
            text = doc[first:stop].text
            if (stop < len(doc) and doc[stop].text == "-") or (first and doc[first - 1].text == "-"):
                continue  # half of "Carrefour-Feuilles"
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
    found = [
        (s, e) for s, e in found if doc[s].ent_type_ != "PERSON" and not _is_title(doc, s) and not _name_goes_on(doc, s)
    ]
    found.sort(key=lambda f: (f[0] - f[1], f[0]))
    kept: list[tuple[int, int]] = []
    for start, end in found:
        if all(end <= s or e <= start for s, e in kept):
            kept.append((start, end))
    return sorted(kept)
