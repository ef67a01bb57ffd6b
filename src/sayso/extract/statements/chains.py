"""Sayings come in; those that another saying passes on come out beside them, and for each the chain to its root."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from sayso.extract.agentnouns import nouns
from sayso.extract.certainty import words
from sayso.extract.parse import ParsedBlock
from sayso.extract.statements.cues import lemma_of
from sayso.extract.statements.doers import is_person
from sayso.extract.statements.found import Found, Range, extent
from sayso.extract.statements.speakers import as_slice, phrase_of
from sayso.model import ActorKind, Document, DocumentKind, Link, Source

RELAYS = frozenset({"quote", "cite"})
UNNAMED_HOST = "unnamed outlet"


def relayed(found: Sequence[Found], blocks: Sequence[ParsedBlock]) -> Iterator[Found]:
    """ "citing X", "quoted X as saying": what is said has a source behind the source."""
    for number, block in enumerate(blocks):
        here = [f for f in found if f.block == number]
        for token in block.doc:
            if token.pos_ == "VERB" and lemma_of(token) in RELAYS:
                obj = next((c for c in token.children if c.dep_ in {"dobj", "nsubj"} and c.i > token.i), None)
                if obj is None or not _can_tell(obj):
                    continue
                source = [t for t in phrase_of(obj, token) if t.lower_ != "as" or t.i < obj.i]
                inner = _as_saying(token, block, number) or None
                if inner is not None:
                    yield inner
                    continue
                host = next(
                    (
                        f
                        for f in here
                        if f.head is not None
                        and f.head.i != token.i
                        and f.head.sent.start == token.sent.start
                        and f.lemma not in RELAYS
                        and _governs(f, token.i)
                    ),
                    None,
                )
                if host is not None:
                    named = extent(source, block)[:1]
                    yield Found(
                        block=number, content=_behind(host.content, token, named, block), cue=extent([token], block)[0], source=named,
                        speaker=as_slice(source), lemma=lemma_of(token), head=token, root=host.root, frame="relay",
                    )  # fmt: skip


def _can_tell(noun: Token) -> bool:
    """ "Citing two officials", "citing a report": not "citing the release of prisoners"."""
    if noun.pos_ in {"PROPN", "PRON", "NUM"} or noun.ent_type_ in {"PERSON", "ORG", "NORP", "GPE"}:
        return True
    lemma = noun.lemma_.lower()
    return (
        is_person(noun)
        or noun.lower_ in nouns().kind
        or lemma in nouns().kind
        or lemma in nouns().words["offices"]
        or lemma in words("cues", "tellers")
    )


def _behind(content: tuple[Range, ...], cue: Token, source: tuple[Range, ...], block: ParsedBlock) -> tuple[Range, ...]:
    """What is said, less a "citing X" at its head."""
    start, end = content[0]
    if not source or not start <= block.span.start + cue.idx <= start + 1 or source[-1][1] >= end:
        return content
    rest = [t for t in block.doc if source[-1][1] <= block.span.start + t.idx < end]
    return (*extent(rest, block), *content[1:]) or content


def stands_for(relay: Found, found: Found) -> bool:
    """Whether a relay already says what was found by its participle: "citing X", "quoted X as saying"."""
    same = relay.head is not None and found.head is not None and relay.head == found.head
    return relay.frame == "relay" and found.frame != "relay" and same


def _governs(found: Found, place: int) -> bool:
    head = found.head
    return head is not None and (
        head.doc[place].head.i == head.i or head.is_ancestor(head.doc[place]) or _subject_holds(found, place)
    )


def _subject_holds(found: Found, place: int) -> bool:
    speaker = found.speaker
    return speaker is not None and speaker.start <= place < speaker.end + 6


def _as(token: Token) -> int:
    """How many words before a participle its "as" stands: "as saying", "as having said"; none is zero."""
    doc, at = token.doc, token.i
    if token.lower_ in {"saying", "telling", "warning", "claiming"} and at > 0 and doc[at - 1].lower_ == "as":
        return 1
    said = token.lower_ in {"said", "told", "warned", "claimed"} and at > 1
    return 2 if said and doc[at - 2].lower_ == "as" and doc[at - 1].lower_ == "having" else 0


def _as_saying(verb: Token, block: ParsedBlock, number: int) -> Found | None:
    doc, start = block.doc, verb.i
    saying = next((t for t in doc[start : start + 25] if _as(t) and t.sent.start == doc[start].sent.start), None)
    if saying is None:
        return None
    led = saying.i - _as(saying)
    source = list(doc[start + 1 : led])
    content = list(doc[saying.i + 1 : doc[start].sent.end])
    if not source or not content:
        return None
    root = next((c for c in saying.children if c.dep_ == "ccomp"), None)
    if root is not None:
        content = [t for t in root.subtree if t.i > saying.i]
    ranges = extent(content, block)
    if not ranges:
        return None
    return Found(
        block=number, content=ranges, cue=extent(doc[led : saying.i + 1], block)[0], source=extent(source, block)[:1],
        speaker=as_slice(source), lemma=lemma_of(saying), head=saying, root=root, frame="relay",
    )  # fmt: skip


def author_links(document: Document, author: Source) -> tuple[Link, ...]:
    """From the reader's side: the host, where the text was taken from, its author."""
    links = [Link(name=document.outlet or UNNAMED_HOST, kind=ActorKind.OUTLET, role="host")]
    for origin in reversed(document.derived_from):
        if origin.role in {"outlet", "agency"} and origin.name != document.outlet:
            links.append(Link(name=origin.name, kind=ActorKind.OUTLET, role=origin.role, span=origin.span))
    role = "commenter" if document.kind is DocumentKind.COMMENT else "author"
    links.append(Link(name=author.name, kind=author.kind, role=role, actor=author.actor, span=author.span))
    return tuple(links)


def source_link(source: Source) -> Link:
    """The link that a quoted source adds."""
    return Link(name=source.name, kind=source.kind, role="source", actor=source.actor, span=source.span)
