"""An account in its document comes in; the addresses and the persons that stand beside it go out: few happenings share them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from sayso.link.names import plain
from sayso.model import Account, ActorKind, Document, Extraction

BESIDE = 300  # characters from a mention within which an address or a person is taken to belong to it
OFTEN = 3  # documents; who is named in more of them stands beside many happenings
_NAME = r"(?:[A-Z][\w’'.-]*|\d{1,3}(?:st|nd|rd|th))"
_ADDRESS = re.compile(
    rf"\b(\d{{1,5}})(?: block of| block)? ({_NAME}(?: {_NAME}){{0,2}}) "
    r"(Street|St|Road|Rd|Avenue|Ave|Drive|Dr|Boulevard|Blvd|Lane|Ln|Highway|Hwy|Court|Ct|Terrace|Parkway|Pkwy|Way|Square)\b"
)
ROADS = {"rd": "road", "ave": "avenue", "dr": "drive", "blvd": "boulevard", "ln": "lane", "hwy": "highway", "ct": "court",
         "pkwy": "parkway", "street": "st"}  # fmt: skip


def addresses(account: Account, document: Document) -> Iterable[str]:
    """ "30 porter st", "6500 archer road": house numbers with their roads, near the account's own words."""
    text, base = document.span.exact, document.span.start
    for mention in dict.fromkeys((account.span, *account.mentions)):
        first, last = max(0, mention.start - base - BESIDE), mention.end - base + BESIDE
        for found in _ADDRESS.finditer(text, first, last):
            road = found[3].lower()
            yield " ".join((found[1], *plain(found[2]).split(), ROADS.get(road, road)))


def people_beside(extractions: Sequence[Extraction]) -> dict[str, frozenset[str]]:
    """For each account the full names of those told of near it. Spokesmen speak of many happenings and are left out, as is
    whoever is named in many documents."""
    rows: dict[str, frozenset[str]] = {}
    seen: Counter[str] = Counter()
    for extraction in extractions:
        speakers = {s.source.actor for s in extraction.statements}
        persons = [
            (plain(a.name), a.mentions)
            for a in extraction.actors
            if a.kind is ActorKind.PERSON and a.named and " " in plain(a.name) and a.id not in speakers
        ]
        seen.update({name for name, _ in persons})
        for account in extraction.accounts:
            spans = (account.span, *account.mentions)
            rows[account.id] = frozenset(
                name
                for name, mentions in persons
                if any(m.start < s.end + BESIDE and s.start - BESIDE < m.end for m in mentions for s in spans)
            )
    return {i: frozenset(n for n in names if seen[n] <= OFTEN) for i, names in rows.items()}
