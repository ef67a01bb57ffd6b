"""An article and its comments as an export or feed holds them come in; the page made of them goes out."""

from __future__ import annotations

import hashlib
import html
import re
from datetime import UTC, datetime

import msgspec
from resiliparse.extract.html2text import extract_plain_text

from sayso.errors import UnreadablePage
from sayso.ingest.copied import mark_copies
from sayso.ingest.damage import find_damage
from sayso.ingest.language import language_of
from sayso.ingest.pieces import Cut, Facts, RawComment, comment_documents, cut_pieces
from sayso.model import Basis, Block, BlockKind, DateRange, Page, Precision, Problem, Record, Span, make_id

MEDIA_TYPE = "application/vnd.sayso.item+json"
_BLOCK_TAG = re.compile(r"<(?:p|div|br|li|blockquote|h\d|table|pre)\b", re.IGNORECASE)
_BLANKS = re.compile(r"\n\s*\n")


class Reply(Record, frozen=True):
    """One comment of an item; ``parent`` is another's ``key``. ``flags``: deleted, spam, unapproved, pingback."""

    key: str
    content: str
    author: str | None = None
    date: str | None = None
    parent: str | None = None
    flags: tuple[str, ...] = ()


class Item(Record, frozen=True):
    """One entry of a feed or export. ``content`` is HTML or text; dates are ISO 8601."""

    uri: str
    content: str = ""
    title: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    date: str | None = None
    comments: tuple[Reply, ...] = ()


def pack(item: Item) -> bytes:
    """The item as the bytes of a capture: the same item always gives the same bytes."""
    return msgspec.json.encode(item)


def read_item(raw: bytes, *, uri: str, fetched: str | None = None) -> Page:
    """The page of a packed item: its headline, body and comments in one text."""
    try:
        item = msgspec.json.decode(raw, type=Item)
    except msgspec.DecodeError as error:
        raise UnreadablePage(f"{uri}: not an item as feeds and exports give them ({error}).") from error
    sha = hashlib.sha256(raw).hexdigest()
    draft = _Draft(make_id("page", sha))
    if item.title:
        draft.add(item.title, BlockKind.HEADLINE)
    for paragraph in _paragraphs(item.content):
        draft.add(paragraph, BlockKind.PARAGRAPH)
    placed = [(reply, draft.comment(reply)) for reply in item.comments]
    text = draft.text
    if not text.strip():
        raise UnreadablePage(f"{uri}: the entry has no text.")
    return _page(item, draft, placed, raw_hash=sha, uri=uri, fetched=fetched)


class _Draft:
    """A text under construction, with the spans of what was put into it."""

    def __init__(self, page: str) -> None:
        self.page = page
        self.text = ""
        self.blocks: list[tuple[BlockKind, int, int]] = []

    def add(self, words: str, kind: BlockKind) -> tuple[int, int]:
        if self.text:
            self.text += "\n\n"
        start = len(self.text)
        self.text += words
        if kind is not BlockKind.BYLINE:
            self.blocks.append((kind, start, len(self.text)))
        return start, len(self.text)

    def comment(self, reply: Reply) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
        """Where a comment's author and its words stand."""
        body = "\n\n".join(_paragraphs(reply.content))
        head = " · ".join(p for p in (reply.author, reply.date) if p)
        start, _ = self.add(head, BlockKind.BYLINE) if head else (0, 0)
        author = (start, start + len(reply.author)) if reply.author and head else None
        return author, (self.add(body, BlockKind.BYLINE) if body else None)

    def span(self, at: tuple[int, int]) -> Span:
        return Span(page=self.page, start=at[0], end=at[1], exact=self.text[at[0] : at[1]])


_Placed = list[tuple[Reply, tuple[tuple[int, int] | None, tuple[int, int] | None]]]


def _page(item: Item, draft: _Draft, placed: _Placed, *, raw_hash: str, uri: str, fetched: str | None) -> Page:
    text, page = draft.text, draft.page
    language = language_of(text)
    facts = Facts(
        title=item.title, authors=item.authors, outlet=item.outlet, published=stated_date(item.date), language=language
    )  # fmt: skip
    blocks = [Block(kind=k, span=draft.span((a, b))) for k, a, b in draft.blocks]
    if not item.content.strip() and item.comments:  # a thread whose article is not in the export
        cut = Cut(furniture=tuple(blocks))
    else:
        cut = cut_pieces(blocks, page=page, text=text, facts=facts, uri=uri)
    raws = mark_copies(_comments(draft, placed), " ".join(d.span.exact for d in cut.documents))
    documents = (*cut.documents, *comment_documents(raws, page=page, outlet=item.outlet, language=language))
    problems = [] if facts.published else [Problem(code="no_date", message="The entry has no date.")]
    if language not in ("en", "und"):
        problems.append(Problem(code="not_english", message=f"The text reads as {language}; it is kept and not coded."))
    return Page(
        id=page, uri=item.uri or uri, sha256=raw_hash, media_type=MEDIA_TYPE, text=text, title=item.title,
        encodings={"used": "utf-8"}, fetched=fetched, language=language,
        documents=tuple(sorted(documents, key=lambda d: d.span.start)),
        furniture=cut.furniture, problems=(*problems, *find_damage(documents)),
    )  # fmt: skip


def _comments(draft: _Draft, placed: _Placed) -> list[RawComment]:
    there = {reply.key: reply for reply, (_, body) in placed if body}
    names = {reply.key: reply.author for reply, _ in placed}
    parents = {reply.key: reply.parent for reply, _ in placed}
    raws = []
    for reply, (author, body) in placed:
        if body is None:
            continue
        parent = _present(reply.parent, there, parents)
        raws.append(
            RawComment(
                key=reply.key, span=draft.span(body), author=reply.author, author_span=draft.span(author) if author else None,
                posted=stated_date(reply.date), parent=parent, reply_to_name=names.get(reply.parent or ""),
                depth=_depth(reply.key, parents), flags=reply.flags,
            )
        )  # fmt: skip
    return raws


def _present(key: str | None, there: dict[str, Reply], parents: dict[str, str | None]) -> str | None:
    """The nearest ancestor that has words of its own; an empty one in between is passed over."""
    seen: set[str] = set()
    while key and key not in there and key not in seen:
        seen.add(key)
        key = parents.get(key)
    return key if key in there else None


def _depth(key: str, parents: dict[str, str | None]) -> int:
    depth, seen = 0, {key}
    above = parents.get(key)
    while above and above in parents and above not in seen:
        seen.add(above)
        depth, above = depth + 1, parents.get(above)
    return depth


def _paragraphs(content: str) -> list[str]:
    """The paragraphs of HTML or of text as comment boxes take it; line ends count where there are no block tags."""
    if "<" in content or "&" in content:
        marked = content if _BLOCK_TAG.search(content) else content.replace("\n", "<br>\n")
        if _BLOCK_TAG.search(content):
            marked = re.sub(r"\n\s*\n", "<p>", content)
        content = extract_plain_text(f"<html><body>{marked}</body></html>", preserve_formatting=True, links=False)
    return [p.strip() for p in _BLANKS.split(html.unescape(content)) if p.strip()]


def stated_date(iso: str | None) -> DateRange | None:
    """The moment that a machine-readable date names."""
    if not iso:
        return None
    try:
        moment = datetime.fromisoformat(iso.strip().replace("Z", "+00:00"))
    except ValueError:
        return None
    bare = len(iso.strip()) <= 10
    when = moment.date().isoformat() if bare else moment.isoformat(timespec="minutes")
    return DateRange(start=when, end=when, precision=Precision.DAY if bare else Precision.MINUTE, basis=Basis.METADATA)


def utc(moment: str) -> str | None:
    """A "YYYY-MM-DD HH:MM:SS" stamp of a database in GMT as ISO 8601; None for zero dates."""
    try:
        parsed = datetime.strptime(moment.strip(), "%Y-%m-%d %H:%M:%S").replace(tzinfo=UTC)
    except ValueError:
        return None
    return parsed.isoformat()
