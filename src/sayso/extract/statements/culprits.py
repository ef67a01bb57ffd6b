"""The words of a clause come in; whom they name as having done violence goes out, also where a noun phrase does it in passing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from spacy.tokens import Token

from sayso.codelists import table
from sayso.extract import agentnouns as agents
from sayso.extract.certainty import words
from sayso.extract.polarity import is_negated
from sayso.extract.statements.cues import lemma_of
from sayso.extract.statements.doers import FIRST, Culprit, is_doer, is_ours, is_person
from sayso.extract.statements.suspicions import can_act, pointed_at


@lru_cache(maxsize=1)
def violent_verbs() -> frozenset[str]:
    """Lemmas of the verbs that tell of violence whatever is done to whom: "tell" and "seize" do not."""
    return frozenset(
        lemma.rstrip("_")
        for row in table("events")["verbs"]
        if "of" not in row and (row.get("strong") or row["takes"] in {"any", "struck", "projectile", "target"})
        for lemma in row["lemmas"]
    )


@lru_cache(maxsize=1)
def _violent_to() -> dict[str, frozenset[str]]:
    """Verbs that tell of violence where something of a kind is done to: "seized a tanker", "used chlorine"."""
    found: dict[str, frozenset[str]] = {}
    for row in table("events")["verbs"]:
        if "of" in row and row["type"] != "diplomatic":
            found |= {lemma: found.get(lemma, frozenset()) | frozenset(row["of"]) for lemma in row["lemmas"]}
    return found


@lru_cache(maxsize=1)
def violent_nouns() -> frozenset[str]:
    """Lemmas of the nouns that tell of violence."""
    bare = (row for row in table("deeds")["nouns"] if not row.keys() & {"of", "by", "at", "beside"})
    rows = (*table("events")["nouns"], *bare)
    return frozenset(lemma for row in rows for lemma in row["lemmas"]) - {"death", "case", "war"}


_TIES = frozenset({"connection", "connections", "involvement", "part", "role", "hand", "link", "links", "complicity"})


def culprit_in(tokens: Sequence[Token], *, nouns: bool = True) -> Culprit | None:
    """Who is said to have done it, if the words say so."""
    unknown: Culprit | None = None
    for token in tokens:
        verbal = token.pos_ in {"VERB", "AUX"}
        found = _by_verb(token) or _by_copula(token) or _in_anothers_pay(token) or _abets(token) if verbal else None
        found = found or (_by_noun(token) if nouns else None) or _by_predicate(token) or pointed_at(token)
        if found is not None and (unknown or (not found.by_phrase and _nameless(found.actor))):
            if found.by_phrase:
                return found  # "the men who boarded it took their orders from X"
            unknown = unknown or found
        elif found is not None:
            return found
    return unknown


def _nameless(actor: Token) -> bool:
    """ "The men who boarded it": others may stand behind them."""
    return (
        actor.pos_ == "NOUN"
        and actor.lemma_.lower() in words("acts", "unknown_doers")
        and any(c.dep_ == "relcl" for c in actor.rights)
    )


def _by_verb(verb: Token) -> Culprit | None:
    lemma, obj = lemma_of(verb), _object_of(verb)
    particle = next((f"{lemma}_{c.lower_}" for c in verb.children if c.dep_ == "prt"), "")
    violent = lemma in violent_verbs() or particle in violent_verbs() or _does_violence(verb, lemma, obj)
    violent = violent or _is_deed_done(verb, particle or lemma)
    if (
        not violent or _unsaid(verb) or (obj is not None and obj.lemma_.lower() in words("acts", "messages"))
    ):  # "intercepted a call"
        return None
    agent = next((t for c in verb.children if c.dep_ == "agent" for t in c.children if t.dep_ == "pobj"), None)
    passive = any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children)
    doer = agent if passive else next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if doer is None and not passive and verb.dep_ == "xcomp" and verb.head.lemma_.lower() in _TRYING:
        doer = next((c for c in verb.head.children if c.dep_ == "nsubj"), None)
    if doer is None and not passive and verb.dep_ == "conj" and verb.head.pos_ == "VERB" and verb.tag_ == verb.head.tag_:
        doer = next((c for c in verb.head.children if c.dep_ == "nsubj"), None)  # "officers broke in and shot him"
    if (
        verb.tag_ in {"VBN", "VBD"}
        and verb.head.lemma_ == "have"
        and verb.head.i < verb.i - 1
        and verb.dep_ in {"ccomp", "xcomp", "acl"}
    ):
        doer = next((c for c in verb.head.children if c.dep_ == "nsubj"), doer)  # "they had her killed"
    if (doer is None and lemma == "perpetrate") or (doer is not None and doer.lower_ in {"that", "which", "who"}):
        doer = _antecedent(verb)
    called = _addressed(doer) if doer is not None and doer.lower_ == "you" else None
    doer = called or doer
    did_it = called is not None or (
        doer is not None and doer.pos_ == "NOUN" and ((lemma == "do" and can_act(doer)) or _is_private(doer))
    )
    if (
        doer is None
        or not (is_doer(doer) or did_it)
        or (lemma == "do" and doer.pos_ == "PRON" and doer.lower_ not in FIRST and not _herself(verb) and not _flat(verb))
    ):
        return None
    if (
        doer.pos_ == "PRON"
        and any(c.tag_ == "MD" for c in verb.children)
        and not any(c.lower_ == "have" for c in verb.children)
    ):
        return None  # what they will or might do, nobody has done
    return Culprit(actor=doer, negated=is_negated(verb), self_named=_self(doer))


def _addressed(you: Token) -> Token | None:
    """ "Well, Ruritanian army, you invaded us": whom a "you" means, where he is called by name right before."""
    first = you.sent.start
    if you.i - first < len(("X", ",")) or you.doc[you.i - 1].text != ",":
        return None
    called = you.doc[you.i - 2]
    return called if called.pos_ in {"NOUN", "PROPN"} and (is_doer(called) or can_act(called)) else None


def _unsaid(verb: Token) -> bool:
    """ "They have not said that they opened fire": it stands below a saying that was not made."""
    over = verb.head
    return (
        verb.dep_ == "ccomp" and over.lemma_ in {"say", "claim", "admit", "confirm", "mention", "deny"} and is_negated(over)
    )


def _is_private(doer: Token) -> bool:
    """ "Detainees", "the president", "the company": no fighters, but people who can do it."""
    lemma = doer.lemma_.lower()
    if doer.lower_ in agents.nouns().words["offices"] or lemma in words("acts", "private_doers"):
        return True
    return is_person(doer) and not lemma.endswith(("er", "or"))  # a cylinder and a heater are nobody


@lru_cache(maxsize=1)
def _quiet_verbs() -> frozenset[str]:
    """Verbs that tell of a happening without violence, with the words around them."""
    return frozenset(lemma for row in table("deeds")["verbs"] for lemma in row["lemmas"])


def _is_deed_done(verb: Token, lemma: str) -> bool:
    """ "Hacked the ministry", "jammed the radios", "cut the cable": a happening without a word of violence, done to something."""
    if lemma not in _quiet_verbs() or lemma in _NOTICING:
        return False
    from sayso.extract.accounts.deeds import told_by_verb

    deed = told_by_verb(verb, lemma)
    return deed is not None and deed.takes != "suffers" and str(deed.type) not in _BY_RIGHT


_NOTICING = frozenset(
    {"find", "detect", "discover", "identify", "spot", "sight", "see", "observe", "report", "track", "expose"}
)
_BY_RIGHT = frozenset({"arrest", "diplomatic", "sanctions", "health_incident"})  # done by those who may

_ORDERS = frozenset({"orders", "instructions", "order", "cue", "money", "pay"})
_TRYING = frozenset({"try", "attempt", "seek", "want", "plot", "conspire", "manage", "scheme", "set"})


def _in_anothers_pay(verb: Token) -> Culprit | None:
    """ "The intruders had been working for X", "the gunmen were hired by X", "the bomber was sent from X"."""
    if verb.lemma_.lower() not in words("acts", "serving"):
        return None
    subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    if subject is None or subject.lemma_.lower() not in words("acts", "unknown_doers"):
        return None
    if verb.lemma_.lower() == "take":  # "took their orders from X"
        orders = next((c for c in verb.children if c.dep_ == "dobj" and c.lower_ in _ORDERS), None)
        sent = (
            t
            for o in (orders, verb)
            if orders is not None and o is not None
            for c in o.rights
            if c.lower_ == "from"
            for t in c.children
        )
        target = next((t for t in sent if t.dep_ == "pobj" and can_act(t)), None)
        return Culprit(actor=target, negated=is_negated(verb), by_phrase=True) if target is not None else None
    for prep in verb.rights:
        if prep.lower_ in {"for", "by", "to", "on"} and prep.dep_ in {"prep", "agent", "dative"}:
            target = next((c for c in prep.children if c.dep_ == "pobj"), None)
            if target is not None and target.lower_ in {"behalf", "orders", "instructions"}:
                target = next((t for c in target.children if c.lower_ in {"of", "from"} for t in c.children), None)
            if target is not None and can_act(target):
                return Culprit(actor=target, negated=is_negated(verb), by_phrase=True)
    return None


def _abets(verb: Token) -> Culprit | None:
    """ "X funds the separatists": one side keeps another that fights."""
    if verb.lemma_.lower() not in words("acts", "keeping"):
        return None
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    obj = next((c for c in verb.children if c.dep_ == "dobj"), None)
    armed = (
        obj is not None
        and obj.pos_ != "PRON"
        and (obj.lemma_.lower() in words("acts", "doers") or obj.lower_ in words("acts", "doers"))
    )
    if subject is None or obj is None or not armed or not (is_doer(subject) or can_act(subject)):
        return None
    hired = verb.lemma_.lower() not in _HIRING or any(
        t.lemma_.lower() in violent_verbs() for c in obj.rights if c.dep_ in {"relcl", "acl", "xcomp"} for t in c.subtree
    )  # "paid the men who burned the parliament"
    return Culprit(actor=subject, negated=is_negated(verb), self_named=_self(subject)) if hired else None


_HIRING = frozenset({"pay", "hire", "send", "recruit"})


def _self(doer: Token) -> bool:
    """ "We", "our men": whoever speaks."""
    return doer.lower_ in FIRST or is_ours(doer)


def _does_violence(verb: Token, lemma: str, obj: Token | None) -> bool:
    """A verb of doing with something violent for its object: "staged the raid", "set the fire", "did it"."""
    kinds = _violent_to().get(lemma)
    if kinds is not None and obj is not None and any(t.lemma_.lower() in kinds for t in obj.subtree):
        return True
    if lemma in words("acts", "violence"):
        return obj is not None
    if lemma == "open":
        return obj is not None and obj.lower_ == "fire"
    if lemma in {"set", "start", "light"}:
        return obj is not None and obj.lower_ in {"fire", "fires", "blaze"}
    if lemma == "do":
        return obj is not None and any(
            c.dep_ in {"dobj", "nsubjpass"} and c.lower_ in {"it", "this", "that"} for c in verb.children
        )
    done = obj is not None or any(c.dep_ == "agent" for c in verb.children)
    return lemma in words("acts", "doing") and done and (_violent_object(obj) or lemma == "perpetrate")


def _object_of(verb: Token) -> Token | None:
    """What is done, or done to; "planned and carried out the raid" has one object for both."""
    for one in (verb, *verb.conjuncts):
        obj = next((c for c in reversed(list(one.children)) if c.dep_ in {"dobj", "nsubjpass"} and c.tag_ != "WDT"), None)
        if obj is not None:
            return obj
    return None


def _antecedent(verb: Token) -> Token | None:
    at = verb
    while at.dep_ not in {"relcl", "acl"} and at.head.i != at.i:
        at = at.head
    return at.head if at.dep_ in {"relcl", "acl"} else None


def _by_copula(verb: Token) -> Culprit | None:
    """ "It was the militia", "this could have been X"."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    named = next((c for c in verb.children if c.dep_ == "attr"), None)
    if (
        verb.lemma_ != "be"
        or subject is None
        or named is None
        or subject.lower_ not in {"it", "this", "that"}
        or not (
            is_doer(_whole(named))
            or named.lower_ in {"you", "him", "her", "them"}
            or (_pointed_out(verb, named) and can_act(named))
        )
        or named.lower_ in FIRST
    ):
        return None
    ours = any(c.dep_ == "poss" and c.lower_ in {"our", "my"} for c in named.children)
    named = _whole(named)
    return Culprit(actor=named, negated=is_negated(verb), self_named=ours)


def _whole(named: Token) -> Token:
    """ "A member of his own crew": the crew."""
    inner = (t for c in named.rights if c.lower_ == "of" for t in c.children if t.dep_ == "pobj")
    return next((t for t in inner if is_doer(t)), named) if named.lemma_.lower() in _MEMBERS else named


_MEMBERS = frozenset({"member", "one", "part", "some", "element", "faction"})


def _pointed_out(verb: Token, named: Token) -> bool:
    """ "It might be the husband", "it was the ally that wanted it"."""
    cleft = any(c.dep_ == "relcl" for c in (*named.children, *verb.children))
    return cleft or any(
        c.lower_ in {"might", "may", "could", "must", "probably", "perhaps", "maybe", "possibly"} for c in verb.children
    )


def _tied_to(token: Token) -> Token | None:
    """ "Nothing to do with X", "nothing to do with X's rockets": X."""
    target = next((c for t in token.subtree if t.lower_ == "with" for c in t.children if c.dep_ == "pobj"), None)
    if target is None:
        return None
    owner = next(
        (c for c in target.lefts if c.dep_ in {"poss", "amod", "compound", "nmod"} and (is_doer(c) or c.lower_ == "our")),
        None,
    )
    return owner or (target if is_doer(target) else None)


def _flat(verb: Token) -> bool:
    """ "They did it with our own explosives": a sentence of its own, told as a fact."""
    return verb.dep_ in {"ROOT", "ccomp"} and verb.tag_ == "VBD" and not any(c.dep_ == "advcl" for c in verb.children)


def _herself(verb: Token) -> bool:
    """ "She did it herself"."""
    return any(t.lower_.endswith(("self", "selves")) for t in verb.subtree)


_THROWN = frozenset(
    {
        "charge",
        "charges",
        "explosive",
        "explosives",
        "device",
        "devices",
        "grenade",
        "grenades",
        "mines",
        "torpedo",
        "rockets",
        "rocket",
        "missile",
        "missiles",
        "mortars",
        "bomb",
        "bombs",
        "shells",
    }
)


def _violent_object(obj: Token | None) -> bool:
    """What is done or thrown is violence: "staged the raid", "fired rockets", "planned this", "executed the operation"."""
    if obj is None:
        return False
    inner = next((g for c in obj.children if c.lower_ == "of" for g in c.children if g.dep_ == "pobj"), None)
    if inner is not None and obj.lower_ in {
        "one",
        "some",
        "any",
        "most",
        "all",
        "part",
        "two",
        "three",
        "none",
        "many",
        "series",
        "wave",
    }:
        obj = inner  # "at least one of the strikes"
    return obj.lemma_.lower() in violent_nouns() | words("acts", "harms") or obj.lower_ in _THROWN | {
        "operation",
        "job",
        "this",
        "it",
    }


def _by_noun(noun: Token) -> Culprit | None:
    if noun.pos_ not in {"NOUN", "PROPN"} or not is_deed(noun):
        return None
    actor = presupposed_doer(noun)
    return Culprit(actor=actor) if actor is not None else None


def is_deed(noun: Token) -> bool:
    """A noun that tells of violence, and "an act of terror"."""
    if noun.lemma_.lower() in violent_nouns():
        return True
    return noun.lemma_.lower() in {"act", "crime", "campaign"} and any(
        t.lemma_.lower() in _KINDS for c in noun.rights if c.lower_ == "of" for t in c.children
    )


_KINDS = frozenset(
    {"terror", "terrorism", "war", "sabotage", "aggression", "violence", "barbarism", "arson", "murder", "piracy"}
)


def presupposed_doer(noun: Token) -> Token | None:
    """Who a noun phrase names in passing as the doer: "attack by X", "X's attack on", "Xian strikes"."""
    inner = [
        t for c in noun.rights if c.lower_ in {"of", "on", "in", "against", "near"} for t in c.children if t.dep_ == "pobj"
    ]
    for child in (*noun.rights, *(c for t in inner for c in t.rights)):
        if child.dep_ in {"prep", "agent"} and child.lower_ == "by":
            return next((t for t in child.children if t.dep_ == "pobj" and is_doer(t)), None)
    suffered = noun.lemma_.lower() in words("acts", "suffered")  # "X's killing": X is the victim
    for child in noun.lefts:
        if (
            child.dep_ == "poss"
            and not suffered
            and is_doer(child)
            and child.ent_type_ not in {"GPE", "LOC", "DATE", "FAC"}
            and child.pos_ != "PRON"
        ):
            return child
        if suffered and child.ent_type_ not in {"NORP", "GPE"}:
            continue
        named = (
            child.ent_type_ in {"NORP", "ORG"}
            or child.lemma_.lower() in words("acts", "doers")
            or child.text in {"US", "U.S.", "UK"}
        )
        if child.dep_ in {"amod", "compound", "nmod"} and named and not child.lower_.startswith("anti"):
            return child
    return None


def _said_of(noun: Token) -> Token | None:
    """Of whom a noun is said: "X was the culprit", "considered X the culprit"."""
    own = next((c for c in noun.lefts if c.dep_ == "nsubj"), None)
    wanted = {"attr": ("nsubj",), "oprd": ("dobj", "nsubjpass")}.get(noun.dep_, ())
    return own or next((c for c in noun.head.children if c.dep_ in wanted), None)


_CULPRITS = frozenset(
    {"culprit", "perpetrator", "mastermind", "assailant", "killer", "murderer", "attacker", "bomber", "poisoner", "arsonist"}
)


def _by_predicate(token: Token) -> Culprit | None:
    lower = token.lower_
    if lower in {"responsible", "behind", "culpable", "guilty", "complicit", "involved"} and token.dep_ in {
        "acomp",
        "attr",
        "prep",
        "advmod",
        "ROOT",
        "ccomp",
        "conj",
    }:
        verb = token if token.tag_ == "VBN" and any(c.dep_ == "nsubjpass" for c in token.children) else token.head
        subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
        if subject is not None and is_doer(subject):
            return Culprit(actor=subject, negated=is_negated(verb), self_named=_self(subject))
    if lower in {"work", "handiwork", "doing", "deed", "hands", "hand"} and any(c.lower_ == "of" for c in token.children):
        target = next((t for c in token.children if c.lower_ == "of" for t in c.children if t.dep_ == "pobj"), None)
        if target is not None and is_doer(target):
            return Culprit(actor=target, negated=is_negated(token.head))
    if token.lemma_.lower() in _CULPRITS:
        subject = _said_of(token)
        if subject is not None and is_doer(subject):
            return Culprit(actor=subject, negated=is_negated(token.head), self_named=_self(subject))
    if lower in _TIES and token.head.lemma_ in {"have", "play"} and token.dep_ == "dobj":
        subject = next((c for c in token.head.children if c.dep_ == "nsubj"), None)
        if subject is not None and is_doer(subject):
            doubted = is_negated(token.head)
            return Culprit(actor=subject, negated=doubted, self_named=_self(subject))
    if (
        lower in {"anything", "nothing", "something"}
        and token.head.lemma_ == "have"
        and any(t.lower_ == "do" for t in token.subtree)
    ):
        subject = next((c for c in token.head.children if c.dep_ == "nsubj"), None)
        if subject is not None and not is_doer(subject):
            subject = _tied_to(token) or subject  # "the wreckage has nothing to do with X weapons"
        if subject is not None and is_doer(subject):
            doubted = lower == "nothing" or is_negated(token.head)
            return Culprit(actor=subject, negated=doubted, self_named=_self(subject))
    return None
