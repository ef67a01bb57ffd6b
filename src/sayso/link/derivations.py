"""Documents, statements and actors come in; who took which words from whom goes out.

Three grounds: a credit printed in the document, a statement whose speaker is an outlet, and shared wording. Wording alone
does not show who copied whom: the earlier one, or the one that the other credits, is taken as the origin.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from sayso.link.names import bare
from sayso.link.wording import RUN, Shared, Text, near_pairs, shared, text_of
from sayso.model import (
    Actor,
    ActorKind,
    Derivation,
    DerivationKind,
    Document,
    DocumentKind,
    Extraction,
    Span,
    make_id,
)
from sayso.model.reckon import DAY_SLACK, day_range

REPUBLISHED = 0.5  # of the shorter text's five-word runs: a reprint, perhaps cut
DERIVED = 0.2  # a rewrite, or a shared agency text in part
FEW = 12  # shared five-word runs: one sentence of facts in two short texts is none taken from the other
# News agencies live by being copied: where one of two like texts is an agency's, the other took from it.
_AGENCY = re.compile(
    r"\b(?:wire|newswire|news agency|press agency|press association|associated press|press trust|reuters|afp|agence france presse"
    r"|ap|upi|united press international|dpa|efe|ansa|tass|xinhua|kyodo|interfax|bloomberg|anadolu|yonhap|bernama|ians|ani)\b"
)
NAMED = "outlet:"  # stands before the name of an origin that is no actor of the ledger


def find_derivations(
    documents: Sequence[Document], extractions: Sequence[Extraction], *, actors: Mapping[str, str]
) -> tuple[Derivation, ...]:
    """Every derivation that the ledger's texts show; ``actors`` maps documents' actors to joined ones."""
    outlets = _outlets(extractions, actors)
    found = [*_credits(documents, outlets), *_cues(extractions, actors), *_wording(documents)]
    unique = {d.id: d for d in found}
    return tuple(sorted(unique.values(), key=lambda d: (d.this, d.that, d.kind, d.id)))


def origin_id(name: str, outlets: Mapping[str, str]) -> str:
    """The actor of that name, or the name itself, marked as one."""
    return outlets.get(bare(name)) or f"{NAMED}{name}"


def _outlets(extractions: Sequence[Extraction], actors: Mapping[str, str]) -> dict[str, str]:
    """Outlets and organisations by every name that they bear."""
    found: dict[str, str] = {}
    for extraction in extractions:
        for actor in extraction.actors:
            if actor.named and actor.kind in {ActorKind.OUTLET, ActorKind.ORGANISATION}:
                for name in (actor.name, *actor.aliases):
                    found.setdefault(bare(name), actors.get(actor.id, actor.id))
    return found


def _credits(documents: Sequence[Document], outlets: Mapping[str, str]) -> Iterator[Derivation]:
    """Each step of a credit: the document from the nearest, the nearest from the next."""
    for document in documents:
        this = document.id
        for origin in document.derived_from:
            that = origin_id(origin.name, outlets)
            yield _derivation(this, that, origin.kind, "credit", span=origin.span)
            this = that


def _cues(extractions: Sequence[Extraction], actors: Mapping[str, str]) -> Iterator[Derivation]:
    """Statements that a named outlet is said to have made: the outlet is where the reader should look."""
    for extraction in extractions:
        known: dict[str, Actor] = {a.id: a for a in extraction.actors}
        for said in extraction.statements:
            speaker = known.get(said.source.actor or "")
            if speaker and speaker.named and speaker.kind is ActorKind.OUTLET:
                yield _derivation(
                    said.id, actors.get(speaker.id, speaker.id), DerivationKind.PRIMARY_SOURCE, "cue", span=said.cue
                )
            elif said.parent:
                yield _derivation(said.id, said.parent, DerivationKind.PRIMARY_SOURCE, "cue", span=said.cue)


def _wording(documents: Sequence[Document]) -> Iterator[Derivation]:
    by_id = {d.id: d for d in documents}
    texts = {d.id: text_of(d.id, d.span.exact) for d in documents}
    credited = frozenset(bare(o.name) for d in documents for o in d.derived_from)
    large = [t for d, t in texts.items() if by_id[d].kind is not DocumentKind.COMMENT]
    for a, b in near_pairs(large):
        found = _pair(by_id[a], by_id[b], shared(texts[a], texts[b]), credited)
        if found:
            yield found
    yield from _copied_into_comments(documents, texts)


def _pair(a: Document, b: Document, same: Shared, credited: frozenset[str]) -> Derivation | None:
    shared_in_part = same.containment >= DERIVED and (same.shingles >= FEW or same.containment >= REPUBLISHED)
    if not shared_in_part and same.run_words < RUN:
        return None
    this, that = (a, b) if _later(a, b, credited) else (b, a)
    kind = DerivationKind.QUOTED_FROM
    if shared_in_part:
        kind = DerivationKind.REPUBLISHED if same.containment >= REPUBLISHED else DerivationKind.DERIVED_FROM
    span = _part(this, shared_run(this, that))
    return _derivation(this.id, that.id, kind, "wording", span=span, overlap=same.containment)


def shared_run(this: Document, that: Document) -> tuple[int, int] | None:
    """Where the longest shared run stands in ``this``."""
    return shared(text_of(this.id, this.span.exact), text_of(that.id, that.span.exact)).run


def _later(a: Document, b: Document, credited: frozenset[str]) -> bool:
    """``a`` took from ``b``: it came out days later, it credits somebody where ``b`` does not, ``b``'s outlet is an agency or
    one that others credit, it came out later, or its id sorts later."""
    early, late = day_range(a.published), day_range(b.published)
    if early and late and (early[0] > late[1] + DAY_SLACK or late[0] > early[1] + DAY_SLACK):
        return early > late
    if bool(a.derived_from) != bool(b.derived_from):
        return bool(a.derived_from)
    one, other = (_gives_to_others(d, credited) for d in (a, b))
    if one != other:
        return other
    if early and late and early != late:
        return early > late
    return a.id > b.id


def _gives_to_others(document: Document, credited: frozenset[str]) -> bool:
    """Its outlet is named in others' credit lines, or is a news agency by its name."""
    name = bare(document.outlet or "")
    return bool(name) and (name in credited or bool(_AGENCY.search(name)))


def _copied_into_comments(documents: Sequence[Document], texts: Mapping[str, Text]) -> Iterator[Derivation]:
    """Runs of the page's own articles that a comment repeats."""
    articles: dict[str, list[Document]] = {}
    for d in documents:
        if d.kind is not DocumentKind.COMMENT:
            articles.setdefault(d.page, []).append(d)
    for comment in documents:
        if comment.kind is not DocumentKind.COMMENT:
            continue
        for article in articles.get(comment.page, ()):
            same = shared(texts[comment.id], texts[article.id])
            if same.run_words >= RUN or (same.containment >= REPUBLISHED and same.shingles >= SHORT_COPY):
                yield _derivation(
                    comment.id, article.id, DerivationKind.QUOTED_FROM, "wording",
                    span=_part(comment, same.run), overlap=same.containment,
                )  # fmt: skip


SHORT_COPY = 4  # shared five-word runs: a copied sentence of eight words


def _part(document: Document, run: tuple[int, int] | None) -> Span | None:
    if run is None:
        return None
    return document.span.part(document.span.start + run[0], document.span.start + run[1])


def _derivation(
    this: str, that: str, kind: DerivationKind, basis: str, *, span: Span | None = None, overlap: float | None = None
) -> Derivation:
    return Derivation(
        id=make_id("derivation", this, that, kind, basis),
        this=this,
        that=that,
        kind=kind,
        basis=basis,
        span=span,
        overlap=overlap,
    )
