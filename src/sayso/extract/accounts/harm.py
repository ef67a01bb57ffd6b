"""The people hit in a bundle of mentions come in; victims and figures of harm go out, each figure with whose it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from spacy.tokens import Token

from sayso.extract.accounts import lexicon
from sayso.extract.accounts.lists import announced
from sayso.extract.accounts.people import People
from sayso.extract.accounts.phrases import NOT_PEOPLE, Phrase, appositions, is_namelike, phrase, quantity, singular
from sayso.extract.accounts.statuses import around
from sayso.extract.accounts.told import Mention
from sayso.extract.figures import AGED, Figure, figure
from sayso.model import Harm, IncidentType, Span, Statement, Victim

KINDS = {"death": "killed", "injury": "injured", "kidnapped": "captured"}
DEAD = frozenset({"dead", "killed", "death", "deaths", "casualties", "slain", "lifeless"})
HURT = frozenset({"wounded", "injured", "hurt"})
VERB_EFFECT = {"kill": "death", "wound": "injury", "injure": "injury", "maim": "injury", "claim": "death"}
OTHER_CLAUSES = frozenset({"advcl", "relcl", "prep", "mark", "parataxis"})
NOT_COUNTED = frozenset({"that", "which", "it", "this", "nobody", "none", "no-one"})


def effect_on(mention: Mention, person: Phrase) -> str:
    """What became of the person: from the trigger, from the noun's verb ("the blast killed two"), or from "left two dead"."""
    token, trigger = person.token, mention.trigger.token
    beside = (
        t for t in token.head.children if t.dep_ not in OTHER_CLAUSES
    )  # "left two dead", and not "bombed it after six were killed"
    below = {t.lower_ for t in (*token.children, *beside, token.head, token)}
    if (trigger.pos_ == "NOUN" and not mention.trigger.effect) or mention.trigger.form == "noun":
        verb = _verb_over(token)
        if verb is not None and verb.lemma_.lower() in VERB_EFFECT:
            return VERB_EFFECT[verb.lemma_.lower()]
    if mention.trigger.effect:
        return mention.trigger.effect
    if below & DEAD:
        return "death"
    if below & HURT:
        return "injury"
    return "kidnapped" if mention.type is IncidentType.KIDNAPPING else "unknown"


def _verb_over(token: Token) -> Token | None:
    while token.dep_ in {"conj", "appos", "compound", "nummod"} and token.head != token:
        token = token.head
    return token.head if token.dep_ in {"dobj", "nsubjpass"} else None


def victims_of(mentions: Sequence[Mention], people: People) -> tuple[Victim, ...]:
    """Everybody who was hit, each once, with all mentions of him; names take the fullest form that the document prints."""
    rows: list[tuple[Phrase, str, list[Span]]] = []
    for mention in mentions:
        for person in mention.roles.people:
            if person.token.pos_ == "PRON":
                continue
            effect = effect_on(mention, person)
            same = next((r for r in rows if _same(r[0], person)), None)
            if same is None:
                rows.append((person, effect, [person.span]))
                continue
            same[2].append(person.span)
            if _fuller(person, same[0]) or same[1] == "unknown":
                rows[rows.index(same)] = (person if _fuller(person, same[0]) else same[0], _worse(effect, same[1]), same[2])
    found: dict[str, Victim] = {}
    for person, effect, spans in rows:
        for victim in _victims(person, effect, spans, people):
            key = victim.span.exact.lower()
            found[key] = victim if key not in found else _with(found[key], victim)
    return tuple(found.values())


def _with(old: Victim, new: Victim) -> Victim:
    return msgspec.structs.replace(
        old, effect=_worse(old.effect, new.effect), mentions=tuple(dict.fromkeys((*old.mentions, *new.mentions)))
    )


def _victims(person: Phrase, effect: str, spans: list[Span], people: People) -> Iterator[Victim]:
    """The victim as named, or else the names that the document gives for the description: "two nuns, A and B"."""
    names = (person.name,) if person.name is not None else names_for(person, people)
    if not names:
        yield _victim(person, effect, spans, None)
    for name in names:
        yield _victim(person, effect, spans, people.full(name))


def names_for(person: Phrase, people: People) -> tuple[Span, ...]:
    """Names in apposition to a description, or of the persons whom the document calls by it."""
    beside = [phrase(person.block, t) for a in appositions(person.token) for t in (a, *a.conjuncts)]
    named = tuple(p.name for p in beside if p.name is not None)
    counted = reading(person) if person.token.tag_ in {"NNS", "NNPS"} else None
    listed = announced(person, int(counted.best)) if counted is not None else ()
    if named or listed:
        return max(named, listed, key=len)
    before = _name_before(person)
    if before is not None:
        return (before,)
    called = people.called(singular(person.key))
    plural = person.token.tag_ in {"NNS", "NNPS"}
    if not called or plural != (len(called) > 1):
        return ()
    return tuple(p.span for p in called)


def _name_before(person: Phrase) -> Span | None:
    """ "Perez, leader of the party, was killed", where the parser took the description for the subject."""
    doc, base = person.block.doc, person.block.span.start
    piece = doc.char_span(person.span.start - base, person.span.end - base, alignment_mode="expand")
    if piece is None or piece.start < 2 or doc[piece.start - 1].text != "," or not is_namelike(doc[piece.start - 2]):
        return None
    last = piece.start - 2
    if doc[last].ent_type_ in NOT_PEOPLE and doc[last].text[:1].isupper():
        return None
    first = last
    while first > 0 and is_namelike(doc[first - 1]):
        first -= 1
    return person.block.span_of(doc[first : last + 1])


def _same(a: Phrase, b: Phrase) -> bool:
    if a.name and b.name:
        x, y = a.name.exact.lower().split(), b.name.exact.lower().split()
        return x[-1] == y[-1] or a.name.exact.lower() in b.name.exact.lower() or b.name.exact.lower() in a.name.exact.lower()
    return (
        a.key == b.key and not (a.name or b.name) and (not a.number or not b.number or a.number.lower() == b.number.lower())
    )


def _fuller(new: Phrase, old: Phrase) -> bool:
    return len((new.name or new.core).exact) > len((old.name or old.core).exact) and bool(new.name) >= bool(old.name)


def _worse(a: str, b: str) -> str:
    order = ["unknown", "none", "kidnapped", "injury", "death"]
    return max(a, b, key=lambda e: order.index(e) if e in order else 0)


def _victim(person: Phrase, effect: str, spans: list[Span], name: Span | None) -> Victim:
    kind = (
        person.kind.partition(":")[2] if person.family == "person" else "civilian" if person.family == "name" else "unknown"
    )
    return Victim(
        span=name or person.core, kind=kind or "unknown", effect=effect, named=name is not None,
        mentions=tuple(dict.fromkeys(spans)),
    )  # fmt: skip


def harm_of(mentions: Sequence[Mention], statements: Sequence[Statement]) -> tuple[Harm, ...]:
    """Figures of killed, injured and captured: one for each place where the text counts them."""
    found: list[Harm] = []
    for mention in mentions:
        groups: dict[str, list[Phrase]] = {}
        for person in mention.roles.people:
            if person.token.lower_ in NOT_COUNTED or (kind := KINDS.get(effect_on(mention, person))) is None:
                continue
            groups.setdefault(kind, []).append(person)
        for kind, people in groups.items():
            harm = _counted(kind, people, statements)
            if harm is not None and not any(h.kind == kind and h.span == harm.span for h in found):
                found.append(harm)
    return tuple(found)


def _counted(kind: str, people: Sequence[Phrase], statements: Sequence[Statement]) -> Harm | None:
    """The sum of the parts: "two soldiers and a Briton" are three. Where one part has no number, only a lowest reading stands."""
    readings = [reading(p) for p in people]
    known = [r for r in readings if r is not None]
    if not known:
        return None
    complete = len(known) == len(readings)
    low = sum(int(r.low) if r.low is not None else 0 for r in known)
    high = None if not complete or any(r.high is None for r in known) else sum(int(r.high or 0) for r in known)
    best = sum(int(r.best) for r in known) if complete else None
    first, last = people[0], people[-1]
    block = first.block
    span = block.chars(_start(first), last.span.end - block.span.start) if last.block is block else first.span
    said = around(first.span, statements)
    return Harm(kind=kind, low=low, best=best, high=high, source=said.id if said else None, span=span, who=first.core)


def _start(person: Phrase) -> int:
    """Where the phrase starts with its number and hedge: "at least 18 members"."""
    doc, index = (
        person.block.doc,
        person.block.doc.char_span(
            person.core.start - person.block.span.start, person.core.end - person.block.span.start, alignment_mode="expand"
        ),
    )
    at = index.start if index is not None else person.head
    while (
        at > 0
        and (doc[at - 1].lower_ in lexicon.words("phrase_words", "lead") or doc[at - 1].like_num)
        and doc[at - 1].sent == doc[at].sent
        and not (doc[at - 1].lower_ == "around" and at > 1 and doc[at - 2].lower_ == "time")  # "this time around two men"
    ):
        at -= 1
    return int(doc[at].idx)


def reading(person: Phrase) -> Figure | None:
    """The number of people in a phrase: stated, or one for a single person; None for a bare plural."""
    start = _start(person)
    end = person.token.idx
    words = person.block.doc.text[start:end]
    if (aged := AGED.search(words)) and not AGED.sub("", words).strip(" -"):  # "her 5-year-old son" counts one
        return Figure(low=1, best=1, high=1) if person.token.tag_ in {"NN", "NNP"} else None
    if aged:  # "two 5-year-old boys"
        end = start + aged.start()
        words = words[: aged.start()]
    if person.token.like_num or person.token.lower_ in {"dozens", "hundreds", "thousands", "scores"}:
        words = f"{words} {person.token.text}"
    numeral = quantity(person.token) or any(
        t.like_num or t.lower_ in {"dozens", "hundreds", "several", "couple"}
        for t in person.block.doc.char_span(start, end, alignment_mode="expand") or ()
    )
    if numeral or person.token.like_num:
        found = figure(words)
        if found is not None:
            return found
    if person.name is not None or person.token.tag_ in {"NN", "NNP"}:
        return Figure(low=1, best=1, high=1)
    return None
