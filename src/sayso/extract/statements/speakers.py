"""A saying verb comes in; the words that name who says it go out."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Span as Slice
from spacy.tokens import Token

from sayso.extract.agentnouns import nouns
from sayso.extract.certainty import words
from sayso.extract.statements.cues import governors

_GATHERINGS = frozenset(
    {"conference", "briefing", "hearing", "interview", "event", "rally", "ceremony", "meeting", "session"}
)
_CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp"})


def subject_of(verb: Token) -> Token | None:
    """The head word of the verb's subject: its own, the one it shares, or the noun that it is said of."""
    for governor in governors(verb):
        own = own_subject(governor)
        if own is not None:
            return own
        outer = governor
    return _shared(outer, depth=0)


def voice_of(verb: Token) -> Token | None:
    """Who speaks: behind "gave an account explaining why" it is the giver, not the account."""
    head = _paper_before(verb) or subject_of(verb)
    if head is not None and head.lower_ in {"us", "you", "me"} and verb.dep_ in {"ccomp", "xcomp"}:
        return subject_of(verb.head)  # "wants us to believe"
    if head is not None and verb.dep_ == "acl" and head.dep_ == "pobj" and head.lemma_.lower() in _GATHERINGS:
        return subject_of(head.head.head) or head  # "at a news conference announcing ..."
    if head is None or verb.dep_ != "acl" or head.i != verb.head.i or head.dep_ != "dobj" or _owned(head):
        return head
    giver = subject_of(head.head) if head.head.pos_ == "VERB" else None
    return giver if giver is not None and giver.pos_ in {"PROPN", "PRON", "NOUN"} else head


def _paper_before(verb: Token) -> Token | None:
    """ "Rejects the statements of X alleging ...": the statements allege, whatever verb the clause was hung on."""
    if verb.dep_ != "advcl" or verb.tag_ != "VBG" or verb.i == 0 or verb.nbor(-1).is_punct or verb.head.pos_ != "VERB":
        return None
    noun = next((c for c in verb.head.rights if c.dep_ == "dobj" and c.i < verb.i), None)
    return noun if noun is not None and noun.lemma_.lower() in words("cues", "papers") and _owned(noun) else None


def _owned(noun: Token) -> bool:
    """ "The statements of the ministry alleging ...": somebody else's than the giver's."""
    return any(c.dep_ == "poss" and c.pos_ != "PRON" for c in noun.children) or any(
        c.lower_ in {"of", "by", "from"} and any(g.dep_ == "pobj" and (g.pos_ == "PROPN" or g.ent_type_) for g in c.children)
        for c in noun.children
    )


def own_subject(verb: Token) -> Token | None:
    """The subject that hangs on the verb itself."""
    subjects = [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass", "csubj"}]
    if len(subjects) > 1 and subjects[-1].pos_ == "PROPN" and subjects[-1].i < verb.i:
        return subjects[-1]  # "his brother-in-law A B said", where the parser makes two of it
    return subjects[0] if subjects else None


def _shared(verb: Token, depth: int) -> Token | None:
    head = verb.head
    if head.i == verb.i or depth > 4:
        return None
    if verb.dep_ == "conj" and head.pos_ in {"VERB", "AUX"}:
        return _teller_over(verb, head) or own_subject(head) or _shared(head, depth + 1)
    if verb.dep_ in {"advcl", "xcomp", "ccomp", "pcomp"} and verb.tag_ in {"VBG", "VB", "VBN"}:
        at = head.head if head.pos_ == "ADP" or (head.pos_ == "ADJ" and head.dep_ == "acomp") else head
        at = at.head if at.lower_ == "short" else at  # "stopped short of accusing X"
        if at.pos_ in {"VERB", "AUX"}:
            return own_subject(at) or _shared(at, depth + 1)
        return at if at.pos_ in {"NOUN", "PROPN"} and verb.dep_ != "pcomp" else None
    if verb.dep_ == "relcl" and head.dep_ == "ROOT" and verb.tag_ in {"VBD", "VBZ"} and _plain_after(head, verb):
        return head  # a subject that the parser took for a noun with a clause
    if verb.dep_ in {"acl", "relcl"} and verb.tag_ == "VBG" and head.pos_ in {"NOUN", "PROPN", "PRON"}:
        return head
    return None


def _teller_over(verb: Token, head: Token) -> Token | None:
    """ "X said the video was real but cautioned that ...": X cautioned, not the video."""
    subject = own_subject(head)
    if head.dep_ != "ccomp" or subject is None or subject.pos_ != "NOUN" or verb.lemma_.lower() not in _VOICED:
        return None
    return None if subject.lower_ in nouns().kind or subject.ent_type_ else own_subject(head.head)


_VOICED = frozenset(
    {"caution", "warn", "add", "insist", "stress", "deny", "acknowledge", "admit", "concede", "urge", "refuse", "decline"}
)


def _plain_after(noun: Token, verb: Token) -> bool:
    """No relative pronoun and no comma between a noun and a verb."""
    between = verb.doc[noun.i + 1 : verb.i]
    return len(between) <= 3 and not any(
        t.tag_ in {"WDT", "WP", "WP$", "WRB"} or t.is_punct or t.lower_ == "that" for t in between
    )


def agent_of(verb: Token) -> Token | None:
    """Who does it in the passive: "by X"."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def phrase_of(head: Token, without: Token) -> list[Token]:
    """The noun phrase of a head word, less the clause in which the saying verb stands."""
    banned: set[int] = set()
    for child in head.children:
        if child.dep_ in _CLAUSES and (child.i == without.i or child.is_ancestor(without)):
            banned.update(t.i for t in child.subtree)
        if child.lower_ == "of" and any(c.dep_ == "pcomp" for c in child.children):
            banned.update(t.i for t in child.subtree)  # "accused by the party of arming them"
    kept = [t for t in head.subtree if t.i not in banned]
    return _named(_one_piece(kept, head), head)


def _named(tokens: list[Token], head: Token) -> list[Token]:
    """Without "even" or "only" before the name."""
    while (
        len(tokens) > 1
        and tokens[0].i < head.i
        and tokens[0].lower_ in {"even", "only", "also", "just", "perhaps", "and", "but"}
    ):
        tokens = tokens[1:]
    return tokens


def _one_piece(tokens: Iterable[Token], head: Token) -> list[Token]:
    # A subject is one stretch: what a parse error hangs on it from across the verb is left out.
    kept = {t.i for t in tokens}
    first = last = head.i
    while first - 1 in kept:
        first -= 1
    while last + 1 in kept:
        last += 1
    doc = head.doc
    while last > head.i and doc[last].is_punct and doc[last].text not in {")", "]"}:
        last -= 1
    return [doc[i] for i in range(first, last + 1)]


def as_slice(tokens: list[Token]) -> Slice | None:
    """The tokens as one stretch of the analysis."""
    return tokens[0].doc[tokens[0].i : tokens[-1].i + 1] if tokens else None
