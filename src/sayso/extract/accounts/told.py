"""One mention of an incident, with all that its sentence says of it: the unit that splitting and joining work on."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec
from spacy.tokens import Token

from sayso.extract.accounts import lexicon
from sayso.extract.accounts.moments import (
    ANSWERS,
    CLAUSE,
    SAYING,
    VERB,
    counts_from,
    distance,
    in_phrase,
    of_another,
    of_event,
    piece_of,
)
from sayso.extract.accounts.phrases import Phrase, is_aircraft, kind_of, singular
from sayso.extract.accounts.roles import Roles, roles_of
from sayso.extract.accounts.sections import label_of, section_of
from sayso.extract.accounts.stage import is_many, stage_of
from sayso.extract.accounts.triggers import Trigger, governing_preposition, triggers_of
from sayso.extract.parse import Parsed, ParsedBlock
from sayso.extract.placewords import is_called
from sayso.model import Anchor, BlockKind, DateRange, IncidentType, Precision, Record, Span, Stage
from sayso.model.account import BLOODLESS, OPEN_ACTS

if TYPE_CHECKING:
    from sayso.extract.places import Places
    from sayso.extract.times import TimeMention

LATER = 0.1  # what a later name of a list adds to its rank
OF_TELLING = 3.5  # the rank of a place where a happening was told of
NOT_WHEN = frozenset({"duration", "age", "said", "dateline"})
PLACE_PREPS = frozenset(
    {
        "in",
        "at",
        "near",
        "outside",
        "of",
        "from",
        "inside",
        "on",
        "around",
        "to",
        "within",
        "across",
        "throughout",
        "over",
        "off",
    }
)
ELSEWHERE = frozenset(
    {"nowhere", "not", "n't", "never", "far"}
)  # before "near", "in" or "from" a place: it happened elsewhere
ACTING = frozenset({"nsubj", "nsubjpass", "dobj", "dative", "poss", "agent", "attr"})
POINTING = frozenset({"the", "this", "that", "these", "those", "both"})
GOES_ON = frozenset({"fighting", "battle", "combat", "war", "hostility", "hostilities"})
ATTACKERS = frozenset(
    {
        "attacker",
        "assailant",
        "suspect",
        "perpetrator",
        "shooter",
        "gunman",
        "bomber",
        "hijacker",
        "kidnapper",
        "assassin",
        "killer",
    }
)
DYING = frozenset({"die", "perish", "succumb"})
LINES = frozenset({"road", "highway", "route", "border", "railway", "line", "motorway", "track", "corridor", "stretch"})
STRETCHES = frozenset({"day", "week", "month", "year", "start", "beginning", "end", "outbreak", "first", "course", "part"})
_EACH_OTHER = re.compile(r"(?:\s+of)?\s+(?:each other|one another)\b", re.I)
KEEP_TYPE = frozenset({
    *OPEN_ACTS, *BLOODLESS, IncidentType.KIDNAPPING, IncidentType.ARSON, IncidentType.ROBBERY, IncidentType.SHOOT_DOWN,
    IncidentType.SEIZURE, IncidentType.INVASION, IncidentType.CYBER_ATTACK, IncidentType.POISONING,
})  # fmt: skip


class Mention(Record, frozen=True, dict=True):
    """A trigger, its roles and its setting. ``order`` counts mentions, ``sentence`` sentences, both in reading order."""

    order: int
    sentence: int
    sentence_span: Span
    trigger: Trigger
    roles: Roles
    stage: Stage
    type: IncidentType
    span: Span
    places: tuple[tuple[Span, str], ...] = ()  # words and place id
    times: tuple[TimeMention, ...] = ()
    headline: bool = False
    lot: int | None = None  # index of the noun of a second lot, told without a verb of its own: "and three in Loden"
    label: TimeMention | None = None  # "Jan. 12:" before the entry of a list, or the date over a section

    @cached_property
    def own_times(self) -> tuple[TimeMention, ...]:
        """The times that date the happening: those of its own clause."""
        times = tuple(t for t in self.times if not counts_from(self, t.span) and not of_another(self, t.span))
        inside = tuple(t for t in times if in_phrase(self, t.span))
        if inside:
            return inside  # "the 2014 market bombing"
        found = [(distance(self, t.span), t) for t in times if t.role not in NOT_WHEN]
        nearest = min((far for far, _ in found), default=CLAUSE)
        own = tuple(t for far, t in found if far < min(CLAUSE, nearest + VERB))
        return own or ((self.label,) if self.label is not None else ())

    @cached_property
    def counted_from(self) -> tuple[TimeMention, ...]:
        """Times that count from it: "five months after a gunman killed seven" dates what came five months later."""
        return tuple(t for t in self.times if t.offset_days is not None and counts_from(self, t.span))

    @property
    def named_by_day(self) -> bool:
        """ "Tuesday's bombing": its day is enough to tell which one is meant."""
        token = self.trigger.token
        days = lexicon.words("phrase_words", "time_words")
        return any(c.dep_ == "poss" and c.lower_ in days for c in token.children)

    @cached_property
    def own_dates(self) -> tuple[DateRange, ...]:
        """The dates that its own times give, save those counted from another incident."""
        known = (t.date for t in self.own_times if t.date.precision is not Precision.UNKNOWN)
        return tuple(d for d in known if d.anchor is not Anchor.INCIDENT)

    @cached_property
    def sides(self) -> frozenset[str]:
        """On whose side the doers stand: state, rebel, or nothing where the words do not say."""
        arms = (c for w in self.roles.weapons for c in w.token.lefts if _clause(w.token) == _clause(self.trigger.token))
        words = {c.lemma_.lower() for c in arms}
        for doer in self.roles.doers:
            words |= {doer.key, *(singular(w) for w in doer.core.exact.lower().split())}
        return frozenset(s for s in ("state", "rebel") if words & lexicon.words("sides", s))

    @property
    def elsewhen(self) -> bool:
        """Its own time counts from another incident: "bombs fell two days later". Who died later died of the same."""
        if self.trigger.lemma in DYING or (self.trigger.form != "verb" and not _is_new(self.trigger.token)):
            return False
        later = (t for t in self.own_times if t.date.anchor is Anchor.INCIDENT and t.offset_days and t.offset_days[1] > 0)
        return any(distance(self, t.span) < VERB and not self._of_each_other(t.span) for t in later)

    def _of_each_other(self, span: Span) -> bool:
        """ "within 24 hours of each other": counted from one of the two that are told."""
        block = self.trigger.block
        return _EACH_OTHER.match(block.span.exact, span.end - block.span.start) is not None

    @cached_property
    def own_places(self) -> tuple[str, ...]:
        """Ids of the places where it happened: no adjectives, no states that act."""
        ranked = ((place_rank(self, span), i) for span, i in self.places)
        return tuple(i for rank, i in ranked if rank is not None and rank < OF_TELLING)

    @property
    def definite(self) -> bool:
        """The words point back: "the attack", "this crime"."""
        token = self.trigger.token
        if self.trigger.form == "verb":
            return _points_back(token)
        return is_marked(token)


def _points_back(verb: Token) -> bool:
    """ "the strikes killed five", "his men had blown it up": the incident is told already."""
    for child in verb.children:
        if child.dep_ == "nsubj" and child.lemma_.lower() in lexicon.nouns():
            return is_marked(child)
        if child.dep_ == "nsubj" and child.lemma_.lower() in ATTACKERS and is_marked(child):
            return True  # "the attacker detonated his explosives"
        if child.dep_ == "dobj" and child.lower_ == "it":
            return True
        inside = child.dep_ in {"prep", "agent"} and child.lower_ in {"in", "by", "during", "from"}
        if inside and any(p.dep_ == "pobj" and p.lemma_.lower() in lexicon.nouns() and is_marked(p) for p in child.children):
            return True  # "20 people were killed in the blasts"
    return False


def _is_new(noun: Token) -> bool:
    """ "An attack", "a second blast": not told before."""
    return any(c.dep_ == "det" and c.lower_ in {"a", "an", "another"} for c in noun.children)


def is_marked(noun: Token) -> bool:
    """ "the attack", "that crime", "called it sabotage": told already."""
    if noun.dep_ in {"oprd", "attr"} and noun.head.lemma_ in {"call", "term", "label", "brand", "deem"}:
        return any(c.lower_ in {"it", "this", "that", "them"} for c in noun.head.children)
    return any(c.dep_ in {"det", "poss", "predet"} and c.lower_ in POINTING for c in noun.children)


def place_rank(mention: Mention, span: Span) -> float | None:
    """0 in the trigger's own place phrase, more the farther away; None for an adjective or a name's part."""
    piece, doc = piece_of(mention, span), mention.trigger.block.doc
    if piece is None:
        return None
    root: Token = piece.root
    trigger = mention.trigger.token
    preposition = next((t for t in [root, *root.ancestors] if t.dep_ == "prep"), None)
    first = root
    while first.dep_ == "conj" and first.head.pos_ == "PROPN":
        first = first.head  # of "X and Y" X comes first, however near Y stands
    distance = min(abs(first.i - trigger.i) / 12, 3.0) + (LATER if first != root else 0.0)
    if _tells(_clause(root), trigger):
        return OF_TELLING + distance  # "the ministry in Moscow said": it happened there only for want of another place
    if preposition is not None and preposition.i > 0 and preposition.nbor(-1).lower_ in ELSEWHERE:
        return None  # "nowhere near the town"
    if preposition is not None and preposition.lower_ == "from" and _is_people(preposition.head, trigger):
        return None  # "evacuees from the towns of X and Y were killed"
    if root.dep_ in {"dobj", "nsubjpass"} and root.head == trigger:
        return distance  # "they bombed the town"
    if _place_of_another(root, trigger) and not _of_its_weapon(mention, _clause(root)):
        return None  # "the bombing came after gunmen shot dead an official in Loden"
    line = preposition is not None and preposition.lower_ == "between" and preposition.head.lemma_.lower() in LINES
    if line:
        return 0.5 + distance  # "on the road between X and Y"
    if root.dep_ in ACTING or (preposition is not None and preposition.lower_ in {"by", "between", "against"}):
        return None  # "Iran fired missiles", "she accused Iran", "talks between X and Y": who, not where
    if piece.end < len(doc) and doc[piece.end].text == "-" and not doc[piece.end - 1].whitespace_:
        return None  # "US-led forces"
    if root.dep_ in {"pobj", "appos", "conj", "npadvmod"} and preposition is not None and preposition.lower_ in PLACE_PREPS:
        over = preposition.head.head if preposition.lower_ == "of" and is_called(preposition.head) else preposition
        return distance if over.lower_ not in {"of", "from", "to"} else 1.0 + distance  # "on the town of X": on
    return 2.0 + distance


def _of_its_weapon(mention: Mention, verb: Token) -> bool:
    """ "killed by bombs that landed on X": what landed is what killed."""
    return verb.dep_ in {"relcl", "acl"} and any(verb.head == w.token for w in mention.roles.weapons)


def _tells(verb: Token, trigger: Token) -> bool:
    """The verb says what the trigger tells."""
    if verb.lemma_.lower() not in SAYING or verb not in trigger.ancestors:
        return False
    return any(c.dep_ in {"ccomp", "parataxis"} and (c == trigger or c in trigger.ancestors) for c in verb.children)


def _is_people(noun: Token, trigger: Token) -> bool:
    return noun != trigger and noun.pos_ == "NOUN" and kind_of(noun, named=False).partition(":")[0] in {"person", "armed"}


def _place_of_another(root: Token, trigger: Token) -> bool:
    """The place stands in the clause of another verb of violence, which does not lie over the trigger."""
    answer = next((t for t in itertools.islice(root.ancestors, 6) if t.lemma_.lower() in ANSWERS), None)
    if answer is not None and answer not in trigger.ancestors and answer != trigger:
        return True  # "expelled two diplomats in response to the poisoning in Loden"
    verb = _clause(root)
    if verb in (root, trigger) or of_event(verb, trigger) or verb.lemma_.lower() not in lexicon.verbs():
        return False
    return (
        verb not in trigger.ancestors and trigger not in verb.subtree and verb.dep_ in {"advcl", "relcl", "pcomp", "ccomp"}
    )


def find_mentions(
    parsed: Parsed,
    *,
    places: Places | None,
    times: tuple[TimeMention, ...],
    triggers: Sequence[Sequence[Trigger]] | None = None,
) -> tuple[Mention, ...]:
    """Every mention of an incident in the document, in reading order; ``triggers`` are those of each block, where they are known."""
    told = triggers_of(parsed) if triggers is None else triggers
    return tuple(_mentions(zip(parsed.blocks, told, strict=True), places=places, times=times))


def _mentions(
    blocks: Iterable[tuple[ParsedBlock, Sequence[Trigger]]], *, places: Places | None, times: tuple[TimeMention, ...]
) -> Iterator[Mention]:
    order = sentence_number = 0
    section: TimeMention | None = None
    for block, triggers in blocks:
        section = section_of(block, times, section)
        label = label_of(block, times) or section
        for sentence in block.sentences:
            sentence_number += 1
            span = block.span_of(sentence)
            for trigger in triggers:
                if not sentence.start <= trigger.index < sentence.end:
                    continue
                roles = roles_of(trigger)
                if roles is None or _sets_the_scene(trigger, times):
                    continue
                order += 1
                here = _places(places, span)
                told = _of_place(trigger, roles, here)
                if told is None:
                    continue
                trigger, roles = told, _without_places(roles, here, places)
                if trigger.type in {*OPEN_ACTS, IncidentType.SEIZURE}:  # envoys are no victims
                    roles = msgspec.structs.replace(roles, things=(*roles.things, *roles.people), people=())
                yield _particular(Mention(
                    order=order, sentence=sentence_number, sentence_span=span, trigger=trigger, roles=roles, stage=stage_of(trigger),
                    type=_told_type(trigger, roles, triggers), span=_told_span(block, trigger, roles),
                    places=here, times=tuple(t for t in times if span.holds(t.span)),
                    headline=block.kind in {BlockKind.HEADLINE, BlockKind.DECK}, label=label,
                ))  # fmt: skip


def _of_place(trigger: Trigger, roles: Roles, here: tuple[tuple[Span, str], ...]) -> Trigger | None:
    """A town is seized, not kidnapped; that a town "is held by" somebody is no happening."""
    if trigger.type is not IncidentType.KIDNAPPING or trigger.strong or not roles.people:
        return trigger
    if not all(any(p.core.overlaps(m) for m, _ in here) for p in roles.people):
        return trigger
    return None if trigger.lemma == "hold" else msgspec.structs.replace(trigger, type=IncidentType.SEIZURE, effect="")


def _without_places(roles: Roles, here: tuple[tuple[Span, str], ...], places: Places | None) -> Roles:
    """A town that was bombed is no person who was hit, and the town in "the Loden blast" did nothing."""
    towns = [p for p in roles.people if p.family == "name" and any(p.core.overlaps(m) for m, _ in here)]
    local = [m for m, i in here if places is not None and places.place(i).kind not in {"country", "unknown"}]
    named = [
        d for d in roles.doers if d.family in {"name", ""} and any(m.overlaps(d.core) and m.end == d.core.end for m in local)
    ]
    if not towns and not named:
        return roles
    people = tuple(p for p in roles.people if p not in towns)
    doers = tuple(d for d in roles.doers if d not in named)
    return msgspec.structs.replace(roles, people=people, doers=doers, others=(*roles.others, *towns))


def _over_time(mention: Mention) -> bool:
    """A war's dead since its start, "has killed over 100 in two weeks", "is regularly targeted": no single happening."""
    token = mention.trigger.token
    verb = token if token.pos_ == "VERB" else token.head
    if verb.dep_ == "xcomp" and verb.head.lemma_.lower() in {"continue", "keep"}:
        return True  # "are continuing to kill civilians"
    if any(c.dep_ == "advmod" and c.lower_ in lexicon.words("habits") for c in verb.children):
        return True
    aux = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    since = any(t.role == "since" for t in mention.times)
    perfect = bool(aux & {"have", "has"}) and (since or "to" not in aux)  # "were found to have been poisoned in May" is one
    long = any(
        t.role == "since" or t.date.precision in {Precision.MONTH, Precision.YEAR, Precision.WEEK} for t in mention.times
    )
    doers = [c for c in verb.children if c.dep_ in {"nsubj", "agent"}] + ([verb.head] if verb.dep_ == "relcl" else [])
    drawn = any(d.lemma_.lower() in lexicon.words("drawn_out") for d in doers)
    counted = any(p.number for p in mention.roles.people)
    if perfect and drawn:
        return True  # "the conflict, which has killed thousands"
    return counted and ((perfect and long) or (drawn and long) or any(_thousands(p.number) for p in mention.roles.people))


def _sets_the_scene(trigger: Trigger, times: tuple[TimeMention, ...]) -> bool:
    """ "the group, which seized the town", "they launched an offensive", with no day: what is told of it belongs to no news."""
    aside = trigger.type is IncidentType.SEIZURE and trigger.token.dep_ in {"relcl", "acl", "advcl"}
    if not aside and trigger.lemma != "offensive":
        return False
    sentence = trigger.block.span_of(trigger.token.sent)
    days = (t for t in times if t.date.precision in {Precision.DAY, Precision.MINUTE} and sentence.holds(t.span))
    return not any(days)


def _background(mention: Mention) -> bool:
    """Fighting that goes on, with no day of its own and nobody counted: the setting of the story, no single happening."""
    token = mention.trigger.token
    if mention.trigger.form != "noun" or mention.headline:
        return False
    if token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lemma_.lower() in STRETCHES:
        return mention.type in {IncidentType.ARMED_CLASH, IncidentType.INVASION}  # "the fifth day of an incursion"
    raging = any(c.dep_ == "acl" and c.tag_ == "VBG" for c in token.children)
    if mention.type is not IncidentType.ARMED_CLASH or token.lemma_.lower() not in GOES_ON:
        return False
    if not raging and any(c.dep_ == "det" and c.lower_ in {"a", "an"} for c in token.children):
        return False
    days = any(t.date.precision in {Precision.DAY, Precision.MINUTE, Precision.DAYS} for t in mention.own_times)
    return not days and not any(p.number for p in mention.roles.people)


def _thousands(number: str) -> bool:
    """A figure that no single attack reaches."""
    found = re.search(r"\d[\d,. ]*", number)
    return found is not None and int(re.sub(r"\D", "", found[0])) >= 10_000


def _one_target(mention: Mention) -> bool:
    """ "Airstrikes targeted a market": however many struck, it was one place."""
    token = mention.trigger.token
    struck = [c for c in token.head.children if c.dep_ == "dobj"] if token.dep_ == "nsubj" else []
    return any(t.tag_ == "NN" and any(c.lower_ in {"a", "an"} for c in t.children) for t in struck)


def _particular(mention: Mention) -> Mention:
    """ "Israeli strikes on the town on Wednesday": a plural with a day and a place is no count of many."""
    if mention.stage is Stage.ACCOMPLISHED and _over_time(mention):
        return msgspec.structs.replace(mention, stage=Stage.AGGREGATE)
    if mention.stage is Stage.ACCOMPLISHED and _background(mention):
        return msgspec.structs.replace(mention, stage=Stage.AGGREGATE)
    if mention.stage is not Stage.AGGREGATE or mention.trigger.form != "noun" or is_many(mention.trigger.token):
        return mention
    if any(p.number for p in mention.roles.people):
        return msgspec.structs.replace(mention, stage=Stage.ACCOMPLISHED)  # "air raids left 15 people dead"
    days = [t for t in mention.own_times if t.date.precision in {Precision.DAY, Precision.MINUTE}]
    single = mention.places and (days or _one_target(mention))
    return msgspec.structs.replace(mention, stage=Stage.ACCOMPLISHED) if single else mention


def _told_type(trigger: Trigger, roles: Roles, others: Sequence[Trigger]) -> IncidentType:
    """The type of the mention; people killed in an air strike are told with its type."""
    kind = _type(trigger, roles)
    if trigger.form != "verb" or not trigger.effect or kind is not IncidentType.ATTACK:
        return kind
    for other in others:
        over = governing_preposition(other.token) if other.form == "noun" else None
        if over is None or over.lower_ not in {"in", "by", "during"} or over.head != trigger.token:
            continue
        if other.type not in {IncidentType.OTHER, IncidentType.ARMED_CLASH}:
            return other.type
    return kind


def _type(trigger: Trigger, roles: Roles) -> IncidentType:
    """The trigger's type, sharpened by weapon and doer: an attack with a bomb is a bombing, a bombing from the air a strike."""
    if trigger.type is IncidentType.ROBBERY and _digital(roles):
        return IncidentType.CYBER_ATTACK  # "the hackers stole data"
    if trigger.type in KEEP_TYPE:
        return trigger.type
    kinds = {w.kind.partition(":")[2] for w in roles.weapons}
    if any(is_aircraft(d) or (d.key in {"warplane", "jet", "force"} and "air" in d.core.exact.lower()) for d in roles.doers):
        return IncidentType.AIR_STRIKE
    if trigger.type is IncidentType.ATTACK and any(d.key == "bomber" for d in roles.doers):
        return IncidentType.BOMBING  # planes have been told above
    if trigger.type in {IncidentType.ATTACK, IncidentType.ASSASSINATION}:
        if kinds & {"bomb", "vehicle_bomb", "dynamite", "mine"}:
            return IncidentType.BOMBING if trigger.type is IncidentType.ATTACK else trigger.type
        if kinds & {"rocket", "missile", "mortar"}:
            return IncidentType.SHELLING if trigger.type is IncidentType.ATTACK else trigger.type
        if kinds & {"aircraft", "aerial_bomb"}:
            return IncidentType.AIR_STRIKE
        if kinds & {"chemical"}:
            return IncidentType.CHEMICAL_ATTACK
    if trigger.type in {IncidentType.AIR_STRIKE, IncidentType.SHELLING} and "chemical" in kinds:
        return IncidentType.CHEMICAL_ATTACK  # "dropped chlorine on the town"
    if trigger.type is IncidentType.BOMBING and kinds & {"aircraft", "aerial_bomb"}:
        return IncidentType.AIR_STRIKE
    if trigger.type is IncidentType.SHELLING and kinds and kinds <= {"bomb", "dynamite", "aerial_bomb"}:
        return IncidentType.BOMBING  # "bombs fell on the town"
    return trigger.type


def _digital(roles: Roles) -> bool:
    """Hackers, or what only they steal."""
    words = {p.key for p in (*roles.doers, *roles.things, *roles.others)}
    return bool(words & {"hacker", "data", "email", "e-mail", "password", "credential", "cyberspy", "file"})


def _clause(token: Token) -> Token:
    """The verb of the token's clause."""
    return next((t for t in (token, *token.ancestors) if t.pos_ in {"VERB", "AUX"}), token)


def _told_span(block: ParsedBlock, trigger: Trigger, roles: Roles) -> Span:
    """From the first to the last word of the mention's clause parts that lie close by."""
    arms = (w for w in roles.weapons if _clause(w.token) == _clause(trigger.token))  # not the bombs of the next clause
    phrases: tuple[Phrase, ...] = (*roles.doers, *roles.people, *roles.things, *arms, *roles.others)
    starts = [trigger.token.idx, *(p.span.start - block.span.start for p in phrases)]
    ends = [trigger.token.idx + len(trigger.token.text), *(p.span.end - block.span.start for p in phrases)]
    return block.chars(min(starts), max(ends))


def _places(places: Places | None, span: Span) -> tuple[tuple[Span, str], ...]:
    if places is None:
        return ()
    found = [(m, p.id) for p in places.places for m in p.mentions if span.holds(m)]
    return tuple(sorted(found, key=lambda f: f[0]))


def shared(a: DateRange, b: DateRange) -> bool:
    """The two ranges overlap."""
    return a.start[:10] <= b.end[:10] and b.start[:10] <= a.end[:10]
