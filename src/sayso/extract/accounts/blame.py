"""Bundles, statements and actors come in; for each bundle its suspects go out, each an actor with a status and a statement."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec
from spacy.tokens import Span as Slice
from spacy.tokens import Token

from sayso.extract.accounts import lexicon
from sayso.extract.accounts.answering import ACCUSED, answered
from sayso.extract.accounts.captors import captors
from sayso.extract.accounts.moments import SAYING
from sayso.extract.accounts.mouthpieces import is_mouthpiece
from sayso.extract.accounts.phrases import Phrase, is_aircraft, phrase
from sayso.extract.accounts.roles import ADJECTIVAL
from sayso.extract.accounts.split import Bundle
from sayso.extract.accounts.statuses import is_ours
from sayso.extract.accounts.suspects import Naming, find_namings, from_roles
from sayso.extract.accounts.told import ATTACKERS, Mention
from sayso.extract.accounts.twins import UNREAL
from sayso.extract.parse import Parsed
from sayso.model import Account, Act, ActorKind, Mode, Polarity, Span, Stage, Statement, Suspect, SuspectStatus, make_id
from sayso.model.account import OPEN_ACTS

if TYPE_CHECKING:
    from sayso.extract.actors import ActorRef, Actors

_STANCE = re.compile(r"\b(?:anti|pro|non|ex)[-‑–]", re.I)
ORGANISATIONS = frozenset(
    {ActorKind.ARMED_GROUP, ActorKind.STATE, ActorKind.STATE_FORCE, ActorKind.OFFICIAL_BODY, ActorKind.ORGANISATION}
)
STATELY = frozenset({ActorKind.STATE, ActorKind.STATE_FORCE, ActorKind.OFFICIAL_BODY})
INSTITUTIONS = frozenset({
    "service", "agency", "ministry", "army", "government", "police", "military", "regime",
    "navy", "force", "guard", "administration", "junta", "state", "front", "movement", "party", "cartel",
})  # fmt: skip


FORCES = frozenset({"person:law_enforcement", "person:active_military", "person:security_guard"})
THIRD = frozenset({"he", "she", "they", "him", "her", "them"})
VOICED = frozenset({SuspectStatus.CLAIMED, SuspectStatus.DENIED})
UNTOLD = frozenset({Stage.HYPOTHETICAL, Stage.PLANNED})  # what has not happened has no doer
SERVING = frozenset({
    "belong", "operate", "fly", "work", "pay", "hire", "run", "command", "control", "employ", "recruit", "lead", "send",
})  # fmt: skip
IN_SERVICE = frozenset({"at", "in", "on", "under"})
SERVICE = frozenset({"service", "pay", "payroll", "employ", "order", "command"})
LINKS = frozenset(
    {"linked", "affiliated", "allied", "aligned", "inspired", "backed", "supported", "sponsored", "tied", "connected"}
)


class Charge(msgspec.Struct, frozen=True, kw_only=True):
    """The suspects of one incident, and the actor references that they use."""

    suspects: tuple[Suspect, ...] = ()
    doers: tuple[str, ...] = ()  # of an open act
    refs: tuple[ActorRef, ...] = ()
    author: str | None = None  # the group whose own communique the text is


def charges(
    parsed: Parsed, bundles: Sequence[Bundle], *, actors: Actors, statements: Sequence[Statement]
) -> tuple[Charge, ...]:
    """One charge a bundle: the doers that its mentions name, and whoever else is named for it."""
    rows: list[list[Naming]] = [
        [n for m in b.mentions if not _turned(m, b) for n in from_roles(m, statements) if not _suffered(n, b)]
        if b.stage not in UNTOLD
        else []
        for b in bundles
    ]
    for naming in answered(find_namings(parsed, statements), actors):
        index = _bundle_for(naming, bundles)
        if index is not None:
            rows[index].append(naming)
    for index, naming in captors(parsed, bundles, actors=actors):
        rows[index].append(naming)
    author = author_side(rows, actors)
    found = (msgspec.structs.replace(_charge(parsed, row, actors), author=author) for row in rows)
    return tuple(_own_act(c) if b.type in OPEN_ACTS else c for c, b in zip(found, bundles, strict=True))


OURS = 2  # deeds of "ours" that a text tells in its own voice before its author is a party to them


def author_side(rows: Sequence[Sequence[Naming]], actors: Actors) -> str | None:
    """The one armed group named in a text that tells of the deeds of "our units" as its own: a communique of that group."""
    own = [
        n
        for row in rows
        for n in row
        if n.by_role and n.phrase is not None and is_ours(n.phrase) and _is_narrated(n.statement)
    ]
    if len(own) < OURS:
        return None
    groups = [a.id for a in actors.actors if a.kind is ActorKind.ARMED_GROUP and a.named]
    return groups[0] if len(groups) == 1 else None


def _is_narrated(said: Statement | None) -> bool:
    return said is None or said.mode is Mode.NARRATED


def claimed(account: Account, author: str | None, statements: Sequence[Statement]) -> Account:
    """What a group's own communique tells of its deeds it owns up to."""
    if author is None:
        return account
    narrated = {None, *(s.id for s in statements if s.mode is Mode.NARRATED)}
    suspects = tuple(
        msgspec.structs.replace(s, status=SuspectStatus.CLAIMED)
        if s.actor == author and s.status is SuspectStatus.FACT and s.statement in narrated
        else s
        for s in account.suspects
    )
    return msgspec.structs.replace(account, suspects=suspects)


def _suffered(naming: Naming, bundle: Bundle) -> bool:
    """ "killing two children, injuring nine others": who was hit did not do it."""
    doer = naming.phrase
    return doer is not None and any(
        p.span == doer.span for m in bundle.mentions if m.trigger.effect for p in m.roles.people if p.token.pos_ != "PRON"
    )


def _own_act(charge: Charge) -> Charge:
    """A state that expels envoys does so openly: it is the doer, and nobody's suspect."""
    return msgspec.structs.replace(charge, suspects=(), doers=tuple(dict.fromkeys(s.actor for s in charge.suspects)))


def _turned(mention: Mention, bundle: Bundle) -> bool:
    """The police shoot the attacker: told with the attack, and no part of it."""
    doers = mention.roles.doers
    if not doers or not mention.roles.people or not all(d.kind in FORCES or d.key in INSTITUTIONS for d in doers):
        return False
    before = [d for m in bundle.mentions if m.order < mention.order for d in m.roles.doers]
    keys = {d.key for d in before} | ATTACKERS
    return bool(before) and all(
        p.family == "armed" or p.key in keys or p.token.lower_ in THIRD for p in mention.roles.people
    )


def _bundle_for(naming: Naming, bundles: Sequence[Bundle]) -> int | None:
    """The incident that a naming speaks of: told in its sentence, else the one told last before, else the one told next."""
    real = [(i, b) for i, b in enumerate(bundles) if b.stage not in UNREAL and b.type not in OPEN_ACTS]
    real = real or [(i, b) for i, b in enumerate(bundles) if b.type not in OPEN_ACTS]
    here = [(abs(m.trigger.block.span.start + m.trigger.token.idx - naming.span.start), i)
            for i, b in real for m in b.mentions if m.sentence_span.start == naming.sentence_start
            and not _by_accuser(m, naming)]  # fmt: skip
    if here:
        return min(here)[1]
    before = [
        (m.sentence_span.start, -i) for i, b in real for m in b.mentions if m.sentence_span.start < naming.sentence_start
    ]
    if before:
        return -max(before)[1]
    after = [
        (m.sentence_span.start, i) for i, b in real for m in b.mentions if m.sentence_span.start > naming.sentence_start
    ]
    return min(after)[1] if after else None


def _by_accuser(mention: Mention, naming: Naming) -> bool:
    """ "Vell blamed border guards and bombed their camp": what the accuser does is not what he accuses another of."""
    source = naming.statement.source.span if naming.statement is not None else None
    accused = naming.status in ACCUSED and not naming.by_role
    return accused and source is not None and any(d.span.overlaps(source) for d in mention.roles.doers)


def _charge(parsed: Parsed, namings: Sequence[Naming], actors: Actors) -> Charge:
    suspects: list[Suspect] = []
    refs: list[ActorRef] = []
    for naming in sorted(namings, key=lambda n: n.if_accused):
        for ref, span, kind in _who(parsed, naming, actors):
            if ref.actor_id is None or (naming.if_accused and all(s.actor != ref.actor_id for s in suspects)):
                continue
            refs.append(ref)
            held = _owned(naming, ref, actors)
            if kind == "organisation" and _linked(naming, span):
                held = msgspec.structs.replace(held, status=SuspectStatus.POSSIBLE, implied=True)
            _add(suspects, held, ref, span, kind)
        claimed = _own_side(naming) or _owner(naming, actors)
        if claimed is not None:
            _add(suspects, msgspec.structs.replace(naming, status=SuspectStatus.CLAIMED), *claimed)
    return Charge(suspects=tuple(suspects), refs=tuple(refs))


def _linked(naming: Naming, span: Span) -> bool:
    """ "al-Qaeda-linked militants", "a group backed by Iran": the name is not the doer's own."""
    if naming.phrase is None:
        return False
    block = naming.phrase.block
    piece = block.doc.char_span(span.start - block.span.start, span.end - block.span.start, alignment_mode="expand")
    if piece is None or naming.phrase.head in range(piece.start, piece.end):
        return False
    beside = {t.lower_ for t in block.doc[max(0, piece.start - 3) : piece.start + 0]} | {
        t.lower_ for t in block.doc[piece.end : piece.end + 2]
    }
    joined = {w for t in (*piece, piece.root.head) for w in t.lower_.split("-")}
    return bool((beside | joined) & LINKS)


def _owned(naming: Naming, ref: ActorRef, actors: Actors) -> Naming:
    """Who says of himself that he did it owns up to it; a state's own body speaks for the state."""
    said = naming.statement
    own = said is not None and said.source.actor is not None and said.source.actor == ref.actor_id
    if (
        said is not None
        and naming.by_role
        and said.act is not Act.ACCUSES
        and said.source.kind in STATELY
        and ref.kind in STATELY
    ):
        speaker = actors.by_id.get(said.source.actor or "")
        own = own or (speaker is not None and ref.country is not None and speaker.country == ref.country)
    if (
        own
        and said is not None
        and said.polarity is not Polarity.NEGATIVE
        and said.act
        not in {Act.EVALUATES, Act.THREATENS}  # who calls it justified has not owned up by that, nor who threatens
        and naming.status in {SuspectStatus.FACT, *ACCUSED}
    ):
        return msgspec.structs.replace(naming, status=SuspectStatus.CLAIMED)
    if own and naming.status is SuspectStatus.EXONERATED:
        return msgspec.structs.replace(naming, status=SuspectStatus.DENIED)
    return naming


def _own_side(naming: Naming) -> tuple[ActorRef, Span, str] | None:
    """A group that tells of the deeds of its own people ("our units", "urban commandos") claims them."""
    said, doer = naming.statement, naming.phrase
    if (
        said is None
        or doer is None
        or not naming.by_role
        or said.source.kind is not ActorKind.ARMED_GROUP
        or said.source.actor is None
    ):
        return None
    owners = {c.lower_ for c in doer.token.children if c.dep_ == "poss"}
    ours = doer.token.lower_ in {"we", "they"} or bool(owners & {"our", "its", "their"}) or doer.family in {"armed", "group"}
    if not ours or said.polarity is Polarity.NEGATIVE or said.act in {Act.ACCUSES, Act.DENIES} or said.source.span is None:
        return None
    from sayso.extract.actors import ActorRef

    ref = ActorRef(
        name=said.source.name, kind=said.source.kind, named=said.source.named, actor_id=said.source.actor, resolved_by="own_side",
        span=said.source.span,
    )  # fmt: skip
    return ref, said.source.span, "organisation"


def _owner(naming: Naming, actors: Actors) -> tuple[ActorRef, Span, str] | None:
    """ "X said that its fighters did it": X, where the possessive stands for who says so."""
    doer = naming.phrase
    if doer is None or not (naming.by_role or naming.status in ACCUSED):
        return None
    if doer.family not in {"armed", "group", "person"} and doer.key != "member":
        return None
    owner = next((c for c in doer.token.children if c.dep_ == "poss" and c.lower_ in {"its", "their", "his", "her"}), None)
    verb = next((t for t in doer.token.ancestors if t.lemma_.lower() in SAYING and t.i < doer.head), None)
    speaker = next((c for c in verb.children if c.dep_ == "nsubj"), None) if verb is not None else None
    if owner is None or speaker is None or verb is None or any(c.dep_ == "neg" for c in verb.children):
        return None
    his, told = (actors.ref(doer.block, doer.block.doc[t.i : t.i + 1]) for t in (owner, speaker))
    if his.actor_id is None or his.actor_id != told.actor_id:
        return None
    span = doer.block.span_of(doer.block.doc[speaker.i : speaker.i + 1])
    held = actors.at(span.start, span.end)
    mention = next((m for m in held.mentions if m.overlaps(span)), span) if held is not None else span
    return told, mention, "organisation" if told.kind in ORGANISATIONS else "individual"


def _add(suspects: list[Suspect], naming: Naming, ref: ActorRef, span: Span, kind: str) -> None:
    """One suspect for each actor and status; later mentions are kept with it."""
    statement = naming.statement.id if naming.statement else None
    for i, old in enumerate(suspects):
        if old.actor == ref.actor_id and old.status is naming.status:
            if span not in old.mentions:
                suspects[i] = msgspec.structs.replace(
                    old, mentions=(*old.mentions, span), statement=old.statement if old.statement else statement
                )
            return
    suspects.append(
        Suspect(
            actor=str(ref.actor_id),
            span=span,
            kind=kind,
            status=naming.status,
            statement=statement,
            implied=naming.implied,
            mentions=(span,),
        )
    )


def _who(parsed: Parsed, naming: Naming, actors: Actors) -> Iterator[tuple[ActorRef, Span, str]]:
    """The actors in a naming: those whom its words name or describe, and the organisation they belong to."""
    if naming.phrase is None:
        yield _unknown(parsed, naming.span), naming.span, "individual"
        return
    doer = naming.phrase
    ref = actors.ref(doer.block, _piece(doer, doer.core))
    if not ref.named and (state := _adjective(doer, actors)) is not None:
        yield state, doer.core, "organisation"
        return
    if naming.voiced and ref.kind not in ORGANISATIONS:  # "a group calling itself X"
        yield msgspec.structs.replace(ref, kind=ActorKind.ORGANISATION), doer.span, "organisation"
        return
    if naming.status in VOICED and not naming.by_role and is_mouthpiece(doer):
        behind = tuple(_organisations(doer, actors))  # whoever passes on a claim did nothing by that
        yield from behind or (((ref, doer.span, "individual"),) if naming.status is SuspectStatus.DENIED else ())
        return
    body = doer.family not in {"armed", "person"} or (doer.key in INSTITUTIONS and not doer.number)
    whole = ref.kind in ORGANISATIONS and (naming.voiced or (body and is_institution(doer, ref)))
    if whole:
        yield ref, _named_part(doer, ref, actors), "organisation"
        return
    if is_aircraft(doer) and not any(c.dep_ in {"amod", "compound", "poss", "nmod"} for c in doer.token.children):
        yield from _organisations(doer, actors)  # bare helicopters name nobody
        return
    known = (
        doer.family in {"armed", "group", "person", "name"} or is_aircraft(doer) or ref.named or doer.token.pos_ == "PROPN"
    )
    if ref.actor_id is not None and known and not _resolved_to_organisation(doer, ref):
        yield ref, doer.span if doer.name is None else doer.name, "individual"
    yield from _organisations(doer, actors)


def _resolved_to_organisation(doer: Phrase, ref: ActorRef) -> bool:
    return doer.token.pos_ == "PRON" and ref.kind in ORGANISATIONS


def _adjective(doer: Phrase, actors: Actors) -> ActorRef | None:
    """ "Israeli attacks", "US-led strikes": the state whose adjective the doer is."""
    if doer.token.dep_ not in {"amod", "compound", "nmod", "advmod", "conj", "npadvmod"} or doer.family in {
        "armed",
        "group",
        "person",
    }:
        return None
    actor = actors.at(doer.core.start, doer.core.end)
    if actor is None or actor.kind not in ORGANISATIONS:
        return None
    from sayso.extract.actors import ActorRef

    return ActorRef.to(actor, by="adjective", span=doer.core)


def is_institution(doer: Phrase, ref: ActorRef) -> bool:
    """A named body, or one that is the only one of its kind there: "the army". An unnamed band is a number of people."""
    return ref.named or doer.key in INSTITUTIONS or doer.token.pos_ == "PRON"


def _named_part(doer: Phrase, ref: ActorRef, actors: Actors) -> Span:
    """The name alone, without what describes it: "the leftist X front" is the X front."""
    actor = next((a for a in actors.actors if a.id == ref.actor_id), None)
    inside = (
        [m for m in actor.mentions if doer.span.overlaps(m) and len(m.exact) <= len(doer.span.exact) + 2] if actor else []
    )
    return max(inside, key=lambda m: len(m.exact)) if inside and ref.named else doer.core


def _organisations(doer: Phrase, actors: Actors) -> Iterator[tuple[ActorRef, Span, str]]:
    """ "members of the front", "front guerrillas": the named organisation inside the phrase."""
    found = False
    for state in _states(doer, actors):
        yield state
        found = True
    stretch = _with_owner(doer)
    for mention in (m for a in actors.actors if a.kind in ORGANISATIONS for m in a.mentions if stretch.holds(m)):
        actor = actors.at(mention.start, mention.end)
        if actor is None or actor.kind not in ORGANISATIONS:
            continue
        doc, base = doer.block.doc, doer.block.span.start
        piece = doc.char_span(mention.start - base, mention.end - base, alignment_mode="expand")
        if piece is not None:
            ref = actors.ref(doer.block, piece)
            if _against(piece.root) or _hyphened(piece) or _is_service(piece.root):
                continue
            if ref.kind in ORGANISATIONS and (ref.named or piece.root.lemma_.lower() in INSTITUTIONS):
                yield ref, mention, "organisation"
                found = True
    if not found:
        yield from _bodies(doer, actors)


def _is_service(token: Token) -> bool:
    """ "at the service of the cartel", "in the pay of the army": whom they serve comes after it."""
    return token.lemma_.lower() in SERVICE and token.dep_ == "pobj" and token.head.lower_ in IN_SERVICE


def _with_owner(doer: Phrase) -> Span:
    """ "a unit from the northern army", "gunmen paid by the cartel": the phrase with the words for whose it is."""
    for child in doer.token.rights:
        behind = child.lower_ in {"from", "of", "within"} or any(map(_is_service, child.children))
        belongs = (child.dep_ == "prep" and behind) or (child.dep_ == "acl" and child.lemma_.lower() in SERVING)
        if belongs and child.i <= doer.head + 2:
            end = child.right_edge.idx + len(child.right_edge.text) + doer.block.span.start
            return doer.block.chars(doer.span.start - doer.block.span.start, max(doer.span.end, end) - doer.block.span.start)
    return doer.span


def _against(token: Token) -> bool:
    """ "opponents of the government": the government is what they are against, and no doer."""
    above = next((t for t in token.ancestors if t.pos_ in {"NOUN", "PROPN"}), None)
    return (
        above is not None and token.head.pos_ == "ADP" and above.lemma_.lower() in lexicon.words("responsibility", "against")
    )


def _hyphened(piece: Slice) -> bool:
    """ "anti-Iran rioters", "pro-Saudi gunmen": what somebody is against or for did nothing by that."""
    first = piece[0].idx
    return bool(_STANCE.search(piece.doc.text, max(0, first - 5), first)) or bool(_STANCE.match(piece.text))


def _states(doer: Phrase, actors: Actors) -> Iterator[tuple[ActorRef, Span, str]]:
    """ "U.S. and British warplanes": the states whose forces they are."""
    if not (is_aircraft(doer) or doer.kind == "person:active_military"):
        return
    children = [c for c in doer.token.children if c.dep_ in {"amod", "compound", "nmod"}]
    for token in (t for c in children for t in (c, *c.conjuncts, *c.lefts)):
        if token.lower_ in lexicon.adjectives() | ADJECTIVAL:
            state = _adjective(phrase(doer.block, token), actors)
            if state is not None and state.span is not None and state.kind is ActorKind.STATE:
                yield state, state.span, "organisation"  # in "Orvelian army troops" the adjective is the army's


def _bodies(doer: Phrase, actors: Actors) -> Iterator[tuple[ActorRef, Span, str]]:
    """ "army troops", "members of the national police": the institution inside the phrase, named or not."""
    doc, base = doer.block.doc, doer.block.span.start
    piece = doc.char_span(doer.span.start - base, doer.span.end - base, alignment_mode="expand") or doc[0:0]
    for token in piece:
        body_word = token.lemma_.lower() in INSTITUTIONS and token.pos_ in {"NOUN", "PROPN"}
        if token.i != doer.head and body_word and not _against(token):
            start = token.i
            while (
                start > piece.start
                and doc[start - 1].pos_ in {"ADJ", "PROPN", "NOUN"}
                and doc[start - 1].dep_ in {"amod", "compound", "nmod"}
            ):
                start -= 1
            body = doc[start : token.i + 1]
            yield _body(doer, body, actors), doer.block.span_of(body), "organisation"
            return


def _body(doer: Phrase, body: Slice, actors: Actors) -> ActorRef:
    """The institution itself, where the mention that covers its words is of its people: "Orvelian army troops"."""
    ref = actors.ref(doer.block, body)
    his = actors.ref(doer.block, _piece(doer, doer.core))
    if ref.actor_id != his.actor_id:
        return ref
    return msgspec.structs.replace(actors.described(doer.block, body), kind=his.kind)


def _piece(doer: Phrase, span: Span):  # type: ignore[no-untyped-def]
    base = doer.block.span.start
    return doer.block.doc.char_span(span.start - base, span.end - base, alignment_mode="expand")


def _unknown(parsed: Parsed, span: Span) -> ActorRef:
    from sayso.extract.actors import ActorRef

    actor_id = make_id("actor", parsed.document.id, SuspectStatus.UNKNOWN_STATED)
    return ActorRef(
        name="unknown", kind=ActorKind.UNKNOWN, named=False, actor_id=actor_id, resolved_by="unknown_stated", span=span
    )
