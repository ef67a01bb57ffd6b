"""A mention and the mentions told before it come in; whether syntax binds them into one happening or sets them apart goes out."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Token

from sayso.extract.accounts import lexicon
from sayso.extract.accounts.moments import ANSWERS, AVENGING, what_came_after
from sayso.extract.accounts.phrases import Phrase
from sayso.extract.accounts.told import Mention, is_marked
from sayso.extract.answers.sides import names_in, same
from sayso.model import IncidentType

# Words with "to", "with", "from", "of" or "than" after which the other side of a comparison stands.
LIKENED = frozenset({
    "similar", "comparable", "identical", "akin", "parallel", "parallels", "compare", "contrast", "comparison", "reminiscent", "different",
    "differ", "equal", "resemblance", "similarity", "echo", "repeat",
})  # fmt: skip
LIKENING = frozenset({"to", "with", "from", "of", "than", "between"})
RECALLING = frozenset({"recall", "resemble", "mirror", "echo", "evoke", "dwarf", "exceed", "surpass"})
_MONTH = re.compile(
    r"(?:(?P<before>\d{1,2})(?:st|nd|rd|th)? )?"
    r"\b(?P<month>Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec)(?:[a-z]{2,})?\.?(?: (?P<after>\d{1,2})\b)?"
)
_OPENS = re.compile(r"(?:(?:And|But|Then) )?[Ii]n (?:early |late |mid-?)?(?=[A-Z])")  # "In April somebody ..."
SEEMING = frozenset({"look", "sound", "seem", "feel", "appear", "be", "act", "behave"})  # "it looked like an attack"


def is_bound(mention: Mention, bundle: Sequence[Mention]) -> bool:
    """The syntax makes them one: "deaths in another attack", "an attack that killed", "attacked the town, killing six"."""
    token = mention.trigger.token
    answered = _answered(token)
    return any(
        _tied(token, other.trigger.token)
        for other in bundle
        if other.sentence == mention.sentence and (answered is None or answered in other.trigger.token.ancestors)
    )


def _tied(token: Token, a: Token) -> bool:
    for low, high in ((token, a), (a, token)):
        if (
            low.dep_ == "pobj"
            and low.head.lower_ in {"in", "by", "during", "from"}
            and high in {low.head.head, *low.head.head.conjuncts}
        ):
            return True
        if low.pos_ == "NOUN" and high == _verb_over(low):
            return True  # "the attack set fire to two tanks"
        if low.dep_ == "advcl" and low.tag_ == "VBG" and high.head == low.head and high.dep_ in {"nsubj", "attr", "dobj"}:
            return True  # "there were many attacks, killing 120"
        if low.dep_ in {"relcl", "advcl", "acl"} and low.head == high and (low.dep_ != "advcl" or low.tag_ == "VBG"):
            return True
    return False


def _verb_over(noun: Token) -> Token | None:
    """The verb whose subject it is, also where the parser hung it on a date before it: "On 3 May, an attack killed six"."""
    if noun.dep_ == "appos" and noun.head.ent_type_ == "DATE":
        noun = noun.head
    return noun.head if noun.dep_ == "nsubj" else None


def _answered(token: Token) -> Token | None:
    """The word for an answer under which it stands: "in response to Friday's attack"."""
    return next((a for a in itertools.islice(token.ancestors, 4) if a.lemma_.lower() in ANSWERS), None)


def likened(mention: Mention) -> Token | None:
    """The word that compares the mention with what is told: "similar to one a year earlier, when ...", "unlike the bombing in"."""
    if mention.definite and not (mention.roles.people or mention.roles.things or mention.own_dates or mention.own_places):
        return None  # "similar to the attack": told already
    token = mention.trigger.token
    for step in (token, *token.ancestors):
        if step.dep_ == "prep" or step.pos_ == "ADP":
            if step.lower_ == "unlike" or (step.lower_ == "like" and step.head.lemma_.lower() not in SEEMING):
                return step
            if step.lower_ in LIKENING and step.head != step and _likens(step):
                return step
        if step.dep_ == "dobj" and step.head.lemma_.lower() in RECALLING:
            return step
    return None


def _likens(preposition: Token) -> bool:
    """ "similar to", "compared with", "deadlier than"; not "more than 20 attacks"."""
    over = preposition.head
    if preposition.lower_ == "than":
        return (
            over.tag_ in {"JJR", "RBR"}
            and over.dep_ in {"acomp", "advmod", "amod", "attr"}
            and over.lower_ not in {"more", "less"}
        )
    return bool({over.lemma_.lower(), over.lower_} & LIKENED)


def set_apart(mention: Mention, bundle: Sequence[Mention]) -> bool:
    """The words say that the mention is another happening than the bundle's."""
    if mention.lot is not None and any(m.trigger.index == mention.trigger.index and m.lot is None for m in bundle):
        return True  # "killed eight in Orvel and three in Loden"
    under = likened(mention)
    if under is not None and not any(under in m.trigger.token.ancestors for m in bundle):
        return True
    beside = [m for m in bundle if m.sentence == mention.sentence]
    if mention.counted_from and any(not m.counted_from for m in beside):
        return True  # "the strikes, which came two days after the attack"
    if any(listed_beside(mention, m) or came_after(mention, m) or came_after(m, mention) for m in beside):
        return True
    if not mention.definite and (on_other_days(mention, bundle) or turned_on(mention, bundle)):
        return True
    if returns_to_news(mention) and all(m.headline for m in bundle):
        return False
    return _said_other(mention, bundle) or (mention.sentence != bundle[-1].sentence and opens_another(mention))


def came_after(mention: Mention, other: Mention) -> bool:
    """ "Jets bombed the port after gunmen shot a guard", "to avenge his murder": the shooting is no part of the bombing."""
    step = what_came_after(mention.trigger.token)
    if step is None or other.trigger.token in step.subtree:
        return False
    if (
        step.lemma_.lower() in AVENGING
    ):  # "the murder" that is avenged is what the deed came after, wherever the parser hung the clause
        over = next((t for t in step.ancestors if t.pos_ == "VERB"), step.head)
        return other.trigger.token in {over, *over.conjuncts, *over.children}
    over = step.head
    return other.trigger.token in {over, *over.conjuncts, *over.children} and not mention.definite


def on_other_days(mention: Mention, bundle: Sequence[Mention]) -> bool:
    """ "In April", "in September"; "2 June:", "9 June:": days of no known year, and not the same."""
    mine, theirs = _days_named([mention]), _days_named(bundle)
    if not mine or not theirs or mention.own_dates or any(m.own_dates for m in bundle):
        return False
    return not any(a == b and (not x or not y or x == y) for a, x in mine for b, y in theirs)


def _days_named(mentions: Iterable[Mention]) -> set[tuple[str, str]]:
    """Month and day, as far as they are named, of the times that date the mentions."""
    words = [t.span.exact for m in mentions for t in m.own_times]
    words += [
        m.sentence_span.exact[at.end() : at.end() + 12] for m in mentions if (at := _OPENS.match(m.sentence_span.exact))
    ]
    found = map(_MONTH.match, words)
    return {(match["month"][:3].lower(), match["before"] or match["after"] or "") for match in found if match}


def turned_on(mention: Mention, bundle: Sequence[Mention]) -> bool:
    """Who was hit hits somebody else: "a Tavrian patrol was ambushed", "Tavria shelled Lundish villages"."""
    if any(m.sentence == mention.sentence for m in bundle):
        return False
    mine, theirs = (_sides(m.roles.doers for m in ms) for ms in ([mention], bundle))
    hit = _sides((*m.roles.people, *m.roles.things) for m in bundle)
    if not same(mine, hit) or same(mine, theirs):
        return False
    struck = {p.key for p in (*mention.roles.people, *mention.roles.things)}
    return bool(struck) and struck.isdisjoint(p.key for m in bundle for p in (*m.roles.people, *m.roles.things))


def _sides(phrases: Iterable[Iterable[Phrase]]) -> frozenset[str]:
    return frozenset(name for group in phrases for p in group for name in names_in(p.core.exact))


def listed_beside(mention: Mention, other: Mention) -> bool:
    """ "Killing the general and strikes on the camp", "the murder of two priests along with the bombing of a church": two deeds. What a
    deed did to others is no second one: "the death of two and the wounding of three"."""
    token, trigger = mention.trigger.token, other.trigger.token
    if mention.trigger.form != "noun" or (mention.trigger.effect and mention.type is not IncidentType.ASSASSINATION):
        return False
    if token.dep_ == "pobj" and token.head.lower_ == "with" and token.head.head.lower_ in {"along", "together"}:
        return token.head.head.head in {trigger, trigger.head} and _hit_others(mention, other)
    first = next((t for t in itertools.islice(token.ancestors, 4) if t.dep_ != "conj"), token)
    if token.dep_ != "conj" or first.i > token.i:
        return False
    if first == trigger:
        return _hit_others(mention, other)
    over = first.head.head if first.dep_ == "pobj" and first.head.lower_ in {"of", "on", "against"} else first.head
    return over == trigger and first.dep_ in {"dobj", "pobj"}  # listed as if it were hit


def _hit_others(mention: Mention, other: Mention) -> bool:
    mine, theirs = ({p.key for p in (*m.roles.people, *m.roles.things)} for m in (mention, other))
    return bool(mine) and bool(theirs) and mine.isdisjoint(theirs)


def is_other(mention: Mention) -> bool:
    """The words, or how the sentence opens, say that this is another one than those told before."""
    return likened(mention) is not None or _said_other(mention) or opens_another(mention)


def _said_other(mention: Mention, bundle: Sequence[Mention] = ()) -> bool:
    """The words say that this is another one: "a second bomb", "another attack", "in a separate incident"."""
    token = mention.trigger.token
    root = token.sent.root
    if root.lemma_.lower() in {"come", "follow", "precede"} and any(c.dep_ == "nsubj" and c != token for c in root.children):
        return token.dep_ not in {"nsubj", "ROOT"}  # "the murder came two days after gunmen tried to kill X"
    answered = _answered(token)
    told = [m for m in bundle if mention.sentence - m.sentence <= 1]  # what was answered may have been told long before
    if answered is not None and (told or not bundle) and not any(answered in m.trigger.token.ancestors for m in told):
        return True  # "in response to Friday's attack"
    if mention.elsewhen and not of_one_day(mention, bundle):
        return True  # "two days later"
    near = [*token.children, *(c for w in mention.roles.weapons for c in w.token.children)]
    return (not mention.definite and _marks_other(near)) or any(
        _marks_other(noun.children) for noun in _around_nouns(token) if not (mention.definite and is_marked(noun))
    )


def of_one_day(mention: Mention, bundle: Sequence[Mention]) -> bool:
    """The bundle's mention in the same sentence is dated by the same words: "Two weeks later, on 3 May, an attack killed six"."""
    mine = {t.span for t in mention.own_times}
    return any(mine & {t.span for t in m.own_times} for m in bundle if m.sentence == mention.sentence)


def _marks_other(words: Iterable[Token]) -> bool:
    return any(c.lower_ in lexicon.words("other") and c.dep_ in {"amod", "det"} for c in words)


def _around_nouns(token: Token) -> Iterator[Token]:
    """ "killed in another attack", "the deaths of two men in a separate bombing": the noun of the happening around it."""
    below = [token, *(p for c in token.children if c.dep_ == "prep" and c.lower_ == "of" for p in c.children)]
    for child in (c for t in below for c in t.children):
        if child.dep_ == "prep" and child.lower_ in {"in", "by", "during"}:
            yield from (n for n in child.children if n.dep_ == "pobj" and n.lemma_.lower() in lexicon.nouns())


def opens_another(mention: Mention) -> bool:
    """The sentence turns to something else: "Meanwhile", "In another attack"."""
    opening = [t.lower_ for t in mention.trigger.token.sent[:4]]
    return bool(opening) and (
        opening[0] in {"meanwhile", "separately", "elsewhere"}
        or opening[:2] in (["in", "another"], ["in", "other"], ["this", "time"])
        or (opening[0] == "earlier" and opening[1:2] != ["this"] and opening[1:2] != [","])
    )


def returns_to_news(mention: Mention) -> bool:
    """ "This time": after a look back, what the text is about."""
    return [t.lower_ for t in mention.trigger.token.sent[:2]] == ["this", "time"]


def says_first(mention: Mention) -> bool:
    """ "The initial attack", "the original blast"."""
    return mention.definite and any(c.lower_ in {"initial", "original"} for c in mention.trigger.token.children)


def says_that(mention: Mention) -> bool:
    """ "That attack", "the earlier bombing": what was told last or lies back, and not what the text is about."""
    back = {"that", "those", "earlier", "previous", "former", "prior"}
    return any(c.lower_ in back for c in mention.trigger.token.children)
