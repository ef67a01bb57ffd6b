"""A token that the parser gives as hit comes in; the one that is meant goes out: of a part the whole, of an acronym its bearers."""

from __future__ import annotations

from spacy.tokens import Token

from sayso.extract.accounts import lexicon

LONGEST = 6  # letters of an acronym


def is_when(token: Token) -> bool:
    """ "was captured on Friday at 1600": a day and an hour are nobody."""
    if token.dep_ != "pobj":
        return False
    if token.pos_ == "NUM":
        return token.head.lower_ == "at"
    return token.ent_type_ in {"DATE", "TIME"} or token.lower_ in lexicon.words("phrase_words", "time_words")


def stood_for(token: Token) -> Token:
    """ "the windows of the church" are the church, and "members of the League (PLX)" its members."""
    return _whole(_bearer(token))


def _whole(part: Token) -> Token:
    if part.lemma_.lower() not in lexicon.words("targets", "parts"):
        return part
    owners = (p for c in part.children if c.lower_ == "of" for p in c.children if p.dep_ == "pobj")
    listed = next((c for c in part.rights if c.dep_ == "conj"), None)
    return next(owners, _whole(listed) if listed is not None else part)


def _bearer(acronym: Token) -> Token:
    """The noun before an acronym in brackets that the parser took for the subject; further up, whose it is."""
    doc, at = acronym.doc, acronym.i
    alone = 1 < at < len(doc) - 1 and doc[at - 1].text in {"(", "["} and doc[at + 1].text in {")", "]"}
    if not alone or not acronym.is_upper or len(acronym.text) > LONGEST:
        return acronym
    top = doc[at - 2]
    while top.dep_ in {"pobj", "prep", "compound"} and top.head != top:
        top = top.head
    return top if top.pos_ in {"NOUN", "PROPN"} else acronym
