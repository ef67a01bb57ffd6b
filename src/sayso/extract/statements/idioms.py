"""A saying verb comes in; where it is part of a set phrase ("point the finger at"), what that phrase introduces goes out."""

from __future__ import annotations

from spacy.tokens import Token

from sayso.extract.statements.complements import Complement, is_infinitive, saying_words, without_vehicle
from sayso.extract.statements.cues import Cues, Idiom, cues

_REACH = 18  # words between "hold" and "responsible"


def plea(verb: Token, lemma: str, lexicon: Cues) -> Complement | None:
    """ "Pleaded not guilty to murder"."""
    guilty = next((c for c in verb.rights if c.lower_ == "guilty"), None) if lemma == "plead" else None
    if guilty is None:
        return None
    act = "denies" if any(c.dep_ == "neg" for c in (*verb.children, *guilty.children)) else "claims_responsibility"
    return Complement(frame="object", tokens=tuple(guilty.subtree), cue=saying_words(verb), root=guilty, act=act)


def undrawn(verb: Token, lemma: str, lexicon: Cues) -> Complement | None:
    """ "Would not be drawn on the motive"."""
    if (
        lemma != "draw"
        or not any(c.dep_ == "auxpass" for c in verb.children)
        or not any(c.dep_ == "neg" for c in verb.children)
    ):
        return None
    prep = next((c for c in verb.rights if c.dep_ in {"prep", "prt"} and c.lower_ in {"on", "about"}), None)
    about = next((c for c in prep.children if c.dep_ in {"pobj", "pcomp"}), None) if prep is not None else None
    about = about or next((c for c in verb.rights if c.dep_ in {"ccomp", "advcl"}), None)
    if about is None:
        return None
    return Complement(
        frame="clause",
        tokens=tuple(about.subtree),
        cue=saying_words(verb, *([prep] if prep else [])),
        root=about,
        act="declines_to_name",
    )


def idiom(verb: Token, lemma: str, lexicon: Cues) -> Complement | None:
    for idiom in lexicon.idioms.get(lemma, ()):
        found = _fits(verb, idiom)
        if found is not None:
            return found
    return None


def _fits(verb: Token, idiom: Idiom) -> Complement | None:
    obj = next((c for c in verb.children if c.dep_ == "dobj"), None)
    if idiom.oprd and obj is None:
        obj = next((s for c in verb.rights if c.dep_ == "ccomp" for s in c.lefts if s.dep_ == "nsubj"), None)
    if idiom.objects and (obj is None or ("*" not in idiom.objects and obj.lower_ not in idiom.objects)):
        return None
    if idiom.oprd:
        word = next((t for t in verb.subtree if t.lower_ in idiom.oprd and t.i > verb.i and t.i < verb.i + _REACH), None)
        if word is None or obj is None:
            return None
        rest = list(word.rights)
        clause = [t for c in verb.rights if c.dep_ == "ccomp" and c.i > word.i for t in c.subtree]
        if obj.lower_ == "it":
            return Complement(
                frame="clause",
                tokens=tuple(clause),
                cue=saying_words(verb, word),
                root=clause[0] if clause else None,
                act=idiom.act,
            )
        between = verb.doc[obj.left_edge.i : word.i + 1]
        tokens = [*between, *(t for r in rest for t in r.subtree)]
        return Complement(frame="object", tokens=tuple(tokens), cue=saying_words(verb), root=obj, act=idiom.act)
    return _prepositional_idiom(verb, obj, idiom)


def _prepositional_idiom(verb: Token, obj: Token | None, idiom: Idiom) -> Complement | None:
    hosts = [verb] if obj is None else [verb, obj]
    for host in hosts:
        for prep in host.rights:
            if prep.lower_ not in idiom.prep or prep.dep_ not in {"prep", "dative", "mark"}:
                continue
            target = next((c for c in prep.children if c.dep_ in {"pobj", "pcomp"}), None)
            if target is None or (idiom.inner and target.lower_ not in idiom.inner):
                continue
            if idiom.then:
                prep = next((c for c in target.children if c.lower_ in idiom.then), None) or prep
                target = next((c for c in prep.children if c.dep_ in {"pobj", "pcomp"}), target)
            purpose = next(
                (
                    c
                    for c in (*target.rights, *verb.rights)
                    if idiom.inner and c.dep_ in {"acl", "xcomp", "advcl"} and is_infinitive(c) and c.i > target.i
                ),
                None,
            )
            if purpose is not None:
                return Complement(
                    frame="infinitive",
                    tokens=tuple(purpose.subtree),
                    cue=saying_words(verb, target),
                    root=purpose,
                    act=idiom.act,
                )
            tokens = without_vehicle(list(target.subtree), target, cues())
            return Complement(
                frame="preposition", tokens=tuple(tokens), cue=saying_words(verb, prep), root=target, act=idiom.act
            )
    return None
