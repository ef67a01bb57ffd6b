"""A page's characters in, its element tree and its one readable text out, with each element's place in that text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree, html

# A line of its own, with a blank line around it.
PARAGRAPHS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "legend",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "ul",
        "caption",
        "textarea",
    ]
)
LINES = frozenset(["br", "dd", "dt", "li", "option", "optgroup", "tr"])
CELLS = frozenset(["td", "th", "button", "select", "label"])
# Never shown as text by a browser that runs scripts.
UNSEEN = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "head",
        "iframe",
        "object",
        "embed",
        "audio",
        "video",
        "canvas",
        "map",
        "noembed",
        "noframes",
    ]
)

_NOT_DRAWN = frozenset(("defs", "symbol", "text", "foreignobject", "metadata"))

_SPACE = re.compile(r"[ \t\n\r\f]+")
_XML = re.compile(r"\s*<\?xml[^>]*\?>")
_NOSCRIPT_WORDS = 80
_FRAMES_DEEP = 4  # frames in frames whose words are shown
_JOINTS = ("", " ", "\n", "\n\n")
NONE, WORD, LINE, PARAGRAPH = range(4)
_EDGES = dict.fromkeys(PARAGRAPHS, PARAGRAPH) | dict.fromkeys(LINES, LINE) | dict.fromkeys(CELLS, WORD)


@dataclass(slots=True)
class Dom:
    """An element tree with its text. ``place(element)`` is where an element's words stand in ``text``."""

    root: Any
    text: str
    depth: int
    count: int
    pieces: dict[Any, tuple[int, int]] = field(repr=False)  # element: its first text piece and the one after its last
    orders: dict[Any, tuple[int, int]] = field(
        repr=False
    )  # element: its number in page order and that after its last descendant
    owners: list[Any] = field(repr=False)  # the element in which each piece stands
    starts: list[int] = field(repr=False)  # text offset of each piece
    ends: list[int] = field(repr=False)

    def place(self, element: Any) -> tuple[int, int] | None:
        """Start and end of an element's words in the text, or None where it shows none."""
        found = self.pieces.get(element)
        if found is None or found[0] == found[1]:
            return None
        return self.starts[found[0]], self.ends[found[1] - 1]

    def words(self, element: Any) -> str:
        """An element's text as it stands in the page text."""
        place = self.place(element)
        return self.text[place[0] : place[1]] if place else ""

    def elements(self) -> Iterator[Any]:
        """Every element with a place in the text, in document order."""
        return iter(self.pieces)


def parse(source: str) -> tuple[Any, bool]:
    """The element tree of HTML, and whether the parser gave up part of it (nesting beyond its limit)."""
    parser = html.HTMLParser(
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
        huge_tree=True,
        collect_ids=False,
        default_doctype=False,  # type: ignore[call-arg]  # lxml has it, its stubs do not
    )
    source = _XML.sub("", source, count=1) if source[:80].lstrip().startswith("<?xml") else source
    root = html.document_fromstring(
        source.encode("utf-8", "replace") or b"<html></html>", parser=parser, ensure_head_body=False
    )
    lost = any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log if entry.level >= 3)
    return root, lost


def show_embedded(root: Any) -> None:
    """Make visible what a browser shows in place of an element: a template that is a shadow tree, a frame whose page stands in
    an attribute."""
    for part in list(root.iter("template", "iframe")):
        if part.tag == "template" and (part.get("shadowrootmode") or part.get("shadowroot")):
            part.tag = "div"
        elif part.tag == "iframe" and (page := (part.get("srcdoc") or "").strip()):
            _show_frame(part, page)


def _show_frame(frame: Any, page: str, depth: int = 0) -> None:
    inner, _ = parse(page)
    for part in list(inner.iter("iframe")):
        if (page := (part.get("srcdoc") or "").strip()) and depth < _FRAMES_DEEP:
            _show_frame(part, page, depth + 1)
    body = inner.find("body") if inner.tag == "html" else inner
    frame.tag, frame.text = "div", None
    for child in list(frame):
        frame.remove(child)
    if body is not None:
        frame.text = body.text
        frame.extend(list(body))


def show_noscript(root: Any) -> None:
    """Turn the parts for readers without scripts into visible boxes, where they hold more text than the rest of the page."""
    parts = [part for part in root.iter("noscript") if part.getparent() is not None and part.getparent().tag != "head"]
    words = sum(len(text.split()) for part in parts for text in part.itertext())
    if words < _NOSCRIPT_WORDS or words < sum(len(text.split()) for text in _shown(root)):
        return
    for part in parts:
        part.tag = "div"


def _shown(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag.__class__ is str and child.tag not in UNSEEN:
            if child.text:
                yield child.text
            yield from _shown(child)
        if child.tail:
            yield child.tail


def read_dom(root: Any) -> Dom:
    """The readable text of a tree: all its words in order, blank lines between paragraphs, nothing shown left out."""
    show_noscript(root)
    show_embedded(root)
    layout = _Layout()
    body = root.find("body") if root.tag == "html" else root
    for top in [root] if body is None else [child for child in root if child.tag != "head"]:
        layout.walk(top, 1)
    return Dom(
        root, "".join(layout.out), layout.deepest, len(layout.pieces), layout.pieces, layout.orders, layout.owners,
        layout.starts, layout.ends,
    )  # fmt: skip


class _Layout:
    """Writes text piece by piece; a joint between two pieces is only known when the second one comes."""

    __slots__ = ("closed", "deepest", "ends", "joint", "opened", "orders", "out", "owners", "pieces", "position", "starts")

    def __init__(self) -> None:
        self.out: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.pieces: dict[Any, tuple[int, int]] = {}
        self.orders: dict[Any, tuple[int, int]] = {}
        self.owners: list[Any] = []
        self.position = 0
        self.joint = NONE
        self.closed = ""  # the element in a line that ended with the last word
        self.opened = False  # another one began since
        self.deepest = 0

    def walk(self, element: Any, depth: int) -> None:
        tag = element.tag
        if tag.__class__ is not str or tag in UNSEEN:
            if tag == "svg":
                self.drawn(element)
            return
        if depth > self.deepest:
            self.deepest = depth
        first = len(self.starts)
        number = len(self.pieces)
        self.pieces[element] = (first, first)
        edge = _EDGES.get(tag, NONE)
        if tag == "br":
            self.joint = PARAGRAPH if self.joint == LINE else max(self.joint, LINE)
            self.orders[element] = (number, number + 1)
            return
        write = self.verbatim if tag in ("pre", "textarea") else self.write
        if edge > self.joint:
            self.joint = edge
        if self.closed:
            self.opened = True
            if not self.joint and tag == self.closed == "a":
                self.joint = WORD  # links that stand together are set apart by their style
        if element.text:
            write(element.text, element)
        for child in element:
            self.walk(child, depth + 1)
            if child.tail:
                write(child.tail, element)
        if edge > self.joint:
            self.joint = edge
        self.orders[element] = (number, len(self.pieces))
        last = len(self.starts)
        if last != first:
            self.pieces[element] = (first, last)
            if not edge:
                self.closed = tag

    def drawn(self, element: Any) -> None:
        """The words that a drawing shows: its labels, a line each."""
        first, number = len(self.starts), len(self.pieces)
        for part in element.iter("text", "foreignobject"):
            if part.tag.__class__ is str and not any(up.tag in _NOT_DRAWN for up in part.iterancestors()):
                self.joint = max(self.joint, LINE)
                self.write(" ".join(part.itertext()), element)
        if len(self.starts) != first:
            self.pieces[element], self.orders[element] = (first, len(self.starts)), (number, number + 1)
            self.joint = max(self.joint, LINE)

    def write(self, chunk: str, owner: Any) -> None:
        text = " ".join(chunk.split()) if "\xa0" not in chunk and chunk.isascii() else _SPACE.sub(" ", chunk).strip(" ")
        if not text:
            if chunk and not self.joint:
                self.joint = WORD
            return
        if not self.joint and chunk[0] in " \t\n\r\f":
            self.joint = WORD
        self.put(text, owner)
        if chunk[-1] in " \t\n\r\f":
            self.joint = WORD

    def verbatim(self, chunk: str, owner: Any) -> None:
        text = chunk.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
        if text.strip():
            self.put(text, owner)
            self.joint = LINE if chunk.endswith("\n") else NONE

    def put(self, text: str, owner: Any) -> None:
        if self.closed:
            if self.opened and not self.joint and text[0].isupper() and _ends_word(self.out[-1]):
                self.joint = WORD
            self.closed, self.opened = "", False
        if self.out and self.joint:
            joint = _JOINTS[self.joint]
            self.out.append(joint)
            self.position += len(joint)
        self.joint = NONE
        self.starts.append(self.position)
        self.owners.append(owner)
        self.out.append(text)
        self.position += len(text)
        self.ends.append(self.position)


def _ends_word(text: str) -> bool:
    """A word or sentence ends there, where an element ends and one with a capital begins: "<b>Title</b><em>A new"."""
    return (text[-1].islower() and len(text) > 1) or text[-1] in ".!?:;,"


def paragraphs(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Start and end of every paragraph in a stretch of text: what stands between blank lines, without white space around it."""
    end = len(text) if end is None else end
    while start < end:
        stop = text.find("\n\n", start, end)
        stop = end if stop < 0 else stop
        piece = text[start:stop]
        if stripped := piece.strip():
            head = start + len(piece) - len(piece.lstrip())
            yield head, head + len(stripped)
        start = stop + 2
