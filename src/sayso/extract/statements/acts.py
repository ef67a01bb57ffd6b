"""A saying word and what is said come in; the act that the statement performs goes out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

import msgspec
from spacy.tokens import Token

from sayso.codelists import table
from sayso.extract.certainty import is_question, pattern, words
from sayso.extract.polarity import is_negated
from sayso.model import Act

_ACTOR_TYPES = frozenset({"PERSON", "ORG", "NORP", "GPE"})
_FIRST = frozenset({"we", "i", "us", "our"})


@lru_cache(maxsize=1)
def by_cue() -> dict[str, Act]:
    """Saying word to the act that it names."""
    return {lemma: Act(act) for act, lemmas in table("acts")["by_cue"].items() for lemma in lemmas}


@lru_cache(maxsize=1)
def violent_verbs() -> frozenset[str]:
    """Lemmas of the verbs that tell of violence."""
    return frozenset(
        lemma.rstrip("_")
        for row in table("events")["verbs"]
        if row.get("strong") or row["takes"] in {"any", "struck", "projectile", "target"}
        for lemma in row["lemmas"]
    )


@lru_cache(maxsize=1)
def violent_nouns() -> frozenset[str]:
    """Lemmas of the nouns that tell of violence."""
    return frozenset(lemma for row in table("events")["nouns"] for lemma in row["lemmas"]) - {"death", "case", "war"}


@lru_cache(maxsize=1)
def evidence_words() -> dict[str, tuple[str, ...]]:
    """The evidence patterns: missing, offered, fits_all."""
    raw = table("evidence")
    return {k: tuple(p.replace("{item}", raw["words"]["item"]) for p in raw[k]) for k in ("missing", "offered", "fits_all")}


def _any(patterns: Sequence[str], text: str) -> bool:
    return any(_compiled(p).search(text) for p in patterns)


@cache
def _compiled(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


class Culprit(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody named as having done it: the words that name them, and whether that is negated."""

    actor: Token
    negated: bool = False
    self_named: bool = False


def is_doer(token: Token) -> bool:
    """Whether a word can stand for somebody who does violence."""
    if token.lower_ in _FIRST or (token.pos_ == "PRON" and token.lower_ in {"he", "she", "they", "who"}):
        return True
    return token.ent_type_ in _ACTOR_TYPES or token.lemma_.lower() in words("acts", "doers") or token.pos_ == "PROPN"


def culprit_in(tokens: Sequence[Token], *, nouns: bool = True) -> Culprit | None:
    """Who is said to have done it, if the words say so."""
    for token in tokens:
        found = _by_verb(token) or _by_copula(token) if token.pos_ in {"VERB", "AUX"} else None
        found = found or (_by_noun(token) if nouns else None) or _by_predicate(token)
        if found is not None:
            return found
    return None


def _by_verb(verb: Token) -> Culprit | None:
    lemma = verb.lemma_.lower()
    obj = next((c for c in verb.children if c.dep_ == "dobj"), None)
    violent = lemma in violent_verbs() or (
        lemma in words("acts", "doing")
        and (obj is not None or any(c.dep_ == "agent" for c in verb.children))
        and (_violent_object(obj) or lemma == "perpetrate")
    )
    if not violent:
        return None
    agent = next((t for c in verb.children if c.dep_ == "agent" for t in c.children if t.dep_ == "pobj"), None)
    passive = any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children)
    doer = agent if passive else next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if (doer is None and lemma == "perpetrate") or (doer is not None and doer.lower_ in {"that", "which", "who"}):
        doer = _antecedent(verb)
    if doer is None or not is_doer(doer):
        return None
    return Culprit(actor=doer, negated=is_negated(verb), self_named=doer.lower_ in _FIRST)


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
        or not is_doer(named)
        or named.lower_ in _FIRST
    ):
        return None
    return Culprit(actor=named, negated=is_negated(verb))


def _violent_object(obj: Token | None) -> bool:
    return obj is not None and (
        obj.lemma_.lower() in violent_nouns()
        or obj.lower_ in {"rockets", "rocket", "missile", "missiles", "mortars", "bomb", "bombs", "shells", "this", "it"}
    )


def _by_noun(noun: Token) -> Culprit | None:
    if noun.pos_ not in {"NOUN", "PROPN"} or noun.lemma_.lower() not in violent_nouns():
        return None
    actor = presupposed_doer(noun)
    return Culprit(actor=actor) if actor is not None else None


def presupposed_doer(noun: Token) -> Token | None:
    """Who a noun phrase names in passing as the doer: "attack by X", "X's attack on", "Xian strikes"."""
    for child in noun.rights:
        if child.dep_ in {"prep", "agent"} and child.lower_ == "by":
            return next((t for t in child.children if t.dep_ == "pobj" and is_doer(t)), None)
    suffered = noun.lemma_.lower() in _SUFFERED  # "X's killing": X is the victim
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


_SUFFERED = frozenset(
    {
        "killing",
        "assassination",
        "murder",
        "slaying",
        "shooting",
        "execution",
        "death",
        "kidnapping",
        "abduction",
        "massacre",
        "slaughter",
        "genocide",
        "homicide",
    }
)


def _by_predicate(token: Token) -> Culprit | None:
    lower = token.lower_
    if lower in {"responsible", "behind", "culpable", "guilty", "complicit", "involved"} and token.dep_ in {
        "acomp",
        "attr",
        "prep",
        "advmod",
        "ROOT",
        "conj",
    }:
        subject = next((c for c in token.head.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
        if subject is not None and is_doer(subject):
            return Culprit(actor=subject, negated=is_negated(token.head), self_named=subject.lower_ in _FIRST)
    if lower in {"work", "handiwork", "doing", "deed", "hands", "hand"} and any(c.lower_ == "of" for c in token.children):
        target = next((t for c in token.children if c.lower_ == "of" for t in c.children if t.dep_ == "pobj"), None)
        if target is not None and is_doer(target):
            return Culprit(actor=target, negated=is_negated(token.head))
    if (
        lower in {"anything", "nothing", "something"}
        and token.head.lemma_ == "have"
        and any(t.lower_ == "do" for t in token.subtree)
    ):
        subject = next((c for c in token.head.children if c.dep_ == "nsubj"), None)
        if subject is not None and is_doer(subject):
            doubted = lower == "nothing" or is_negated(token.head)
            return Culprit(actor=subject, negated=doubted, self_named=subject.lower_ in _FIRST)
    return None


def act_of(text: str, *, tokens: Sequence[Token], root: Token | None, lemma: str = "", cue: str = "", idiom: str = "", cue_negated: bool = False, narrated: bool = False, source: Sequence[Token] = ()) -> Act:  # fmt: skip
    """What the statement does, by its saying word where that decides, else by what is said."""
    if idiom:
        return Act.DECLINES_TO_NAME if cue_negated and idiom == "accuses" else Act(idiom)
    if not narrated and _evades(text, lemma=lemma, cue=cue, cue_negated=cue_negated):
        return Act.DECLINES_TO_NAME
    named = by_cue().get(lemma)
    if named is Act.DOUBTS and cue_negated:
        named = None
    if cue_negated and lemma in {"believe", "buy", "accept", "trust"}:
        return Act.DENIES
    if named is Act.EVALUATES or named is None:
        said = _by_content(text, tokens=tokens, root=root, narrated=narrated, source=source, lemma=lemma)
        return (
            said
            if said is not None and (named is None or said in {Act.ACCUSES, Act.EXONERATES})
            else named or (said or Act.REPORTS)
        )
    return named


def _evades(text: str, *, lemma: str, cue: str, cue_negated: bool) -> bool:
    if lemma in words("acts", "evasive"):
        first = next((w for w in text.lower().replace("to ", "", 1).split() if w not in {"to"}), "")
        return first.strip(",.") in words("acts", "evaded") or any(w in cue.lower().split() for w in words("acts", "evaded"))
    if any(e in cue.lower() for e in words("acts", "non_denials")):
        return True
    asks = any(w in text.lower().split()[:2] for w in ("who", "whom", "which", "whether", "what"))
    if lemma == "comment" and cue_negated:
        return True
    if any(w in cue.lower().split() for w in ("declined", "refused", "declines", "refuses")):
        return True
    return (
        cue_negated
        and lemma
        in {"say", "specify", "name", "identify", "confirm", "disclose", "reveal", "elaborate", "explain", "provide"}
        and (asks or lemma != "say")
    )


def _by_content(
    text: str, *, tokens: Sequence[Token], root: Token | None, narrated: bool, source: Sequence[Token], lemma: str
) -> Act | None:
    evidence = evidence_words()
    if _any(evidence["missing"], text):
        return Act.NOTES_MISSING_EVIDENCE
    if _any(evidence["fits_all"], text):
        return Act.OFFERS_EVIDENCE
    if pattern("acts", "unknown_culprit").search(text):
        return Act.DOUBTS
    culprit = culprit_in(tokens, nouns=not narrated)
    if not narrated and pattern("acts", "off_the_table").search(text):
        return Act.THREATENS
    if not narrated and pattern("acts", "threats").search(text) and not is_question(text):
        return Act.THREATENS
    if culprit is not None:
        said = _culprit_act(culprit, text, narrated=narrated, source=source)
        if said is not None:
            return said
    if _any(evidence["offered"], text):
        return Act.OFFERS_EVIDENCE
    if narrated:
        return None
    if pattern("acts", "warnings").search(text) and lemma in {"say", "add", ""}:
        return Act.WARNS
    return Act.EVALUATES if len(pattern("acts", "judging").findall(text)) >= 2 else None


def _culprit_act(culprit: Culprit, text: str, *, narrated: bool, source: Sequence[Token]) -> Act | None:
    own = culprit.self_named or any(
        t.lemma_.lower() == culprit.actor.lemma_.lower() for t in source if t.pos_ in {"PROPN", "NOUN"}
    )
    if culprit.negated or pattern("hedges", "unlikely").search(text):
        return Act.DENIES if own else Act.EXONERATES
    if own and not narrated and not pattern("hedges", "probable").search(text):
        return Act.CLAIMS_RESPONSIBILITY
    if narrated and is_question(text):
        return None
    hedged = pattern("hedges", "probable").search(text) or pattern("hedges", "possible").search(text)
    plain = culprit.actor.dep_ in {"nsubj"} and not pattern("acts", "responsible").search(text)
    if narrated and plain and not hedged:
        return None  # the author tells what somebody did: a report
    return Act.ACCUSES
