"""One comment's element in, its author, time and own words out, by signs that platforms share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from sayso.ingest.comments.items import Item, Scene
from sayso.ingest.comments.words import (
    ACTION,
    AUTHOR,
    AVATAR,
    BY,
    CONTENT,
    DATED,
    EDITED,
    HANDLE,
    MEMBER,
    META,
    NOT_AUTHOR,
    PROFILE,
    REGARDS,
    ROLE,
    SAYS,
    SIGNATURE,
    TITLE,
    WHEN,
)
from sayso.ingest.metadata import squash
from sayso.ingest.when import read_when
from sayso.model import Anchor, Basis, DateRange

_LONGEST_NAME = 80
_LONGEST_WHEN = 120
_MOMENT = (
    "datetime",
    "data-datetime",
    "data-time",
    "data-timestamp",
    "data-utime",
    "data-date",
    "data-created",
    "data-epoch",
    "content",
    "title",
    "data-original-title",
    "aria-label",
    "data-tippy-content",
    "data-tooltip",
    "data-local-date",
    "data-posted",
    "data-livestamp",
)
_HINTS = ("title", "data-original-title", "aria-label", "data-tippy-content", "data-tooltip")
_DIGIT = re.compile(r"\d")
_NAME_MARKS = re.compile(r"^[\s@:,;|•·–—-]+|[\s:,;|•·–—-]+$")
_BESIDE = re.compile(r"(?<![a-z])(?:date|time|timestamp|user|author|number|name)(?![a-z])")
_TEXT = re.compile(r"(?<![a-z])(?:content|text|body|copy|txt|html|main|inner|message|md|description)(?![a-z])")
_TITLES = ("h1", "h2", "h3", "h4", "h5", "h6")
_STANDINGS = ("dd", "dt", "li", "p", "div", "span", "small")
_LONGEST_TITLE = 200
_SMALL = 60  # characters of a part that is furniture by half of its name
_TOP = 6  # pieces of text in which a comment's name and time stand
_NAME_WORDS = 5
_RELATIVE_WORDS = 8
_FIRST_PIECES = 8  # pieces of text in which a time stands that no element holds
_NOW = datetime(2000, 1, 1, tzinfo=UTC)
_SOCIAL = ("form", "button", "input", "select", "textarea", "script", "style", "svg", "noscript", "template")


@dataclass(frozen=True, slots=True)
class Named:
    """A name or a time as found: its text, and the element whose words they are (None where only an attribute has them)."""

    text: str
    element: Any = None
    when: DateRange | None = None
    piece: int | None = None  # the piece of text it was read from, where no element holds it alone


@dataclass(frozen=True, slots=True)
class Area:
    """What belongs to one comment alone: its elements in order, without those of the comments nested in it."""

    item: Item
    elements: tuple[Any, ...]


def own_area(item: Item, nested: frozenset[Any] | set[Any]) -> Area:
    """The comment's own elements."""
    return Area(item, tuple(_own(item.element, nested)))


def _own(element: Any, nested: frozenset[Any] | set[Any]) -> Iterator[Any]:
    yield element
    for child in element:
        if child.tag.__class__ is str and child not in nested:
            yield from _own(child, nested)


def find_author(area: Area, scene: Scene) -> Named | None:
    """The commenter's name: as the markup marks it, else a link to a profile, else an avatar's text, else "NAME says"."""
    if area.item.author is not None and (named := _named(area.item.author, scene)):
        return named
    best: tuple[int, Named] | None = None
    for element in area.elements:
        rank = _author_rank(element, scene)
        if rank and (best is None or rank > best[0]) and (named := _named(element, scene)):
            rank = 1 if ROLE.match(named.text) else rank  # somebody may be called "User", but "Author" is mostly a mark
            if best is None or rank > best[0]:
                best = rank, named
    return best[1] if best else _author_said(area, scene) or _author_by_avatar(area) or _author_on_top(area, scene)


def _author_rank(element: Any, scene: Scene) -> int:
    """How surely an element holds the author's name; 0 where it does not."""
    prop, label = element.get("itemprop") or "", scene.labels.get(element, "")
    if "author" in prop or "creator" in prop:
        return 6 if element.find(".//*[@itemprop='name']") is None else 0
    if prop == "name":
        return 7
    if "fn" in label.split() or (
        element.tag in ("a", "span", "b", "strong", "cite") and "author" in (element.get("rel") or "")
    ):
        return 6
    if label and AUTHOR.search(label) and not NOT_AUTHOR.search(label):
        return 5 if element.tag in ("a", "span", "cite", "b", "strong", "h3", "h4", "h5", "bdi") else 3
    if element.tag == "cite" and not label:
        return 4
    if element.tag == "a" and PROFILE.search(element.get("href") or "") and scene.dom.place(element):
        return 4
    return 0


def _named(element: Any, scene: Scene) -> Named | None:
    if element.tag == "meta":
        return Named(squash(element.get("content") or "")) if element.get("content") else None
    text = scene.dom.words(element)
    if any(child.tag in ("time", "abbr", "small") for child in element.iterdescendants()):
        text = " ".join([element.text or "", *(child.tail or "" for child in element)]).strip() or text
    name = clean_name(text)
    if not name or len(name) > _LONGEST_NAME or ("\n\n" in text.strip() and len(name) > 40):
        return None
    if not name.isdigit() and (read_when(name, basis=Basis.STATED) or ACTION.match(name)):
        return None
    return Named(name, element)


def clean_name(text: str) -> str:
    """A name without "says", "by", dates' marks and white space around it."""
    name = squash(text.strip().split("\n")[0])
    name = SAYS.sub("", DATED.sub("", name))
    cut = HANDLE.sub("", BY.sub("", name))
    return _NAME_MARKS.sub("", cut or name).strip()


def _author_by_avatar(area: Area) -> Named | None:
    for element in area.elements:
        if element.tag == "img" and AVATAR.search(f"{element.get('class') or ''} {element.get('src') or ''}"):
            alt = re.sub(
                r"(?i)^(?:avatar|photo|picture|profile (?:photo|picture)|gravatar)\s*(?:of|for|von)?\s*|['’]s? (?:avatar"
                r"|profile photo)$|\b(?:avatar|gravatar)\b",
                "",
                element.get("alt") or "",
            ).strip()
            if 1 < len(alt) <= _LONGEST_NAME:
                return Named(alt)
    return None


def _author_on_top(area: Area, scene: Scene) -> Named | None:
    """What stands in the comment's first line, where that line also has the time: a few words that are neither button nor date."""
    dom, inside = scene.dom, set(area.elements)
    first, last = dom.pieces.get(area.item.element, (0, 0))
    candidates: list[Named] = []
    for index in range(first, min(last, first + _TOP)):
        owner, text = dom.owners[index], dom.text[dom.starts[index] : dom.ends[index]]
        if owner not in inside or len(text) > _LONGEST_NAME:
            break
        if read_when(squash(text), basis=Basis.STATED, anchor=scene.anchor or _NOW):
            return candidates[0] if candidates else _with_when(text, owner)
        name = clean_name(text)
        if (
            1 < len(name) <= _LONGEST_NAME
            and len(name.split()) <= _NAME_WORDS
            and not ACTION.match(name)
            and not ROLE.match(name)
            and not name.isdigit()
        ):
            candidates.append(Named(name, owner if owner is not area.item.element and not len(owner) else None))
    return None


def _with_when(text: str, owner: Any) -> Named | None:
    """The name in a line such as "NAME, 4 March 2021"."""
    name = clean_name(text)
    known = 1 < len(name) < len(text) - 4 and len(name.split()) <= _NAME_WORDS and not any(char.isdigit() for char in name)
    return Named(name, owner) if known and not ACTION.match(name) else None


_NAME_SAYS = re.compile(
    r"^\s*(?:by\s+)?(.{2,60}?)\s+(?:says|said|wrote|writes|schreibt|schrieb|sagt|sagte|dit|a écrit|commented|dice"
    r"|dijo)\b[^\n]{0,40}:?\s*(?:\n|$)",
    re.I,
)


def _author_said(area: Area, scene: Scene) -> Named | None:
    words = scene.dom.words(area.item.element)[:200]
    match = _NAME_SAYS.match(words)
    return Named(clean_name(match[1])) if match else None


def find_when(area: Area, scene: Scene, *, day_first: bool | None) -> Named | None:
    """When the comment was posted: machine-readable first, then a printed date, then a relative time from the anchor."""
    if area.item.said:
        return Named(area.item.said, None, read_when(area.item.said, basis=Basis.STATED, day_first=day_first))
    if area.item.when is not None:
        told = [found for element in area.item.when.iter() if (found := _moment(element, scene, day_first))]
        if told:
            return next(filter(_is_fixed, told), told[0])
    best: tuple[tuple[bool, int, int], Named] | None = None
    for element in area.elements:
        rank = _when_rank(element, scene)
        if not rank or (best is not None and (True, rank, 0) <= best[0]):
            continue
        if found := _moment(element, scene, day_first):
            merit = _is_fixed(found), rank, -len(found.text)
            best = (merit, found) if best is None or merit > best[0] else best
            if merit[0] and rank >= 6:
                break
    if best is None or not best[0][0] or best[1].element is area.item.element:
        return _when_between(area, scene, day_first) or (best[1] if best else None)
    return best[1]


def _when_between(area: Area, scene: Scene, day_first: bool | None) -> Named | None:
    """A date near the top that stands between elements: "NAME | 4 March 2021 | link"."""
    dom, inside = scene.dom, set(area.elements)
    first, last = dom.pieces.get(area.item.element, (0, 0))
    for index in range(first, min(last, first + _FIRST_PIECES)):
        text = dom.text[dom.starts[index] : dom.ends[index]]
        if dom.owners[index] in inside and len(text) < _LONGEST_WHEN / 2 and _DIGIT.search(text):
            when = read_when(squash(text), basis=Basis.STATED, day_first=day_first)
            if when is not None and not MEMBER.search(text) and not EDITED.search(text):
                return Named(text, None, when, index)
    return None


def _is_fixed(found: Named) -> bool:
    """A date of its own: "4 years ago" tells less than the date in a tooltip."""
    return found.when is not None and found.when.anchor is not Anchor.DOCUMENT


def _when_rank(element: Any, scene: Scene) -> int:
    prop, label, tag = element.get("itemprop") or "", scene.labels.get(element, ""), element.tag
    if tag == "time" or "dateCreated" in prop or "datePublished" in prop or tag == "relative-time":
        return 6
    if label and WHEN.search(label) and tag not in ("div", "section", "article", "li", "td", "tr"):
        return 5
    if any(element.get(name) for name in _MOMENT[:7]):
        return 5
    if label and WHEN.search(label):
        return 4
    if tag in (
        "abbr",
        "a",
        "span",
        "small",
        "em",
        "i",
        "p",
        "div",
        "td",
        "b",
        "strong",
        "li",
        "dd",
        "footer",
        "header",
        "h4",
        "h5",
        "h6",
        "font",
        "cite",
    ):
        return 2 if len(element) < 12 else 0
    return 0


def _moment(element: Any, scene: Scene, day_first: bool | None) -> Named | None:
    for name in _MOMENT:
        value = element.get(name)
        if (
            value
            and _DIGIT.search(value)
            and len(value) < _LONGEST_WHEN
            and not (name in _HINTS and _of_something_else(element, scene))
            and (when := read_when(value, basis=Basis.METADATA, day_first=day_first))
        ):
            return Named(value, element if scene.dom.place(element) else None, when)
    place = scene.dom.place(element)
    if place is None or place[1] - place[0] > _LONGEST_WHEN:
        return None
    text = scene.dom.words(element)
    if _of_member_or_edit(element, place[0], scene):
        return None
    when = read_when(squash(text), basis=Basis.STATED, anchor=scene.anchor, day_first=day_first)
    if when is None or (when.basis is Basis.INFERRED and len(text.split()) > _RELATIVE_WORDS):
        return None  # "on the Friday" in a sentence tells when something else was
    return Named(text, element, when)


def _of_something_else(element: Any, scene: Scene) -> bool:
    """A date that shows over words which are neither a time nor a link to the comment tells of those words."""
    words = scene.dom.words(element).strip()
    return (
        len(words) > 2
        and len(words) < _LONGEST_WHEN
        and not _DIGIT.search(words)
        and not ACTION.match(words)
        and read_when(squash(words), basis=Basis.STATED, anchor=scene.anchor or _NOW) is None
    )


def _of_member_or_edit(element: Any, start: int, scene: Scene) -> bool:
    """The date is that of somebody's joining or of a later change: the words just before it in its line say so."""
    low = max(0, start - 40)
    end = (scene.dom.place(element) or (0, start))[1]
    line = scene.dom.text[low:start].rpartition("\n\n")[2] + scene.dom.text[start:end]
    return bool(MEMBER.search(line) or EDITED.search(line))


def find_words(area: Area, scene: Scene, heads: Sequence[Named | None]) -> list[tuple[int, int, bool]]:
    """The comment's own words: stretches of the page text in order, each with whether it is own (or furniture between).

    ``heads`` are its author and time. Empty where the comment shows no words.
    """
    own, whole = set(area.elements), area.item.element
    apart = [named.element for named in heads if named and named.element is not None]
    pieces = {named.piece for named in heads if named and named.piece is not None}
    root = _content_root(area, scene, apart)
    for roots in ([root] if root is not None else list(area.item.content), [whole]):
        kept = {index for top in roots for index in _kept(top, scene, own, apart, strict=top is whole)}
        kept -= pieces
        if kept := {index for index in kept if area.item.until is None or index < area.item.until}:
            return _stretches(sorted(kept), scene)
    return []


def _content_root(area: Area, scene: Scene, apart: list[Any]) -> Any:
    """The smallest element marked as the comment's text that holds most of it and neither author nor time."""
    if area.item.content:
        return area.item.content[0] if len(area.item.content) == 1 else None
    heads = {up for element in apart for up in (element, *element.iterancestors())}
    best, most = None, 0
    for element in area.elements[1:]:
        if element in heads or element.tag in _SOCIAL:
            continue
        prop, label = element.get("itemprop") or "", scene.labels.get(element, "")
        marked = prop in ("text", "commentText", "articleBody", "reviewBody", "description", "messageBody")
        if not marked and not (label and CONTENT.search(label) and not _meta_label(label)):
            continue
        place = scene.dom.place(element)
        size = place[1] - place[0] if place else 0
        if size > most:
            best, most = element, size
    return best


@lru_cache(maxsize=20_000)
def _meta_label(label: str) -> bool:
    """Every marked part of the label speaks of furniture, of a name or of a time."""
    return all(META.search(token) or _BESIDE.search(token) for token in label.split() if CONTENT.search(token))


@lru_cache(maxsize=20_000)
def _meta_part(label: str) -> bool:
    """A part such as "comment-likes" speaks of furniture, and no part of text."""
    parts = label.split()
    return any(META.search(part) for part in parts) and not any(_TEXT.search(part) for part in parts)


def _kept(top: Any, scene: Scene, own: set[Any], apart: list[Any], *, strict: bool) -> list[int]:
    """The indices of the text pieces under an element that are the comment's own words."""
    pieces = scene.dom.pieces
    first, last = pieces.get(top, (0, 0))
    drop: list[tuple[int, int]] = []
    skip = set(apart)

    def look(element: Any) -> None:
        for child in element:
            if child.tag.__class__ is not str or child not in pieces:
                continue
            place = pieces[child]
            if place[0] == place[1]:
                continue
            if child not in own or child in skip or _furniture(child, scene, strict=strict):
                drop.append(place)
            else:
                look(child)

    look(top)
    kept: list[int] = []
    position = first
    for start, end in [*drop, (last, last)]:
        kept.extend(range(position, start))
        position = max(position, end)
    return [index for index in kept if not _tail_words(index, scene, strict)]


def _furniture(element: Any, scene: Scene, *, strict: bool) -> bool:
    if element.tag in _SOCIAL:
        return True
    label = scene.labels.get(element, "")
    if label and (SIGNATURE.search(label) or (META.search(label) and not CONTENT.search(label))):
        return True
    if (element.tag in _TITLES or TITLE.search(label)) and _repeats_title(scene.dom.words(element), scene):
        return True
    if strict and element.tag in _STANDINGS and _is_standing(scene.dom.words(element)):
        return True
    if element.tag == "span" and "says" in label:
        return True
    if label and _meta_part(label) and element.find(".//p") is None and len(scene.dom.words(element)) < _SMALL:
        return True
    if element.tag in ("a", "span", "div", "li", "p", "ul", "small", "footer", "header", "td"):
        place = scene.dom.place(element)
        if place and place[1] - place[0] < 40:
            words = scene.dom.words(element)
            if ACTION.match(words) and (element.tag != "p" or len(words) > 1) and _is_control(element, words):
                return True
    return False


def _repeats_title(words: str, scene: Scene) -> bool:
    """ "Re: TITLE", or the thread's own title again."""
    return len(words) < _LONGEST_TITLE and (bool(REGARDS.match(words)) or squash(words) == squash(scene.meta.title or ""))


def _is_standing(words: str) -> bool:
    """A line of a forum's member, such as "Posts: 301" or "Member"."""
    return len(words) < _SMALL and bool(MEMBER.match(words.strip()) or ROLE.match(words))


def _is_control(element: Any, words: str) -> bool:
    """A short word that is a link or stands alone in its element, not a reader's "+" or "top" in running text."""
    if element.tag == "a":
        return True
    links = element.findall(".//a")
    return bool(links) and sum(len("".join(link.itertext()).strip()) for link in links) * 2 > len(words)


def _tail_words(index: int, scene: Scene, strict: bool) -> bool:
    """What is left of a header when name and date are taken out: "says", "on", ":", "|"."""
    text = scene.dom.text[scene.dom.starts[index] : scene.dom.ends[index]]
    return len(text) < 24 and (
        (not re.search(r"\w", text) and strict)
        or (bool(SAYS.fullmatch(text)) and (strict or (len(text) < 3 and text not in "…...")))
    )


def _stretches(kept: list[int], scene: Scene) -> list[tuple[int, int, bool]]:
    """Runs of neighbouring pieces as text stretches, with what lies between them marked as not own."""
    found: list[tuple[int, int, bool]] = []
    starts, ends = scene.dom.starts, scene.dom.ends
    for position, index in enumerate(kept):
        if position and index == kept[position - 1] + 1:
            found[-1] = (found[-1][0], ends[index], True)
            continue
        if found:
            found.append((starts[kept[position - 1] + 1], ends[index - 1], False))
        found.append((starts[index], ends[index], True))
    return found
