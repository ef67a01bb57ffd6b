"""Accounts by rules and the encoder's role mentions come in; accounts go out, doubtful fillers dropped and clear ones added."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from sayso.codelists import table
from sayso.extract.accounts import lexicon
from sayso.extract.accounts.lists import are_listed
from sayso.extract.accounts.people import People, find_people, words_of
from sayso.extract.accounts.phrases import singular
from sayso.extract.accounts.seen import Seen
from sayso.extract.accounts.statuses import around, is_authority, is_hedged, is_possible
from sayso.extract.parse import Parsed, ParsedBlock
from sayso.model import (
    Account,
    Act,
    Certainty,
    IncidentType,
    Mode,
    Span,
    Stage,
    Statement,
    Suspect,
    SuspectStatus,
    Target,
    Victim,
    Weapon,
    make_id,
)
from sayso.model.account import BLOODLESS, OPEN_ACTS

if TYPE_CHECKING:
    from sayso.extract.actors import ActorRef, Actors

NUMBERS = frozenset({"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "several", "some", "many"})
PRONOUNS = frozenset({"it", "he", "she", "they", "him", "her", "them", "we", "us", "who"})
HIT = frozenset({"victim_named", "victim_described", "target"})
DOERS = frozenset({"perp_individual", "perp_organisation"})
UNHIT = 0.4  # what is left of a doer's chance where nobody and nothing seems hit
RULED = 0.3  # what the rules' naming of a doer adds to his chance
BARE = 0.6  # what is left of the chance asked for where nobody and nothing is told to have been hit
REAL = frozenset({Stage.ACCOMPLISHED, Stage.ATTEMPTED, Stage.THREATENED})
BEYOND = 3
FARTHEST = 40
UNKNOWN_TO_IT = OPEN_ACTS | BLOODLESS - {IncidentType.INFRASTRUCTURE_DAMAGE}  # of which the model's corpus tells nothing
REACH = 2  # sentences after an incident's mention in which a role still belongs to it
SLOTS = {
    "perp_individual": "individuals", "perp_organisation": "organisations", "target": "targets", "victim_named": "victims",
    "victim_described": "victims", "weapon": "weapons",
}  # fmt: skip
LABELS = {
    "perp_individual": "suspects", "perp_organisation": "suspects", "target": "targets", "victim_named": "victims",
    "victim_described": "victims", "weapon": "weapons",
}  # fmt: skip


class Levels(msgspec.Struct, frozen=True, kw_only=True):
    """For one role: the chance from which a new mention is added, and that below which one by rules alone is dropped."""

    add: float
    drop: float


def levels() -> Mapping[str, Levels]:
    """The table of chances."""
    return msgspec.convert(table("role_levels")["levels"], dict[str, Levels])


def weighed(
    accounts: Sequence[Account],
    seen: Sequence[Seen],
    *,
    parsed: Parsed,
    actors: Actors,
    statements: Sequence[Statement] = (),
) -> tuple[tuple[Account, ...], tuple[ActorRef, ...]]:
    """The accounts with what both readings together make likely, and the actors that this adds."""
    less = _damper(seen)
    kept = tuple(_without_doubtful(a, seen, actors, parsed.document.span) for a in accounts)
    seen = tuple(_damped(seen, less))
    sentences = tuple(_sentences(parsed))
    if not any(a.stage in REAL for a in kept):
        kept = (*kept, *opened(seen, parsed=parsed))
    refs: list[ActorRef] = []
    new: dict[str, list[Seen]] = {}
    for one in _clear(seen, kept, actors=actors, people=find_people(parsed)):
        home = _home(one, kept, sentences)
        if home is not None:
            new.setdefault(home.id, []).append(one)
    out = []
    for account in kept:
        for one in new.get(account.id, ()):
            told = _doubted(one, parsed, statements)
            account, ref = _with(account, told, parsed=parsed, actors=actors, said=around(one.span, statements))
            refs += [ref] if ref is not None else []
        out.append(account)
    return tuple(_rated(a, seen) for a in out), tuple(refs)


def _rated(account: Account, seen: Sequence[Seen]) -> Account:
    """With how likely it is that somebody or something is hit in it, for an incident of the model's kinds."""
    if account.type.value not in frozenset(table("role_levels")["types"]):
        return account
    fillers: tuple[Victim | Target, ...] = (*account.victims, *account.targets)
    best = max((chance(f.span, f.mentions, tuple(HIT), seen) for f in fillers), default=0.0)
    return msgspec.structs.replace(account, chance=round(best, 3))


def opened(seen: Sequence[Seen], *, parsed: Parsed) -> Iterator[Account]:
    """The incident of a document in which no word of violence stands but somebody or something is hit for all that."""
    hit = [s for s in seen if s.label in HIT]
    best = max(hit, key=lambda s: s.score, default=None)
    if best is None or best.score < table("role_levels")["opens"]:
        return
    start, end = next((a, b) for a, b in _sentences(parsed) if a <= best.span.start < b)
    span = parsed.document.span.part(start, end)
    armed = {
        lexicon.weapon_kinds().get(singular(w)) for s in seen if s.label == "weapon" and s.score > 0.5 for w in s.key.split()
    }
    kind = IncidentType.BOMBING if armed & {"bomb", "vehicle_bomb", "dynamite", "mine"} else IncidentType.ATTACK
    yield Account(
        id=make_id("acc", parsed.document.id, start, kind), document=parsed.document.id, type=kind, stage=Stage.ACCOMPLISHED,
        span=span, mentions=(span,), made_by="model",
    )  # fmt: skip


def _damped(seen: Sequence[Seen], less: float) -> Iterator[Seen]:
    """Doers are the less likely the less likely it is that anybody or anything was hit at all."""
    for one in seen:
        yield msgspec.structs.replace(one, score=one.score * less) if one.label in DOERS else one


def _damper(seen: Sequence[Seen]) -> float:
    hit = max((s.score for s in seen if s.label in HIT), default=0.0)
    return UNHIT + (1 - UNHIT) * hit


# -- dropping


def _without_doubtful(account: Account, seen: Sequence[Seen], actors: Actors, whole: Span) -> Account:
    """Without targets, victims and weapons that the encoder finds unlikely; suspects stay, since words of blame name them."""
    less = _damper(seen)
    rated = tuple(
        msgspec.structs.replace(s, chance=round(min(1.0, less * (_best(s, seen, actors) + RULED)), 3))
        for s in account.suspects
    )
    account = msgspec.structs.replace(account, suspects=rated)
    if not _understood(account, seen):
        return account
    known = levels()
    targets = tuple(t for t in account.targets if chance(t.span, t.mentions, ("target",), seen) >= known["target"].drop)
    weapons = tuple(w for w in account.weapons if chance(w.span, w.mentions, ("weapon",), seen) >= known["weapon"].drop)
    judged = tuple(msgspec.structs.replace(v, chance=round(_hit(v, seen), 3)) for v in account.victims)
    victims = _held_together(judged, [v for v in judged if is_probable(v) or stands(v, account)], whole)
    suspects = tuple(s for s in rated if _held(s, actors))
    return msgspec.structs.replace(account, targets=targets, weapons=weapons, victims=victims, suspects=suspects)


def _understood(account: Account, seen: Sequence[Seen]) -> bool:
    """An incident of the encoder's kind, in a document in which it sees one itself."""
    known = table("role_levels")
    return account.type.value in known["types"] and any(one.score >= known["understood"] for one in seen)


def _hit(victim: Victim, seen: Sequence[Seen]) -> float:
    return chance(victim.span, victim.mentions, ("victim_named", "victim_described"), seen)


def is_probable(victim: Victim) -> bool:
    """The model, where it has a say, does not find it improbable that he was hit; a counted figure of harm needs no more."""
    if victim.effect in {"death", "injury"} and any(
        c.isdigit() for s in (victim.span, *victim.mentions[:1]) for c in s.exact
    ):
        return True
    label = "victim_named" if victim.named else "victim_described"
    return victim.chance is None or victim.chance >= levels()[label].drop


def stands(victim: Victim, account: Account) -> bool:
    """Whom the model does not count for what he is: soldiers and fighters, told without a name, and whoever is assassinated by name."""
    if victim.named:
        return (
            account.type is IncidentType.ASSASSINATION and account.stage is Stage.ACCOMPLISHED and victim.effect == "death"
        )
    return is_fighter(victim)


def is_fighter(victim: Victim) -> bool:
    """A soldier, a policeman, a member of an armed group, or such a group."""
    if victim.kind in {"active_military", "law_enforcement"}:
        return True
    head = singular(victim.span.exact.lower().split(" of ")[0].split()[-1])
    return head in lexicon.words("targets", "armed") or head in lexicon.words("targets", "groups")


def _held_together(victims: Sequence[Victim], likely: Sequence[Victim], whole: Span) -> tuple[Victim, ...]:
    """The likely ones, and the named who stand in one list with them: "A, B and C were seized"."""
    kept = list(likely)
    for one in kept:  # grows as it goes
        kept += [
            v for v in victims if v.named and one.named and v not in kept
            and any(are_listed(a, b, whole) for a in (v.span, *v.mentions) for b in (one.span, *one.mentions))
        ]  # fmt: skip
    return tuple(v for v in victims if v in kept)


def _held(suspect: Suspect, actors: Actors) -> bool:
    """Whoever is named, or held responsible in words of blame, stands; the unnamed doer of a telling only where he is likely."""
    actor = actors.by_id.get(suspect.actor)
    if suspect.status is not SuspectStatus.FACT or (actor is not None and actor.named):
        return True
    return is_likely(suspect)


def is_likely(suspect: Suspect) -> bool:
    """The model, where it has a say, does not find the role improbable; who owns up to it needs no more."""
    if suspect.chance is None or suspect.status in {SuspectStatus.CLAIMED, SuspectStatus.DENIED}:
        return True
    return suspect.chance >= levels()["perp_individual" if suspect.kind == "individual" else "perp_organisation"].drop


def _best(suspect: Suspect, seen: Sequence[Seen], actors: Actors) -> float:
    """The chance of the words that stand as the suspect; of a pronoun's, that of what it stands for."""
    actor = actors.by_id.get(suspect.actor)
    bare = suspect.span.exact.lower() in PRONOUNS and actor is not None
    words = tuple(m for m in actor.mentions if m.exact.lower() not in PRONOUNS) if actor is not None and bare else ()
    return chance(suspect.span, words or suspect.mentions, ("perp_individual", "perp_organisation"), seen)


def chance(span: Span, mentions: Sequence[Span], labels: Sequence[str], seen: Sequence[Seen]) -> float:
    """The best score of a mention in this role that overlaps, or that has the same words elsewhere."""
    words = {" ".join(s.exact.lower().split()) for s in (span, *mentions)}
    return max(
        (
            s.score
            for s in seen
            if s.label in labels and (s.key in words or any(s.span.overlaps(m) for m in (span, *mentions)))
        ),
        default=0.0,
    )


# -- adding


def _clear(seen: Sequence[Seen], accounts: Sequence[Account], *, actors: Actors, people: People) -> Iterator[Seen]:
    """The likeliest mention of each filler that is likely enough and that no account has in such a role."""
    known = levels()
    bare = not any(a.victims or a.targets for a in accounts if a.stage in REAL)
    taken = {_slot(role, x): set[str]() for role in set(LABELS.values()) for a in accounts for x in getattr(a, role)}
    spans: dict[str, list[Span]] = {}
    for role in set(LABELS.values()):
        for x in (x for a in accounts for x in getattr(a, role)):
            slot = _slot(role, x)
            spans.setdefault(slot, []).extend((x.span, *x.mentions))
            taken[slot] |= {_called(s, slot, actors, people) for s in (x.span, *x.mentions)}
            taken[slot] |= {x.actor} if isinstance(x, Suspect) else set()  # also where a pronoun stands for him
    for one in sorted(seen, key=lambda s: -s.score):
        slot = SLOTS[one.label]
        least = known[one.label].add * (BARE if bare and one.label in HIT else 1.0)
        if one.score < least or len(one.span.exact) < 2 or _names_nobody(one):
            continue
        if slot == "victims":
            one = msgspec.structs.replace(one, span=_full(one.span, people)) if one.label == "victim_named" else one
        name = _called(one.span, slot, actors, people)
        others = {"victims": "individuals", "individuals": "victims"}.get(slot)
        if others and (name in taken.get(others, ()) or any(s.overlaps(one.span) for s in spans.get(others, ()))):
            continue  # nobody is attacker and victim at once: the rules have the say
        if name in taken.setdefault(slot, set()) or any(s.overlaps(one.span) for s in spans.get(slot, ())):
            continue
        if one.label in {"target", "weapon"} and any(_head(name) == _head(n) for n in taken[slot]):
            continue
        taken[slot].add(name)
        spans.setdefault(slot, []).append(one.span)
        yield one if slot != "organisations" else msgspec.structs.replace(one, span=_own_name(one.span, actors))


def _own_name(span: Span, actors: Actors) -> Span:
    """The organisation's name alone, without what describes it."""
    actor = actors.at(span.start, span.end)
    inside = [m for m in actor.mentions if span.holds(m)] if actor is not None else []
    return max(inside, key=lambda m: len(m.exact), default=span)


def _full(span: Span, people: People) -> Span:
    return people.full(span) if words_of(span.exact) else span


def _head(name: str) -> str:
    """The last word before an "of", without a plural ending."""
    return singular(name.split(" of ")[0].split()[-1])


def _slot(role: str, filler: Suspect | Target | Victim | Weapon) -> str:
    if isinstance(filler, Suspect):
        return "organisations" if filler.kind == "organisation" else "individuals"
    return role


def _called(span: Span, slot: str, actors: Actors, people: People) -> str:
    """What makes two mentions one filler: the actor of an organisation, the words of anything else."""
    actor = actors.at(span.start, span.end) if slot == "organisations" else None
    words = " ".join((_full(span, people) if slot == "victims" else span).exact.lower().split())
    return (
        actor.id
        if actor is not None
        else re.sub(r"^(?:the|an?|some|several|\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten) ", "", words)
    )


def _names_nobody(one: Seen) -> bool:
    """A bare number or a word like "somebody"."""
    words = one.key.split()
    return len(words) == 1 and (
        words[0] in frozenset(table("responsibility")["nobody"]) or words[0] in NUMBERS or words[0].isdigit()
    )


def _sentences(parsed: Parsed) -> Iterator[tuple[int, int]]:
    for block in parsed.blocks:
        for sentence in block.sentences:
            yield block.span.start + sentence.start_char, block.span.start + sentence.end_char


def _number(span: Span, sentences: Sequence[tuple[int, int]]) -> int:
    return next((i for i, (a, b) in enumerate(sentences) if a <= span.start < b), -99)


def _home(one: Seen, accounts: Sequence[Account], sentences: Sequence[tuple[int, int]]) -> Account | None:
    """The account told in the mention's sentence, or else the one told last before, or else the one told next."""
    here = _number(one.span, sentences)
    found = []
    for i, account in enumerate(accounts):
        if account.stage not in REAL or account.type in UNKNOWN_TO_IT:
            continue
        for mention in account.mentions:
            gap = here - _number(mention, sentences)
            found.append((gap if 0 <= gap <= REACH else abs(gap) + BEYOND, abs(mention.start - one.span.start), i))
    best = min(found, default=None)
    return accounts[best[2]] if best is not None and best[0] <= FARTHEST else None


def _with(
    account: Account, one: Seen, *, parsed: Parsed, actors: Actors, said: Statement | None
) -> tuple[Account, ActorRef | None]:
    replace, mentions = msgspec.structs.replace, (one.span,)
    match LABELS[one.label]:
        case "weapons":
            kind = _kind(one, lexicon.weapon_kinds())
            return replace(account, weapons=(*account.weapons, Weapon(span=one.span, kind=kind, mentions=mentions))), None
        case "targets":
            kind = _kind(one, lexicon.thing_kinds())
            return replace(account, targets=(*account.targets, Target(span=one.span, kind=kind, mentions=mentions))), None
        case "victims":
            named = one.label == "victim_named"
            kind = _kind(one, lexicon.people_kinds())
            victim = Victim(span=one.span, kind=kind, named=named, mentions=mentions)
            return replace(account, victims=(*account.victims, victim)), None
    ref = _ref(one, parsed, actors)
    if ref is None or ref.actor_id is None:
        return account, None
    organisation = one.label == "perp_organisation"
    suspect = Suspect(
        actor=ref.actor_id, span=one.span, kind="organisation" if organisation else "individual",
        status=SuspectStatus(one.status) if organisation and one.status else SuspectStatus.FACT, mentions=mentions,
        statement=said.id if said is not None else None, chance=round(one.score, 3),
    )  # fmt: skip
    return replace(account, suspects=(*account.suspects, suspect)), ref


def _doubted(one: Seen, parsed: Parsed, statements: Sequence[Statement]) -> Seen:
    """An organisation that the model takes for a doer in plain words is but accused where words of doubt or blame stand by it."""
    if one.label != "perp_organisation" or one.status == SuspectStatus.CLAIMED:
        return one
    one = msgspec.structs.replace(one, status=SuspectStatus.FACT)
    block = next((b for b in parsed.blocks if b.span.start <= one.span.start < b.span.end), None)
    piece = _piece(block, one.span) if block is not None else None
    said = around(one.span, statements)
    by_another = said is not None and said.act is Act.ACCUSES and said.mode is not Mode.NARRATED
    if piece is not None and is_possible(piece.root):
        return msgspec.structs.replace(one, status=SuspectStatus.POSSIBLE)
    blamed = by_another or (said is not None and said.certainty in {Certainty.POSSIBLE, Certainty.PROBABLE})
    if not blamed and (piece is None or not is_hedged(piece.root, piece.root.head)):
        return one
    status = SuspectStatus.ACCUSED_BY_AUTHORITIES if is_authority(said) else SuspectStatus.ACCUSED
    return msgspec.structs.replace(one, status=status)


def _kind(one: Seen, kinds: Mapping[str, str]) -> str:
    words = [w.strip(",.'\"()") for w in one.key.split(" of ")[0].split()]
    return next((kinds[w] for word in reversed(words) for w in (word, singular(word)) if w in kinds), "unknown")


def _ref(one: Seen, parsed: Parsed, actors: Actors) -> ActorRef | None:
    block = next((b for b in parsed.blocks if b.span.start <= one.span.start < b.span.end), None)
    piece = _piece(block, one.span) if block is not None else None
    return actors.ref(block, piece) if block is not None and piece is not None else None


def _piece(block: ParsedBlock, span: Span):  # type: ignore[no-untyped-def]
    return block.doc.char_span(span.start - block.span.start, span.end - block.span.start, alignment_mode="expand")
