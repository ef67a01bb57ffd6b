"""One comment's own elements in, its own words out: the stretches of the page that are neither head nor furniture."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sayso.ingest.comments.area import Area, Named
from sayso.ingest.comments.items import Scene
from sayso.ingest.comments.words import ACTION, CONTENT, MEMBER, META, REGARDS, ROLE, SAYS, SIGNATURE, TITLE
from sayso.ingest.metadata import squash

_BESIDE = re.compile(r"(?<![a-z])(?:date|time|timestamp|user|author|number|name)(?![a-z])")
_TEXT = re.compile(r"(?<![a-z])(?:content|text|body|copy|txt|html|main|inner|message|md|description)(?![a-z])")
_TITLES = ("h1", "h2", "h3", "h4", "h5", "h6")
_STANDINGS = ("dd", "dt", "li", "p", "div", "span", "small")
_LONGEST_TITLE = 200
_HEAD_PIECES, _HEAD_LENGTH = 3, 50  # at most, between a name and its time
_SMALL = 60  # characters of a part that is furniture by half of its name
_SOCIAL = ("form", "button", "input", "select", "textarea", "script", "style", "svg", "noscript", "template")


def find_words(area: Area, scene: Scene, heads: Sequence[Named | None]) -> list[tuple[int, int, bool]]:
    """The comment's own words: stretches of the page text in order, each with whether it is own (or furniture between).

    ``heads`` are its author and time. Empty where the comment shows no words.
    """
    own, whole = set(area.elements), area.item.element
    apart = [named.element for named in heads if named and named.element is not None]
    pieces = {named.piece for named in heads if named and named.piece is not None} | _between(heads, scene)
    root = _content_root(area, scene, apart)
    for roots in ([root] if root is not None else list(area.item.content), [whole]):
        kept = {index for top in roots for index in _kept(top, scene, own, apart, strict=top is whole)}
        kept -= pieces
        if kept := {index for index in kept if area.item.until is None or index < area.item.until}:
            return _stretches(sorted(kept), scene)
    return []


def _between(heads: Sequence[Named | None], scene: Scene) -> set[int]:
    """The pieces of text that stand between a name and its time, such as the name behind "@" again: few and short."""
    places = [place for named in heads if named and (place := _pieces_of(named, scene))]
    if len(places) != 2 or places[0] == places[1]:
        return set()
    (_, low), (high, _) = sorted(places)
    if not low < high <= low + _HEAD_PIECES or scene.dom.ends[high - 1] - scene.dom.starts[low] > _HEAD_LENGTH:
        return set()
    return set(range(low, high))


def _pieces_of(named: Named, scene: Scene) -> tuple[int, int] | None:
    place = scene.dom.pieces.get(named.element) if named.element is not None else None
    if place is None and named.piece is not None:
        return named.piece, named.piece + 1
    return place if place and place[0] < place[1] else None


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
