"""Somebody who claims or denies a deed comes in; the organisation that speaks through him goes out."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from sayso.codelists import table
from sayso.extract.accounts.phrases import Phrase, is_namelike, phrase

NAMING = frozenset({"call", "name", "dub", "know", "style", "term"})  # "a group calling itself X", "known as X"
SELF = frozenset({"itself", "themselves", "himself", "herself"})


def is_mouthpiece(doer: Phrase) -> bool:
    """A spokesman, a caller, a statement: the words are another's."""
    return doer.key in frozenset(table("responsibility")["mouthpieces"])


def principal(doer: Phrase) -> Phrase | None:
    """ "a spokesman for X", "a caller speaking on behalf of X", "a group calling itself X": X."""
    found = next((t for t in _named(doer.token) if t != doer.token), None)
    return phrase(doer.block, found) if found is not None else None


def behind(verb: Token) -> Token | None:
    """ "claimed in the name of X", "in a communique signed by X": X, for a deed claimed by nobody else's voice."""
    for token in verb.subtree:
        if _in_whose_name(token) and (owner := _object(token, "of")) is not None:
            return owner
        if (
            token.lemma_.lower() in {"sign", "issue", "release"}
            and token.dep_ == "acl"
            and (signer := _object(token, "by")) is not None
        ):
            return signer
    return None


def _named(token: Token) -> Iterator[Token]:
    known = table("responsibility")
    for inner in token.subtree:
        word = inner.lemma_.lower()
        if _in_whose_name(inner) and (owner := _object(inner, "of")) is not None:
            yield owner
        elif word in known["represents"] and inner != token and (inner.pos_ == "VERB" or _given_out_as(inner)):
            yield from (o for p in known["represents"][word] if (o := _object(inner, p)) is not None)
        elif word in NAMING and inner.dep_ in {"acl", "relcl"} and inner.head == token:
            yield from _self_given(inner)
    if token.lemma_.lower() in known["mouthpieces"]:
        yield from (o for p in ("for", "of", "from", "by") if (o := _object(token, p)) is not None)
        yield from (c for c in token.children if c.dep_ in {"compound", "poss", "nmod"} and is_namelike(c))


def _in_whose_name(token: Token) -> bool:
    return token.lower_ in {"behalf", "name"} and token.dep_ == "pobj" and token.head.lower_ in {"on", "in"}


def _given_out_as(noun: Token) -> bool:
    """ "identified himself as a member", "said he was a member"; one who killed a member is none."""
    return noun.dep_ == "attr" or (noun.dep_ == "pobj" and noun.head.lower_ == "as")


def _self_given(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        if child.dep_ in {"oprd", "attr", "dobj", "appos"} and child.lower_ not in SELF:
            yield child
    as_name = _object(verb, "as")
    if as_name is not None:
        yield as_name


def _object(token: Token, preposition: str) -> Token | None:
    """What stands after the preposition; with none given, the object of the verb."""
    if not preposition:
        return next((c for c in token.children if c.dep_ == "dobj"), None)
    for child in token.children:
        if child.lower_ == preposition:
            return next((p for p in child.children if p.dep_ == "pobj"), None)
    return None
