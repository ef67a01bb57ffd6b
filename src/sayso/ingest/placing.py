"""Placed paragraphs and a thread in, the page's documents and furniture out: every stretch of the text gets one label."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from sayso.ingest.align import squeeze
from sayso.ingest.body import Chunk
from sayso.ingest.byline import read_byline, read_credit
from sayso.ingest.comments import Thread
from sayso.ingest.dom import paragraphs
from sayso.ingest.metadata import Metadata
from sayso.ingest.pieces import Cut, Facts, comment_documents, cut_pieces
from sayso.model import Block, BlockKind, Span

_LETTER = re.compile(r"[^\W_]")
_MARKS_BEFORE = re.compile(r"[^\w\s]*$")
_MARKS_BEHIND = re.compile(r"[^\w\s]*")
_EDGE = 40  # characters of marks
_DECK = 30  # letters of the shortest line under a headline that is looked for
_NEAR = 1_500  # characters between a headline and the body below it: deck, byline, picture, buttons

_WHOLE = 0.9  # of a paragraph in links
_LISTED = 0.3  # of a body in such paragraphs
Place = tuple[int, int]
Placed = tuple[int, int, BlockKind]


def documents_of(
    chunks: Sequence[tuple[Chunk, Place | None]], *, page: str, text: str, meta: Metadata, thread: Thread, uri: str
) -> Cut:  # fmt: skip
    """Documents (article pieces and comments) and furniture of one page; together they cover all of its text."""
    taken = sorted((raw.span.start, raw.span.end) for raw in thread.comments)
    told = _told(chunks, taken, text)
    told = with_deck(with_headline(told, meta, text, taken), meta, text, taken)
    blocks = list(_blocks(told, taken, page=page, text=text))
    facts = Facts(
        title=meta.title, authors=meta.authors, outlet=meta.outlet, published=meta.published, language=meta.language or "en"
    )
    cut = cut_pieces(blocks, page=page, text=text, facts=facts, uri=uri)
    comments = comment_documents(thread.comments, page=page, outlet=meta.outlet, language=meta.language or "en")
    return Cut(
        documents=(*cut.documents, *thread.as_posts(comments, title=meta.title)),
        furniture=cut.furniture,
        problems=cut.problems,
    )


def without_teasers(places: Sequence[Place | None], links: Sequence[Place], text: str) -> list[Place | None]:
    """Places without those of paragraphs that are a link and nothing else, which lead to other pages. A list of links keeps them, and
    so does a line that says where the words come from or who wrote them."""
    teasers = {
        place
        for place in places
        if place and _linked(place, links) >= _WHOLE * (place[1] - place[0]) and not _says_whose(text[slice(*place)])
    }
    told = sum(place[1] - place[0] for place in places if place)
    if sum(end - start for start, end in teasers) > _LISTED * told:
        return list(places)
    return [None if place in teasers else place for place in places]


def _says_whose(words: str) -> bool:
    return read_credit(words) is not None or read_byline(words) is not None


def _linked(place: Place, links: Sequence[Place]) -> int:
    """How many of a place's characters are in links."""
    first = max(0, bisect_right(links, place) - 1)
    return sum(
        max(0, min(end, place[1]) - max(start, place[0]))
        for start, end in links[first : bisect_right(links, (place[1], place[1]))]
    )


def _told(chunks: Sequence[tuple[Chunk, Place | None]], taken: Sequence[Place], text: str) -> list[Placed]:
    """The main text's stretches in page order, none twice and none inside a comment; the longest run between comments."""
    told: list[Placed] = []
    for chunk, place in sorted(((c, p) for c, p in chunks if p), key=lambda item: item[1]):
        start, end = _to_edges(text, *place)
        start = max(start, told[-1][1] if told else 0)
        if start < end and not any(start < other_end and other_start < end for other_start, other_end in taken):
            told.append((start, end, BlockKind.PARAGRAPH if chunk.kind is BlockKind.HEADLINE else chunk.kind))
    runs = list(_runs(told, taken))
    return max(runs, key=lambda run: sum(end - start for start, end, _ in run), default=[])


def _runs(told: Sequence[Placed], taken: Sequence[tuple[int, int]]) -> Iterator[list[Placed]]:
    run: list[Placed] = []
    for piece in told:
        if run and any(run[-1][1] <= start < piece[0] for start, _ in taken):
            yield run
            run = []
        run.append(piece)
    if run:
        yield run


def _to_edges(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch with the marks that belong to it: what stands before and behind it in its line and is no letter or digit."""
    low = text.rfind("\n", 0, start) + 1
    high = text.find("\n", end)
    high = len(text) if high < 0 else high
    before, behind = text[max(low, start - _EDGE) : start], text[end : min(high, end + _EDGE)]
    if _LETTER.search(before):
        before = _matched(_MARKS_BEFORE.search(before))
    if _LETTER.search(behind):
        behind = _matched(_MARKS_BEHIND.match(behind))
    return start - len(before.lstrip()), end + len(behind.rstrip())


def _matched(match: re.Match[str] | None) -> str:
    return match[0] if match else ""


def with_headline(told: list[Placed], meta: Metadata, text: str, taken: Sequence[tuple[int, int]]) -> list[Placed]:
    """The headline as a block of its own, where it is the first paragraph or stands near above it."""
    if not told or not meta.title:
        return told
    title = squeeze(meta.title).casefold()
    start, end, _ = told[0]
    if squeeze(text[start:end]).casefold() == title:
        return [(start, end, BlockKind.HEADLINE), *told[1:]]
    low = max(0, start - _NEAR)
    above = [place for place in paragraphs(text, low, start) if squeeze(text[slice(*place)]).casefold() == title]
    if above and not any(above[-1][0] <= other < start for other, _ in taken):
        return [(*above[-1], BlockKind.HEADLINE), *told]
    return told


def with_deck(told: list[Placed], meta: Metadata, text: str, taken: Sequence[tuple[int, int]]) -> list[Placed]:
    """The lines under the headline as a block of their own, where the page's description of itself has the same words."""
    said = squeeze(meta.description).casefold()
    at = next((index for index, (_, _, kind) in enumerate(told) if kind is not BlockKind.HEADLINE), None)
    if at is None or len(said) < _DECK:
        return told
    start = told[at][0]
    low = max(told[at - 1][1] if at else 0, start - _NEAR)
    for place in paragraphs(text, low, start):
        words = squeeze(text[slice(*place)]).casefold()
        if len(words) >= _DECK and (said.startswith(words) or words.startswith(said)):
            apart = not any(place[0] <= other < start for other, _ in taken)
            return [*told[:at], (*place, BlockKind.DECK), *told[at:]] if apart else told
    return told


def _blocks(told: Sequence[Placed], taken: Sequence[tuple[int, int]], *, page: str, text: str) -> Iterator[Block]:
    """The told stretches with everything between and around them as furniture, paragraph by paragraph."""
    marks = sorted([*told, *((start, end, None) for start, end in taken)], key=lambda mark: mark[:2])
    position = 0
    for start, end, kind in [*marks, (len(text), len(text), None)]:
        for place in paragraphs(text, position, max(position, start)):
            yield _block(BlockKind.BOILERPLATE, *place, page=page, text=text)
        if kind is not None:
            yield _block(kind, start, end, page=page, text=text)
        position = max(position, end)


def _block(kind: BlockKind, start: int, end: int, *, page: str, text: str) -> Block:
    exact = text[start:end].rstrip()
    return Block(kind=kind, span=Span(page=page, start=start, end=start + len(exact), exact=exact))
