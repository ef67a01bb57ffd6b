"""Labelled blocks of any page come in; its documents and furniture go out: host's note, article, correction, comments."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

import msgspec

from sayso.ingest.byline import AGENCIES, SIGN_OFF, Byline, Credit, is_author_note, is_name, read_byline, read_credit
from sayso.ingest.datelines import read_dateline
from sayso.ingest.furniture import is_furniture, outlet_of
from sayso.ingest.stamps import date_of, find_stamp
from sayso.ingest.told import is_report
from sayso.model import (
    Block,
    BlockKind,
    Comment,
    DateRange,
    DerivationKind,
    Document,
    DocumentKind,
    Origin,
    Problem,
    Record,
    Span,
    make_id,
)

_CORRECTION = re.compile(
    r"^(?:(?:correction|clarification|corrections?\s+(?:and|&)\s+clarifications?|corrected|erratum|retraction)\s*(?:[:.–—-]|\(|$)"
    r"|(?:editor.s\s+note|note|update)\s*[:–—-].{0,200}\b(?:correct(?:ed|s|ion)|clarif\w+|an\s+earlier\s+version|misstated|incorrectly)\b"
    r"|an?\s+(?:earlier|previous)\s+version\s+of\s+this\b|this\s+(?:article|story|post|report)\s+(?:was"
    r"|has\s+been)\s+(?:corrected|amended|updated\s+to\s+correct)\b)",
    re.IGNORECASE | re.DOTALL,
)
_EDITORS_NOTE = re.compile((
    r"^[\[(]?(?:editor.?s?.?\s+note|ed(?:\.|itor)?s?\s*[:.]|publisher.s\s+note|note\s+(?:from"
    r"|by)\s+the\s+editors?)\s*[:.–—-]?"
), re.IGNORECASE)  # fmt: skip
_TOLD = (BlockKind.PARAGRAPH, BlockKind.QUOTATION, BlockKind.DECK)
_SILENT = frozenset({BlockKind.BOILERPLATE})
NEEDED_BELOW = 2  # paragraphs that must follow a credit line for it to introduce somebody else's article


class Facts(Record, frozen=True):
    """What is known of a page's main article before its blocks are read, such as a page's machine-readable data."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    published: DateRange | None = None
    language: str = "en"
    derived_from: tuple[Origin, ...] = ()


class RawComment(Record, frozen=True):
    """A comment as found: ``span`` its own words, ``key`` and ``parent`` names that are unique on the page.

    ``candidates`` are keys of possible parents, likeliest first.
    """

    key: str
    span: Span
    author: str | None = None
    author_span: Span | None = None
    posted: DateRange | None = None
    parent: str | None = None
    reply_to_name: str | None = None
    candidates: tuple[str, ...] = ()
    depth: int = 0
    truncated: bool = False
    votes: int | None = None
    flags: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()


class Cut(Record, frozen=True):
    """What the blocks of a page came to."""

    documents: tuple[Document, ...] = ()
    furniture: tuple[Block, ...] = ()
    problems: tuple[Problem, ...] = ()


class _Piece(Record, frozen=True):
    """Blocks ``first`` to ``last`` are one document."""

    kind: DocumentKind
    first: int
    last: int
    credit: int | None = None


def cut_pieces(blocks: Sequence[Block], *, page: str, text: str, facts: Facts | None = None, uri: str = "") -> Cut:
    """Cut labelled blocks (in reading order, no comments among them) into documents and furniture.

    Blocks labelled ``paragraph`` may be relabelled: credit lines, bylines, author notes and furniture are recognised by
    their wording. Other labels are kept.
    """
    facts = facts or Facts()
    named = _with_datelines(_relabel(blocks, authors=facts.authors))
    outlet = facts.outlet or outlet_of([b.span.exact for b in named if b.kind is BlockKind.BOILERPLATE])
    facts = msgspec.structs.replace(facts, outlet=outlet)
    pieces = _pieces(named)
    documents = tuple(_document(p, named, page=page, text=text, facts=facts) for p in pieces)
    held = {i for p in pieces for i in range(p.first, p.last + 1)}
    furniture = tuple(
        b if b.kind is BlockKind.BOILERPLATE else Block(kind=BlockKind.BOILERPLATE, span=b.span)
        for i, b in enumerate(named)
        if i not in held
    )
    return Cut(documents=documents, furniture=furniture)


def _relabel(blocks: Sequence[Block], *, authors: tuple[str, ...]) -> list[Block]:
    """Give blocks labelled as plain paragraphs the part that their words show."""
    told = [i for i, b in enumerate(blocks) if b.kind in _TOLD]
    edges = {*told[:3], *told[-4:]}
    return [_named(b, at_edge=i in edges, authors=authors) for i, b in enumerate(blocks)]


def _named(block: Block, *, at_edge: bool, authors: tuple[str, ...]) -> Block:
    if block.kind not in (BlockKind.PARAGRAPH, BlockKind.DECK):
        return block
    words = block.span.exact
    kind: BlockKind = block.kind
    if (len(words) < 400 and _credits_whole(words, at_edge=at_edge)) or (
        at_edge and len(words) < 200 and _sole_agency(words)
    ):
        kind = BlockKind.CREDIT
    elif is_furniture(words):
        kind = BlockKind.BOILERPLATE
    elif len(words) < 160 and _has_author(read_byline(words)) and not is_report(words):
        kind = BlockKind.BYLINE
    elif at_edge and is_author_note(words, authors):
        kind = BlockKind.BIO
    return block if kind is block.kind else Block(kind=kind, span=block.span)


def _with_datelines(blocks: Sequence[Block]) -> list[Block]:
    """Paragraphs that open with a dateline in two: the dateline, and the report. A text opens at the top of the page and
    under a headline, credit line or byline; a lead-in of one paragraph may stand above its dateline."""
    parts: list[Block] = []
    told = 0
    for block in blocks:
        told = 0 if block.kind in (BlockKind.CREDIT, BlockKind.BYLINE, BlockKind.HEADLINE) else told
        parts += _cut_dateline(block, at_head=told <= 1)
        told += block.kind in _TOLD
    return parts


def _cut_dateline(block: Block, *, at_head: bool) -> tuple[Block, ...]:
    if block.kind not in (BlockKind.PARAGRAPH, BlockKind.DECK):
        return (block,)
    signed = SIGN_OFF.search(block.span.exact) if block.span.exact.rstrip()[-1:] in (")", "]") else None
    if signed:
        told = _cut_dateline(_part(block, 0, signed.start()), at_head=at_head) if signed.start() else ()
        first = signed.start() + len(signed.group()) - len(signed.group().lstrip())
        return (*told, _part(block, first, len(block.span.exact), kind=BlockKind.BYLINE))
    span = block.span
    dateline = read_dateline(span.exact, at_head=at_head)
    if dateline is None:
        return (block,)
    head = span.exact[: dateline.end].rstrip()
    filed = Block(kind=BlockKind.DATELINE, span=span.part(span.start, span.start + len(head)))
    if dateline.end >= len(span.exact):
        return (filed,)
    return (filed, Block(kind=BlockKind.PARAGRAPH, span=span.part(span.start + dateline.end, span.end)))


def _part(block: Block, start: int, end: int, *, kind: BlockKind | None = None) -> Block:
    at = block.span.start
    return Block(kind=kind or block.kind, span=block.span.part(at + start, at + end))


def _credits_whole(words: str, *, at_edge: bool) -> bool:
    """A credit line, and not a paragraph that only mentions where something was published."""
    credit = read_credit(words)
    if credit is None or (credit.weak and not at_edge):
        return False
    at = min(step[3] for step in credit.steps)
    return credit.title is not None or (at < 120 and len(words) < 300)


def _sole_agency(words: str) -> bool:
    """An agency's signature: nothing but its name, bare, in brackets or behind a dash."""
    return words.strip(" ()[]–—-/.").casefold() in AGENCIES


def _has_author(byline: Byline | None) -> bool:
    return byline is not None and bool(byline.authors)


def _pieces(blocks: Sequence[Block]) -> list[_Piece]:
    """Where documents begin and end. Furniture at their ends falls away."""
    live = [i for i, b in enumerate(blocks) if b.kind not in _SILENT]
    if not live:
        return []
    notes = _edge_notes(blocks, live)
    taken = {i for n in notes for i in range(n.first, n.last + 1)}
    live = [i for i in live if i not in taken]
    main = _split_at_credit(blocks, live) if live else []
    return sorted([*notes, *(r for p in main for r in _reports(p, blocks, live))], key=lambda p: p.first)


def _reports(piece: _Piece, blocks: Sequence[Block], live: Sequence[int]) -> list[_Piece]:
    """A round-up in its reports: each dateline but the first opens another one."""
    opens = [i for i in range(piece.first, piece.last + 1) if blocks[i].kind is BlockKind.DATELINE][1:]
    if not opens:
        return [piece]
    edges = [piece.first, *opens, piece.last + 1]
    (_, end), *rest = [(a, max(i for i in live if i < b)) for a, b in itertools.pairwise(edges)]
    later = [_Piece(kind=DocumentKind.ARTICLE, first=a, last=b) for a, b in rest]
    return [msgspec.structs.replace(piece, last=end), *later]


def _edge_notes(blocks: Sequence[Block], live: Sequence[int]) -> list[_Piece]:
    """Corrections and editor's notes that stand before or behind an article are documents of their own."""
    body = [i for i in live if blocks[i].kind in _TOLD]
    if len(body) < 2:
        return []
    notes = []
    for i in (body[0], *body[-2:]):
        words = blocks[i].span.exact
        if _CORRECTION.match(words):
            notes.append(_Piece(kind=DocumentKind.CORRECTION, first=i, last=i))
        elif _EDITORS_NOTE.match(words):
            notes.append(_Piece(kind=DocumentKind.HOST_NOTE, first=i, last=i))
    inner = [i for i in live if blocks[i].kind in _TOLD and i not in {n.first for n in notes}]
    # A note inside the article stays in it: documents never overlap. Above the article it must stand before the headline's text.
    return [n for n in notes if not inner or n.first > inner[-1] or n.first < inner[0]]


def _split_at_credit(blocks: Sequence[Block], live: Sequence[int]) -> list[_Piece]:
    """The host's own words end where a credit line opens somebody else's article."""
    credits = [i for i in live if blocks[i].kind is BlockKind.CREDIT]
    for i in credits:
        credit = read_credit(blocks[i].span.exact)
        if credit is None or credit.weak:
            continue
        hosts = _TOLD if credit.title else (BlockKind.PARAGRAPH, BlockKind.QUOTATION)  # a titled work brings its own deck
        above = [j for j in live if j < i and blocks[j].kind in hosts]
        below = [j for j in live if j > i and blocks[j].kind in (BlockKind.PARAGRAPH, BlockKind.QUOTATION)]
        if above and len(below) >= NEEDED_BELOW and len(above) <= max(3, len(below)) and len(below) > len(above) / 2:
            head = [j for j in live if j < i]
            return [
                _Piece(kind=DocumentKind.HOST_NOTE, first=head[0], last=head[-1]),
                _Piece(kind=DocumentKind.REPUBLISHED, first=i, last=live[-1], credit=i),
            ]
    return [_Piece(kind=DocumentKind.ARTICLE, first=live[0], last=live[-1], credit=credits[0] if credits else None)]


def _document(piece: _Piece, blocks: Sequence[Block], *, page: str, text: str, facts: Facts) -> Document:
    inside = tuple(blocks[piece.first : piece.last + 1])
    start, end = inside[0].span.start, inside[-1].span.end
    span = Span(page=page, start=start, end=end, exact=text[start:end])
    if piece.kind is DocumentKind.HOST_NOTE or piece.kind is DocumentKind.CORRECTION:
        return _own_words(piece, inside, span=span, facts=facts)
    origins, credit = _origins(inside, outlet=facts.outlet)
    origins = origins or facts.derived_from
    taken = any(o.kind is DerivationKind.REPUBLISHED for o in origins)
    byline = _byline(inside)
    title, title_span = _title(inside, credit=credit, piece=piece, facts=facts)
    authors = credit[1].authors if credit and credit[1].authors else facts.authors or byline.authors
    published = facts.published or _stated(inside)
    kind = DocumentKind.REPUBLISHED if taken or piece.kind is DocumentKind.REPUBLISHED else piece.kind
    outlet = facts.outlet or byline.outlet
    return Document(
        id=make_id("doc", page, kind, start, end), page=page, kind=kind, span=span, title=title, title_span=title_span,
        authors=authors, outlet=outlet, published=published, language=facts.language, derived_from=origins, blocks=inside,
    )  # fmt: skip


def _own_words(piece: _Piece, inside: tuple[Block, ...], *, span: Span, facts: Facts) -> Document:
    """A host's note or a correction: the outlet's own words, under the page's title where that stands in it."""
    head = next((b.span for b in inside if b.kind is BlockKind.HEADLINE), None)
    return Document(
        id=make_id("doc", span.page, piece.kind, span.start, span.end), page=span.page, kind=piece.kind, span=span,
        title=head.exact if head else None, title_span=head, authors=_byline(inside).authors, outlet=facts.outlet,
        published=facts.published or _stated(inside), language=facts.language, blocks=inside,
    )  # fmt: skip


def _origins(inside: Sequence[Block], *, outlet: str | None) -> tuple[tuple[Origin, ...], tuple[Block, Credit] | None]:
    """Where the words come from, nearest first: credit lines in their order, then the dateline's agency."""
    credits = [(b, c) for b in inside if b.kind is BlockKind.CREDIT and (c := read_credit(b.span.exact))]
    origins = [o for b, c in credits for o in _steps(b, c)]
    for block in inside:
        if block.kind is BlockKind.CREDIT and _sole_agency(block.span.exact):
            name = AGENCIES[block.span.exact.strip(" ()[]–—-/.").casefold()]
            origins.append(Origin(kind=DerivationKind.REPUBLISHED, name=name, role="agency", span=block.span))
    head = next((b for b in inside if b.kind in (BlockKind.DATELINE, BlockKind.PARAGRAPH)), None)
    dateline = read_dateline(head.span.exact) if head and head.kind is BlockKind.DATELINE else None
    if head and dateline and dateline.agency and dateline.agency_at:
        at = head.span.start
        span = head.span.part(at + dateline.agency_at[0], at + dateline.agency_at[1])
        origins.append(Origin(kind=DerivationKind.REPUBLISHED, name=dateline.agency, role="agency", span=span))
    seen: dict[str, Origin] = {}
    for origin in origins:
        if not _is_own(origin, outlet=outlet):
            seen.setdefault(origin.name, origin)
    return tuple(seen.values()), next(iter(credits), None)


def _is_own(origin: Origin, *, outlet: str | None) -> bool:
    """Whether an origin is the page's own outlet: the agency "Meridian" on the pages of the Meridian Wire."""
    name, own = origin.name.casefold(), (outlet or "").casefold()
    if origin.role != "agency":
        return name in (own, f"the {own}")
    words = {AGENCIES.get(w, w).casefold() for w in re.findall(r"\w+", own)}
    return bool(words) and (name in words or set(re.findall(r"\w+", name)) <= words)


def _steps(block: Block, credit: Credit) -> list[Origin]:
    at = block.span.start
    return [
        Origin(kind=kind, name=name, role=role, span=block.span.part(at + start, at + end))
        for kind, name, role, start, end in credit.steps
    ]


def _title(
    inside: Sequence[Block], *, credit: tuple[Block, Credit] | None, piece: _Piece, facts: Facts
) -> tuple[str | None, Span | None]:
    """The work's own title where the credit line gives one, else the headline, else what the page's data say."""
    if credit and credit[1].title and piece.kind is DocumentKind.REPUBLISHED:
        block, found = credit
        start, end = found.title or (0, 0)
        span = block.span.part(block.span.start + start, block.span.start + end)
        return span.exact.rstrip(" ,."), span
    head = next((b.span for b in inside if b.kind is BlockKind.HEADLINE), None)
    if head:
        return head.exact, head
    return (facts.title, None) if piece.kind is not DocumentKind.REPUBLISHED or piece.credit is None else (None, None)


def _byline(inside: Sequence[Block]) -> Byline:
    """Everything that the byline blocks of a document say, put together."""
    lines = [r for b in inside if b.kind is BlockKind.BYLINE and (r := _read(b.span.exact))]
    authors = next((r.authors for r in lines if r.authors), ())
    return Byline(authors=authors, outlet=next((r.outlet for r in lines if r.outlet), None))


def _read(words: str) -> Byline | None:
    """A byline block's content; a name alone is an author where the block is known to be a byline."""
    return Byline(authors=(words,)) if is_name(words) else read_byline(words)


def _stated(inside: Sequence[Block]) -> DateRange | None:
    """The first full date that a byline or dateline prints, else that of the credit line."""
    for block in inside:
        if block.kind is BlockKind.DATELINE:
            dateline = read_dateline(block.span.exact)
            filed = dateline.stamp if dateline else None
            if filed and filed.dated:
                at = block.span.start
                return date_of(filed, block.span.part(at + filed.start, at + filed.end), swap=None)
        if block.kind is BlockKind.BYLINE:
            flat = block.span.exact
            byline = read_byline(flat)
            stamp = byline.stamp if byline else None
            if stamp and stamp.dated and " ".join(flat.split()) == flat:
                return date_of(
                    stamp, block.span.part(block.span.start + stamp.start, block.span.start + stamp.end), swap=None
                )
    for block in inside:
        credited = find_stamp(block.span.exact[:240]) if block.kind is BlockKind.CREDIT else None
        if credited and credited.dated:
            at = block.span.start
            return date_of(credited, block.span.part(at + credited.start, at + credited.end), swap=None)
    return None


def comment_documents(
    raws: Sequence[RawComment], *, page: str, outlet: str | None = None, language: str = "en"
) -> tuple[Document, ...]:
    """One document a comment, in reading order, with parents as document ids."""
    ids = {r.key: make_id("doc", page, DocumentKind.COMMENT, r.span.start, r.span.end) for r in raws}
    return tuple(_comment(r, ids, page=page, outlet=outlet, language=language) for r in raws)


def _comment(raw: RawComment, ids: dict[str, str], *, page: str, outlet: str | None, language: str) -> Document:
    comment = Comment(
        author=raw.author, author_span=raw.author_span, posted=raw.posted,
        reply_to=ids.get(raw.parent) if raw.parent else None, reply_to_name=raw.reply_to_name,
        candidates=tuple(ids[c] for c in raw.candidates if c in ids),
        depth=raw.depth, truncated=raw.truncated, votes=raw.votes, flags=raw.flags,
    )  # fmt: skip
    return Document(
        id=ids[raw.key], page=page, kind=DocumentKind.COMMENT, span=raw.span, authors=(raw.author,) if raw.author else (),
        outlet=outlet, published=raw.posted, language=language, comment=comment,
        blocks=raw.blocks or (Block(kind=BlockKind.PARAGRAPH, span=raw.span),),
    )  # fmt: skip
