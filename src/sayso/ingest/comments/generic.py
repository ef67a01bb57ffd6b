"""Any page in, the elements that repeat like comments out: boxes with a time or an author each, words of their own, and replies.

How: every time or reply button is an anchor. Each anchor owns the boxes around it up to the first that another anchor
owns. The kind of box (tag and class word) that gives most anchors a box with words of its own is the comment.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sayso.ingest.comments.items import Found, Item, Scene
from sayso.ingest.comments.words import AUTHOR, FORUM, PROFILE, REPLY, THREAD
from sayso.ingest.when import read_when
from sayso.model import Basis

_WHENISH = re.compile(
    r"\d{4}|\d{1,2}[:.]\d\d|\d\s?[hdwmy]\b|\d.{0,12}(?:ago|her|fa|geleden|atrás|назад)|\bvor\b|hace|il y a|yesterday|today|gestern|heute|just now",
    re.I,
)
_LONGEST_WHEN = 90
_ENOUGH = 60  # words of one box; more do not make it more of a comment
_LEAST = 3  # words of an average box
_PASSING = 1.0
_NUMBERED = re.compile(
    r"(?:^|[-_])(?:comment|reply|post|answer|message|msg|c|p|kommentar|beitrag|t1|review)[-_]?(?:item|id|no|num|entry)?[-_]?(\d+|[0-9a-f]{8,})$",
    re.I,
)
_KEYS = (
    "id",
    "data-comment-id",
    "data-commentid",
    "data-id",
    "data-post-id",
    "data-postid",
    "data-fullname",
    "data-content",
    "data-message-id",
    "data-key",
    "data-uuid",
    "name",
)
_MARK = re.compile(r"(\d{2,}|[0-9a-f-]{8,})\D*$", re.I)
_SEED = datetime(2000, 1, 1, tzinfo=UTC)
_BARE = frozenset(("body", "html", "main", "table", "tbody", "form", "time", "a", "img", "br", "button", "h1"))


@dataclass(frozen=True, slots=True)
class Kind:
    """Boxes of one kind and how much they look like comments."""

    boxes: tuple[Any, ...]
    score: float
    forum: bool


def read_generic(scene: Scene) -> Found | None:
    """The kind of box that looks most like comments, and a second kind beside it such as the post that opens a forum thread."""
    anchors = find_anchors(scene)
    if not anchors:
        return None
    best = _best(_kinds(anchors, scene))
    if best is None:
        return None
    boxes = list(best.boxes)
    taken = set(boxes)
    rest = [a for a in anchors if not any(up in taken for up in a.iterancestors())]
    second = _best(_kinds(rest, scene)) if rest and best.forum else None
    if (
        second is not None
        and second.forum
        and not any(up in taken for box in second.boxes for up in (*box.iter(), *box.iterancestors()))
    ):
        boxes.extend(second.boxes)
    return Found("generic", _items(boxes, scene, forum=best.forum), best.forum and _is_page(boxes, scene))


def find_anchors(scene: Scene) -> list[Any]:
    """The elements that show when something was posted, in page order."""
    found = []
    for element in scene.dom.pieces:
        if element.tag == "time" or element.get("datetime"):
            found.append(element)
            continue
        texts = [element.text or "", *(child.tail or "" for child in element)] if len(element) < 12 else [element.text or ""]
        for text in texts:
            if 1 < len(text) < 200 and (text := text.strip()) and len(text) < _LONGEST_WHEN and _WHENISH.search(text):
                if read_when(text, basis=Basis.STATED, anchor=_SEED) is not None:
                    found.append(element)
                    break
    return found


def _kinds(anchors: Iterable[Any], scene: Scene) -> list[Kind]:
    owner: dict[Any, Any] = {}
    boxes: dict[tuple[str, str], dict[Any, Any]] = defaultdict(dict)
    for anchor in anchors:
        box = anchor
        while box is not None and box.tag not in ("body", "html") and box not in owner:
            owner[box] = anchor
            for key in _box_keys(box, scene):
                boxes[key][anchor] = box  # the outermost of each kind wins
            box = box.getparent()
    kinds = []
    for owned in boxes.values():
        members = tuple(owned.values())
        if len(members) > 1 or _NUMBERED.search(members[0].get("id") or ""):
            kinds.append(_kind(members, scene))
    return kinds


def _box_keys(box: Any, scene: Scene) -> list[tuple[str, str]]:
    if box.tag in _BARE:
        return []
    words = (scene.labels.get(box) or "").split()
    parent = box.getparent()
    return [(box.tag, re.sub(r"-?\d+", "", word)) for word in words] or [
        (box.tag, f"<{parent.tag if parent is not None else ''}")
    ]


def _best(kinds: list[Kind]) -> Kind | None:
    best = max(kinds, key=lambda kind: kind.score, default=None)
    return best if best and best.score >= _PASSING else None


def _kind(boxes: tuple[Any, ...], scene: Scene) -> Kind:
    """The boxes' words, weighed by the signs of comments and of mere lists of articles."""
    held = set(boxes)
    words = replies = people = heads = links = 0.0
    for box in boxes[:40]:
        count, own_links = _own_words(box, held, scene)
        words += min(count, _ENOUGH)
        links += own_links
        replies += _has_reply(box, held)
        people += _has_person(box, scene)
        heads += _has_headline(box, held)
    number = min(len(boxes), 40)
    if words < _LEAST * number or links > words * 0.7:
        return Kind(boxes, 0.0, False)
    context = " ".join(
        scene.labels.get(e, "")
        for e in (boxes[0], boxes[0].getparent(), *list(boxes[0].iterancestors())[1:5])
        if e is not None
    )
    threadlike, forum = bool(THREAD.search(context)), bool(FORUM.search(scene.labels.get(boxes[0], "")))
    signs = 1.5 * threadlike + 1.5 * (replies / number) + 0.7 * (people / number) + 0.5 * forum - 2.0 * (heads / number)
    if signs < 1.2:
        return Kind(boxes, 0.0, False)
    return Kind(boxes, words * len(boxes) / number * signs, forum and not re.search(r"(?<![a-z])comment", context))


def _own_words(box: Any, held: set[Any], scene: Scene) -> tuple[int, int]:
    """Words of a box without the boxes in it, and how many of them are links."""
    text = scene.dom.words(box)
    inner = [e for e in box.iterdescendants() if e in held]
    count = len(text.split()) - sum(
        len(scene.dom.words(e).split())
        for e in inner
        if not any(up in held for up in e.iterancestors() if up is not box and box in set(up.iterancestors()))
    )
    linked = sum(
        len(scene.dom.words(a).split())
        for a in box.iter("a")
        if not inner or not any(up in held for up in a.iterancestors() if up is not box)
    )
    return max(count, 0), linked


def _has_reply(box: Any, held: set[Any]) -> bool:
    for element in box.iter("a", "button", "span", "li"):
        text = (element.text or "").strip() or (element.get("title") or element.get("aria-label") or "")
        if text and len(text) < 40 and REPLY.match(text):
            return True
    return False


def _has_person(box: Any, scene: Scene) -> bool:
    return any(
        "author" in (element.get("itemprop") or "")
        or (element.tag == "a" and PROFILE.search(element.get("href") or ""))
        or (scene.labels.get(element) and AUTHOR.search(scene.labels[element]))
        for element in box.iter("a", "span", "div", "cite", "strong", "b", "p", "h3", "h4", "h5", "td")
    )


def _has_headline(box: Any, held: set[Any]) -> bool:
    """A heading that leads to another page, as in lists of articles."""
    for heading in box.iter("h1", "h2", "h3", "h4"):
        link = heading.find(".//a")
        if link is None and heading.getparent() is not None and heading.getparent().tag == "a":
            link = heading.getparent()
        if link is not None and len("".join(link.itertext()).split()) > 3:
            return True
    return False


def _items(boxes: list[Any], scene: Scene, *, forum: bool) -> tuple[Item, ...]:
    ordered = sorted(set(boxes), key=lambda box: scene.dom.pieces.get(box, (0, 0)))
    keys = [_key(box) or str(number) for number, box in enumerate(ordered)]
    return tuple(
        Item(box, key, post=forum and number == 0) for number, (box, key) in enumerate(zip(ordered, keys, strict=True))
    )


def _key(box: Any) -> str | None:
    for name in _KEYS:
        value = box.get(name)
        mark = _MARK.search(value) if value else None
        if mark:
            return mark[1]
    return None


def _is_page(boxes: list[Any], scene: Scene) -> bool:
    """The boxes hold most of the page's words."""
    size = sum(place[1] - place[0] for box in boxes if (place := scene.dom.place(box)))
    return size * 2 > len(scene.dom.text)
