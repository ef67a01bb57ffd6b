"""A doer, the word that tells of the deed and whose words these are come in; how it is known that he did it goes out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Any

from spacy.tokens import Token

from sayso.codelists import table
from sayso.extract.accounts.phrases import Phrase
from sayso.model import Act, ActorKind, Certainty, Mode, Polarity, Span, Stance, Statement, SuspectStatus

AUTHORITIES = frozenset({ActorKind.STATE, ActorKind.STATE_FORCE, ActorKind.OFFICIAL_BODY})


def rules() -> Any:
    """The table of responsibility words."""
    return table("responsibility")


# -- whose words


def around(span: Span, statements: Sequence[Statement]) -> Statement | None:
    """The innermost statement whose content holds the span."""
    holding = [s for s in statements if any(part.holds(span) for part in (s.content_parts or (s.content,)))]
    return min(holding, key=lambda s: len(s.content.exact), default=None)


def is_authority(statement: Statement | None) -> bool:
    """The statement's source is a state, a force, an official body, or speaks for one."""
    if statement is None:
        return False
    if statement.source.kind in AUTHORITIES:
        return True
    words = (
        f"{statement.source.name} {statement.source.span.exact if statement.source.span else ''}".lower()
        .replace("-", " ")
        .split()
    )
    plain = [w.strip(",.'’()[]") for w in words]
    if statement.source.kind is ActorKind.ARMED_GROUP and "government" not in plain and plain[-2:] != ["armed", "forces"]:
        return False  # an army of rebels, the Islamic State
    return speak_for_a_state(plain) or speak_for_a_state([w.removesuffix("s") for w in plain])


def speak_for_a_state(words: Sequence[str]) -> bool:
    """One of the words, in lower case, stands for an authority; the Islamic State is none."""
    known = frozenset(rules()["authorities"])
    return any(w in known and (w != "state" or "islamic" not in words) for w in words)


def is_ours(doer: Phrase) -> bool:
    """ "we", "our forces": the speaker's own."""
    return doer.token.lower_ == "we" or any(c.lower_ == "our" for c in doer.token.children)


def role_status(doer: Phrase, trigger: Token, said: Statement | None) -> SuspectStatus:
    """MUC-4's tree for a doer that the text ties to the deed."""
    hedged = is_hedged(doer.token, trigger)
    if is_possible(trigger):
        return SuspectStatus.POSSIBLE
    if said is None or (said.mode is Mode.NARRATED and said.source.kind is not ActorKind.COMMENTER):
        if said is not None and said.act is Act.ACCUSES and said.certainty is Certainty.POSSIBLE:
            return SuspectStatus.POSSIBLE  # "it may well be that rebels fired": the author, and not as a fact
        return SuspectStatus.ACCUSED if hedged else SuspectStatus.FACT
    own = is_ours(doer) or (said.source.actor is not None and said.source.span is not None and _same_words(said, doer))
    if own and said.act is Act.THREATENS:
        return SuspectStatus.FACT  # a threat is told of, and nothing owned up to
    if own and said.act is Act.DENIES:
        return SuspectStatus.DENIED
    if own and said.act in {Act.EVALUATES, Act.ACCUSES}:
        return SuspectStatus.FACT  # "blamed them and used it as a pretext to bomb": the text tells what he did
    if own and said.polarity is not Polarity.NEGATIVE and said.act in {Act.CLAIMS_RESPONSIBILITY, Act.REPORTS}:
        return SuspectStatus.CLAIMED
    if said.polarity is Polarity.NEGATIVE and said.act in {Act.DENIES, Act.EXONERATES}:
        return SuspectStatus.DENIED if own else SuspectStatus.EXONERATED
    disbelieved = said.stance in {Stance.DISTANCES, Stance.REJECTS} and said.act is not Act.EVALUATES  # whether it was right
    if hedged or disbelieved or said.act is Act.ACCUSES or said.certainty in {Certainty.POSSIBLE, Certainty.PROBABLE}:
        return SuspectStatus.ACCUSED_BY_AUTHORITIES if is_authority(said) else SuspectStatus.ACCUSED
    return SuspectStatus.FACT


def is_possible(trigger: Token) -> bool:
    """The clause of the deed hangs on a mere possibility: "the possibility that rebels did it"."""
    known = rules()["hedges"]["possibilities"]
    return any(t.lemma_.lower() in known for t in islice((t for t in trigger.ancestors if t.pos_ != "ADP"), 2))


def _same_words(said: Statement, doer: Phrase) -> bool:
    if doer.token.lower_ in {"we", "i"}:
        return True
    name = said.source.name.lower()
    return doer.core.exact.lower() in name or name in doer.core.exact.lower()


def is_hedged(doer: Token, trigger: Token) -> bool:
    """Doubt about the doer: "presumed rebels", "allegedly", "is believed to have", "may have"."""
    hedges = rules()["hedges"]
    near = [*doer.children, *(doer.head.children if doer.dep_ in {"compound", "amod", "nmod", "poss"} else ())]
    if any(c.lower_ in hedges["modifiers"] for c in near if c.dep_ in {"amod", "compound"}):
        return True
    verb = trigger.head if trigger.pos_ != "VERB" and trigger.head.pos_ == "VERB" else trigger
    for token in (trigger, doer, verb):
        if any(c.lower_ in hedges["adverbs"] for c in token.children if c.dep_ in {"advmod", "amod", "npadvmod"}):
            return True
    aux = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    if "have" in aux and aux & {"may", "might", "could", "must"}:
        return True
    for steps, above in enumerate(trigger.ancestors, start=1):
        if steps <= 3 and above.pos_ in {"VERB", "AUX"} and above.lemma_.lower() in hedges["verbs"]:
            return True
        if steps <= 2 and (
            above.lower_ in hedges["convinced"]
            or any(c.lower_ in hedges["convinced"] for c in above.children if c.dep_ == "acomp" and above.lemma_ == "be")
        ):
            return True
        if steps <= 2 and any(c.lower_ in hedges["adverbs"] for c in above.children if c.dep_ == "advmod"):
            return True
    return False
