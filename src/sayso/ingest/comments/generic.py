"""Any page in, the elements that repeat like comments out: boxes with a time or an author each, words of their own, and replies.

How: every time (or else every link to a profile) is an anchor. Each anchor owns the boxes around it up to the first that
another anchor owns. The kind of box (tag and class word) that gives most anchors a box with words of its own is the
comment; where the words stand in the boxes that follow, as in tables, a box and its followers are one comment.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from lxml import etree

from sayso.ingest.comments.items import Found, Item, Scene
from sayso.ingest.comments.sights import Sights
from sayso.ingest.comments.words import ELSEWHERE, FORUM, MEMBER, QUOTE, THREAD, split_label
from sayso.ingest.when import read_when
from sayso.model import Basis

_WHENISH = re.compile(
    r"\d{4}|\d{1,2}[:.]\d\d|\d\s?[hdwmy]\b|\d.{0,12}(?:ago|her|fa|geleden|atrás|назад)|\bvor\b|hace|il y a|yesterday|today|gestern|heute|"
    r"\d(?:st|nd|rd|th)?\.?\s+[^\W\d]{3}|[A-Z][a-z]{2,8}\.?\s+\d",
    re.I,
)
_HINT = re.compile(r"\d|ago\b|[vV]or\b|[hH]ace\b|[iI]l y a|day\b|[hH]eute|[gG]estern|назад")
_LONGEST_WHEN = 90
_LONGEST_TITLE = 60
_DAY_AND_TIME = re.compile(r"\d{4}.*\d:\d\d|\d:\d\d.*\d{4}")  # a tooltip that gives the minute over an age or a clock time
_ENOUGH = 60  # words of one box; more do not make it more of a comment
_HEADER = 5  # words of an average name and date
_LEAST = 2  # words of an average box beside those
_PASSING = 1.2  # signs that a list of boxes is a thread
_NEARLY = 0.6  # of the best score: a kind that also holds all boxes of the best one is taken instead
_LINKED = 0.65  # share of a box's words that may be links
_LOOKED_AT = 40  # boxes of a kind; more tell no more
_NUMBERED = re.compile(
    r"(?:^|[-_])(?:comment|reply|post|answer|message|msg|c|p|m|kommentar|beitrag|t1|review)"
    r"[-_]?(?:item|id|no|num|entry)?[-_]?(\d+|[0-9a-f]{8,})$",
    re.I,
)
_KEYS = (
    "id", "data-comment-id", "data-commentid", "data-id", "data-post-id", "data-postid", "data-fullname", "data-content",
    "data-message-id", "data-key", "data-uuid", "name",
)  # fmt: skip
_PLACE = re.compile(r"(?:^|\s)(?:#|nr\. ?|no\. ?)\d+\b", re.I)
_ROWS_UP = 3
_MARKED_WITHIN = 8  # elements of a box that may bear its number
_MARK = re.compile(r"(\d{2,}|[0-9a-f-]{8,})\D*$", re.I)
_FORUM_PAGE = re.compile(
    r"forum|showthread|viewtopic|viewthread|/threads?/|/topics?/|topic[.=_-]|/t/|/discussions?/|message_?board|/questions?/|bbs|phorum",
    re.I,
)
_ROLES = ("itemprop", "role", "data-testid", "data-test-id", "data-test", "data-qa", "component", "data-role", "typeof")
_FIGURES = re.compile(r"-?(?:[0-9a-f]{6,}-)*\d+")
_TIMES = frozenset(
    ("datetime", "data-utime", "data-timestamp", "data-datetime", "data-livestamp", "data-epoch", "data-unixtime")
)
_SEED = datetime(2000, 1, 1, tzinfo=UTC)
_BARE = frozenset(("body", "html", "main", "tbody", "form", "time", "a", "img", "br", "button", "h1"))

Group = tuple[Any, ...]  # the element or neighbouring elements that are one comment


@dataclass(frozen=True, slots=True)
class Kind:
    """Boxes of one kind and how much they look like comments."""

    groups: tuple[Group, ...]
    score: float
    forum: bool
    key: tuple[str, str] = ("", "")  # what the boxes have in common


def read_generic(scene: Scene) -> Found | None:
    """The kind of box that looks most like comments, and a second kind beside it such as the post that opens a forum thread."""
    sights = Sights(scene)
    times = find_anchors(scene)
    anchors, best = times, _best(_kinds(times, sights)) if times else None
    if best is None:
        anchors = sights.named
        best = _best(_kinds(anchors, sights)) if len(anchors) > 1 else None
    if best is None:
        return None
    groups = [*best.groups, *_untimed(best, sights)]
    groups += _answers_within(groups, anchors, sights)
    taken = {element for group in groups for element in group}
    rest = [a for a in anchors if not any(up in taken for up in (a, *a.iterancestors()))]
    second = _best(_kinds(rest, sights)) if rest and best.forum else None
    if second is not None and second.forum and not _overlap(second, taken):
        groups.extend(_before(second.groups, groups[0], scene))
    boxes = {boxed(group, scene): group for group in groups}
    return Found("generic", _items(boxes, scene, forum=best.forum), best.forum and _is_page(list(boxes), scene))


def _untimed(kind: Kind, sights: Sights) -> list[Group]:
    """Boxes of the same kind that name a writer or can be answered, and show no time, such as folded or removed comments."""
    if len(kind.groups) < 2 or not kind.key[1] or kind.key[1].startswith("<"):
        return []
    scene, known = sights.scene, {group[0] for group in kind.groups}
    parents = {_called(box.getparent()) for box in known}
    return [
        (box,)
        for box in scene.dom.pieces
        if box.tag == kind.key[0]
        and box not in known
        and _called(box.getparent()) in parents
        and kind.key in _box_keys(box, scene)
        and (sights.people((box,)) or sights.replies((box,)))
    ]


def _answers_within(groups: Sequence[Group], anchors: Sequence[Any], sights: Sights) -> list[Group]:
    """Boxes of another kind inside the comments, each with a writer and a time of its own: answers that are marked otherwise."""
    orders = sights.scene.dom.orders
    held = _ordered(groups, sights.scene)
    inner: list[Any] = []
    for box in (box for group in groups for box in group):
        own = [a for a in anchors if orders[box][0] <= orders[a][0] < orders[box][1]]
        below = list(sights.outermost(box, held))
        inner += [a for a in own if not any(orders[b][0] <= orders[a][0] < orders[b][1] for b in below)][1:]
    inner = [a for a in inner if not _is_quoted(a, sights.scene)]
    if not inner:
        return []
    taken = {up for group in groups for box in group for up in (box, *box.iterancestors())}
    kind = _best(_kinds(inner, sights, taken=taken))
    if kind is None or sum(map(sights.people, kind.groups)) * 5 < len(kind.groups) * 4:
        return []
    parts = {box for group in kind.groups for box in group}
    around = {up for box in parts for up in box.iterancestors()} & {box for group in groups for box in group}
    # A part that holds the only name of its comment is the comment's own side or body.
    return list(kind.groups) if all(sights.people_beside(box, parts) for box in around) else []


def _is_quoted(anchor: Any, scene: Scene) -> bool:
    return any(up.tag in ("blockquote", "q") or QUOTE.search(scene.labels.get(up, "")) for up in anchor.iterancestors())


def _called(element: Any) -> tuple[str, str]:
    return (element.tag, element.get("class") or "") if element is not None else ("", "")


def _before(groups: Sequence[Group], first: Group, scene: Scene) -> list[Group]:
    """Those that stand before the first post: what opens the thread."""
    start = scene.dom.pieces[first[0]][0]
    return [group for group in groups if scene.dom.pieces[group[0]][1] <= start][-1:]


def find_anchors(scene: Scene) -> list[Any]:
    """The elements that show when something was posted, in page order."""
    dom = scene.dom
    found = {element for element in dom.pieces if element.tag == "time" or _bears_time(element.attrib)}
    for owner, start, end in zip(dom.owners, dom.starts, dom.ends, strict=True):
        if 1 < end - start < _LONGEST_WHEN and owner not in found and _is_time(dom.text[start:end]):
            found.add(owner)
    return sorted(found, key=lambda element: dom.orders[element][0])


def _bears_time(attributes: Any) -> bool:
    if not attributes:
        return False
    title = attributes.get("title")
    return (
        not _TIMES.isdisjoint(attributes)
        or attributes.get("itemprop") in ("dateCreated", "datePublished", "commentTime")
        or (bool(title) and len(title) < _LONGEST_TITLE and _DAY_AND_TIME.search(title) is not None and _is_time(title))
    )


def _is_time(text: str) -> bool:
    return (
        bool(_HINT.search(text) and _WHENISH.search(text) and not MEMBER.search(text))
        and read_when(text, basis=Basis.STATED, anchor=_SEED) is not None
    )


def _kinds(anchors: Sequence[Any], sights: Sights, *, taken: Iterable[Any] = ()) -> list[Kind]:
    """Every kind of box around the anchors, weighed; no box reaches to those that are taken."""
    scene = sights.scene
    owners = set(taken)
    boxes: dict[tuple[str, str], dict[Any, Any]] = defaultdict(dict)
    for anchor in anchors:
        box = anchor
        while box is not None and box.tag not in ("body", "html") and box not in owners:
            owners.add(box)
            for key in _box_keys(box, scene):
                boxes[key][anchor] = box  # the outermost of each kind wins
            box = box.getparent()
    page = _forum_page(scene)
    marks = sorted(scene.dom.orders[anchor][0] for anchor in anchors)
    kinds, seen = [], set()
    for key, owned in boxes.items():
        members = tuple(owned.values())
        if members in seen or not (len(members) > 1 or _one_comment(members[0], forum=page)):
            continue
        seen.add(members)
        kinds.append(replace(_kind([(member,) for member in members], sights, page=page, marks=marks), key=key))
        if len(members) > 1 and (joined := _with_followers(members, marks, scene)):
            kinds.append(_kind(joined, sights, page=page, marks=marks))
    return kinds


def _one_comment(box: Any, *, forum: bool) -> bool:
    """A box that needs no other like it to be a comment: its own number says so."""
    mark = _NUMBERED.search(box.get("id") or "")
    return bool(mark and (forum or THREAD.search(mark[0])))


def _forum_page(scene: Scene) -> bool:
    """The page's address, its metadata or its outermost elements say that it is a forum thread."""
    tops = " ".join(f"{e.get('class') or ''} {e.get('id') or ''}" for e in (scene.dom.root, *scene.dom.root.findall("body")))
    return (
        scene.meta.forum
        or bool(_FORUM_PAGE.search(scene.uri.partition("//")[2].partition("?")[0] + " " + scene.uri.partition("?")[2]))
        or bool(re.search(r"forum|showthread|viewtopic|bbs", tops, re.I))
        or bool(re.search(r"\b(?:forums?|message board|bulletin board)\b", scene.dom.root.findtext(".//title") or "", re.I))
    )


def _box_keys(box: Any, scene: Scene) -> list[tuple[str, str]]:
    """What a box shares with others of its kind: words of its class, its role; its tag where that is all, or a tag of its own making."""
    if box.tag in _BARE:
        return []
    if "-" in box.tag:
        return [(box.tag, "")]
    words = (scene.labels.get(box) or "").split()
    roles = [f"{name}={value}" for name in _ROLES if (value := box.get(name))]
    parent = box.getparent()
    keys = dict.fromkeys((box.tag, word) for label in words for word in (label, _FIGURES.sub("", label)))
    keys.update(dict.fromkeys((box.tag, _FIGURES.sub("", role)) for role in roles))
    return list(keys) or [(box.tag, f"<{parent.tag if parent is not None else ''}")]


def _with_followers(members: Sequence[Any], marks: Sequence[int], scene: Scene) -> list[Group]:
    """Each box with the siblings that stand between it and the next, where those hold more words than the boxes do."""
    members = _as_siblings(members)
    parent = Counter(member.getparent() for member in members).most_common(1)[0][0]
    heads = [member for member in members if member.getparent() is parent]
    if parent is None or len(heads) < 2 or len(heads) * 10 < len(members) * 8:
        return []
    groups: list[list[Any]] = []
    starts = set(heads)
    for child in parent:
        if child in starts:
            groups.append([child])
        elif groups and child in scene.dom.orders:
            groups[-1].append(child)
    longest = max(len(group) for group in groups[:-1])
    if longest == 1 or longest > 12:
        return []
    groups[-1] = groups[-1][:longest]
    timed = sum(any(_inside(marks, e, scene) for e in group[1:]) for group in groups)
    if timed * 5 > len(groups):  # what has a time of its own is a comment of its own
        return []
    own = sum(len(scene.dom.words(group[0])) for group in groups)
    return [tuple(group) for group in groups] if sum(len(scene.dom.words(e)) for g in groups for e in g[1:]) > own else []


def _as_siblings(members: Sequence[Any]) -> Sequence[Any]:
    """The boxes around each, such as their table rows, at the level on which they stand side by side."""
    level = list(members)
    for _ in range(_ROWS_UP):
        parents = [member.getparent() for member in level]
        if len(set(parents)) * 2 < len(parents) or None in parents:
            return level
        level = parents
    return members


def _best(kinds: list[Kind]) -> Kind | None:
    best = max(kinds, key=lambda kind: kind.score, default=None)
    if best is None or best.score <= 0:
        return None
    own = set(best.groups)
    wider = [
        kind
        for kind in kinds
        if kind.score > best.score * _NEARLY and len(kind.groups) > len(own) and own <= set(kind.groups)
    ]
    return max(wider, key=lambda kind: kind.score, default=best)


def _kind(groups: Sequence[Group], sights: Sights, *, page: bool, marks: Sequence[int]) -> Kind:
    """The boxes' words, weighed by the signs of comments and of mere lists of articles."""
    scene, looked = sights.scene, groups[:_LOOKED_AT]
    number, held = len(looked), _ordered(groups, scene)
    counts = [_own_words(group, held, sights) for group in looked]
    words = sum(min(max(count - _HEADER, 0), _ENOUGH) for count, _ in counts)
    links = sum(min(linked, _ENOUGH) for _, linked in counts)
    members = sum(map(sights.members, looked))
    context = _context(groups[0][0], scene)
    forum = page or members * 2 > number
    if ELSEWHERE.search(context):
        return Kind(tuple(groups), 0.0, forum)
    if words < _LEAST * number or links > words * _LINKED or (not forum and any(map(sights.titled, groups))):
        return Kind(tuple(groups), 0.0, forum)
    signs = 1.5 * bool(THREAD.search(context)) + (0.5 if page else 0.2) * bool(FORUM.search(context)) + 0.8 * page
    signs += members / number
    for weight, sign in ((1.5, sights.replies), (0.7, sights.people), (-2.0, sights.headlines)):
        signs += weight * sum(map(sign, looked)) / number
    signs += 0.8 * sum(_is_numbered(group, scene) for group in looked) / number
    if signs < _PASSING:
        return Kind(tuple(groups), 0.0, forum)
    signs *= _evenly(looked, held, marks, sights) * _usual([len(group) for group in looked])
    return Kind(tuple(groups), words * len(groups) / number * signs, forum and not re.search(r"(?<![a-z])comment", context))


def _evenly(groups: Sequence[Group], held: Sequence[tuple[int, int, Any]], marks: Sequence[int], sights: Sights) -> float:
    """The share of boxes with no more times of their own than most: a list taken for its first comment holds others' times."""
    own = []
    for group in groups:
        inner = sum(_inside(marks, e, sights.scene) for box in group for e in sights.outermost(box, held))
        own.append(sum(_inside(marks, box, sights.scene) for box in group) - inner)
    usual = sorted(own)[len(own) // 2]
    return sum(count <= usual for count in own) / len(own)


def _usual(lengths: Sequence[int]) -> float:
    """The share of groups of rows that have as many as most; the last may lack its buttons."""
    return Counter(lengths).most_common(1)[0][1] / len(lengths)


def _inside(marks: Sequence[int], element: Any, scene: Scene) -> int:
    first, last = scene.dom.orders[element]
    return bisect_left(marks, last) - bisect_left(marks, first)


def _ordered(groups: Sequence[Group], scene: Scene) -> list[tuple[int, int, Any]]:
    return sorted((*scene.dom.orders[element], element) for group in groups for element in group)


def _context(box: Any, scene: Scene) -> str:
    """What the box and the elements around it are called."""
    around = [box, *list(box.iterancestors())[:6]]
    called = [f"{scene.labels.get(e, '')} {_roles(e)}" for e in around if e.tag not in ("body", "html")]
    return " ".join(called)


def _roles(element: Any) -> str:
    """What an element says that it is beside its class, such as schema.org's "Comment"; a tag of its own making, too."""
    told = [value for name in (*_ROLES, "itemtype") if (value := element.get(name))]
    return split_label(" ".join([*told, element.tag] if "-" in element.tag else told))


def _own_words(group: Group, held: Sequence[tuple[int, int, Any]], sights: Sights) -> tuple[int, int]:
    """Words of a box without the boxes in it, and how many of them are links."""
    count = linked = 0
    for box in group:
        inner = list(sights.outermost(box, held))
        count += sights.words(box) - sum(map(sights.words, inner))
        linked += 0 if inner else sights.linked(box)
    return count, linked


def _is_numbered(group: Group, scene: Scene) -> bool:
    """The box has a number of its own that links lead to, or prints its place in the thread."""
    for element in (e for box in group for e in islice(box.iter(), _MARKED_WITHIN)):
        if element.tag.__class__ is str and _NUMBERED.search(element.get("id") or element.get("name") or ""):
            return True
    place = scene.dom.place(group[0])
    return bool(place and _PLACE.search(scene.dom.text[place[0] : min(place[1], place[0] + 120)]))


def _overlap(kind: Kind, taken: set[Any]) -> bool:
    return any(e in taken for group in kind.groups for box in group for e in (*box.iter(), *box.iterancestors()))


def boxed(group: Group, scene: Scene) -> Any:
    """One element for a group: neighbours are moved into a box of their own, whose words are theirs."""
    if len(group) == 1:
        return group[0]
    box = etree.Element("div") if not hasattr(group[0], "makeelement") else group[0].makeelement("div")
    parent = group[0].getparent()
    parent.insert(parent.index(group[0]), box)
    box.extend(group)
    pieces = scene.dom.pieces
    ranges = [pieces[e] for e in group if e in pieces and pieces[e][0] < pieces[e][1]]
    pieces[box] = (ranges[0][0], ranges[-1][1]) if ranges else (0, 0)
    scene.dom.orders[box] = (scene.dom.orders[group[0]][0], scene.dom.orders[group[-1]][1])
    return box


def _items(boxes: dict[Any, Group], scene: Scene, *, forum: bool) -> tuple[Item, ...]:
    """An item a box; where neighbouring elements are one comment, its words stand behind the first, which has its name and time."""
    ordered = sorted(boxes, key=lambda box: scene.dom.pieces.get(box, (0, 0)))
    keys = [_key(box) or str(number) for number, box in enumerate(ordered)]
    return tuple(
        Item(box, key, content=boxes[box][1:], post=forum and number == 0)
        for number, (box, key) in enumerate(zip(ordered, keys, strict=True))
    )


def _key(box: Any) -> str | None:
    for name in _KEYS:
        value = box.get(name)
        mark = _MARK.search(value) if value else None
        if mark:
            return mark[1]
    return None


def _is_page(boxes: list[Any], scene: Scene) -> bool:
    """The boxes hold a good part of the page's words."""
    size = sum(place[1] - place[0] for box in boxes if (place := scene.dom.place(box)))
    return size * 3 > len(scene.dom.text)
