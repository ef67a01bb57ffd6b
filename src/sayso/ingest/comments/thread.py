"""The page around a thread in, the thread's comments with their places, authors, times and parents out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any

import msgspec

from sayso.ingest.addressees import with_addressees
from sayso.ingest.comments.area import Named, own_area
from sayso.ingest.comments.items import Found, Item, Scene
from sayso.ingest.comments.moments import find_when
from sayso.ingest.comments.parents import set_parents
from sayso.ingest.comments.readers import READERS
from sayso.ingest.comments.spoken import find_words
from sayso.ingest.comments.votes import find_votes
from sayso.ingest.comments.words import DELETED, IN_REPLY, MORE, PING, QUOTE, split_label
from sayso.ingest.comments.writers import find_author
from sayso.ingest.dom import Dom
from sayso.ingest.metadata import Metadata
from sayso.ingest.pieces import RawComment
from sayso.ingest.when import numeric_parts
from sayso.model import Block, BlockKind, Document, DocumentKind, Span


@dataclass(frozen=True, slots=True)
class Thread:
    """The comments of a page. ``elements`` are theirs in the tree; ``posts`` the keys of those that open a thread,
    ``entries`` of those that are texts of their own;
    ``is_page`` says that the thread is the page and no article stands beside it."""

    comments: tuple[RawComment, ...] = ()
    elements: tuple[Any, ...] = ()
    posts: frozenset[str] = frozenset()
    entries: frozenset[str] = frozenset()
    is_page: bool = False
    reader: str = ""

    def as_posts(self, documents: Sequence[Document], *, title: str | None) -> tuple[Document, ...]:
        """The comments' documents, in order, those that open a thread as posts, and questions and answers as articles."""
        return tuple(self._as_told(raw, document, title) for raw, document in zip(self.comments, documents, strict=True))

    def _as_told(self, raw: RawComment, document: Document, title: str | None) -> Document:
        if raw.key in self.entries:
            return msgspec.structs.replace(document, kind=DocumentKind.ARTICLE, title=title, comment=None)
        return msgspec.structs.replace(document, kind=DocumentKind.POST, title=title) if raw.key in self.posts else document


def read_thread(dom: Dom, meta: Metadata, *, page: str, anchor: datetime | None, uri: str = "") -> Thread:
    """The thread that the first fitting reader sees, or an empty one."""
    scene = Scene(dom, meta, anchor, uri, *_labels(dom))
    for reader in READERS:
        found = reader(scene)
        if found and found.items and (comments := _comments(found, scene, page)):
            posts = frozenset(item.key for item in found.items if item.post)
            entries = frozenset(item.key for item in found.items if item.entry)
            elements = tuple(item.element for item in found.items)
            return Thread(_under_entries(comments, entries), elements, posts, entries, found.is_page, found.reader)
    return Thread()


def _labels(dom: Dom) -> tuple[dict[Any, str], str]:
    labels, names = {}, []
    for element in dom.pieces:
        if "-" in element.tag:
            names.append(element.tag)
        attributes = element.attrib
        if attributes:
            label = f"{attributes.get('class', '')} {attributes.get('id', '')}"
            if len(label) > 1:
                names.append(label)
                labels[element] = _split(label[:300])
    return labels, " ".join(names)


def _under_entries(raws: Sequence[RawComment], entries: frozenset[str]) -> tuple[RawComment, ...]:
    """Comments under an entry answer no other comment; whose entry it is they say as the one whom they may answer."""
    writers = {raw.key: raw.author for raw in raws if raw.key in entries}
    return tuple(
        msgspec.structs.replace(
            raw, parent=None, depth=0, reply_to_name=raw.reply_to_name or writers[raw.parent],
            candidates=tuple(dict.fromkeys((*(c for c in raw.candidates if c not in entries), raw.parent))),
        )
        if raw.parent in writers
        else raw
        for raw in raws
    )  # fmt: skip


_split = lru_cache(maxsize=20_000)(split_label)


def _comments(found: Found, scene: Scene, page: str) -> tuple[RawComment, ...]:
    items = sorted(_distinct(found.items), key=lambda item: scene.dom.pieces.get(item.element, (0, 0)))
    elements = {item.element for item in items}
    areas = [own_area(item, elements - {item.element}) for item in items]
    day_first = _day_first(scene, areas)
    whens = [find_when(area, scene, day_first=day_first) for area in areas]
    authors = [find_author(area, scene) for area in areas]
    relations = set_parents(items, scene)
    raws = []
    for item, area, author, when, relation in zip(items, areas, authors, whens, relations, strict=True):
        words = find_words(area, scene, (author, when))
        if words and not PING.match(scene.dom.text[words[0][0] : words[-1][1]]):  # no reader wrote a link back
            raws.append(
                _raw(
                    item, words, scene, page=page, author=author, when=when, relation=relation, votes=find_votes(area, scene)
                )
            )
    return with_addressees(_known_parents(_apart(_once(raws)), items, relations))


def _once(raws: Sequence[RawComment]) -> list[RawComment]:
    """Comments without those that the page shows again under their own number, as themes do for small screens."""
    seen: set[tuple[str, str]] = set()
    kept = []
    for raw in raws:
        mark = raw.key.partition("/")[0], raw.span.exact
        if mark not in seen:
            kept.append(raw)
        seen.add(mark)
    return kept


def _distinct(items: Sequence[Item]) -> list[Item]:
    """Every item once; a key that two items share gets a number."""
    seen: dict[str, int] = {}
    kept, elements = [], set()
    for item in items:
        if item.element in elements:
            continue
        elements.add(item.element)
        seen[item.key] = seen.get(item.key, 0) + 1
        kept.append(item if seen[item.key] == 1 else replace(item, key=f"{item.key}/{seen[item.key]}"))
    return kept


def _day_first(scene: Scene, areas: Sequence[Any]) -> bool | None:
    """Whether 5/6/2020 means the fifth of June on this page: by a date that can only be read one way, else by language."""
    firsts: list[tuple[int, int]] = []
    for area in areas:
        words = scene.dom.words(area.item.element)[:300]
        if parts := numeric_parts(words):
            firsts.append(parts)
    if any(first > 12 for first, _ in firsts):
        return True
    if any(second > 12 for _, second in firsts):
        return False
    return None if (scene.meta.language or "en") == "en" else True


def _raw(
    item: Item, words: list[tuple[int, int, bool]], scene: Scene, *, page: str, author: Named | None, when: Named | None,
    relation: tuple[str | None, int], votes: int | None,
) -> RawComment:  # fmt: skip
    text = scene.dom.text
    span = _span(page, text, words[0][0], words[-1][1])
    header = text[(scene.dom.place(item.element) or (span.start, 0))[0] : span.start]
    reply = IN_REPLY.search(header)
    place = scene.dom.place(author.element) if author and author.element is not None else None
    return RawComment(
        key=item.key, span=span, author=author.text if author else None,
        author_span=_name_span(page, text, place, author.text if author else ""),
        posted=when.when if when else None, parent=relation[0], depth=relation[1],
        reply_to_name=reply[1].split("\n")[0].strip() or None if reply else None,
        truncated=_truncated(span.exact), votes=votes, flags=("deleted",) if DELETED.match(span.exact) else (),
        blocks=tuple(_blocks(item, words, scene, page)),
    )  # fmt: skip


def _truncated(words: str) -> bool:
    """The page shows only the beginning: a "read more" or an ellipsis at the end."""
    tail = words[-60:].rstrip()
    return bool(MORE.search(tail)) or tail.endswith(("[…]", "[...]"))


def _span(page: str, text: str, start: int, end: int) -> Span:
    return Span(page=page, start=start, end=end, exact=text[start:end])


def _name_span(page: str, text: str, place: tuple[int, int] | None, name: str) -> Span | None:
    at = text.find(name, *place) if place and name else -1
    return _span(page, text, at, at + len(name)) if at >= 0 else None


def _blocks(item: Item, words: list[tuple[int, int, bool]], scene: Scene, page: str) -> list[Block]:
    """The comment's stretches by kind: its own words, words it quotes, and furniture between them."""
    quotes = _quotes(item, words, scene)
    blocks = []
    for start, end, own in words:
        position = start
        for quote_start, quote_end in [q for q in quotes if own and start <= q[0] and q[1] <= end]:
            if quote_start < position:
                continue
            blocks.append((BlockKind.PARAGRAPH, position, quote_start))
            blocks.append((BlockKind.QUOTATION, quote_start, quote_end))
            position = quote_end
        blocks.append((BlockKind.PARAGRAPH if own else BlockKind.BOILERPLATE, position, end))
    return [block for kind, start, end in blocks if (block := _block(kind, start, end, page=page, text=scene.dom.text))]


def _block(kind: BlockKind, start: int, end: int, *, page: str, text: str) -> Block | None:
    piece = text[start:end]
    if not piece.strip():
        return None
    start += len(piece) - len(piece.lstrip())
    return Block(kind=kind, span=_span(page, text, start, start + len(piece.strip())))


def _quotes(item: Item, words: list[tuple[int, int, bool]], scene: Scene) -> list[tuple[int, int]]:
    found = []
    for element in item.element.iter():
        if element.tag in ("blockquote", "q") or (
            element.tag in ("div", "fieldset", "table") and QUOTE.search(scene.labels.get(element, ""))
        ):
            place = scene.dom.place(element)
            if place and words[0][0] <= place[0] and place[1] <= words[-1][1]:
                found.append(place)
    return sorted(found)


def _apart(raws: Sequence[RawComment]) -> list[RawComment]:
    """Comments in page order; one whose words lie inside another's is that other's quotation and dropped."""
    kept: list[RawComment] = []
    for raw in sorted(raws, key=lambda r: (r.span.start, -r.span.end)):
        if not kept or raw.span.start >= kept[-1].span.end:
            kept.append(raw)
    return kept


def _known_parents(
    raws: list[RawComment], items: Sequence[Item], relations: Sequence[tuple[str | None, int]]
) -> tuple[RawComment, ...]:
    """Comments whose parent shows no words hang on the nearest one above that does."""
    above = {item.key: relation[0] for item, relation in zip(items, relations, strict=True)}
    shown = {raw.key for raw in raws}
    fixed = []
    for raw in raws:
        parent = raw.parent
        while parent and parent not in shown:
            parent = above.get(parent)
        fixed.append(raw if parent == raw.parent else msgspec.structs.replace(raw, parent=parent))
    return tuple(fixed)
