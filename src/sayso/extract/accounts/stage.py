"""A trigger comes in; how far its incident got goes out: done, attempted, threatened, planned, supposed, denied, or a count of many."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from sayso.extract.accounts import lexicon
from sayso.extract.accounts.deeds import is_alleged
from sayso.extract.accounts.triggers import Trigger
from sayso.model import Stage
from sayso.model.account import BLOODLESS

MODALS = frozenset({"would", "could", "might", "may", "should", "can", "must", "ought"})
FUTURE = frozenset({"will", "shall", "wo", "'ll"})
HAPPENS = frozenset({"happen", "occur", "materialize", "materialise"})  # what events do, and things do not
# Whoever talks of doing something has not done it; who talks of what was done says so with a noun: "discussed the attack".
TALKED_OF = frozenset({
    "discuss", "debate", "weigh", "mull", "ponder", "propose", "suggest", "recommend", "advocate", "urge", "favor", "favour", "envisage",
    "entertain", "oppose", "advise", "demand",
})  # fmt: skip
TAKES_AS_DONE = frozenset({
    "avenge", "retaliate", "respond", "react", "answer", "justify", "condemn", "denounce", "deplore", "investigate", "probe", "explain",
    "mourn", "commemorate", "recall", "remember", "forget", "forgive", "punish", "excuse", "celebrate", "describe", "blame", "apologise",
    "apologize", "regret", "solve",
})  # fmt: skip
ASKING = frozenset({"urge", "ask", "advise", "beg", "implore", "press", "exhort", "encourage", "lobby"})
CALLING = frozenset(
    {"call", "clamour", "clamor", "press", "push", "appeal", "lobby", "agitate"}
)  # with "for": what somebody wants
ORDERING = frozenset({"order", "instruct", "direct", "command", "authorize", "authorise"})
UNITS = frozenset({"year", "month", "week", "day"})
COUNTED_FROM = frozenset({"ago", "later", "after", "before", "earlier", "on"})
EFFORTS = frozenset({"effort", "bid"})
NEGATIVE_DETERMINERS = frozenset({"no", "neither"})
SCOPE = frozenset(
    {
        "xcomp",
        "ccomp",
        "pcomp",
        "dobj",
        "pobj",
        "prep",
        "conj",
        "acl",
        "advcl",
        "compound",
        "amod",
        "nsubj",
        "nsubjpass",
        "dative",
        "attr",
        "oprd",
    }
)
# "attempt", "plan", "threat" reach what hangs on them in these ways only.
UNCERTAIN = frozenset(
    {"possibility", "risk", "danger", "prospect", "likelihood", "fear", "fears", "prevent", "avoid", "pretext", "excuse"}
)
REACH = frozenset({"xcomp", "pcomp", "pobj", "prep", "acl", "ccomp", "dobj", "compound", "conj", "nsubjpass"})
CARRIES = frozenset(
    {"of", "for", "against", "to", "with", "at", "on"}
)  # "the threat of", "plans for"; not "after", "during"


def stage_of(trigger: Trigger) -> Stage:
    """The stage of one mention, read from its own words and from what governs it."""
    token = trigger.token
    if trigger.lemma == "threat":
        return Stage.THREATENED
    if is_denied(token, trigger.form):
        return Stage.DENIED
    governed = _governed(trigger)
    if governed is not None:
        return governed
    if trigger.lemma in {"defuse", "deactivate", "disarm"}:
        return Stage.ATTEMPTED
    if trigger.form == "noun" and is_aggregate(token):
        return Stage.AGGREGATE
    if trigger.form == "verb" and (is_habitual(token) or _is_rate(token)):
        return Stage.AGGREGATE
    return Stage.ACCOMPLISHED


def is_denied(token: Token, form: str) -> bool:
    """Said not to have happened: "no attack", "was not attacked", "an attack that never happened"."""
    if form == "verb":
        return any(c.dep_ == "neg" for c in token.children)
    if any(c.dep_ in {"det", "neg"} and c.lower_ in NEGATIVE_DETERMINERS for c in token.children):
        return True
    not_happened = lexicon.words("stages", "not_happened")
    for child in _relative_clauses(token):
        if _never(child, not_happened):
            return True
    head = token.head
    return token.dep_ in {"nsubj", "nsubjpass", "attr"} and head.pos_ in {"VERB", "AUX"} and _never(head, not_happened)


def _relative_clauses(event: Token) -> Iterator[Token]:
    """Those on the event's word, and those on a thing in its phrase: in "an attack on a ship that never happened" no ship happens."""
    for child in event.children:
        if child.dep_ in {"relcl", "acl"}:
            yield child
        elif child.dep_ == "prep":
            things = (t for t in child.subtree if t.dep_ == "pobj" and t.lemma_.lower() not in lexicon.nouns())
            yield from (c for t in things for c in t.children if c.dep_ == "relcl" and c.lemma_.lower() in HAPPENS)


def _never(verb: Token, not_happened: frozenset[str]) -> bool:
    lemma = verb.lemma_.lower()
    happens = lemma in not_happened or (lemma == "take" and any(c.lower_ == "place" for c in verb.children))
    negated = any(c.dep_ == "neg" or c.lower_ == "never" for c in verb.children)
    return negated and (happens or (lemma == "be" and not any(c.dep_ in {"attr", "acomp"} for c in verb.children)))


def _governed(trigger: Trigger) -> Stage | None:
    token = trigger.token
    own = {c.lower_ for c in token.children if c.dep_ in {"aux", "mark", "amod", "compound", "advmod"}}
    if trigger.form == "verb" and (stage := _modal(token)):
        return stage
    if trigger.type in BLOODLESS and is_alleged(token):
        return Stage.HYPOTHETICAL  # whether, and not by whom
    if trigger.form == "noun":
        if own & lexicon.words("stages", "attempted"):
            return Stage.ATTEMPTED
        if own & lexicon.words("stages", "planned"):
            return Stage.PLANNED
        if own & {"future", "potential", "hypothetical"}:
            return Stage.HYPOTHETICAL
    if trigger.form == "noun" and _called_for(token):
        return Stage.PLANNED
    below, taken_for_granted = token, trigger.form == "noun" and _taken_for_granted(token)
    for head, how in climb(token):
        lemma, word = head.lemma_.lower(), head.lower_
        if lemma in TALKED_OF and below.tag_ == "VBG" and how in {"dobj", "xcomp", "pcomp", "ccomp"}:
            return Stage.PLANNED  # "they discussed killing him"
        if lemma in ASKING and below.tag_ == "VB" and how in {"xcomp", "ccomp"}:
            return Stage.PLANNED  # "he urged them to bomb the port"
        if lemma in EFFORTS and how == "acl" and trigger.form == "verb":
            return Stage.ATTEMPTED  # "an effort to kill"
        if lemma == "doubt" and how in {"acl", "ccomp"} and _suffered(below) and not _is_negated(head):
            return Stage.HYPOTHETICAL  # "doubts that a ship had been attacked": about whether, not about who
        told_to = any(c.lower_ == "to" for c in below.children if c.dep_ == "aux")
        if told_to and lemma in ORDERING and how in {"xcomp", "ccomp"}:
            return Stage.PLANNED  # "ordered the army to bomb the camp"
        if told_to and lemma in lexicon.words("stages", "threatened") and how == "advcl":
            return Stage.THREATENED  # "threatened on Monday to bomb it"
        below = head
        if how in REACH:
            if lemma in {"attempt", "try", "fail"} or (
                head.pos_ in {"VERB"} and how in {"dobj", "nsubjpass"} and lemma in lexicon.words("stages", "attempted")
            ):
                return Stage.ATTEMPTED
            if lemma in lexicon.words("stages", "threatened") and how != "nsubj":
                return Stage.THREATENED
            if lemma in lexicon.words("stages", "planned") and lemma not in {"order"} and how != "conj":
                return Stage.PLANNED
            if (word in UNCERTAIN or lemma in {"fear", "prevent", "avoid"}) and not _made_use_of(head):
                return Stage.HYPOTHETICAL
        if how == "xcomp" and lemma in {"continue", "keep"} and head.tag_ in {"VBP", "VBZ", "VBG"}:
            return Stage.AGGREGATE  # "they are continuing to kill civilians"
        if head.pos_ in {"VERB", "AUX"} and how != "conj" and _conditional(head):
            return Stage.HYPOTHETICAL
        modal = head.pos_ in {"VERB", "AUX"} and how in {"dobj", "nsubj", "nsubjpass", "xcomp"} and not taken_for_granted
        if modal and (stage := _modal(head)):
            return stage
    if _conditional(token):
        return Stage.HYPOTHETICAL
    return None


def _made_use_of(excuse: Token) -> bool:
    """ "used it as a pretext to bomb": the excuse served, and what it was for was done."""
    by = excuse.head if excuse.dep_ == "pobj" and excuse.head.lower_ == "as" else None
    return by is not None and by.head.tag_ in {"VBD", "VBN"} and by.head.lemma_.lower() in {"use", "seize", "take", "serve"}


def _called_for(noun: Token) -> bool:
    """ "called for air strikes on the town": wanted, and not done."""
    first = next((t for t in (noun, *noun.ancestors) if t.dep_ != "conj"), noun)
    under = first.head if first.dep_ == "pobj" else None
    return (
        under is not None
        and under.lower_ == "for"
        and under.head.lemma_.lower() in CALLING
        and under.head.pos_ in {"VERB", "NOUN"}
    )


def _taken_for_granted(noun: Token) -> bool:
    """ "They would have to avenge the raid": whoever avenges, justifies or condemns the raid takes it as done; who stages it does not."""
    if not any(c.dep_ == "det" and c.lower_ in {"the", "that", "this"} for c in noun.children):
        return False
    under = noun.head if noun.dep_ in {"dobj", "pobj"} else None
    verb = under.head if under is not None and under.dep_ == "prep" else under
    return verb is not None and verb.pos_ == "VERB" and verb.lemma_.lower() in TAKES_AS_DONE


def _suffered(verb: Token) -> bool:
    return any(c.dep_ == "auxpass" for c in verb.children)


def _is_negated(token: Token) -> bool:
    """ "no doubt", "does not doubt"."""
    return any(c.dep_ == "neg" or c.lower_ in NEGATIVE_DETERMINERS for c in token.children)


def climb(token: Token) -> Iterator[tuple[Token, str]]:
    """What governs the token, nearest first, with the relation by which it hangs there."""
    while token.head != token:
        if token.dep_ not in SCOPE or (token.dep_ == "prep" and token.lower_ not in CARRIES):
            return
        yield token.head, token.dep_
        token = token.head


def _modal(verb: Token) -> Stage | None:
    """ "will attack", "would attack", "may have attacked" (a guess about who, not about whether, is no modal here)."""
    aux = [c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"} and c.ent_type_ != "DATE"]  # "On 14 May they"
    if any(a in FUTURE for a in aux):
        return Stage.PLANNED
    if any(a in MODALS for a in aux):
        if "have" in aux and any(a in {"may", "might", "could", "must"} for a in aux):
            return None  # "may have killed": it happened, the doubt is about the doer
        return Stage.HYPOTHETICAL
    return None


def _conditional(verb: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ in {"if", "unless", "whether"} for c in verb.children)


def is_aggregate(noun: Token) -> bool:
    """A plural without a number, or a word for many: "attacks on pipelines", "a series of bombings"."""
    plural = noun.tag_ in {"NNS", "NNPS"} or (noun.lower_.endswith("s") and noun.lemma_.lower() != noun.lower_)
    if noun.lemma_.lower() in {"violence", "fighting", "clash", "hostility"}:
        return False  # plural by nature
    if plural and is_many(noun):
        return True
    if _is_serial(noun):
        return True
    if not plural:
        return any(c.dep_ == "det" and c.lower_ in {"every", "any", "each"} for c in noun.children)
    if any(c.dep_ == "nummod" for c in noun.children):
        return _large(noun)
    return not any(c.dep_ == "det" and c.lower_ in {"the", "these", "those", "both"} for c in noun.children)


def _is_serial(noun: Token) -> bool:
    """ "regular bombardment", "a bombing campaign": deeds of many days under one word."""
    if any(c.dep_ == "amod" and c.lower_ in lexicon.words("ongoing") for c in noun.children):
        return True
    return noun.dep_ in {"compound", "nmod"} and noun.head.lemma_.lower() in lexicon.words("serial")


def is_many(noun: Token) -> bool:
    """A word says that there were many: "several attacks", "a series of attacks", "300 attacks"."""
    many = lexicon.words("many")
    if any(c.lower_ in many for c in noun.children if c.dep_ in {"amod", "det", "predet"}) or _large(noun):
        return True
    return noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_.lower() in many


def _large(noun: Token) -> bool:
    for child in noun.children:
        if child.dep_ == "nummod":
            digits = child.text.replace(",", "")
            if digits.isdigit():
                return int(digits) > 12
            return child.lower_ in {"dozens", "hundreds", "thousands", "hundred", "thousand"}
    return False


def is_habitual(verb: Token) -> bool:
    """Present tense without an end: "the group attacks convoys"."""
    aux = [c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    if "being" in aux and ({"are", "is", "continue"} & set(aux)):
        return True  # "people are being killed"
    return (
        verb.tag_ in {"VBZ", "VBP"}
        and not any(c.dep_ in {"aux", "auxpass"} for c in verb.children)
        and verb.dep_ not in {"ROOT"}
        and not _headline(verb)
    )


def _is_rate(verb: Token) -> bool:
    """ "Ships cut 150 cables a year": so many in each, and none of them told by itself."""
    units = (
        t for t in verb.subtree if t.lemma_.lower() in UNITS and t.dep_ == "npadvmod" and t.head in (verb, *verb.children)
    )
    each = (t for t in units if any(c.lower_ in {"a", "each", "every"} for c in t.children))
    if not any(t.doc[t.i + 1 : t.i + 2].text.lower() not in COUNTED_FROM for t in each):
        return False
    return any(t.pos_ == "NUM" or t.lower_ in {"dozens", "hundreds", "thousands"} for t in verb.subtree)


def _headline(verb: Token) -> bool:
    return len(verb.sent) < 16 and not any(t.lower_ in {"the", "a", "an"} for t in verb.sent)
