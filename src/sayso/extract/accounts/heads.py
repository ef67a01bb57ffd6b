"""Accounts by rules and the encoder's role mentions come in; accounts go out, doubtful fillers dropped and clear ones added."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from sayso.codelists import table
from sayso.extract.accounts import lexicon
from sayso.extract.accounts.phrases import singular
from sayso.extract.parse import Parsed, ParsedBlock
from sayso.model import Account, Record, Span, Stage, Suspect, SuspectStatus, Target, Victim, Weapon

if TYPE_CHECKING:
    from sayso.extract.actors import ActorRef, Actors
    from sayso.extract.decode_roles import Role

FLOOR = 0.1  # the least chance at which a mention is asked for
NUMBERS = frozenset({"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "several", "some", "many"})
REACH = 2  # sentences after an incident's mention in which a role still belongs to it
LABELS = {
    "perp_individual": "suspects", "perp_organisation": "suspects", "target": "targets", "victim_named": "victims",
    "victim_described": "victims", "weapon": "weapons",
}  # fmt: skip


class Seen(Record, frozen=True):
    """A mention in a role as the encoder sees it, in page offsets."""

    span: Span
    label: str
    score: float
    status: str | None = None

    @property
    def key(self) -> str:
        """The words in lower case."""
        return " ".join(self.span.exact.lower().split())


class Levels(msgspec.Struct, frozen=True, kw_only=True):
    """For one role: the chance from which a new mention is added, and that below which one by rules alone is dropped."""

    add: float
    drop: float


def levels() -> Mapping[str, Levels]:
    """The table of chances."""
    return msgspec.convert(table("role_levels")["levels"], dict[str, Levels])


def seen_by_encoder(parsed: Parsed) -> tuple[Seen, ...]:
    """Every mention in a role, at any chance worth asking for."""
    from sayso.extract.encoder import roles

    whole = parsed.document.span
    stretches = [(b.span.start - whole.start, b.span.end - whole.start) for b in parsed.blocks]
    return tuple(_seen(r, whole) for r in roles(whole.exact, paragraphs=stretches, least=FLOOR))


def _seen(role: Role, whole: Span) -> Seen:
    span = whole.part(whole.start + role.start, whole.start + role.end)
    return Seen(span=span, label=role.label, score=role.score, status=role.status)


def weighed(
    accounts: Sequence[Account], seen: Sequence[Seen], *, parsed: Parsed, actors: Actors
) -> tuple[tuple[Account, ...], tuple[ActorRef, ...]]:
    """The accounts with what both readings together make likely, and the actors that this adds."""
    kept = tuple(_without_doubtful(a, seen) for a in accounts)
    sentences = tuple(_sentences(parsed))
    refs: list[ActorRef] = []
    new: dict[str, list[Seen]] = {}
    for one in _clear(seen, kept):
        home = _home(one, kept, sentences)
        if home is not None:
            new.setdefault(home.id, []).append(one)
    out = []
    for account in kept:
        for one in new.get(account.id, ()):
            account, ref = _with(account, one, parsed=parsed, actors=actors)
            refs += [ref] if ref is not None else []
        out.append(account)
    return tuple(out), tuple(refs)


# -- dropping


def _without_doubtful(account: Account, seen: Sequence[Seen]) -> Account:
    """Without targets, victims and weapons that the encoder finds unlikely; suspects stay, since words of blame name them."""
    if not _understood(account, seen):
        return account
    known = levels()
    targets = tuple(t for t in account.targets if chance(t.span, t.mentions, ("target",), seen) >= known["target"].drop)
    weapons = tuple(w for w in account.weapons if chance(w.span, w.mentions, ("weapon",), seen) >= known["weapon"].drop)
    victims = tuple(v for v in account.victims if _likely(v, seen))
    suspects = tuple(s for s in account.suspects if _held(s, seen))
    return msgspec.structs.replace(account, targets=targets, weapons=weapons, victims=victims, suspects=suspects)


def _understood(account: Account, seen: Sequence[Seen]) -> bool:
    """An incident of the encoder's kind, in a document in which it sees one itself."""
    known = table("role_levels")
    return account.type.value in known["types"] and any(one.score >= known["understood"] for one in seen)


def _likely(victim: Victim, seen: Sequence[Seen]) -> bool:
    if victim.effect in {"death", "injury"} and any(c.isdigit() for c in victim.span.exact + victim.mentions[0].exact):
        return True  # a counted figure of harm stands
    label = "victim_named" if victim.named else "victim_described"
    return chance(victim.span, victim.mentions, ("victim_named", "victim_described"), seen) >= levels()[label].drop


def _held(suspect: Suspect, seen: Sequence[Seen]) -> bool:
    if suspect.status is not SuspectStatus.FACT:
        return True
    label = "perp_individual" if suspect.kind == "individual" else "perp_organisation"
    return chance(suspect.span, suspect.mentions, ("perp_individual", "perp_organisation"), seen) >= levels()[label].drop


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


def _clear(seen: Sequence[Seen], accounts: Sequence[Account]) -> Iterator[Seen]:
    """Mentions likely enough that no account has in such a role."""
    known = levels()
    taken = [
        (role, span)
        for a in accounts
        for role in set(LABELS.values())
        for x in getattr(a, role)
        for span in (x.span, *x.mentions)
    ]
    for one in seen:
        role = LABELS[one.label]
        if one.score < known[one.label].add or len(one.span.exact) < 2 or (role == "suspects" and _names_nobody(one)):
            continue
        others = "victims" if role == "suspects" else "suspects"
        if role in {"suspects", "victims"} and any(r == others and _same(s, one) for r, s in taken):
            continue  # nobody is attacker and victim at once: the rules have the say
        if not any(r == role and _same(s, one) for r, s in taken):
            yield one


def _same(span: Span, one: Seen) -> bool:
    return span.overlaps(one.span) or " ".join(span.exact.lower().split()) == one.key


def _names_nobody(one: Seen) -> bool:
    """A bare number or a word like "somebody"."""
    words = one.key.split()
    return len(words) == 1 and (
        words[0] in frozenset(table("responsibility")["nobody"]) or words[0] in NUMBERS or words[0].isdigit()
    )


def _sentences(parsed: Parsed) -> Iterator[tuple[int, int]]:
    for block in parsed.blocks:
        for sentence in block.doc.sents:
            yield block.span.start + sentence.start_char, block.span.start + sentence.end_char


def _number(span: Span, sentences: Sequence[tuple[int, int]]) -> int:
    return next((i for i, (a, b) in enumerate(sentences) if a <= span.start < b), -99)


def _home(one: Seen, accounts: Sequence[Account], sentences: Sequence[tuple[int, int]]) -> Account | None:
    """The account told in the mention's sentence, or else the one told last before, not too far off."""
    here = _number(one.span, sentences)
    found = []
    for i, account in enumerate(accounts):
        if account.stage not in {Stage.ACCOMPLISHED, Stage.ATTEMPTED, Stage.THREATENED}:
            continue
        for mention in account.mentions:
            gap = here - _number(mention, sentences)
            if 0 <= gap <= REACH:
                found.append((gap, abs(mention.start - one.span.start), i))
    return accounts[min(found)[2]] if found else None


def _with(account: Account, one: Seen, *, parsed: Parsed, actors: Actors) -> tuple[Account, ActorRef | None]:
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
    )  # fmt: skip
    return replace(account, suspects=(*account.suspects, suspect)), ref


def _kind(one: Seen, kinds: Mapping[str, str]) -> str:
    words = [w.strip(",.'\"()") for w in one.key.split(" of ")[0].split()]
    return next((kinds[w] for word in reversed(words) for w in (word, singular(word)) if w in kinds), "unknown")


def _ref(one: Seen, parsed: Parsed, actors: Actors) -> ActorRef | None:
    block = next((b for b in parsed.blocks if b.span.start <= one.span.start < b.span.end), None)
    piece = _piece(block, one.span) if block is not None else None
    return actors.ref(block, piece) if block is not None and piece is not None else None


def _piece(block: ParsedBlock, span: Span):  # type: ignore[no-untyped-def]
    return block.doc.char_span(span.start - block.span.start, span.end - block.span.start, alignment_mode="expand")
