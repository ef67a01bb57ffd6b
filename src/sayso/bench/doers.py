"""Accounts with their suspects come in; perpetrators go out as MUC-4's answer keys name them, guesses of its conventions included."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import msgspec

from sayso.bench.statuses import likeliest
from sayso.codelists import table
from sayso.extract.accounts import lexicon
from sayso.extract.accounts.heads import is_likely
from sayso.extract.accounts.phrases import singular
from sayso.model import Account, Actor, ActorKind, Extraction, Mode, Span, Stage, Suspect, SuspectStatus

CONFIDENCE = {
    SuspectStatus.FACT: "REPORTED AS FACT", SuspectStatus.CLAIMED: "CLAIMED OR ADMITTED", SuspectStatus.ACCUSED: "SUSPECTED OR ACCUSED",
    SuspectStatus.ACCUSED_BY_AUTHORITIES: "SUSPECTED OR ACCUSED BY AUTHORITIES", SuspectStatus.POSSIBLE: "POSSIBLE",
    SuspectStatus.ACQUITTED: "ACQUITTED",
}  # fmt: skip
ARMED = frozenset({ActorKind.ARMED_GROUP, ActorKind.STATE_FORCE})
BODIES = frozenset(
    {ActorKind.ARMED_GROUP, ActorKind.STATE, ActorKind.STATE_FORCE, ActorKind.OFFICIAL_BODY, ActorKind.ORGANISATION}
)
CLEARED = frozenset({SuspectStatus.DENIED, SuspectStatus.EXONERATED, SuspectStatus.ACQUITTED, SuspectStatus.UNKNOWN_STATED})
REAL = frozenset({Stage.ACCOMPLISHED, Stage.ATTEMPTED, Stage.THREATENED})
LIKELY = 0.6  # the least chance at which the doer of something else is taken for the doer of what is asked for
PRONOUNS = frozenset({"he", "she", "they", "we", "who", "it", "him", "her", "them", "us"})
DOUBTING = frozenset({"ALLEGED", "PRESUMED", "SUSPECTED", "SO-CALLED", "SELF-STYLED", "OTHER", "MORE"})
# People of one armed side: a message calls the same ones by several of these, and the keys give them once.
REBELS = frozenset(
    {
        "guerrilla",
        "guerilla",
        "terrorist",
        "rebel",
        "subversive",
        "insurgent",
        "extremist",
        "fighter",
        "combatant",
        "commando",
    }
)
INSTITUTIONS = frozenset(
    {"army", "police", "guard", "movement", "front", "force", "union", "party", "government", "navy", "alliance",
     "federation", "organization", "ministry", "authority", "state", "command", "cartel", "sector"}
)  # fmt: skip
MACHINES = frozenset({"aircraft", "plane", "helicopter", "jet", "airplane", "warplane"})
BARE = frozenset(
    {
        "GROUP",
        "GROUPS",
        "GUERRILLA",
        "GUERILLA",
        "REBEL",
        "COLONEL",
        "TERRORIST GROUP",
        "POLITICAL GROUP",
        "FORCES",
        "PERSONS",
        "ONE",
    }
)
_BRACKETS = re.compile(r"\s*[\[(][^\])]*[\])]?\s*")
_OF = re.compile(r"\s+of\s+(?:the\s+)?$", re.I)
_STRIP = " \t\n\"'“”‘’,.;:-[]()"
_AHEAD = re.compile(r"^(?:(?:WHEN|WHILE|WHERE|AFTER|THAT|AND|BY|THE|A|AN|ON \d+ [A-Z]+)\s+)+")
_LEAD = re.compile(
    r"^(?:(?:THE|A|AN|SELF- ?STYLED|SO-CALLED|CLANDESTINE|ALLEGED|PRESUMED|SUSPECTED|OUTLAWED|ENTIRE)\s+[\"“”]?)+"
)
# "THE 8TH FRONT" of an organisation that is named too: the keys give the organisation.
_UNIT = re.compile(
    r"(?:\d+(?:ST|ND|RD|TH)|FIRST|SECOND|THIRD|FOURTH|FIFTH|SIXTH|SEVENTH|EIGHTH|NINTH|TENTH)\b.*\b"
    r"(?:FRONT|SQUAD|BRIGADE|BATTALION|COLUMN|DIVISION|COMPANY|REGIMENT|DETACHMENT)S?$"
)
_RANK = re.compile(
    r"(?:(?:COL|COLONEL|LT|LIEUTENANT|GEN|GENERAL|MAJ|MAJOR|CAPT|CAPTAIN|SGT|SERGEANT|COMMANDER|DR)\.?\s+)+$", re.I
)


def individuals(account: Account, extraction: Extraction, body: str) -> list[str]:
    """Who did it, each once: the likeliest of the words for the people of one armed side."""
    told = [(s, _person(s, extraction, body)) for s in held(account) if s.kind == "individual"]
    told = [(s, name) for s, name in told if _is_somebody(name)]
    rebels = [
        (s.chance if s.chance is not None else 0.5, -n, name) for n, (s, name) in enumerate(told) if _head(name) in REBELS
    ]
    likeliest = max(rebels)[2] if rebels else ""
    return fullest([name for _, name in told if _head(name) not in REBELS or name == likeliest])


def fullest(names: Sequence[str]) -> list[str]:
    """Each once: "ten gunmen" are the "group of ten gunmen", and Arrabal is Juan Arrabal."""
    kept = unique(names)
    return [name for name in kept if not any(name != other and _is_part(name, other) for other in kept)]


def _is_part(name: str, other: str) -> bool:
    """All its words are in the other, and the other's people are its own."""
    words, more = name.split(), other.split()
    people = {
        _head(other),
        *([_head(other.split(" OF ", 1)[1])] if more[0] in {"GROUP", "GROUPS", "UNIT"} and " OF " in other else []),
    }
    return _head(name) in people and len(words) < len(more) and set(words) <= set(more)


def _person(suspect: Suspect, extraction: Extraction, body: str) -> str:
    """The suspect's words with his rank, without doubt and, for rebels, without their organisation; for a pronoun what it stands for."""
    span = suspect.span
    if span.exact.lower() in PRONOUNS:
        actor = _actor(suspect, extraction)
        told = [m.exact for m in actor.mentions if m.exact.lower() not in PRONOUNS] if actor else []
        return plain(told[0]) if told else ""
    span = _in_full(span, _actor(suspect, extraction))
    words = [w for w in _AHEAD.sub("", plain(_alone(span, extraction))).split() if w not in DOUBTING]
    rank = _RANK.search(body, 0, span.start) if body[span.start : span.end] == span.exact else None
    return " ".join([*(plain(rank[0]).split() if rank and len(words) > 1 else ()), *words])


def _in_full(span: Span, actor: Actor | None) -> Span:
    """A person's name as the message gives it most fully."""
    if actor is None or actor.kind is not ActorKind.PERSON or not actor.named:
        return span
    words = set(plain(span.exact).split())
    whole = [m for m in actor.mentions if words < set(plain(m.exact).split())]
    return max(whole, key=lambda m: len(m.exact), default=span)


def _alone(span: Span, extraction: Extraction) -> str:
    """ "FMLN guerrillas", "guerrillas of the FMLN": the people, where the organisation has a slot of its own."""
    if _head(plain(span.exact)) not in REBELS:
        return span.exact
    inside = [m for a in extraction.actors if a.kind in BODIES and a.named for m in a.mentions if span.holds(m)]
    behind = next((m for m in inside if _OF.search(span.exact[: m.start - span.start])), None)
    if behind is not None:
        return _OF.sub("", span.exact[: behind.start - span.start])
    first = next((m for m in inside if m.start - span.start <= 12 and len(m.exact) + 4 < len(span.exact)), None)
    text = span.exact[first.end - span.start :] if first is not None else span.exact
    return text.strip(_STRIP) if _head(plain(text)) in REBELS else span.exact


def _head(name: str) -> str:
    words = name.lower().split(" of ")[0].split()
    return singular(words[-1]) if words else ""


def _is_somebody(name: str) -> bool:
    """No institution, which has a slot of its own, no machine, and more than a word for any group."""
    return bool(name) and name not in BARE and _head(name) not in INSTITUTIONS | MACHINES


def _actor(suspect: Suspect, extraction: Extraction) -> Actor | None:
    return next((a for a in extraction.actors if a.id == suspect.actor), None)


def held(account: Account) -> Iterable[Suspect]:
    """Whom the account holds responsible, and the model does not find improbable."""
    told = (s for s in account.suspects if s.status in CONFIDENCE and s.status is not SuspectStatus.ACQUITTED)
    return (s for s in told if is_likely(s))


def organisations(account: Account, extraction: Extraction) -> list[dict[str, str]]:
    """The organisations held responsible, each with how it is known."""
    best = likeliest((s for s in held(account) if s.kind == "organisation"), {s.id: s for s in extraction.statements})
    named = {a.id: a.kind for a in extraction.actors if a.named}
    kinds = {a.id: a.kind for a in extraction.actors}
    called = [(_called(s, extraction), s) for s in best.values() if not _is_on_duty(s, kinds) or s.actor in named]
    called = [(n, s) for n, s in called if named.get(s.actor) is not ActorKind.STATE or _head(n) in INSTITUTIONS]
    whole = [(n, s) for n, s in called if not _UNIT.match(n)] or called
    return [{"name": n, "confidence": CONFIDENCE[s.status]} for n, s in whole if s.actor in named or not _is_band(n)]


def _is_on_duty(suspect: Suspect, kinds: Mapping[str, ActorKind]) -> bool:
    """A state's force that the rules alone tell of: mostly doing what no key asks for."""
    told = suspect.chance is None and suspect.status is SuspectStatus.FACT
    return told and kinds.get(suspect.actor) is ActorKind.STATE_FORCE


def _called(suspect: Suspect, extraction: Extraction) -> str:
    """One name for one organisation throughout a message: what the text calls it most often, or the longest that stands as a suspect."""
    actor = _actor(suspect, extraction)
    spans = [
        s.span for a in extraction.accounts for s in a.suspects if s.actor == suspect.actor and s.kind == "organisation"
    ]
    names = [plain(s.exact) for s in spans if s.exact.lower() not in PRONOUNS]
    if not names or (actor is not None and actor.named):
        names += [plain(m.exact) for m in actor.mentions if m.exact.lower() not in PRONOUNS] if actor else []
        return _LEAD.sub("", max(names, key=lambda n: (names.count(n), len(n)), default=plain(suspect.span.exact)))
    return _LEAD.sub("", max(names, key=len))


def _is_band(name: str) -> bool:
    """People under arms who bear no name, "rebel forces": doers, and no organisation."""
    known = lexicon.words("targets", "armed")
    return any(w in known or singular(w) in known for w in name.lower().split())


# -- guesses


def with_guesses(extraction: Extraction, asked: Collection[str]) -> Iterator[Account]:
    """The accounts that are asked for. The one armed group or force held responsible in a message is a doer of what else it
    tells of nobody; where nobody is held responsible, the one armed group that is named at all, if armed people did it. Whoever
    is likely to have done what is not asked for, a raid on a town, comes before such a group.

    A guess from what messages of 1989 to 1991 are about: it helps to score, and has no place in a ledger, where nobody is
    named whom no words name. Most such fillers in the training messages are "reported as fact".
    """
    named = _named_once(extraction)
    accounts = [_with(a, named) if _wanting(a) and any(map(_is_armed, a.suspects)) else a for a in extraction.accounts]
    one = _held_once([a for a in accounts if _in_question(a)], extraction)
    told = [_with(a, one) if _wanting(a) else a for a in accounts if a.id in asked]
    beside = _held_beside(extraction, asked, {s.actor for a in told for s in held(a)})
    yield from (_instead(a, beside) if beside is not None and not any(map(_is_told, held(a))) else a for a in told)


def _held_beside(extraction: Extraction, asked: Collection[str], known: Collection[str]) -> Suspect | None:
    """The organisation first held responsible, and likely, for something that is not asked for."""
    others = (a for a in extraction.accounts if a.id not in asked and a.stage in REAL)
    groups = {a.id for a in extraction.actors if a.kind is ActorKind.ARMED_GROUP}
    suspects = (s for a in others for s in held(a) if s.kind == "organisation" and s.actor not in known)
    return next((s for s in suspects if (s.actor in groups if s.chance is None else s.chance >= LIKELY)), None)


def _instead(account: Account, one: Suspect) -> Account:
    kept = (s for s in account.suspects if s.kind != "organisation" or not s.implied)
    return msgspec.structs.replace(account, suspects=(*kept, one))


def _is_told(suspect: Suspect) -> bool:
    return suspect.kind == "organisation" and not (suspect.implied and suspect.statement is None)


def _in_question(account: Account) -> bool:
    return account.stage in REAL and table("events")["crosswalk"][account.type.value]["muc4"] is not None


def _wanting(account: Account) -> bool:
    return _in_question(account) and not any(s.kind == "organisation" for s in account.suspects)


def _is_armed(suspect: Suspect) -> bool:
    words = {singular(word) for word in re.findall(r"[\w’'-]+", suspect.span.exact.lower())}
    return bool(words & lexicon.words("targets", "armed"))


def _with(account: Account, guess: Suspect | None) -> Account:
    return account if guess is None else msgspec.structs.replace(account, suspects=(*account.suspects, guess))


def _held_once(accounts: Sequence[Account], extraction: Extraction) -> Suspect | None:
    """The only organisation held responsible: as "fact", which fits the training messages better than the status it has elsewhere."""
    kinds = {actor.id: actor.kind for actor in extraction.actors}
    told = [s for a in accounts for s in a.suspects if s.kind == "organisation" and s.status not in CLEARED]
    if len({s.actor for s in told}) != 1 or kinds.get(told[0].actor) is not ActorKind.ARMED_GROUP:
        return None
    return msgspec.structs.replace(told[0], status=_guessed(told[0].actor, extraction), statement=None, implied=True)


def _named_once(extraction: Extraction) -> Suspect | None:
    groups = [a for a in extraction.actors if a.kind is ActorKind.ARMED_GROUP and a.named and a.mentions]
    if len(groups) != 1:
        return None
    (group,) = groups
    status = _guessed(group.id, extraction)
    return Suspect(actor=group.id, span=group.mentions[0], kind="organisation", status=status, implied=True)


def _guessed(actor: str, extraction: Extraction) -> SuspectStatus:
    """Who tells of his own deeds throughout, as in a communique, owns up to this one too."""
    narrated = {None, *(s.id for s in extraction.statements if s.mode is Mode.NARRATED)}
    told = {(s.status, s.statement in narrated) for a in extraction.accounts for s in a.suspects if s.actor == actor}
    return SuspectStatus.CLAIMED if told == {(SuspectStatus.CLAIMED, True)} else SuspectStatus.FACT


# -- words


def plain(text: str) -> str:
    """The filler as the keys give it: upper case, one line, without brackets."""
    bare = _BRACKETS.sub(" ", " ".join(text.split())).strip(_STRIP)
    return bare.upper()


def unique(texts: Iterable[str]) -> list[str]:
    """Each filler once, in reading order."""
    return list(dict.fromkeys(t for t in texts if t))
