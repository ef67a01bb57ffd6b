"""One comment's own elements in, who wrote it out, by signs that platforms share."""

from __future__ import annotations

import re
from typing import Any

from sayso.ingest import threadwords
from sayso.ingest.comments.area import NOW, Area, Named
from sayso.ingest.comments.items import Scene
from sayso.ingest.comments.words import (
    ACTION,
    AUTHOR,
    AVATAR,
    BY,
    DATED,
    HANDLE,
    IN_REPLY,
    NOT_AUTHOR,
    PROFILE,
    REGARDS,
    ROLE,
    SAYS,
)
from sayso.ingest.metadata import squash
from sayso.ingest.when import read_when
from sayso.model import Basis

_LONGEST_NAME = 80
_NAME_WORDS = 5
_TOP = 6  # pieces of text in which a comment's name and time stand
_NAME_MARKS = re.compile(r"^[\s@:,;|•·–—-]+|[\s:,;|•·–—-]+$")
_PARTED = re.compile(r"\s+[|·•]\s+\S.*$")  # "NAME | Homepage"
_SHOWN_NAME = re.compile(r"(?<![a-z])(?:full|display|real)-?name(?![a-z])", re.I)
_NAME_SAYS = re.compile(rf"^\s*(?:by\s+)?(.{{2,60}}?)\s+(?:{threadwords.SAYS})(?!\w)[^\n]{{0,40}}:?\s*(?:\n|$)", re.I)
_BY_BEFORE = re.compile(rf"(?:^|\s)(?:{threadwords.BY})\s*:?\s*$", re.I)


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
        if _SHOWN_NAME.search(label) and len(label.split()) == 1:
            return 6
        return 5 if element.tag in ("a", "span", "cite", "b", "strong", "h3", "h4", "h5", "bdi") else 3
    if element.tag == "cite" and not label:
        return 4
    if element.tag == "a" and PROFILE.search(element.get("href") or "") and scene.dom.place(element):
        return 4
    if element.tag in ("a", "b", "strong") and scene.dom.place(element) and _BY_BEFORE.search(_before(element)):
        return 3
    return 0


def _before(element: Any) -> str:
    """The words that stand right before an element in its parent."""
    previous, parent = element.getprevious(), element.getparent()
    text = previous.tail if previous is not None else parent.text if parent is not None else ""
    return (text or "")[-40:]


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
    name = IN_REPLY.sub("", squash(text.strip().split("\n")[0]))
    name = _PARTED.sub("", SAYS.sub("", DATED.sub("", name)))
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
        if read_when(squash(text), basis=Basis.STATED, anchor=scene.anchor or NOW):
            return candidates[0] if candidates else _with_when(text, owner)
        name = clean_name(text)
        if (
            1 < len(name) <= _LONGEST_NAME
            and len(name.split()) <= _NAME_WORDS
            and not ACTION.match(name)
            and not ROLE.match(name)
            and not REGARDS.match(text)
            and not name.isdigit()
        ):
            alone = owner is not area.item.element and not len(owner)
            candidates.append(Named(name, owner if alone else None, piece=None if alone else index))
    return None


def _with_when(text: str, owner: Any) -> Named | None:
    """The name in a line such as "NAME, 4 March 2021"."""
    name = clean_name(text)
    known = 1 < len(name) < len(text) - 4 and len(name.split()) <= _NAME_WORDS and not any(char.isdigit() for char in name)
    return Named(name, owner) if known and not ACTION.match(name) else None


def _author_said(area: Area, scene: Scene) -> Named | None:
    words = scene.dom.words(area.item.element)[:200]
    match = _NAME_SAYS.match(words)
    if not match:
        return None
    name, dom = clean_name(match[1]), scene.dom
    first = dom.pieces[area.item.element][0]
    alone = dom.text[dom.starts[first] : dom.ends[first]] == name
    return Named(name, piece=first if alone else None)
