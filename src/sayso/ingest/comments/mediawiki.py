"""A wiki's talk page in, its signed contributions out: what stands between one signature and the next, as deep as it is indented."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from sayso.ingest.comments.generic import boxed
from sayso.ingest.comments.items import Found, Item, Scene

_STAMP = re.compile(r"\d{1,2}:\d\d,? (?:\d{1,2}\.? [^\W\d]+\.?|[^\W\d]+ \d{1,2},) \d{4}(?: \([A-Z]{2,5}\))?")
# A user's page, talk page or contributions, in the names that large wikis give them.
_USER = re.compile(
    r"(?:User|Benutzer(?:in)?|Utilisat(?:eur|rice)|Usuari[oa]|Utente|Gebruiker|Usu[aá]rio|Участник|Special:Contributions)"
    r"(?:[ _][Tt]alk)?(?::|%3A|/)",
)
_BLOCKS = frozenset(("p", "dd", "li", "div", "td", "blockquote"))
_LISTS = frozenset(("dl", "ul", "ol"))
_BEHIND = 10  # pieces of text between a signature's name and its time
_BEFORE = 12  # unsigned paragraphs that may belong to the one that is signed


def read_mediawiki(scene: Scene) -> Found | None:
    """Every signed contribution of a page that MediaWiki made. A page with one signature is no talk."""
    if "mw-parser-output" not in scene.names and "mw-content-text" not in scene.names:
        return None
    signed = list(_signatures(scene))
    if len(signed) < 2:
        return None
    blocks = {block for block, *_ in signed}
    items = []
    for number, (block, link, first, said) in enumerate(signed):
        group = [*_unsigned_before(block, blocks), block]
        depth = sum(up.tag in _LISTS for up in block.iterancestors())
        items.append(
            Item(boxed(tuple(group), scene), str(number), depth=depth, author=link, said=said, until=first, post=number == 0)
        )
    return Found("mediawiki", tuple(items), is_page=True)


def _signatures(scene: Scene) -> Iterator[tuple[Any, Any, int, str]]:
    """Block, link to the user, number of the link's first piece of text, and time of each signature."""
    dom, seen = scene.dom, set()
    for index, owner in enumerate(dom.owners):
        match = _STAMP.search(dom.text, dom.starts[index], dom.ends[index])
        block = next((up for up in (owner, *owner.iterancestors()) if up.tag in _BLOCKS), None) if match else None
        if match is None or block is None or block in seen:
            continue
        low = max(dom.pieces[block][0], index - _BEHIND)
        links = [(i, a) for i in range(low, index + 1) if (a := dom.owners[i]).tag == "a" and _is_user(a)]
        if links:
            first, link = next(((i, a) for i, a in links if not _is_talk(a)), links[0])
            seen.add(block)
            yield block, link, first, match[0]


def _is_user(link: Any) -> bool:
    return bool(_USER.search(link.get("href") or "") or _USER.search(link.get("title") or ""))


def _is_talk(link: Any) -> bool:
    return "talk" in (link.get("href") or "").lower().partition("#")[0].rpartition("/")[2]


def _unsigned_before(block: Any, signed: set[Any]) -> list[Any]:
    """The paragraphs of one contribution that stand before its signed last one."""
    group: list[Any] = []
    if block.tag != "p":
        return group
    sibling = block.getprevious()
    while sibling is not None and sibling.tag == "p" and sibling not in signed and len(group) < _BEFORE:
        group.insert(0, sibling)
        sibling = sibling.getprevious()
    return group
