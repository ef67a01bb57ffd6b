"""A parsed block comes in; the words in it that tell of violence go out, metaphors and other senses left aside."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from functools import lru_cache

from spacy.tokens import Token

from sayso.extract.accounts import deeds, lexicon
from sayso.extract.accounts.lexicon import NounSense, VerbSense
from sayso.extract.accounts.phrases import kind_of
from sayso.extract.parse import Parsed, ParsedBlock
from sayso.model import IncidentType, Record

VICTIMS = frozenset({"victim", "dead", "hostage", "fatality", "casualty", "captive"})
OBJECT_PREPS = frozenset({"on", "against", "at", "upon", "of", "to"})
BY_PREPOSITION = frozenset({
    "fire_at", "fire_on", "shoot_at", "plow_into", "plough_into", "drive_into", "hack_into", "cut_through", "slice_through",
})  # fmt: skip
LEFT_OF_IDEAS = frozenset({"amod", "compound", "nmod"})
MARKETS = frozenset(
    {"free", "housing", "labour", "labor", "job", "jobs", "stock", "bond", "single", "common", "energy", "financial"}
)
CAUSES = frozenset({"of", "from", "with", "to", "after"})
SIDES = frozenset({"government", "regime", "army", "military", "police", "coalition", "opposition", "rebel", "state"})
UNMODIFIED = frozenset({IncidentType.KIDNAPPING, IncidentType.ASSASSINATION, IncidentType.ROBBERY, IncidentType.ARMED_CLASH})
_HOSTAGE = frozenset({"hostage", "captive", "prisoner"})


class Trigger(Record, frozen=True):
    """A word that tells of an incident. ``lemma`` has its particle joined by ``_``."""

    block: ParsedBlock
    index: int
    form: str  # verb | noun
    lemma: str
    type: IncidentType
    takes: str = "any"
    effect: str = ""
    strong: bool = True

    @property
    def token(self) -> Token:
        """The trigger's token."""
        return self.block.doc[self.index]


def triggers_of(parsed: Parsed) -> tuple[tuple[Trigger, ...], ...]:
    """The triggers of each block."""
    return tuple(tuple(find_triggers(block)) for block in parsed.blocks)


def find_triggers(block: ParsedBlock) -> Iterator[Trigger]:
    """Every trigger of a block in reading order."""
    for token in block.doc:
        if token.is_punct or token.is_space:
            continue
        found = verb_trigger(block, token) or noun_trigger(block, token)
        if found:
            yield found


@lru_cache(maxsize=1)
def _telling_verbs() -> frozenset[str]:
    """The lemmas, without particles and fixed objects, of all verbs that may tell of an incident."""
    return frozenset(verb.partition("_")[0] for verb in (*lexicon.verbs(), *deeds.verbs()))


def verb_trigger(block: ParsedBlock, token: Token) -> Trigger | None:
    """The trigger that a verb makes, if its object and doer allow it."""
    if token.pos_ != "VERB" and not token.tag_.startswith("VB"):
        lemma = deeds.participle(token)
        deed = deeds.told_by_verb(token, lemma) if lemma else None
        return _told(block, token, "verb", lemma, deed) if deed is not None else None
    if token.lemma_.lower() not in _telling_verbs():
        return None
    if token.dep_ in {"amod", "compound"} and token.head.pos_ in {"NOUN", "PROPN"} and token.tag_ == "VBG":
        return None  # "exploding population", "killing fields"
    if token.dep_ == "amod" and token.tag_ == "VBN" and token.doc[token.i + 1 : token.i + 2].text == "-":
        return None  # "burned-out cars"
    if lost_modifier(token) is not None:
        return None  # "died in rebel shelling" is the noun
    lemma = full_lemma(token)
    if is_natural(token, lemma):
        return None
    if (deed := deeds.told_by_verb(token, lemma) or deeds.told_by_verb(token, token.lemma_.lower())) is not None:
        return _told(block, token, "verb", lemma, deed)
    place = _takes_place(token)
    for sense in lexicon.verbs().get(lemma, ()):
        if place and sense.effect == "kidnapped" and not sense.strong:
            continue  # "the town was held by rebels"
        if (sense.arms and not _armed(token, sense.arms)) or not _done_to(token, sense):
            continue
        return Trigger(
            block=block, index=token.i, form="verb", lemma=lemma, type=sense.type, takes=sense.takes,
            effect=_effect(token, lemma, sense), strong=sense.strong,
        )  # fmt: skip
    return None


def _told(block: ParsedBlock, token: Token, form: str, lemma: str, deed: deeds.Deed) -> Trigger:
    """The trigger of a happening without violence."""
    return Trigger(
        block=block, index=token.i, form=form, lemma=lemma, type=deed.type, takes=deed.takes, effect=deed.effect,
        strong=deed.strong,
    )  # fmt: skip


def lost_modifier(token: Token) -> Token | None:
    """ "died in rebel shelling", "killed in regime airstrikes", where the parser took the event for a verb: whose it was."""
    if token.pos_ != "VERB" or token.tag_ not in {"VBG", "VBZ", "VBN"} or not token.i or _noun_sense(token) is None:
        return None
    before = token.nbor(-1)
    if any(c.dep_ in {"dobj", "aux", "auxpass"} for c in token.children) or before.dep_ not in {
        "pobj",
        "nsubj",
        "compound",
        "amod",
    }:
        return None
    verb = before.dep_ == "nsubj" and token.lemma_.lower() in lexicon.verbs()
    side = before.lower_ in SIDES or kind_of(before, named=False) in {"armed", "group"} or before.ent_type_ == "NORP"
    return before if side and not verb else None


def governing_preposition(token: Token) -> Token | None:
    """The preposition before an event noun: "in" of "died in rebel shelling"."""
    inner = token if token.dep_ in {"pobj", "pcomp"} else lost_modifier(token)
    return inner.head if inner is not None and inner.head.pos_ == "ADP" else None


def _done_to(verb: Token, sense: VerbSense) -> bool:
    """The object is what the verb has to be done to, and a word that it needs stands in its clause."""
    if sense.beside and not any(t.lower_ in sense.beside for t in verb.subtree):
        return False
    if not sense.of or ("town" in sense.of and _takes_place(verb)):
        return True
    heads = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass", "dative"}]
    heads += [s for c in verb.children if c.dep_ == "ccomp" for s in c.children if s.dep_ in {"nsubj", "nsubjpass"}]
    heads += [verb.head] if verb.dep_ == "acl" and verb.tag_ == "VBN" else []
    named = [
        t for h in heads for t in (h, *h.conjuncts, *(c for c in h.children if c.dep_ in {"compound", "appos", "amod"}))
    ]
    return any({t.lower_, t.lemma_.lower()} & sense.of for t in named)


def _takes_place(verb: Token) -> bool:
    """What is seized or held is a town by its name."""
    heads = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}]
    heads += [verb.head] if verb.dep_ == "acl" and verb.tag_ == "VBN" else []
    return any(h.ent_type_ in {"GPE", "LOC"} for h in heads)


def _armed(verb: Token, where: str) -> bool:
    """What falls, or what is dropped, is a weapon: "rockets landed", "dropped barrel bombs"."""
    of_the_verb = {"subject": {"nsubj"}, "object": {"dobj", "nsubjpass"}}[where]
    heads = [c for c in verb.children if c.dep_ in of_the_verb]
    if where == "object" and not heads and verb.dep_ == "acl":
        heads = [verb.head]  # "a bomb dropped by a plane"
    kinds = {kind_of(t, named=False).partition(":") for h in heads for t in (h, *h.conjuncts)}
    return any(family == "weapon" and kind not in {"aircraft", "vehicle"} for family, _, kind in kinds)


def is_natural(verb: Token, lemma: str) -> bool:
    """ "died of cancer", "was bombarded with questions", "bombed at the box office", "shot back that": no violence."""
    subjects = {c.lemma_.lower() for c in verb.children if c.dep_ == "nsubj"} | (
        {verb.head.lemma_.lower()} if verb.dep_ == "acl" else set()
    )
    if subjects & lexicon.words("not_violent", "performers"):
        return True
    back = lemma in {"shoot", "fire", "hit", "strike"} and any(c.lower_ == "back" for c in verb.children)
    if back and not any(c.dep_ == "prep" and c.lower_ in {"at", "on", "with"} for c in verb.children):
        return True
    if lemma == "fight" or (lemma == "battle" and any(c.lower_ == "for" for c in verb.children)):
        return any(t.lower_ in {"life", "lives"} for t in verb.subtree)
    after = [p for c in verb.children if c.dep_ == "prep" for p in c.children if p.dep_ == "pobj" and c.lower_ in CAUSES]
    if lemma in {"die", "perish", "succumb", "kill"}:
        words = {w for p in after for w in (p.lemma_.lower(), *_left_words(p))}
        return bool(words & lexicon.words("not_violent", "causes")) or any(
            c.dep_ == "nsubj" and _noun_sense(c) is not None and is_figurative(c) for c in verb.children
        )
    if lemma in {"bombard", "pelt", "riddle", "attack", "shell", "assault"}:
        return any(p.lemma_.lower() in lexicon.words("not_violent", "with") for p in after)
    return False


def full_lemma(token: Token) -> str:
    """The verb's lemma with its particle ("blow_up"), its fixed object ("take_hostage", "open_fire"), or its preposition."""
    lemma, senses = token.lemma_.lower(), _particled()
    after = token.doc[token.i + 1 : token.i + 4]
    for child in token.rights:
        if child.dep_ in {"prt", "advmod", "prep"} and f"{lemma}_{child.lower_}" in senses and child.i - token.i <= 8:
            if child.dep_ == "prep" and f"{lemma}_{child.lower_}" not in BY_PREPOSITION:
                continue
            if lemma == "drive" and not any(c.dep_ == "dobj" and lexicon.is_vehicle(c) for c in token.children):
                continue
            return f"{lemma}_{child.lower_}"
    if lemma in {"take", "hold"} and any(
        t.lower_ in _HOSTAGE for t in token.subtree if t.head == token or t.head.head == token
    ):
        return f"{lemma}_hostage"
    if lemma == "go" and any(t.lower_ == "missing" for t in after[:2]):
        return "go_missing"
    if lemma == "open" and any(t.lower_ == "fire" for t in after):
        return "open_fire"
    if lemma == "set" and any(
        t.lower_ in {"fire", "ablaze", "alight"}
        for t in token.doc[token.i + 1 : token.i + 10]
        if t.head in {token, *token.children}
    ):
        return "set_fire"
    if lemma == "shoot" and any(t.lower_ == "dead" for t in after):
        return "shoot_dead"
    return lemma


@lru_cache(maxsize=1)
def _particled() -> frozenset[str]:
    """Verbs with their particles, as the tables have them."""
    return frozenset(lemma for lemma in (*lexicon.verbs(), *deeds.verbs()) if "_" in lemma)


def _effect(token: Token, lemma: str, sense: VerbSense) -> str:
    """``shot to death`` and ``stabbed to death`` kill."""
    tail = [t.lower_ for t in token.doc[token.i + 1 : token.i + 8]]
    if sense.effect == "injury" and any(pair == ("to", "death") for pair in itertools.pairwise(tail)):
        return "death"
    return sense.effect


def noun_trigger(block: ParsedBlock, token: Token) -> Trigger | None:
    """The trigger that a noun makes, unless it is a metaphor or part of another noun."""
    if token.pos_ not in {"NOUN", "PROPN"} and not (token.pos_ == "VERB" and _is_noun_after_all(token)):
        return None
    if token.lemma_.lower() in VICTIMS and _listed(token):
        return Trigger(block=block, index=token.i, form="noun", lemma="victim", type=IncidentType.OTHER, strong=False)
    deed, sense = deeds.told_by_noun(token), _noun_sense(token)
    if (deed is None and sense is None) or is_figurative(token) or deeds.is_other_sense(token):
        return None
    if deed is not None:
        return _told(block, token, "noun", token.lemma_.lower(), deed)
    assert sense is not None
    kind, strengthened = _modified(token, sense)
    if not (sense.strong or strengthened):
        return _weak_noun(block, token, sense)
    return Trigger(
        block=block, index=token.i, form="noun", lemma=token.lemma_.lower(), type=kind, effect=sense.effect,
        strong=True,
    )  # fmt: skip


def _is_noun_after_all(token: Token) -> bool:
    """Tagged a verb, and yet it stands where a noun does, or is a word that is never a verb ("airstrikes")."""
    if token.dep_ in {"dobj", "pobj", "nsubj", "nsubjpass", "compound"} or lost_modifier(token) is not None:
        return True
    return token.tag_ == "VBZ" and not {token.lemma_.lower(), token.lower_.removesuffix("s")} & lexicon.verbs().keys()


def _listed(token: Token) -> bool:
    """ "the victims were identified as", "the dead are", "the hostages include"."""
    verb = token.head
    return token.dep_ in {"nsubj", "nsubjpass"} and verb.lemma_.lower() in {"be", "identify", "include", "name", "list"}


def _noun_sense(token: Token) -> NounSense | None:
    table = lexicon.nouns()
    for form in (token.lemma_.lower(), token.lower_, token.lower_.removesuffix("s")):
        if form in table:
            return table[form]
    return None


def _weak_noun(block: ParsedBlock, token: Token, sense: NounSense) -> Trigger | None:
    """ "strike", "war" and "death" tell of an incident only with an object, and then as weak words."""
    if sense.effect == "death" and any(c.dep_ == "prep" and c.lower_ == "of" for c in token.children):
        return Trigger(
            block=block,
            index=token.i,
            form="noun",
            lemma=token.lemma_.lower(),
            type=sense.type,
            effect="death",
            strong=False,
        )
    if token.lemma_.lower() == "offensive":
        begun = token.dep_ == "dobj" and token.head.lemma_.lower() in {"launch", "begin", "start", "mount", "unleash"}

        return (
            Trigger(block=block, index=token.i, form="noun", lemma="offensive", type=sense.type, strong=False)
            if begun
            else None
        )
    if token.lemma_.lower() == "threat":
        against = any(c.dep_ == "prep" and c.lower_ == "against" for c in token.children) or any(
            c.dep_ == "prep" and c.lower_ == "against" for c in token.head.children if token.dep_ in {"nsubjpass", "dobj"}
        )
        deadly = any(c.lower_ in {"death", "bomb"} for c in token.children)
        return (
            Trigger(block=block, index=token.i, form="noun", lemma="threat", type=sense.type, strong=deadly)
            if against or deadly
            else None
        )
    if token.lemma_.lower() == "strike" and any(
        c.lower_ in {"on", "against", "inside", "in"} for c in token.children if c.dep_ == "prep"
    ):
        return Trigger(block=block, index=token.i, form="noun", lemma="strike", type=sense.type, strong=False)
    return None


def _modified(token: Token, sense: NounSense) -> tuple[IncidentType, bool]:
    """The type as its left modifiers make it, and whether they make it violent for certain."""
    for word in _left_words(token):
        if word in lexicon.modifiers() and sense.type not in UNMODIFIED:
            if sense.effect == "death":
                continue
            return lexicon.modifiers()[word], True
    return sense.type, False


def _left_words(token: Token) -> Iterator[str]:
    for child in token.lefts:
        if child.dep_ in {"compound", "amod", "nmod"}:
            yield child.lower_
            yield child.lemma_.lower()
            yield from (t.lower_ for t in child.lefts if t.dep_ in {"compound", "amod"})
            yield from (t.lower_ for t in child.children if t.dep_ == "conj")


def is_figurative(token: Token) -> bool:
    """The noun stands for no violence: "heart attack", "price war", "attack helicopter", "an attack on the bill"."""
    bare = lexicon.table("events")["not_violent"]
    if any(word in bare["modifiers"] for word in _left_words(token)):
        return True
    if token.dep_ in {"compound", "nmod"} and (token.head.lemma_.lower() in bare["heads"]):
        return True
    if any(_is_figure(c) for c in token.children if c.dep_ == "prep"):
        return True
    if token.dep_ == "compound" and _noun_sense(token.head):
        return True  # "murder attempt" counts once, at its head; "bomb attack" is the attack's
    return is_abstract_object(token)


def _is_figure(preposition: Token) -> bool:
    """ "a blast from the past", "an explosion of colour", "fighting for their lives"."""
    words = {t.lemma_.lower() for t in (*preposition.children, *preposition.doc[preposition.i + 1 : preposition.i + 3])}
    return preposition.lower_ in {"of", "from", "for", "to"} and bool(words & lexicon.words("not_violent", "figures"))


def _solid(noun: Token, act: Token) -> bool:
    """A market or a position that is a place: bombed, shelled, or held by somebody's forces."""
    if noun.lemma_.lower() == "market":
        return noun.tag_ in {"NN", "NNP"} and not any(c.dep_ in LEFT_OF_IDEAS for c in noun.lefts if c.lower_ in MARKETS)
    return noun.lemma_.lower() == "position" and act.lemma_.lower() not in {"attack", "assault"}


def is_abstract_object(token: Token) -> bool:
    """What is attacked is a bill, a policy, a right: words, no violence."""
    abstract = lexicon.table("events")["not_violent"]["objects"]
    for child in token.children:
        if child.dep_ in {"dobj", "nsubjpass"} and child.lemma_.lower() in abstract and not _solid(child, token):
            return True
        after = child.dep_ == "prep" and child.lower_ in OBJECT_PREPS
        inner = (p for p in child.children if p.dep_ in {"pobj", "amod"}) if after else ()
        if any(p.lemma_.lower() in abstract and not _solid(p, token) for p in inner):
            return True
    return any(c.dep_ == "advmod" and c.lower_ in {"verbally", "rhetorically", "politically"} for c in token.children)
