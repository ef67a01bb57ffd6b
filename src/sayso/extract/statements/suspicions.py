"""A word comes in; where it is the heart of a set phrase of suspicion ("my money is on X"), whom the phrase points at goes out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from spacy.tokens import Token

from sayso.extract.agentnouns import nouns
from sayso.extract.certainty import words
from sayso.extract.polarity import is_negated
from sayso.extract.statements.doers import Culprit, is_doer, is_person
from sayso.model import ActorKind

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_NAMING = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
_THIS = frozenset({"it", "this", "that", "these", "those", "all", "everything", "which"})
_TOWARDS = frozenset({"to", "at", "towards", "toward", "on", "upon", "with"})
_ACTING = frozenset(ActorKind) - {ActorKind.UNKNOWN, ActorKind.OUTLET}


def hearts() -> frozenset[str]:
    """Words, as written or as lemmas, without which ``pointed_at`` finds nobody."""
    return frozenset(_by_word())


def pointed_at(token: Token) -> Culprit | None:
    """Whom the set phrase around this word holds responsible."""
    known = _by_word()
    for reader in (*known.get(token.lower_, ()), *known.get(token.lemma_.lower(), ())):
        found = reader(token)
        if found is not None:
            return found
    return None


def can_act(token: Token) -> bool:
    """Whether the word can stand for somebody who is suspected, by a set phrase that leaves no doubt that somebody is."""
    if token.pos_ == "PRON":
        return token.lower_ in {"he", "she", "they", "him", "her", "them", "you", "his", "their", "your"}
    if token.lemma_.lower() in words("acts", "private_doers"):
        return True
    return is_doer(token) or is_person(token) or nouns().kind.get(token.lower_) in _ACTING or token.lower_ in nouns().generic


def _made(token: Token | None, over: Token) -> Culprit | None:
    if token is None or not can_act(token):
        return None
    return Culprit(actor=token, negated=is_negated(over), by_phrase=True)


def _wager(noun: Token) -> Culprit | None:
    """ "My money is on X", "my guess would be X", "the smart money is on X"; "I would put my money on X"."""
    verb = noun.head
    if noun.dep_ in _SUBJECTS and verb.lemma_ in {"be", "remain", "stay"}:
        target = _attribute(verb) or _behind(verb, {"on", "with"})
        owned = any(c.dep_ == "poss" or c.lower_ in {"the", "smart", "a"} for c in noun.children)
        return _made(target, verb) if owned else None
    if noun.dep_ == "dobj" and verb.lemma_ in {"put", "place", "lay", "bet"}:
        return _made(_behind(verb, {"on"}) or _behind(noun, {"on"}), verb)
    return None


def _bet(verb: Token) -> Culprit | None:
    """ "I would bet on X", "I'd go with X", "I wouldn't put it past X", "don't rule out X": the commenter guesses."""
    subject = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
    if verb.lemma_ in {"bet", "wager", "go", "look"}:
        guesses = subject is not None and subject.lower_ in {"i", "we"} and (verb.lemma_ in {"bet", "wager"} or _would(verb))
        return _made(_behind(verb, {"at"} if verb.lemma_ == "look" else {"on", "with", "for"}), verb) if guesses else None
    target = _behind(verb, {"past"})
    if verb.lemma_ == "put" and target is not None and is_negated(verb):
        return Culprit(actor=target, by_phrase=True) if can_act(target) else None
    return None


def _would(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ in {"would", "’d", "'d", "d"} for c in verb.children)


def _traces(noun: Token) -> Culprit | None:
    """ "X's fingerprints are all over this", "it bears the hallmarks of X", "the handiwork of X"."""
    owner = next((c for c in noun.children if c.dep_ == "poss"), None) or _behind(noun, {"of"})
    verb = noun.head
    borne = noun.dep_ == "dobj" and verb.lemma_ in {
        "bear",
        "have",
        "carry",
        "see",
        "find",
        "show",
        "leave",
        "recognise",
        "recognize",
    }
    lies = noun.dep_ in _SUBJECTS and verb.lemma_ in {"be", "appear", "show", "lie"}
    named = noun.dep_ in {"attr", "ROOT"} or borne or lies
    return _made(owner, verb if borne or lies or noun.dep_ == "attr" else noun) if named else None


def _written(verb: Token) -> Culprit | None:
    """ "This has X written all over it"."""
    if not any(t.lower_ == "over" for t in verb.doc[verb.i + 1 : verb.i + 4]):
        return None
    before = verb.doc[verb.i - 1] if verb.i else None
    named = [c for c in (*verb.children, *((verb.head,) if verb.dep_ == "acl" else ())) if c.dep_ in _NAMING and can_act(c)]
    return _made(max(named, key=lambda c: c.i, default=before), verb)


def _smells(verb: Token) -> Culprit | None:
    """ "It smells of X", "looks like X to me", "sounds like the X again"."""
    subject = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
    if subject is not None and subject.lower_ not in _THIS and not _deed(subject):
        return None
    wanted = {"like"} if verb.lemma_ in {"look", "sound", "feel"} else {"of", "like"}
    target = _behind(verb, wanted)
    if target is not None and target.lower_ in {"work", "job", "operation", "op", "doing", "handiwork"}:
        target = next(
            (c for c in target.children if c.dep_ in {"poss", "amod", "compound", "nmod"} and can_act(c)), None
        ) or _behind(target, {"of", "by"})
    return _made(target, verb)


def _suspect(noun: Token) -> Culprit | None:
    """ "X is the prime suspect", "the obvious candidate is X", "prime suspect: X"."""
    likely = any(c.lower_ in words("suspicions", "likely") for c in noun.children)
    if noun.lemma_ != "suspect" and not likely:
        return None
    verb = noun.head
    if noun.dep_ == "attr" and verb.lemma_ in {"be", "remain", "become"}:
        return _made(next((c for c in verb.children if c.dep_ in _SUBJECTS), None), verb)
    if noun.dep_ in _SUBJECTS and verb.lemma_ in {"be", "remain"}:
        return _instead(verb) or _made(_attribute(verb), verb)
    return _made(next((c for c in noun.children if c.dep_ in {"appos", "dep"}), None), noun)


def _instead(verb: Token) -> Culprit | None:
    """ "... is neither X nor Y but Z": Z."""
    if not any(t.lower_ == "neither" for t in verb.doc[verb.i + 1 : verb.i + 4]):
        return None
    but = next((t for t in verb.doc[verb.i + 1 : verb.sent.end] if t.lower_ == "but"), None)
    named = _after(but)
    if named is not None and named.lower_ in {"one", "some", "members"}:
        named = _behind(named, {"of"}) or named
    return Culprit(actor=named, by_phrase=True) if named is not None and can_act(named) else None


def _signs(verb: Token) -> Culprit | None:
    """ "All signs point to X", "the trail leads to X", "suspicion fell on X", "look no further than X"."""
    if verb.lemma_ == "look":
        than = next((t for t in verb.doc[verb.i : verb.i + 4] if t.lower_ == "than"), None)
        further = any(t.lower_ in {"further", "farther"} for t in verb.doc[verb.i : verb.i + 4])
        return _made(_after(than), verb.doc[verb.i + 1]) if than is not None and further else None
    subject = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
    if subject is None or subject.lemma_.lower() not in words("suspicions", "signs"):
        return None
    return _made(_behind(verb, _TOWARDS), verb)


def _else(token: Token) -> Culprit | None:
    """ "Who else but X?", "who else than X"; "none other than X"."""
    doc = token.doc
    before = {t.lower_ for t in doc[max(0, token.i - 2) : token.i]}
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    if after is None or after.lower_ not in {"but", "than", "if"} or not before & {"who", "whom", "nobody", "none", "no"}:
        return None
    found = _made(_after(doc[after.i + 1] if after.lower_ == "if" else after), token)
    return Culprit(actor=found.actor, by_phrase=True, rhetorical=True) if found is not None else None


def _motive(noun: Token) -> Culprit | None:
    """ "The only party with the means and the motive"; "X had the motive and the means"."""
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lemma_ == "have":
        given = any(c.lower_ in {"the", "every", "both", "clear", "strong"} for c in noun.children)
        return _made(next((c for c in verb.children if c.dep_ in _SUBJECTS), None), verb) if given else None
    party = verb.head if verb.lower_ == "with" else None
    if party is None or party.dep_ != "attr":
        return None
    return _made(next((c for c in party.head.children if c.dep_ in _SUBJECTS), None), party.head)


def _blame(verb: Token) -> Culprit | None:
    """ "Blame X." at the head of a sentence."""
    if verb.head.lemma_ == "be" and any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children):  # "X is to blame"
        return _made(next((c for c in verb.head.children if c.dep_ in _SUBJECTS), None), verb.head)
    bare = verb.tag_ in {"VB", "VBP"} and not any(c.dep_ in _SUBJECTS or c.dep_ in {"aux", "neg"} for c in verb.children)
    if not bare or verb.dep_ not in {"ROOT", "conj"}:
        return None
    return _made(next((c for c in verb.children if c.dep_ == "dobj"), None), verb)


def _bears(noun: Token) -> Culprit | None:
    """ "X bears full responsibility"; "the blame lies with X"."""
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lemma_ in {"bear", "carry", "shoulder"}:
        return _made(next((c for c in verb.children if c.dep_ in _SUBJECTS), None), verb)
    if noun.dep_ in _SUBJECTS and verb.lemma_ in {"lie", "rest", "fall", "sit", "belong"}:
        return _made(_behind(verb, _TOWARDS), verb)
    return None


def _odds(word: Token) -> Culprit | None:
    """ "X is the most likely", "X are the least likely of the lot": who, beside others."""
    degree = {c.lower_ for c in word.children} & {"most", "more", "least", "less"} or (
        {"most"} if word.lower_ == "likeliest" else set()
    )
    verb = word.head
    bare = not any(c.dep_ == "xcomp" for c in word.children) and word.dep_ in {"acomp", "attr"}
    if not degree or not bare or verb.lemma_ not in {"be", "seem", "look", "remain"}:
        return None
    found = _made(next((c for c in verb.children if c.dep_ in _SUBJECTS), None), verb)
    return found and Culprit(actor=found.actor, negated=bool(degree & {"least", "less"}) != found.negated, by_phrase=True)


def _gains(verb: Token) -> Culprit | None:
    """ "X had the most to gain", "X had nothing to gain"."""
    much = verb.head
    if much.lower_ not in _AMOUNTS or much.head.lemma_ != "have":
        return None
    found = _made(next((c for c in much.head.children if c.dep_ in _SUBJECTS), None), much.head)
    return found and Culprit(
        actor=found.actor, negated=much.lower_ in {"least", "less", "nothing", "little"}, by_phrase=True
    )


_AMOUNTS = frozenset({"most", "more", "least", "less", "everything", "nothing", "plenty", "little", "lot", "much"})


def _explaining(noun: Token) -> Culprit | None:
    """ "X has some explaining to do", "X has questions to answer"."""
    verb = noun.head
    todo = any(c.lemma_ in {"do", "answer"} for c in (*noun.children, *verb.children))
    if noun.dep_ not in {"dobj", "nsubj", "ccomp"} or verb.lemma_ not in {"have", "do", "answer"} or not todo:
        return None
    while verb.lemma_ != "have" and verb.head.i != verb.i:
        verb = verb.head
    return _made(next((c for c in verb.children if c.dep_ in _SUBJECTS), None), verb)


def _shows_face(noun: Token) -> Culprit | None:
    """ "X has shown its face again", "X has shown its hand"."""
    verb = noun.head
    owned = any(c.dep_ == "poss" and c.pos_ == "PRON" for c in noun.children)
    if noun.dep_ != "dobj" or verb.lemma_ not in {"show", "bare"} or not owned:
        return None
    return _made(next((c for c in verb.children if c.dep_ in _SUBJECTS), None), verb)


def _knows_more(verb: Token) -> Culprit | None:
    """ "People in the ministry know more than they say"."""
    more = next((c for c in verb.children if c.lower_ == "more" and c.i > verb.i), None)
    than = more is not None and any(t.lower_ == "than" for t in verb.doc[more.i + 1 : more.i + 3])
    return _made(next((c for c in verb.children if c.dep_ in _SUBJECTS), None), verb) if than else None


def _plot(noun: Token) -> Culprit | None:
    """ "A provocation by X", "an X operation": a deed that is one only where somebody is behind it."""
    target = _behind(noun, {"by"}) or next(
        (c for c in noun.children if c.dep_ in {"amod", "compound", "nmod"} and c.ent_type_ in {"NORP", "ORG", "GPE"}), None
    )
    about = noun.dep_ in {"attr", "ROOT"} and any(c.lower_ in _THIS for c in noun.head.children if c.dep_ in _SUBJECTS)
    return _made(target, noun.head) if about or noun.dep_ == "ROOT" else None


_READERS: tuple[tuple[str, Callable[[Token], Culprit | None]], ...] = (
    ("wagers", _wager), ("bets", _bet), ("traces", _traces), ("written", _written), ("smells", _smells), ("suspects", _suspect),
    ("pointers", _signs), ("else", _else), ("motives", _motive), ("blame", _blame), ("burdens", _bears), ("odds", _odds),
    ("gains", _gains), ("plots", _plot), ("explaining", _explaining), ("faces", _shows_face), ("knowing", _knows_more),
)  # fmt: skip


@lru_cache(maxsize=1)
def _by_word() -> dict[str, tuple[Callable[[Token], Culprit | None], ...]]:
    """The readers of each word, so that most words cost one look-up."""
    out: dict[str, tuple[Callable[[Token], Culprit | None], ...]] = {}
    for kind, reader in _READERS:
        for word in words("suspicions", kind):
            out[word] = (*out.get(word, ()), reader)
    return out


# names alone -----------------------------------------------------------------------------------------------------


def named_alone(tokens: Sequence[Token]) -> Culprit | None:
    """ "X, obviously.", "X again.", "Must be X.": an answer to the question who did it, with nobody and nothing beside the name."""
    bare = [t for t in tokens if not t.is_punct and not t.is_space]
    if any(t.lower_ in {"lol", "haha", "lmao", "rofl"} for t in bare):
        return None
    sure = words("suspicions", "surely")
    while bare and (
        bare[0].lower_ in sure
        or bare[0].lower_
        in {"the", "those", "these", "has", "to", "must", "be", "gotta", "it", "was", "is", "’s", "'s", "by"}
    ):
        bare = bare[1:]
    while bare and bare[-1].lower_ in sure:
        bare = bare[:-1]
    if not bare or len(bare) > _LONGEST or any(t.pos_ in {"VERB", "AUX", "ADP", "SCONJ"} for t in bare):
        return None
    extra = sum(1 for t in tokens if not t.is_punct and not t.is_space) - len(bare)
    head = next((t for t in bare if t.head not in bare or t.head is t), bare[-1])
    whole = all(t.pos_ in {"PROPN", "NOUN", "ADJ", "DET", "CCONJ", "PART", "NUM"} for t in bare)
    known = (
        head.ent_type_ in {"ORG", "NORP", "GPE"}
        or (len(bare) == 1 and head.pos_ == "PROPN" and len(head) > _CRY)
        or head.lower_ in words("acts", "doers")
    )
    known = known or (can_act(head) and (extra > 0 or any(c.dep_ in {"poss", "det"} for c in head.children)))
    return Culprit(actor=head, by_phrase=True, rhetorical=True) if whole and known and (extra or len(bare) <= 2) else None


_CRY = 4  # letters of a "Wow" or an "Amen"
_LONGEST = 4  # words of a name that stands alone


# parts -----------------------------------------------------------------------------------------------------------


def _behind(token: Token, wanted: set[str] | frozenset[str]) -> Token | None:
    """The object of the first preposition of these."""
    for prep in _prepositions(token):
        if prep.lower_ in wanted:
            target = next((c for c in prep.children if c.dep_ in {"pobj", "pcomp"}), None)
            if target is not None:
                return target
    return None


def _prepositions(token: Token) -> Iterator[Token]:
    for child in token.rights:
        if child.pos_ in {"ADP", "SCONJ"} or child.dep_ in {"prep", "agent"}:
            yield child
            yield from (c for c in child.children if c.dep_ == "prep")


def _attribute(verb: Token) -> Token | None:
    return next((c for c in verb.rights if c.dep_ in {"attr", "acomp", "dobj"}), None)


def _after(token: Token | None) -> Token | None:
    """The head of the noun phrase right after a word."""
    if token is None or token.i + 1 >= len(token.doc):
        return None
    first = token.doc[token.i + 1]
    while (
        first.head.i > first.i
        and first.dep_ in {"det", "amod", "compound", "poss", "nmod", "case"}
        and first.head.i - token.i < _REACH
    ):
        first = first.head
    return first


_REACH = 6  # words


def _deed(noun: Token) -> bool:
    return noun.lemma_.lower() in {
        "attack",
        "operation",
        "strike",
        "bombing",
        "killing",
        "timing",
        "sabotage",
        "thing",
        "story",
        "whole",
    }
