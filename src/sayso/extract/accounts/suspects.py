"""Mentions, statements and the words of responsibility come in; who is held responsible for what, and how it is known, goes out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

import msgspec
from spacy.tokens import Token

from sayso.extract.accounts import deeds, lexicon, pointers
from sayso.extract.accounts.clauses import blamer, full, is_passive, subjects_of
from sayso.extract.accounts.mouthpieces import behind, principal
from sayso.extract.accounts.phrases import BLAMING, Phrase, is_aircraft, kind_of, members, phrase
from sayso.extract.accounts.roles import ADJECTIVAL
from sayso.extract.accounts.statuses import around, is_authority, is_hedged, is_ours, role_status, rules, speak_for_a_state
from sayso.extract.accounts.told import Mention
from sayso.extract.accounts.triggers import SIDES
from sayso.extract.parse import Parsed, ParsedBlock
from sayso.model import Mode, Record, Span, Stage, Statement, SuspectStatus

STATUS = {
    "fact": SuspectStatus.FACT, "accused": SuspectStatus.ACCUSED, "claimed": SuspectStatus.CLAIMED, "denied": SuspectStatus.DENIED,
    "exonerated": SuspectStatus.EXONERATED, "acquitted": SuspectStatus.ACQUITTED,
}  # fmt: skip
ACTING = frozenset({"nsubj", "compound", "appos", "conj", "dep", "ROOT"})
OBJECTS = frozenset({"it", "him", "her", "them"})
OWN = frozenset({"it", "they", "he", "she", "we", "i"})
_DATELINE = re.compile(
    r"\s*[A-Z][\w.’']+[\w .,’'/-]{0,50}?(?:\([^)\n]{2,40}\)\s*)?(?:,\s*\w+\.?\s+\d{1,2})?\s*(?:\s-|--|—|–)\s+(?=\S)"
)
HOUSES = frozenset({"ministry", "agency", "company", "firm"})


class Naming(Record, frozen=True):
    """One place where somebody is held responsible, or cleared: whom, how, and by which statement."""

    phrase: Phrase | None  # None: said to be unknown
    status: SuspectStatus
    span: Span
    sentence_start: int
    statement: Statement | None = None
    implied: bool = False
    by_role: bool = False  # the phrase is the doer in the telling itself
    voiced: bool = False  # another speaks for whom the phrase names
    if_accused: bool = False  # counts only where the same actor is named for it otherwise


@lru_cache(maxsize=8192)
def _rules_of(verb: str) -> tuple[Any, ...]:
    """The rows for a verb with its particle, in the order of the table."""
    return tuple(rule for rule in rules()["verbs"] if verb in rule["lemmas"])


# -- the doers that the telling itself names


def from_roles(mention: Mention, statements: Sequence[Statement]) -> Iterator[Naming]:
    """The doers of a mention with the status that hedges and the speaker give them."""
    told = around(
        mention.trigger.block.span_of(mention.trigger.token.doc[mention.trigger.index : mention.trigger.index + 1]),
        statements,
    )
    for doer in (*map(_one_of, mention.roles.doers), *_senders(mention)):
        if not can_be_suspect(doer) and doer.token.lower_ != "it":
            continue
        said = around(doer.span, statements) or told
        status = role_status(doer, mention.trigger.token, said)
        if mention.stage is Stage.HYPOTHETICAL:
            status = SuspectStatus.POSSIBLE  # "whether a cartel ordered the killing"
        elif mention.stage is Stage.DENIED and status not in {SuspectStatus.DENIED, SuspectStatus.EXONERATED}:
            status = SuspectStatus.DENIED if said is not None and is_ours(doer) else SuspectStatus.EXONERATED
        yield Naming(
            phrase=doer, status=status, span=doer.span, sentence_start=mention.sentence_span.start, statement=said, by_role=True,
        )  # fmt: skip


def _one_of(doer: Phrase) -> Phrase:
    """ "one of its members": the members."""
    if doer.token.lower_ not in {"one", "two", "some", "several", "many", "dozens", "hundreds", "thousands", "scores"}:
        return doer
    inner = [p for c in doer.token.children if c.lower_ == "of" for p in c.children if p.dep_ == "pobj"]
    return phrase(doer.block, inner[0]) if inner else doer


def _senders(mention: Mention) -> Iterator[Phrase]:
    """ "Russian missiles struck the town", "killed by rebel rockets": whose weapons act."""
    for weapon in mention.roles.weapons:
        acts = weapon.token.dep_ in ACTING or (weapon.token.dep_ == "pobj" and weapon.token.head.dep_ == "agent")
        for child in weapon.token.children if acts else ():
            if child.dep_ in {"amod", "compound", "nmod"} and (
                child.lower_ in lexicon.adjectives() | ADJECTIVAL | SIDES or kind_of(child, named=False) == "armed"
            ):
                yield phrase(mention.trigger.block, child)


def can_be_suspect(doer: Phrase) -> bool:
    """People, groups, states and aircraft act; things, weapons, towns, datelines and bare ideas do not."""
    if doer.token.pos_ == "PRON" and doer.token.lower_ not in {"he", "she", "they", "we"}:
        return False
    if doer.token.lower_ in frozenset(rules()["nobody"]) or in_dateline(doer):
        return False
    if doer.token.ent_type_ in {"DATE", "TIME"} or doer.token.lower_ in lexicon.words("phrase_words", "time_words"):
        return False
    if is_aircraft(doer):
        return len(doer.core.exact.split()) > 1  # "Orvelian warplanes"; bare "jets" name nobody
    if doer.family in {"person", "armed", "group", "name"}:
        return True
    if doer.key in HOUSES:
        return True  # whose house it is: "she blames the interior ministry"
    return doer.family not in {"thing", "weapon"} and doer.token.pos_ in {"PROPN", "PRON", "NOUN", "ADJ", "X"}


def in_dateline(doer: Phrase) -> bool:
    """The words stand before the dash that ends a dateline at the start of a paragraph."""
    found = _DATELINE.match(doer.block.span.exact)
    return found is not None and doer.token.idx < found.end()


# -- the words of responsibility


def find_namings(parsed: Parsed, statements: Sequence[Statement]) -> Iterator[Naming]:
    """Every place where a text says in so many words who is held responsible, owns up, denies or is cleared."""
    hands, brushed = frozenset(rules()["hands"]), frozenset(rules()["charges"])
    pointing = pointers.hearts()
    for block, sentence in parsed.sentences():
        start = block.span.start + sentence.start_char
        for token in sentence:
            lemma = token.lemma_.lower()
            if token.pos_ in {"VERB", "AUX"} or token.tag_.startswith("VB"):
                yield from _by_verb(block, token, statements, start)
            if lemma in {"be", "have", "involve"}:
                yield from _by_adjective(block, token, statements, start)
            if token.lower_ in hands:
                yield from _by_hands(block, token, statements, start)
            if lemma == "be":
                yield from _by_guess(block, token, statements, start)
            if lemma in brushed:
                yield from _brushed_aside(block, token, statements, start)
            if lemma in pointing or token.lower_ in pointing:
                yield from _pointed_at(block, token, statements, start)
        yield from _unknown(block, sentence, statements, start)


def _pointed_at(block: ParsedBlock, token: Token, statements: Sequence[Statement], start: int) -> Iterator[Naming]:
    """ "X is the most likely culprit", "my money is on X"."""
    for actor, negated in pointers.pointed(token):
        found = phrase(block, actor)
        if can_be_suspect(found):
            said = around(found.span, statements)
            accused = SuspectStatus.ACCUSED_BY_AUTHORITIES if is_authority(said) else SuspectStatus.ACCUSED
            status = SuspectStatus.EXONERATED if negated else accused
            yield Naming(phrase=found, status=status, span=found.span, sentence_start=start, statement=said)


def _brushed_aside(block: ParsedBlock, token: Token, statements: Sequence[Statement], start: int) -> Iterator[Naming]:
    """ "Sarnland called the claims absurd": a denial, where Sarnland is accused."""
    for speaker in pointers.brushed_aside(token):
        found = phrase(block, speaker)
        said = around(found.span, statements) or _cued_by(speaker.head, block, statements)
        yield Naming(
            phrase=found, status=SuspectStatus.DENIED, span=found.span, sentence_start=start, statement=said, if_accused=True
        )


def _by_verb(block: ParsedBlock, token: Token, statements: Sequence[Statement], start: int) -> Iterator[Naming]:
    if token.dep_ == "amod" and token.lemma_ in BLAMING and blamer(token.head) is not None:
        found = phrase(block, token.head)  # "X blamed Y", where the parser took the verb for an adjective
        core = block.span_of(token.doc[token.i + 1 : token.head.i + 1])
        found = msgspec.structs.replace(found, span=core, core=core)
        said = around(core, statements)
        yield Naming(phrase=found, status=SuspectStatus.ACCUSED, span=core, sentence_start=start, statement=said)
        return
    for rule in _rules_of(full(token)):
        if not _needs(token, rule.get("needs")) or ("unless" in rule and _needs(token, rule["unless"])):
            continue
        cleared = any(c.dep_ == "neg" for c in token.children)
        for head in _suspects_at(token, rule["at"]):
            negated = cleared or _neither(head)
            if head.lower_ in {"no", "nobody", "none"} or any(c.lower_ == "no" for c in head.children if c.dep_ == "det"):
                continue  # "no group has claimed responsibility" is told under `unknown`
            if negated and rule["status"] in {"claimed", "denied"}:
                continue
            speaker = phrase(block, head)
            found = speaker if rule["status"] not in {"claimed", "denied"} else _voiced(speaker)
            said = around(found.span, statements) or _cued_by(token, block, statements)
            mutual = rule["at"] == "object" and head.i < token.i and not is_passive(token)  # "accused each other"
            if rule.get("by") and not _for_violence(token):
                continue
            status = SuspectStatus.ACCUSED_BY_AUTHORITIES if rule.get("by") else _status(rule["status"], found, token, said)
            if negated:
                status = SuspectStatus.EXONERATED
            voiced = found is not speaker
            if voiced or can_be_suspect(found) or (head.lower_ in OBJECTS and rule["status"] == "accused"):
                yield Naming(
                    phrase=found,
                    status=status,
                    span=found.span,
                    sentence_start=start,
                    statement=None if mutual else said,
                    voiced=voiced,
                )


def _voiced(speaker: Phrase) -> Phrase:
    """Whose words they are: those of whom he speaks for, or his own."""
    for_whom = principal(speaker)
    return for_whom if for_whom is not None else speaker


def _for_violence(verb: Token) -> bool:
    """The arrest is for a deed of violence: a word of violence hangs on it."""
    known = lexicon.verbs().keys() | lexicon.nouns().keys() | {"crime", "case", "incident"}
    after = [t for t in verb.subtree if t.i > verb.i]
    return any(t.lemma_.lower() in known or deeds.told_by_noun(t) or deeds.told_by_verb(t, t.lemma_.lower()) for t in after)


def _needs(verb: Token, needs: list[str] | None) -> bool:
    if not needs:
        return True
    near = [t for c in verb.children if not _of_others(c, verb) for t in (c, *c.children)]
    below = {t.lower_ for t in near} | {g.lower_ for t in near if t.dep_ == "conj" for g in t.children}
    if verb.lemma_ == "hold":
        below = {t.lower_ for t in verb.subtree}
    return bool(below & set(needs)) or bool(
        needs and {t.tag_ for t in verb.children if t.dep_ in {"ccomp", "xcomp"}} and "that" in needs
    )


def _of_others(clause: Token, verb: Token) -> bool:
    """ "claimed that the attack was staged", "that troops attacked": a claim about others, and no owning up."""
    if verb.lemma_ != "claim" or clause.dep_ != "ccomp" or not any(c.lower_ == "that" for c in clause.children):
        return False  # without "that" a parser often takes "claimed the attack, saying" for a clause
    return clause.lemma_ == "be" or not any(c.dep_ == "nsubj" and c.lower_ in OWN for c in clause.children)


def _suspects_at(verb: Token, at: str) -> Iterator[Token]:
    passive = is_passive(verb)
    if at == "subject":
        heads = [] if passive else subjects_of(verb)
        if passive:  # "responsibility was claimed by X"
            heads = [p for c in verb.children if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj"]
            voice = behind(verb)
            heads = [voice] if voice is not None else heads
    elif at == "object":
        if passive:
            heads = subjects_of(verb)
        else:
            heads = [c for c in verb.children if c.dep_ in {"dobj", "dative"}]
            heads += [s for c in verb.children if c.dep_ in {"ccomp", "oprd"} for s in c.children if s.dep_ == "nsubj"]
    elif at == "direction":
        heads = [
            p
            for t in verb.subtree
            if t.lower_ == "direction"
            for o in t.children
            if o.lower_ == "of"
            for p in o.children
            if p.dep_ == "pobj"
        ]
    else:
        heads = [p for c in verb.subtree if c.dep_ in {"prep", "dative"} and c.lower_ == at and c.head in {verb, *verb.children}
                 for p in c.children if p.dep_ == "pobj"]  # fmt: skip
    for head in heads:
        each_other = head.lower_ == "other" and any(c.lower_ == "each" for c in head.children)
        yield from (m for h in (subjects_of(verb) if each_other else [head]) for m in members(h))


def _neither(head: Token) -> bool:
    """ "blamed neither X nor Y"."""
    first = next((t for t in (head, *head.conjuncts) if t.dep_ != "conj"), head)
    return any(c.dep_ == "preconj" and c.lower_ == "neither" for c in first.children)


def _cued_by(verb: Token, block: ParsedBlock, statements: Sequence[Statement]) -> Statement | None:
    """The statement of which the verb is the cue ("X accused Y")."""
    at = block.span.start + verb.idx
    return next((s for s in statements if s.cue is not None and s.cue.start <= at < s.cue.end), None)


def _status(name: str, found: Phrase, verb: Token, said: Statement | None) -> SuspectStatus:
    if name == "done":
        told = role_status(found, verb, said)
        if told is not SuspectStatus.FACT or said is None or said.mode is Mode.NARRATED:
            return told
    status = STATUS.get(name, SuspectStatus.ACCUSED)
    if status is not SuspectStatus.ACCUSED:
        return status
    if is_authority(said):
        return SuspectStatus.ACCUSED_BY_AUTHORITIES
    passive = is_passive(verb)
    accusers = [p for c in verb.children if c.dep_ == "agent" for p in c.children] if passive else subjects_of(verb)
    # In "a priest, who accused the force" the accuser is the priest.
    before = (t for a in accusers for t in a.subtree if passive or t.i < verb.i)
    words = [w for t in before for w in (t.lower_, t.lemma_.lower())]
    return SuspectStatus.ACCUSED_BY_AUTHORITIES if speak_for_a_state(words) else status


def _by_adjective(block: ParsedBlock, token: Token, statements: Sequence[Statement], start: int) -> Iterator[Naming]:
    """ "X is responsible for", "X was behind the attack", "X was (not) involved in", "X had nothing to do with"."""
    lemma = token.lemma_.lower()
    words = {c.lower_ for c in token.children if c.dep_ in {"acomp", "prep", "attr", "advmod", "dobj", "xcomp"}}
    negated = any(c.dep_ == "neg" for c in token.children)
    if lemma == "be" and not words & set(rules()["adjectives"]):
        return
    if lemma == "have":
        if not (words & set(rules()["nothing"]) and any(t.lower_ == "do" for t in token.subtree)):
            return
        negated = negated or "nothing" in words or _doubted(token)
        if not negated:
            return
    if lemma == "involve" and not (is_passive(token) and any(c.lower_ == "in" for c in token.children)):
        return
    for subject in subjects_of(token):
        for head in members(subject):
            found = phrase(block, head)
            if not can_be_suspect(found):
                continue
            said = around(found.span, statements)
            doubted = negated or _doubted(token)
            status = SuspectStatus.EXONERATED if doubted else role_status(found, token, said)
            if status is SuspectStatus.FACT and said is not None:
                status = SuspectStatus.ACCUSED_BY_AUTHORITIES if is_authority(said) else SuspectStatus.ACCUSED
            yield Naming(phrase=found, status=status, span=found.span, sentence_start=start, statement=said)


def _doubted(token: Token) -> bool:
    """Somebody says that it is unlikely, or doubts it."""
    for above in (token, *token.ancestors):
        if above.lower_ in {"unlikely", "doubtful", "improbable", "doubt", "doubts", "doubted"}:
            return True
        if any(
            c.lower_ in {"unlikely", "doubtful", "improbable", "never"}
            for c in above.children
            if c.dep_ in {"acomp", "advmod", "neg"}
        ):
            return True
    return False


def _by_hands(block: ParsedBlock, token: Token, statements: Sequence[Statement], start: int) -> Iterator[Naming]:
    """ "at the hands of X", "the work of X"."""
    for child in token.children:
        if child.dep_ != "prep" or child.lower_ != "of":
            continue
        for inner in (p for c in child.children if c.dep_ == "pobj" for p in members(c)):
            found = phrase(block, inner)
            if not can_be_suspect(found):
                continue
            said = around(found.span, statements)
            words = {t.lower_ for t in token.sent[max(0, token.i - token.sent.start - 8) : inner.i - token.sent.start]}
            hedged = bool(words & {*rules()["hedges"]["adverbs"], *rules()["hedges"]["modifiers"]}) or is_hedged(
                inner, token
            )
            status = SuspectStatus.ACCUSED if hedged or said is not None else SuspectStatus.FACT
            if status is SuspectStatus.ACCUSED and is_authority(said):
                status = SuspectStatus.ACCUSED_BY_AUTHORITIES
            yield Naming(phrase=found, status=status, span=found.span, sentence_start=start, statement=said)


def _by_guess(block: ParsedBlock, token: Token, statements: Sequence[Statement], start: int) -> Iterator[Naming]:
    """ "it could be a militia", "the attackers were probably soldiers": who may have been it."""
    hedges = {c.lower_ for c in token.children if c.dep_ in {"aux", "advmod"}}
    guess = hedges & {"could", "may", "might"} or hedges & set(rules()["hedges"]["adverbs"])
    subject = next((c for c in token.children if c.dep_ == "nsubj"), None)
    if (
        not guess
        or subject is None
        or subject.lemma_.lower()
        not in {"it", "this", "they", "attacker", "culprit", "perpetrator", "assailant", "those", "that"}
    ):
        return
    for head in (m for c in token.children if c.dep_ == "attr" for m in members(c)):
        found = phrase(block, head)
        if found.family in {"armed", "group"} or head.ent_type_ in {"ORG", "NORP"}:
            said = around(found.span, statements)
            status = SuspectStatus.ACCUSED_BY_AUTHORITIES if is_authority(said) else SuspectStatus.ACCUSED
            yield Naming(phrase=found, status=status, span=found.span, sentence_start=start, statement=said)


def _unknown(block: ParsedBlock, sentence: Any, statements: Sequence[Statement], start: int) -> Iterator[Naming]:
    """ "no group has claimed responsibility", "it is not known who did it", "this could have been anyone"."""
    text = block.text_of(sentence).lower()
    owns = any(w in text for w in ("responsib", "credit for", "authorship")) and any(
        f"{o} " in text for o in rules()["unknown"]["owners"]
    )
    if any(f"no {w}claim of responsibility" in text for w in ("", "immediate ", "formal ", "official ", "credible ")) or (
        "no claims of responsibility" in text
    ):
        yield _nobody(block, sentence, statements, start)
        return
    if owns and any(v in text for v in ("claim", "assum", "taken", "accept", "admit")):
        yield _nobody(block, sentence, statements, start)
        return
    who = any(
        f" {w}" in f" {text}"
        for w in ("who ", "perpetrator", "culprit", "attackers", "assailants", "authors of", "responsib", "identity")
    )
    unknown = any(
        w in text
        for w in (
            "not known",
            "unknown who",
            "unclear who",
            "not clear who",
            "remains unknown",
            "remain unknown",
            "are unknown",
            "is unknown",
            "not been identified",
            "not yet been identified",
            "have not identified",
            "not know who",
            "n't know who",
            "no idea who",
            "mystery who",
        )
    )
    anyone = "could have been anyone" in text or "could be anyone" in text or "anyone could have" in text
    if (who and unknown) or anyone:
        yield _nobody(block, sentence, statements, start)


def _nobody(block: ParsedBlock, sentence: Any, statements: Sequence[Statement], start: int) -> Naming:
    span = block.span_of(sentence)
    return Naming(
        phrase=None, status=SuspectStatus.UNKNOWN_STATED, span=span, sentence_start=start, statement=around(span, statements)
    )
