"""A document's mentions come in; mentions that speak of one actor go out with one key."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
from spacy.tokens import Token

from sayso.codelists.known import fold
from sayso.extract import coreference
from sayso.extract.agentnouns import is_given, nouns, sex_of, sex_of_name
from sayso.extract.apposition import appositions
from sayso.extract.mention import Mention
from sayso.extract.parse import Parsed
from sayso.model import ActorKind, BlockKind

_ACRONYM = re.compile(r"[A-Z][A-Z0-9&./-]{1,9}s?")
_TITLES = frozenset({BlockKind.HEADLINE, BlockKind.CAPTION})  # where capitals tell little
_BODIES = frozenset({ActorKind.ARMED_GROUP, ActorKind.ORGANISATION, ActorKind.STATE_FORCE, ActorKind.OUTLET})
_NAMED_SHORT = frozenset({ActorKind.ORGANISATION, ActorKind.OUTLET, ActorKind.ARMED_GROUP, ActorKind.OFFICIAL_BODY})
_SMALL = frozenset(
    ["de", "la", "del", "al", "el", "bin", "ibn", "von", "van", "da", "dos", "der", "den", "du", "le", "ben", "abu"]
)


def cluster(mentions: Sequence[Mention], parsed: Parsed) -> tuple[list[Mention], list[str]]:
    """The mentions, with what appositions add to them, and one key each; mentions with one key are one actor."""
    found = sorted(mentions, key=lambda m: (m.chars[0], -m.chars[1]))
    beside = _beside(found, parsed)
    found = [_enriched(m, [g for g, n in beside if n is m]) for m in found]
    found = _as_states(_same_kind(found), parsed)
    keys = _name_keys(found, _acronyms(parsed, found))
    at = {(m.block, m.start, m.end): i for i, m in enumerate(found)}
    for group, name in beside:
        keys[at[group.block, group.start, group.end]] = keys[at[name.block, name.start, name.end]]
    taken = {at[g.block, g.start, g.end] for g, _ in beside}
    for i, mention in enumerate(found):
        if mention.definite and i not in taken:
            j = _antecedent(i, found, parsed)
            if j is not None:
                keys[i] = keys[j]
    return _with_sex(_with_kind(found, keys), keys), keys


def _with_kind(mentions: Sequence[Mention], keys: Sequence[str]) -> list[Mention]:
    """A surname that the recogniser took for a body is the person whose key it has."""
    people = {key for key, m in zip(keys, mentions, strict=True) if m.named and m.kind is ActorKind.PERSON}
    return [
        msgspec.structs.replace(m, kind=ActorKind.PERSON)
        if m.kind is ActorKind.ORGANISATION and m.named and m.known is None and key in people
        else m
        for m, key in zip(mentions, keys, strict=True)
    ]


_STATELY = frozenset({"government", "border", "ambassador", "embassy", "army", "military"})


def _as_states(mentions: Sequence[Mention], parsed: Parsed) -> list[Mention]:
    """A name of unknown kind that owns an army, a border or an ambassador is a state's: "Vessland's government"."""
    states = set()
    for m in mentions:
        if m.how != "name" or m.known is not None or m.kind is not ActorKind.ORGANISATION or " " in m.name:
            continue
        doc = parsed.blocks[m.block].doc
        if m.end + 1 < len(doc) and doc[m.end].tag_ == "POS" and doc[m.end + 1].lower_ in _STATELY:
            states.add(m.name)
    if not states:
        return list(mentions)
    return [
        msgspec.structs.replace(m, kind=ActorKind.STATE) if m.how == "name" and m.known is None and m.name in states else m
        for m in mentions
    ]


def _same_kind(mentions: Sequence[Mention]) -> list[Mention]:
    """A name that is a person's in one place is one in all."""
    people = {fold(m.name) for m in mentions if m.named and m.kind is ActorKind.PERSON and m.known is None}
    people |= {name.split()[-1] for name in people if len(name.split()) > 1 and is_given(name.split()[0])}
    return [
        msgspec.structs.replace(m, kind=ActorKind.PERSON)
        if m.named and m.known is None and m.kind is ActorKind.ORGANISATION and fold(m.name) in people
        else m
        for m in mentions
    ]


def _with_sex(mentions: Sequence[Mention], keys: Sequence[str]) -> list[Mention]:
    """What one mention of a person tells ("Mrs", "his"), all of them have."""
    sexes = {key: m.sex for key, m in zip(reversed(keys), reversed(mentions), strict=True) if m.sex}
    return [
        m if m.sex or key not in sexes or m.plural else msgspec.structs.replace(m, sex=sexes[key])
        for m, key in zip(mentions, keys, strict=True)
    ]


# Names ---------------------------------------------------------------------------------------------------------------


def _name_keys(mentions: Sequence[Mention], acronyms: dict[str, str]) -> list[str]:
    full = [m for m in mentions if m.named and m.kind is ActorKind.PERSON and len(fold(m.name).split()) > 1]
    keys = []
    for m in mentions:
        key = _own_key(m)
        if m.known is None and m.named:
            words = fold(m.name).split()
            if len(words) == 1 and m.kind in {ActorKind.PERSON, ActorKind.ORGANISATION}:
                whole = _whole(words[0], m, full)
                key = _own_key(whole) if whole else key
            if m.kind in _BODIES and not m.name.isupper():
                short = _short_for(words, m, mentions)
                key = _own_key(short) if short else key
            if len(words) > 1 and m.kind is ActorKind.PERSON:
                longer = next((f for f in full if f is not m and _holds(fold(f.name).split(), words)), None)
                key = _own_key(longer) if longer else key
            if fold(m.name) in acronyms:
                key = acronyms[fold(m.name)]
        keys.append(key)
    return keys


def _holds(longer: Sequence[str], shorter: Sequence[str]) -> bool:
    """The words are the end of a longer name: "Thu Kha" of "Khaing Thu Kha"."""
    return len(longer) > len(shorter) and list(longer[-len(shorter) :]) == list(shorter)


def _short_for(words: Sequence[str], mention: Mention, mentions: Sequence[Mention]) -> Mention | None:
    """The group named in full before whose last word this is: "the Tigers" after "Tamil Tigers"."""
    if len(words) != 1:
        return None
    return next(
        (
            other
            for other in mentions
            if other.chars[0] < mention.chars[0]
            and other.named
            and other.kind in _BODIES
            and other.how != "seat"
            and len(other.text.split()) > 1
            and fold(other.text).split()[-1] == words[0]
        ),
        None,
    )


def _whole(word: str, mention: Mention, full: Sequence[Mention]) -> Mention | None:
    """The full name that one part of it stands for: by surname first, then by another part; of several the latest before."""
    for part in (_last, _other):
        fitting = [f for f in full if word in part(f.name) and not (mention.sex and f.sex and mention.sex != f.sex)]
        before = [f for f in fitting if f.chars[0] <= mention.chars[0]]
        if fitting:
            return max(before, key=lambda f: f.chars, default=fitting[0])
    return None


def _last(name: str) -> tuple[str, ...]:
    return (fold(name).split()[-1],)


def _other(name: str) -> tuple[str, ...]:
    return tuple(w for w in fold(name).split()[:-1] if len(w) > 2 and w not in _SMALL)


def _own_key(mention: Mention) -> str:
    if mention.known is not None:
        return f"known:{mention.known.key}"
    return f"{'name' if mention.named else 'group'}:{fold(mention.name)}"


def with_parts_of_names(mentions: Sequence[Mention], parsed: Parsed, firsts: Sequence[int]) -> list[Mention]:
    """The mentions, and single capitalised words that are part of a full name elsewhere in the document."""
    parts = {
        word
        for m in mentions
        if m.named and m.kind is ActorKind.PERSON and (len(m.name.split()) > 1 or m.title)
        for word in (*_last(m.name), *_other(m.name))
        if len(word) > 2 and word not in nouns().kind and word not in nouns().titles
    }
    bodies = {
        fold(m.name).split()[-1]: m
        for m in reversed(mentions)
        if m.named and m.kind in _NAMED_SHORT and len(m.name.split()) > 1
    }
    if not parts and not bodies:
        return list(mentions)
    covered = {(m.block, i) for m in mentions if m.how != "group" for i in range(m.start, m.end)}
    more = [
        _lone(token, number, parsed, firsts[number])
        for number, block in enumerate(parsed.blocks)
        for token in block.doc
        if token.text[:1].isupper() and (number, token.i) not in covered and fold(token.text) in parts and _alone(token)
    ]
    more += [
        msgspec.structs.replace(_lone(token, number, parsed, firsts[number]), kind=bodies[fold(token.text)].kind)
        for number, block in enumerate(parsed.blocks)
        for token in block.doc[1:]
        if token.text[:1].isupper() and (number, token.i) not in covered and fold(token.text) in bodies and _shortened(token)
    ]
    return sorted([*mentions, *more], key=lambda m: (m.chars[0], -m.chars[1]))


def _shortened(token: Token) -> bool:
    """ "The Monitor", for a body named in full elsewhere."""
    return token.nbor(-1).lower_ == "the" and token.text.istitle() and _alone(token)


def _alone(token: Token) -> bool:
    """Not a part of a longer name of something else: "Paz Street", "San Pedro"."""
    doc, i = token.doc, token.i
    if token.is_sent_start and token.pos_ not in {"PROPN", "NOUN"} and token.dep_ not in {"nsubj", "nsubjpass"}:
        return False
    beside = [doc[j] for j in (i - 1, i + 1) if 0 <= j < len(doc)]
    return not any(t.pos_ == "PROPN" and t.text[:1].isupper() and t.lower_ not in nouns().titles for t in beside)


def _lone(token: Token, number: int, parsed: Parsed, first: int) -> Mention:
    block = parsed.blocks[number]
    span = block.span_of(token.doc[token.i : token.i + 1])
    return Mention(
        block=number, start=token.i, end=token.i + 1, head=token.i, chars=(span.start, span.end), text=span.exact,
        name=token.text, kind=ActorKind.PERSON, how="name", sentence=first + sum(1 for s in token.doc.sents if s.end <= token.i),
        subject=token.dep_ in {"nsubj", "nsubjpass", "agent"},
    )  # fmt: skip


def without_headline_words(mentions: Sequence[Mention], parsed: Parsed) -> list[Mention]:
    """Headlines have capitals everywhere: a name found there alone counts only with a given name before it."""
    titles = {n for n, b in enumerate(parsed.blocks) if b.kind in _TITLES or _title_case(b.span.exact)}
    body = " ".join(b.span.exact for n, b in enumerate(parsed.blocks) if n not in titles)
    if not body:
        return list(mentions)
    return [
        m
        for m in mentions
        if m.how != "name" or m.block not in titles or m.name in body or m.title or is_given(m.name.split()[0])
    ]


def _title_case(text: str) -> bool:
    """A line with capitals on nearly all words and no full stop: a headline, whatever the page calls it."""
    words = [w for w in text.split() if w[:1].isalpha()]
    capitals = sum(w[:1].isupper() for w in words)
    return 4 <= len(words) <= 20 and capitals >= 0.75 * len(words) and not text.rstrip().endswith((".", "!", '"', "”"))


# Descriptions --------------------------------------------------------------------------------------------------------


def _beside(mentions: Sequence[Mention], parsed: Parsed) -> list[tuple[Mention, Mention]]:
    by_block: dict[int, list[Mention]] = {}
    for m in mentions:
        by_block.setdefault(m.block, []).append(m)
    return [pair for number, here in by_block.items() for pair in appositions(parsed.blocks[number].doc, here)]


def _enriched(name: Mention, groups: Sequence[Mention]) -> Mention:
    """A name with the office, country and kind that the descriptions beside it tell."""
    if not groups:
        return name
    title = " ".join([name.title, *(g.name for g in groups)]).strip()
    kind = name.kind
    if name.kind in {ActorKind.ORGANISATION, ActorKind.UNKNOWN}:
        kind = ActorKind.PERSON if groups[0].kind is ActorKind.UNNAMED else groups[0].kind
    return msgspec.structs.replace(
        name, title=title, kind=kind if name.known is None else name.kind,
        country=name.country or next((g.country for g in groups if g.country), None),
        sex=name.sex or sex_of_name(name.name) or next((s for g in groups if (s := g.sex or sex_of(g.name))), ""),
    )  # fmt: skip


def _antecedent(i: int, mentions: Sequence[Mention], parsed: Parsed) -> int | None:
    """The mention before that "the general", "the official" or "the rebels" takes up."""
    mention = mentions[i]
    head = parsed.blocks[mention.block].doc[mention.head]
    called = _called_so(head, mentions[:i], parsed)
    if called is not None:
        return called
    named = coreference.description_antecedent(
        head, mention.sentence, mentions[:i], country=mention.country, kind=mention.kind
    )
    if named is not None:
        return next(j for j in range(i) if mentions[j] is named)
    again = coreference.same_description(mention, head, mentions[:i], parsed)
    if again is not None:
        return next(j for j in range(i) if mentions[j] is again)
    armed = any(m.how == "group" and m.kind is ActorKind.ARMED_GROUP and m.plural for m in mentions[:i])
    if head.lower_ in nouns().words["rebel_words"] and not armed:
        groups = {m.known.key if m.known else fold(m.name): j for j, m in enumerate(mentions[:i]) if _is_rebel_group(m)}
        return next(iter(groups.values())) if len(groups) == 1 else None
    return None


def _called_so(head: Token, before: Sequence[Mention], parsed: Parsed) -> int | None:
    """ "The Goldline mining company ... The company": the last name that stood before the same noun."""
    if head.lower_ not in _FIRMS:
        return None
    for j in reversed(range(len(before))):
        other = before[j]
        doc = parsed.blocks[other.block].doc
        fuller = other.how == "group" and doc[other.head].lower_ == head.lower_
        if fuller and any(t.pos_ == "PROPN" for t in doc[other.start : other.head]):
            return j
        noun = next((t for t in doc[other.end : other.end + 3] if t.lower_ == head.lower_), None)
        between = doc[other.end : noun.i] if noun is not None else ()
        bare = all(t.pos_ in {"NOUN", "ADJ", "PROPN"} for t in between)
        if noun is not None and bare and other.named and other.kind is not ActorKind.PERSON:
            return j
    return None


_FIRMS = frozenset(
    {"company", "firm", "party", "ministry", "group", "union", "brigade", "agency", "institute", "corporation"}
)


def _is_rebel_group(mention: Mention) -> bool:
    return mention.named and mention.kind is ActorKind.ARMED_GROUP


def _acronyms(parsed: Parsed, mentions: Sequence[Mention]) -> dict[str, str]:
    """ "Joint Special Operations Command (JSOC)": the acronym stands for the name before it."""
    found = {}
    by_end = {(m.block, m.end): m for m in mentions if m.named}
    for number, block in enumerate(parsed.blocks):
        for token in block.doc[1:]:
            if (
                token.text in {"(", "—", "–"}
                and token.i + 1 < len(block.doc)
                and _ACRONYM.fullmatch(block.doc[token.i + 1].text)
            ):
                mention = by_end.get((number, token.i))
                short = block.doc[token.i + 1].text
                if mention is not None and _abbreviates(short, mention.name):
                    found[fold(short)] = _own_key(mention)
    return found


def _abbreviates(short: str, name: str) -> bool:
    """The acronym's letters occur in the name's order, the first at a word's start."""
    letters, text = fold(short).removesuffix("s"), fold(name)
    if not text.startswith(letters[:1]):
        return False
    at = 0
    for letter in letters:
        at = text.find(letter, at) + 1
        if not at:
            return False
    return True
