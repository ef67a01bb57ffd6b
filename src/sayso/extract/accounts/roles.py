"""A trigger comes in; who did it, to whom, to what, with what and where goes out, read from the syntax around it."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from sayso.extract.accounts import lexicon
from sayso.extract.accounts.clauses import full, is_passive, subjects_of
from sayso.extract.accounts.lists import along_with
from sayso.extract.accounts.meant import is_when, stood_for
from sayso.extract.accounts.phrases import Phrase, counts_the_hurt, is_namelike, kind_of, members, person_killed, phrase
from sayso.extract.accounts.triggers import SIDES, Trigger, is_abstract_object, lost_modifier
from sayso.model import IncidentType, Record

HIT_PREPS = frozenset({"on", "against", "at", "upon", "toward", "towards"})
ADJECTIVAL = frozenset(
    {"us", "u.s.", "uk", "u.k.", "eu", "nato", "un", "u.n.", "us-led", "u.s.-led", "saudi-led", "nato-led", "coalition"}
)  # states as adjectives
STRIKING = frozenset({"strike", "hit", "target", "pound", "attack", "bomb", "raid", "shell", "bombard", "strafe"})
ARMS = frozenset({"rocket", "missile", "mortar", "gun", "machine_gun", "rifle", "vehicle"})
AREAS = frozenset(
    {"neighborhood", "neighbourhood", "village", "town", "road", "highway", "street", "avenue", "site", "camp", "airport"}
)  # where, not what


class Roles(Record, frozen=True):
    """The participants of one trigger, as phrases in reading order."""

    doers: tuple[Phrase, ...] = ()
    people: tuple[Phrase, ...] = ()
    things: tuple[Phrase, ...] = ()
    weapons: tuple[Phrase, ...] = ()
    others: tuple[Phrase, ...] = ()  # hit, but neither a known person nor a known thing


def roles_of(trigger: Trigger) -> Roles | None:
    """The participants, or None where the verb's demands on its object are not met."""
    doers, hit, weapons = _verb_parts(trigger) if trigger.form == "verb" else _noun_parts(trigger)
    roles = _sorted(trigger, doers, hit, [*weapons, *_near_weapons(trigger)])
    return roles if _allowed(trigger, roles) else None


def _near_weapons(trigger: Trigger) -> Iterator[Token]:
    """Weapons that the sentence names outright ("dynamite", "mortars"), whatever the syntax between them and the trigger."""
    weak = lexicon.words("weapons", "weak")
    if trigger.type in {IncidentType.KIDNAPPING, IncidentType.ROBBERY}:
        return
    for token in trigger.token.sent:
        if token.pos_ not in {"NOUN", "PROPN"} or (
            token.dep_ == "compound" and token.head.pos_ == "NOUN" and token.head.i == token.i + 1
        ):
            continue
        kind = phrase_kind(token)
        if (
            kind.startswith("weapon")
            and kind != "weapon:aircraft"
            and token.lower_ not in weak
            and token.lemma_.lower() not in weak
        ):
            yield token


# -- verbs


def _verb_parts(trigger: Trigger) -> tuple[list[Token], list[Token], list[Token]]:
    verb = trigger.token
    passive = is_passive(verb) or _lacks_object(trigger)
    subjects = [m for s in subjects_of(verb) for m in (*members(s), *along_with(s))]
    agents = [m for c in verb.children if c.dep_ == "agent" or (passive and c.dep_ == "prep" and c.lower_ == "by")
              for p in c.children if p.dep_ == "pobj" for m in members(p)]  # fmt: skip
    objects = [m for c in verb.children if c.dep_ in {"dobj", "oprd"} and c.lower_ not in {"fire", "hostage", "responsibility"}
               for m in (*members(c), *along_with(c))]  # fmt: skip
    objects = objects or ([] if passive else _shared_objects(verb))
    hit = list(objects)
    if verb.dep_ == "amod" and verb.tag_ == "VBN":  # "the slain judge"
        hit, doers = [verb.head], []
    elif passive:
        hit = [*(subjects or _before_auxiliary(verb)), *objects, *along_with(verb)]
        doers = agents or _later_by(verb)
    else:
        doers = subjects
        if trigger.takes in {"victim_subject", "suffers"} or (trigger.takes == "weapon_either" and not objects):
            hit, doers = [*subjects, *objects], agents
    hit = [m for h in hit for m in (_named(h), *_beside_whose(h))]
    toward = {"set_fire": {"to"}, "plow_into": {"into"}, "plough_into": {"into"}, "drive_into": {"into"}}
    hit += list(_prep_objects(verb, HIT_PREPS | toward.get(trigger.lemma, set())))
    if trigger.lemma == "set_fire":
        hit = [h for h in hit if h.lower_ not in {"fire", "ablaze"}]
    place_preps = {"in", "inside", "outside", "near", "under", "front", "at", "next"}
    if trigger.takes in {"explosive", "weapon_either", "projectile"}:
        hit += list(_prep_objects(verb, place_preps, things_only=True))
    weapons = list(_prep_objects(verb, {"with", "using", "from"}))
    weapons += [
        m
        for c in verb.children
        if c.dep_ == "advcl" and c.lemma_.lower() == "use"
        for o in c.children
        if o.dep_ == "dobj"
        for m in members(o)
    ]
    return doers, hit, weapons


def _lacks_object(trigger: Trigger) -> bool:
    """A verb that must have somebody as its object and has none is a passive: a headline's "Two killed as rockets hit"."""
    verb = trigger.token
    if trigger.takes != "person" or verb.tag_ not in {"VBD", "VBN"} or verb.dep_ in {"relcl", "amod", "xcomp"}:
        return False
    if any(
        (c.dep_ in {"aux", "dobj", "dative", "neg"} and not counts_the_hurt(c)) or c.lower_ in HIT_PREPS
        for c in verb.children
    ) or _shared_objects(verb):
        return False
    after = verb.i + (2 if trigger.lemma == "shoot_dead" else 1)
    lost = (t for t in verb.doc[after : after + 1] if t.dep_ not in {"npadvmod", "nummod"} and not counts_the_hurt(t))
    if any(t.pos_ in {"DET", "NUM", "PROPN"} for t in lost):
        return False  # an object that the parser lost
    return bool(subjects_of(verb))


def _shared_objects(verb: Token) -> list[Token]:
    """ "kidnapped and killed the mayor": the object of the verb that follows at once."""
    joined = [c for c in verb.rights if c.dep_ == "conj" and c.pos_ == "VERB" and c.i - verb.i <= 2]
    return [m for c in joined for o in c.children if o.dep_ == "dobj" for m in members(o)]


def _beside_whose(person: Token) -> Iterator[Token]:
    """ "a guest of the minister, General X, and his deputy Y": the people of a list whose start the parser took for whose guest it is."""
    if phrase_kind(person).partition(":")[0] != "person":
        return
    for whose in (p for c in person.rights if c.dep_ == "prep" and c.lower_ == "of" for p in c.children if p.dep_ == "pobj"):
        others = [m for m in members(whose) if m != whose]
        if others and whose.doc[min(others[0].subtree, key=lambda t: t.i).i - 1].text == ",":
            yield from (m for m in map(_named, others) if phrase_kind(m).startswith("person") or is_namelike(m))


def _named(hit: Token) -> Token:
    """ "the second in command, Abu X": the name, where its describing word tells nothing of a person."""
    if phrase_kind(hit) or is_namelike(hit):
        return hit
    return next((c for c in hit.children if c.dep_ == "appos" and c.ent_type_ == "PERSON"), hit)


def _later_by(verb: Token) -> list[Token]:
    """ "murdered last Friday [17 May] by uniformed men", where the parser lost the agent: the next "by" with people after it."""
    for token in verb.doc[verb.i + 1 : min(verb.i + 15, verb.sent.end)]:
        if token.pos_ == "VERB" and token.dep_ not in {"amod"}:
            break
        if token.lower_ == "by" and token.dep_ in {"prep", "agent"}:
            found = [m for p in token.children if p.dep_ == "pobj" for m in members(p)]
            return [t for t in found if phrase_kind(t).partition(":")[0] in {"armed", "group", "person"}]
    return []


def _before_auxiliary(verb: Token) -> list[Token]:
    """ "A, rector of B, and two women were killed", where the parser lost the subject: the nouns just before the auxiliary."""
    aux = next((c for c in verb.lefts if c.dep_ in {"auxpass", "aux"}), None)
    if aux is None or aux.i == verb.sent.start:
        return []
    token = aux.nbor(-1)
    while token.dep_ in {"punct", "pobj", "prep", "appos", "compound"} and token.head.i < aux.i and token.head != token:
        token = token.head
    while token.dep_ == "conj" and token.head.pos_ in {"NOUN", "PROPN"}:
        token = token.head
    return list(members(token)) if token.pos_ in {"NOUN", "PROPN"} else []


def _prep_objects(token: Token, preps: frozenset[str] | set[str], *, things_only: bool = False) -> Iterator[Token]:
    for child in token.children:
        if child.dep_ in {"prep", "dative"} and child.lower_ in preps:
            for inner in child.children:
                if inner.dep_ == "pobj":
                    # "in front of the bank": the place is inside the inner phrase
                    if inner.lower_ in {"front", "side"}:
                        yield from _prep_objects(inner, {"of"}, things_only=things_only)
                        continue
                    for one in members(inner):
                        if not things_only or phrase_kind(one).startswith("thing"):
                            yield one
                elif inner.dep_ == "prep" or inner.dep_ == "pcomp":
                    yield from _prep_objects(child, {inner.lower_}, things_only=things_only)


def phrase_kind(token: Token) -> str:
    """The kind of thing that a noun stands for."""
    return kind_of(token, named=False)


# -- nouns


def _noun_parts(trigger: Trigger) -> tuple[list[Token], list[Token], list[Token]]:
    noun = trigger.token
    doers: list[Token] = []
    hit: list[Token] = []
    weapons: list[Token] = []
    suffers = bool(trigger.effect)
    for child in noun.children:
        if child.dep_ in {"prep", "agent"}:
            inner = [m for p in child.children if p.dep_ == "pobj" for m in members(p)]
            if child.lower_ == "by":
                doers += inner
            elif child.lower_ in HIT_PREPS or (
                child.lower_ == "of"
                and (
                    suffers
                    or trigger.type
                    in {IncidentType.BOMBING, IncidentType.ARSON, IncidentType.INVASION, IncidentType.SHELLING}
                )
            ):
                hit += inner
            elif child.lower_ == "of":
                weapons += [t for t in inner if phrase_kind(t).startswith("weapon")]
            elif child.lower_ == "with":
                weapons += inner
            elif child.lower_ in {"in", "inside", "outside", "near"}:
                hit += [t for t in inner if phrase_kind(t).startswith("thing")]
        elif child.dep_ == "poss":
            # "the priests' murder", "the group's attack"
            (hit if suffers else doers).append(child)
        elif child.dep_ in {"compound", "nmod", "amod", "advmod"}:
            _sort_modifier(child, trigger, doers, hit, weapons)
        elif child.dep_ == "acl" and child.tag_ == "VBN" and child.lemma_.lower() not in lexicon.words("not_done_by"):
            doers += [
                m for c in child.children if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj" for m in members(p)
            ]
            hit += list(_prep_objects(child, HIT_PREPS))
        elif child.dep_ == "relcl":
            _sort_relative(child, doers, hit)
    if (whose := lost_modifier(noun)) is not None:
        _sort_modifier(whose, trigger, doers, hit, weapons)
    _sort_governor(noun, doers, hit, weapons)
    if suffers and not hit:
        hit += _further_of(noun)
    if trigger.lemma == "victim":
        hit += _victims_listed(noun)
    return doers, hit, weapons


def _further_of(noun: Token) -> list[Token]:
    """ "the kidnapping and murder on 3 May of X": an ``of`` farther on, or that of a coordinated noun."""
    for token in noun.doc[noun.i + 1 : min(noun.i + 12, noun.sent.end)]:
        if token.pos_ == "VERB":
            break
        if token.lower_ == "of" and token.dep_ == "prep":
            found = [m for p in token.children if p.dep_ == "pobj" for m in members(p)]
            return [t for t in found if phrase_kind(t).startswith("person") or is_namelike(t)]
    return []


def _victims_listed(noun: Token) -> list[Token]:
    """ "the victims were identified as A and B", "the dead are A and B"."""
    verb = noun.head
    found = [c for c in verb.children if c.dep_ in {"attr", "dobj", "oprd"}]
    found += [p for c in verb.children if c.dep_ == "prep" and c.lower_ == "as" for p in c.children if p.dep_ == "pobj"]
    return [m for c in found for m in members(c)]


def _sort_modifier(child: Token, trigger: Trigger, doers: list[Token], hit: list[Token], weapons: list[Token]) -> None:
    """ "a terrorist attack", "a bomb attack", "an embassy bombing", "Israeli air strikes"."""
    kind = phrase_kind(child)
    if child.lower_ in lexicon.table("responsibility")["hedges"]["modifiers"] or child.lower_ == "suicide":
        return  # "a suspected arson attack", "a Suicide bombing"
    if child.lower_ in lexicon.armed_groups():
        doers.append(child)  # whatever the recogniser takes its name for
        return
    inner = [c for c in child.children if c.dep_ in {"compound", "amod"} and c.lower_ in SIDES]
    doers += inner if trigger.form == "noun" else []  # "regime air strikes", where the parser joins "regime" to "air"
    if kind.startswith("weapon"):
        weapons.append(child)
    elif kind in {"armed", "group"}:
        if child.lower_ not in {"terrorist", "terror"}:
            doers.append(child)  # "a terrorist attack" names nobody
    elif (kind.startswith("thing") and child.dep_ != "amod") or (kind.startswith("person") and trigger.effect):
        hit.append(child)
    elif child.lower_ in ADJECTIVAL or child.lower_ in lexicon.adjectives():
        doers += [child, *(c for c in child.conjuncts if c.lower_ in ADJECTIVAL or c.lower_ in lexicon.adjectives())]
    elif child.lower_ == "led":  # "US-led strikes"
        doers += [c for c in child.children if c.dep_ in {"npadvmod", "nmod", "compound", "nsubj"}]
    elif child.lower_ in SIDES:
        doers.append(child)
    elif trigger.effect and child.pos_ == "PROPN" and child.ent_type_ not in _not_killed(trigger):
        hit.append(child)  # "the Vane assassination": who is killed gives the killing its name
    elif child.pos_ in {"PROPN", "ADJ"} and child.ent_type_ != "GPE" and child.lower_ not in lexicon.nationalities():
        capital = child.text[:1].isupper() and child.i != child.sent.start and not _headline(child)
        doers += [child] if capital or child.ent_type_ in {"NORP", "ORG", "PERSON"} else []


def _not_killed(trigger: Trigger) -> frozenset[str]:
    """Labels of names that do not stand for the dead. Only persons are assassinated, whatever a surname is labelled."""
    return frozenset({"GPE"}) if trigger.type is IncidentType.ASSASSINATION else frozenset({"NORP", "ORG", "GPE"})


def _headline(token: Token) -> bool:
    """Most words of the sentence are capitalised, so that a capital tells nothing."""
    words = [t for t in token.sent if t.is_alpha]
    return sum(t.text[:1].isupper() for t in words) > 0.6 * len(words)


def _sort_relative(verb: Token, doers: list[Token], hit: list[Token]) -> None:
    """ "an attack that killed two", "the attack which the group carried out"."""
    lemma = full(verb)
    if lemma in lexicon.words("results"):
        hit += [m for c in verb.children if c.dep_ == "dobj" for m in members(c)]
    elif lemma in lexicon.words("support"):
        doers += [c for c in verb.children if c.dep_ == "nsubj" and c.tag_ not in {"WDT", "WP"}]
        doers += [p for c in verb.children if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj"]


def _sort_governor(noun: Token, doers: list[Token], hit: list[Token], weapons: list[Token]) -> None:
    """What the noun's own verb adds: "rebels carried out an attack", "the blast killed two"."""
    top = noun
    while top.dep_ == "conj":
        top = top.head
    verb = top.head
    if top.dep_ == "pobj" and verb.lower_ == "of" and verb.head.lemma_.lower() == "target":
        hit += _targeted(verb.head)
    if verb.pos_ not in {"VERB", "AUX"} or verb == top:
        return
    lemma = full(verb)
    if noun.lemma_.lower() == "threat" and top.dep_ == "dobj" and lemma in {"receive", "get"}:
        hit += [m for s in subjects_of(verb) for m in members(s)]  # "the judge received death threats"
    elif top.dep_ == "dobj" and lemma in lexicon.words("support"):
        doers += [m for s in subjects_of(verb) for m in members(s)]
        weapons += list(_prep_objects(verb, {"with"}))
        hit += list(_prep_objects(verb, HIT_PREPS))
    elif top.dep_ == "nsubjpass":
        if lemma in lexicon.words("support"):
            doers += [
                m for c in verb.children if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj" for m in members(p)
            ]
            hit += list(_prep_objects(verb, HIT_PREPS))
        elif lemma == "direct":
            hit += list(_prep_objects(verb, HIT_PREPS))
        for inner in verb.children:  # "the strike is believed to have been carried out by X"
            if inner.dep_ == "xcomp" and full(inner) in lexicon.words("support"):
                doers += [p for c in inner.children if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj"]
    elif top.dep_ == "nsubj" and lemma in lexicon.words("results"):
        hit += [
            m
            for c in verb.children
            if c.dep_ in {"dobj", "ccomp"}
            for m in (members(c) if c.dep_ == "dobj" else _small_clause(c))
        ]
    elif top.dep_ == "nsubj" and lemma in {"occur", "take", "happen"}:
        hit += list(_prep_objects(verb, {"at", "in", "outside", "near", "inside"}, things_only=True))


def _targeted(target: Token) -> list[Token]:
    """ "the targets of the attack were X", "X was the target of the attack"."""
    verb = target.head
    other = {"nsubj": "attr", "attr": "nsubj"}.get(target.dep_)
    return [m for c in verb.children if c.dep_ == other for m in members(c)] if verb.lemma_ == "be" and other else []


def _small_clause(clause: Token) -> Iterator[Token]:
    """ "left three members dead": the subject of the small clause."""
    for child in clause.children:
        if child.dep_ in {"nsubj", "nsubjpass"}:
            yield from members(child)
    if clause.pos_ in {"NOUN", "PROPN"}:
        yield clause


# -- both


def _sorted(trigger: Trigger, doers: list[Token], hit: list[Token], weapons: list[Token]) -> Roles:
    """Phrases put where their kind belongs: a bomb among the doers is a weapon, a bus among the hit is a thing."""
    block = trigger.block
    out: dict[str, list[Phrase]] = {"doers": [], "people": [], "things": [], "weapons": [], "others": [], "none": []}
    seen: set[int] = set()
    for token, role in [*((t, "doer") for t in doers), *((t, "hit") for t in hit), *((t, "weapon") for t in weapons)]:
        if token.i in seen or token.i == trigger.index or token.lower_ in {"that", "which", "this", "what", "there"}:
            continue
        if token.lower_ == "it" and role != "doer":
            continue
        token = stood_for(token) if role == "hit" else token
        if token.i in seen:
            continue
        if lexicon.nouns().get(token.lemma_.lower()) and token.pos_ == "NOUN":
            continue
        seen.add(token.i)
        found = phrase(block, token)
        if role == "hit" and trigger.type is IncidentType.ASSASSINATION:
            found = person_killed(found)
        out[_place(found, role, trigger)].append(found)
    return Roles(**{k: tuple(sorted(v, key=lambda p: p.head)) for k, v in out.items() if k != "none"})


def _place(found: Phrase, role: str, trigger: Trigger) -> str:
    weapon = found.kind.startswith("weapon") and found.kind != "weapon:aircraft"
    if role == "weapon":
        return "weapons" if found.kind.startswith("weapon") else "others"
    if role == "doer":
        return "weapons" if weapon else "doers"
    if is_when(found.token):
        return "others"
    if (
        weapon
        and trigger.lemma in STRIKING
        and found.kind.partition(":")[2] in ARMS
        and found.token.dep_ in {"dobj", "nsubjpass"}
    ):
        return "things"  # "the air force hit rocket launchers"
    if weapon and trigger.takes not in {"aircraft", "target"}:
        return "weapons"
    if found.family == "thing":
        return "none" if found.key in AREAS and found.token.dep_ not in {"dobj", "nsubjpass", "conj"} else "things"
    if found.family in {"person", "armed", "name", "group"}:
        return "people"
    if found.kind == "weapon:aircraft":
        return "things"
    if found.token.pos_ == "NUM" or found.token.pos_ == "PRON":
        return "people"
    return "others"


def _allowed(trigger: Trigger, roles: Roles) -> bool:
    """The verb's demands on its object are met."""
    if is_abstract_object(trigger.token):
        return False
    if trigger.form == "noun":
        return True
    people, things = bool(roles.people), bool(roles.things)
    violent_doer = any(
        p.family in {"armed", "group"} or p.kind in {"weapon:aircraft", "person:active_military", "person:law_enforcement"}
        for p in roles.doers
    )
    explosive = any(w.kind.partition(":")[2] in lexicon.words("weapons", "explosive") for w in roles.weapons)
    match trigger.takes:
        case "person":
            return people or not (things or roles.others) or (bool(roles.others) and (trigger.strong or violent_doer))
        case "victim_subject":
            return people
        case "target":
            return things or (bool(roles.others) and violent_doer)
        case "struck":
            return violent_doer or bool(roles.weapons)
        case "hostage":
            return people and violent_doer and not any(p.family == "armed" for p in roles.people)
        case "weapon_either":
            return bool(roles.weapons) or any(t.kind == "thing:vehicle" for t in roles.things)
        case "explosive":
            return explosive
        case "projectile":
            return any(w.kind.partition(":")[2] in lexicon.words("weapons", "projectile") for w in roles.weapons)
        case "aircraft":
            return any(
                t.kind in {"thing:vehicle", "weapon:aircraft"} for t in (*roles.things, *roles.weapons, *roles.others)
            )
    return True
