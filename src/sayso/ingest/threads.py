"""The lines of a text dump come in; its comment thread goes out, read by whatever header repeats on the page itself."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

import msgspec

from sayso.ingest.addressees import with_addressees
from sayso.ingest.bodies import CUT_OFF, Body, bodies_of
from sayso.ingest.handles import addressed, handle_of
from sayso.ingest.headers import BADGES, Header, announced, find_headers
from sayso.ingest.lines import ACTION, PROSE, Line
from sayso.ingest.parents import Node, Placed, place
from sayso.ingest.pieces import RawComment
from sayso.ingest.stamps import date_of
from sayso.model import DateRange, Record, Span

_ARROW = re.compile(r"\s*(?:>|→|➝|↪|▶|►|»)\s*")
_DELETED = re.compile((
    r"^\W*(?:(?:this\s+)?comment\s+(?:was|has\s+been)\s+(?:deleted|removed)|deleted|removed"
    r"|dieser\s+kommentar\s+wurde.{0,40}(?:entfernt|gelöscht))\W*.{0,60}$"
), re.IGNORECASE)  # fmt: skip
_LEVEL = re.compile(r"level\s+(\d{1,2})$", re.IGNORECASE)  # how deep, on a line of its own over the header
_SNIPPET = re.compile(r"^(?P<quote>.+?)\s+(?:by|von|por|par)\s+(?P<name>[^\n]+)$")
LION = 0.5  # share of a page's words above which one of few "comments" is the article


class Thread(Record, frozen=True):
    """A page's comments, where the thread stands (page offsets), and how many the page itself says there are."""

    comments: tuple[RawComment, ...] = ()
    start: int | None = None
    end: int | None = None
    announced: int | None = None


def find_thread(lines: Sequence[Line], *, text: str, page: str, fetched: str | None = None) -> Thread:
    """The comment thread of a dump, or an empty one where no header repeats that has a name and marks of a thread."""
    headers, heading = find_headers(lines, text=text)
    bodies = bodies_of(lines, headers, text=text)
    if not bodies or (announced(lines, heading) != len(bodies) and _swallows(bodies, lines)):
        return Thread()
    swap = _day_before_month(lines, text=text)
    fresh = [_starts_anew(a, b, lines) for a, b in zip([None, *bodies[:-1]], bodies, strict=True)]
    towns = _with_towns(bodies, text)
    nodes: list[tuple[Node, DateRange | None]] = []
    accounts: dict[str, str] = {}
    for body, anew in zip(bodies, fresh, strict=True):
        wrote = frozenset(n.author for n, _ in nodes if n.author)
        node, posted = _node(body, lines, text=text, page=page, swap=swap, fetched=fetched, fresh=anew)
        node = _answering(_told_apart(node, wrote, towns=towns), accounts)
        account = handle_of(line.text for line in lines[body.header.first : body.header.last + 1])
        if account and node.author:
            accounts.setdefault(account, node.author)
        nodes.append((node, posted))
    placed = place([n for n, _ in nodes])
    raws = _raw_comments(bodies, nodes, placed, lines=lines, text=text, page=page)
    first = min(lines[b.header.first].start for b in bodies)
    first = min(first, min(r.span.start for r in raws))
    last = max(*(r.span.end for r in raws), *(lines[b.header.last].end for b in bodies))
    last = max([last, *(line.end for line in _buttons_behind(lines, last))])
    start = lines[heading].start if heading is not None else first
    return Thread(comments=with_addressees(raws), start=start, end=last, announced=announced(lines, heading))


def _buttons_behind(lines: Sequence[Line], end: int) -> Iterator[Line]:
    """The buttons and counters right behind the last comment."""
    return itertools.takewhile(lambda line: line.part == ACTION, (line for line in lines if line.start >= end))


def _swallows(bodies: Sequence[Body], lines: Sequence[Line]) -> bool:
    """Whether one of few comments holds most of the page's words: then it is the article under its byline."""
    longest = max(sum(lines[i].end - lines[i].start for i in range(b.first, b.last + 1)) for b in bodies)
    whole = sum(line.end - line.start for line in lines)
    return len(bodies) <= 5 and longest > LION * whole and longest > 1500


def _starts_anew(before: Body | None, body: Body, lines: Sequence[Line]) -> bool:
    """Prose that belongs to neither stands between two comments: they are of different threads."""
    if before is None:
        return True
    end = max(before.last, before.header.last)
    return any(lines[i].part == PROSE for i in range(end + 1, min(body.first, body.header.first)))


def _node(
    body: Body, lines: Sequence[Line], *, text: str, page: str, swap: bool | None, fetched: str | None, fresh: bool = False
) -> tuple[Node, DateRange | None]:
    header = body.header
    name, addressed = _two_names(text[slice(*header.name)] if header.name else None)
    posted = _posted(
        header.when if header.when is not None else body.when, lines, text=text, page=page, swap=swap, fetched=fetched
    )
    reply, quote = _named(header, lines)
    reply = reply or addressed
    head = lines[header.first] if not header.foot else lines[body.first]
    words = text[lines[body.first].start : body.end]
    level = _LEVEL.match(lines[header.first - 1].text) if header.first else None
    when = posted.start if posted and posted.start == posted.end else None
    node = Node(
        author=name,
        column=4 * int(level[1]) if level else head.column,
        text=words,
        when=when,
        reply_to=reply,
        reply_quote=quote,
        fresh=fresh,
        over=header.style == "over",
    )
    return node, posted


def _with_towns(bodies: Sequence[Body], text: str) -> bool:
    """Whether nearly every header has a comma in its name: "Ann Leeds, Portsel"."""
    commas = sum("," in text[slice(*b.header.name)] for b in bodies if b.header.name)
    return len(bodies) >= 3 and commas * 10 >= len(bodies) * 9


def _told_apart(node: Node, wrote: frozenset[str], *, towns: bool) -> Node:
    """A name without the town behind it, or without the name of whom it answers: "Bo Ek Ann Leeds" where Ann Leeds wrote before."""
    name = node.author
    if node.over and (tagged := _tagged(node.text, wrote)):
        node = msgspec.structs.replace(node, reply_to=tagged)
    if name and towns:
        return msgspec.structs.replace(node, author=name.split(",")[0].strip() or name)
    if not name or node.reply_to or name in wrote or " " not in name:
        return node
    for other in sorted(wrote, key=len, reverse=True):
        own = name.removesuffix(f" {other}").strip()
        if own != name and (own in wrote or " " in other):
            return msgspec.structs.replace(node, author=own, reply_to=other)
    return node


def _answering(node: Node, accounts: dict[str, str]) -> Node:
    """Whom a post answers by the account that it begins with or that its header names."""
    named = (addressed(node.reply_to) if node.reply_to else None) or addressed(node.text)
    holder = accounts.get(named) if named else None
    return msgspec.structs.replace(node, reply_to=holder) if holder else node


def _tagged(words: str, wrote: frozenset[str]) -> str | None:
    """Whom an answer names by its first words: "Bo Ek that is not so"."""
    return max((n for n in wrote if " " in n and words.startswith(f"{n} ")), key=len, default=None)


def _two_names(name: str | None) -> tuple[str | None, str | None]:
    """Author and addressee of a header such as "NAME > NAME"."""
    parts = _ARROW.split(name, maxsplit=1) if name else []
    return (parts[0], parts[1]) if len(parts) == 2 and all(p.strip() for p in parts) else (name, None)


def _named(header: Header, lines: Sequence[Line]) -> tuple[str | None, str | None]:
    if header.reply is None:
        return None, None
    line = lines[header.reply]
    named = line.text[slice(*line.name)] if line.name else ""
    snippet = _SNIPPET.match(named)
    if snippet and len(snippet["quote"].split()) > 2:
        return BADGES.sub("", snippet["name"]).strip(), snippet["quote"]
    return named.strip() or None, None


def _posted(
    when: int | None, lines: Sequence[Line], *, text: str, page: str, swap: bool | None, fetched: str | None
) -> DateRange | None:
    if when is None:
        return None
    line = lines[when]
    stamp = line.stamp
    if stamp is None:
        return None
    start, end = line.start + stamp.start, line.start + stamp.end
    return date_of(stamp, Span(page=page, start=start, end=end, exact=text[start:end]), swap=swap, fetched=fetched)


_FIGURES = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-]\d")


def _day_before_month(lines: Sequence[Line], *, text: str) -> bool | None:
    """Whether all-figure dates on this page must be turned round: some date on it has a day above 12 in first place."""
    for line in lines:
        stamp = line.stamp
        if stamp and stamp.dated and not stamp.swapped:
            match = _FIGURES.match(line.text[stamp.start : stamp.end])
            if match and int(match[1]) > 12:
                return True
            if match and int(match[2]) > 12:
                return False
    return None


def _raw_comments(
    bodies: Sequence[Body],
    nodes: Sequence[tuple[Node, DateRange | None]],
    placed: Sequence[Placed],
    *,
    lines: Sequence[Line],
    text: str,
    page: str,
) -> tuple[RawComment, ...]:
    depths: list[int] = []
    raws = []
    for i, (body, (node, posted), at) in enumerate(zip(bodies, nodes, placed, strict=True)):
        depths.append(depths[at.parent] + 1 if at.parent is not None else 0)
        start = lines[body.first].start
        span = Span(page=page, start=start, end=body.end, exact=text[start : body.end])
        name = (body.header.name[0], body.header.name[0] + len(node.author or "")) if body.header.name else None
        raws.append(
            RawComment(
                key=str(i), span=span, author=node.author,
                author_span=Span(page=page, start=name[0], end=name[1], exact=text[name[0] : name[1]]) if name else None,
                posted=posted, parent=str(at.parent) if at.parent is not None else None,
                reply_to_name=node.reply_to,
                candidates=tuple(map(str, at.candidates)), depth=depths[-1],
                truncated=bool(CUT_OFF.search(span.exact[-40:])),
                flags=("deleted",) if _DELETED.match(span.exact) else (),
            )
        )  # fmt: skip
    return tuple(raws)
