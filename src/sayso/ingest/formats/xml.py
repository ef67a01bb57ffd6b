"""Bytes of an XML file come in; its elements go out one by one, with no entity expanded and nothing fetched."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from lxml import etree

from sayso.errors import UnreadablePage


def elements(raw: bytes, name: str) -> Iterator[Any]:
    """Every element with this local name, in document order. What a broken file holds before and after the break is read
    as far as the parser recovers."""
    source = io.BytesIO(raw)
    options = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False, "recover": True}
    try:
        for _, element in etree.iterparse(source, events=("end",), **options):
            if local(element) == name:
                yield element
                element.clear()
    except etree.XMLSyntaxError as error:
        raise UnreadablePage(f"Not XML that can be read: {error.msg}.") from error


def local(element: Any) -> str:
    """An element's name without its namespace."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def field(element: Any, *names: str, space: str = "") -> str:
    """The text of the first child that has one of the names (in a namespace whose address holds ``space``), or ''."""
    for name in names:
        for child in element:
            if local(child) == name and (not space or space in str(child.tag)):
                text = "".join(child.itertext()).strip()
                if text:
                    return text
    return ""
