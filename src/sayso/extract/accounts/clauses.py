"""A verb comes in; who does it, who suffers it and what it is called with its particle goes out, as the syntax has it."""

from __future__ import annotations

from spacy.tokens import Token

from sayso.extract.accounts.phrases import BLAMING, DASHES, members

MESSAGES = frozenset({"call", "letter", "message", "statement", "communique", "leaflet", "note", "e-mail", "email"})


def is_passive(verb: Token) -> bool:
    """The verb's subject suffered it: "was killed", "priests killed by", a headline's "soldiers killed in"."""
    kids = {c.dep_ for c in verb.children}
    if verb.pos_ == "ADJ":
        return True  # "was jammed", by the parser an adjective
    if "auxpass" in kids or "nsubjpass" in kids or "agent" in kids:
        return True
    if verb.tag_ not in {"VBN", "VBD"}:
        return False
    if (
        verb.dep_ == "conj"
        and verb.head.tag_ == verb.tag_
        and "nsubj" not in kids
        and "dobj" not in kids
        and "aux" not in kids
    ):
        return is_passive(verb.head)
    if verb.dep_ == "acl" and "dobj" not in kids:
        return True
    return (
        verb.tag_ == "VBN"
        and "aux" not in kids
        and "dobj" not in kids
        and verb.dep_ in {"ROOT", "ccomp", "advcl", "pcomp", "acl"}
    )


def subjects_of(verb: Token, depth: int = 0) -> list[Token]:
    """Heads of the verb's subject; for a verb without one, the subject that its clause shares."""
    clause = verb.head if verb.pos_ == "ADJ" and verb.dep_ == "acomp" else verb
    own = [c for c in clause.children if c.dep_ in {"nsubj", "nsubjpass", "csubj"}]
    own = [s for s in own if s.pos_ != "VERB"]
    if own:
        subject = own[-1] if _dash_between(own[0], own[-1]) else own[0]
        if (who := blamer(subject)) is not None:
            return [who]
        if (teller := _teller(subject, clause)) is not None:
            return [teller]
        if subject.tag_ in {"WDT", "WP"} and verb.dep_ == "relcl":
            return [verb.head]
        if subject.tag_ in {"WDT", "WP"} and verb.dep_ == "ccomp" and verb.head.dep_ == "relcl":
            return [verb.head.head]  # "the group that we believe did it"
        return [subject] if subject.tag_ not in {"WDT"} else []
    if depth > 3:
        return []
    if verb.dep_ == "relcl" and not own:
        return []
    if verb.dep_ == "acl" and verb.tag_ == "VB" and (whose := _whose_plan(verb.head)):
        return whose
    if verb.dep_ == "acl" and verb.tag_ == "VB":  # "used it as a pretext to bomb": who used it
        above = next((t for t in verb.head.ancestors if t.pos_ == "VERB"), None)
        return subjects_of(above, depth + 1) if above is not None and not is_passive(above) else []
    if verb.dep_ == "acl":
        return [verb.head]
    if verb.dep_ in {"conj", "xcomp", "advcl"} and verb.head.pos_ in {"VERB", "AUX"}:
        objects = [c for c in verb.head.children if c.dep_ == "dobj"]
        if verb.dep_ == "xcomp" and objects and verb.head.lemma_ in {"order", "force", "tell", "ask", "allow", "help"}:
            return objects
        if verb.dep_ == "advcl" and verb.tag_ not in {"VBG", "VB"}:
            return []
        if is_passive(verb.head) and not is_passive(verb):
            agents = [p for c in verb.head.children if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj"]
            return agents if verb.tag_ == "VBG" else subjects_of(verb.head, depth + 1)
        return subjects_of(verb.head, depth + 1)
    return []


def blamer(blamed: Token) -> Token | None:
    """ "Vell blamed border guards and sent planes", read by the parser as guards whom Vell blamed: Vell."""
    verb = next((c for c in blamed.lefts if c.dep_ == "amod" and c.tag_ in {"VBD", "VBN"} and c.lemma_ in BLAMING), None)
    if verb is None or verb.i == verb.sent.start:
        return None
    before = verb.nbor(-1)
    name = before.pos_ in {"PROPN", "NOUN"} and before.text[:1].isupper()
    return before if name and before.head in {blamed, verb} else None


def _teller(subject: Token, verb: Token) -> Token | None:
    """ "the band, who said they did it", "a call from the band, who said they did it": the band."""
    telling = verb.head
    if subject.lower_ not in {"they", "it", "he", "she"} or verb.dep_ != "ccomp" or telling.dep_ != "relcl":
        return None
    if not any(c.dep_ == "nsubj" and c.tag_ in {"WP", "WDT"} for c in telling.children):
        return None
    who = telling.head.head if telling.head.dep_ == "appos" else telling.head
    senders = (p for c in who.children if c.lower_ in {"from", "by"} for p in c.children if p.dep_ == "pobj")
    return next(senders, who) if who.lemma_.lower() in MESSAGES else who


def _dash_between(first: Token, last: Token) -> bool:
    """The first of two subjects is a dateline: "ORVEL, 22 Jan. (Meridian) - A cable was cut"."""
    return any(t.text in DASHES and t.whitespace_ for t in first.doc[first.i + 1 : last.i])


def _whose_plan(noun: Token) -> list[Token]:
    """ "an effort by the group to kill", "the army's bid to seize": whose effort it is."""
    found = [c for c in noun.children if c.dep_ == "poss"]
    found += [p for c in noun.children if c.lower_ == "by" for p in c.children if p.dep_ == "pobj"]
    return [m for p in found for m in members(p)]


def full(verb: Token) -> str:
    """The verb's lemma with its particle."""
    particle = next((c.lower_ for c in verb.children if c.dep_ == "prt"), "")
    return f"{verb.lemma_.lower()}_{particle}" if particle else verb.lemma_.lower()
