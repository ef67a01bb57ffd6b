"""A site's robots.txt comes in; whether a page may be fetched and how long to wait between two goes out."""

from __future__ import annotations

from collections.abc import Callable

from protego import Protego

from sayso.ingest.fetching.addresses import Refused
from sayso.ingest.fetching.client import Answer
from sayso.ingest.http import payload_of
from sayso.model import Record

MOST = 512 * 1024  # bytes of a robots.txt that count, as RFC 9309 has it
CLOSED = "User-agent: *\nDisallow: /"


class Rules(Record, frozen=True):
    """What a site lets readers like us do. ``reason``: why nothing may be fetched where its rules could not be had."""

    text: str = ""
    reason: str = ""

    def allows(self, url: str, *, agent: str) -> bool:
        """Whether the page may be fetched."""
        return bool(Protego.parse(self.text).can_fetch(url, agent))

    def delay(self, *, agent: str) -> float:
        """Seconds that the site wants between two requests."""
        return float(Protego.parse(self.text).crawl_delay(agent) or 0.0)


def read_rules(ask: Callable[[], Answer]) -> Rules:
    """The rules of a site: none where it has no robots.txt (4xx), and nothing allowed where it cannot be had (RFC 9309)."""
    try:
        answer = ask()
    except Refused as error:
        return Rules(text=CLOSED, reason=f"its robots.txt cannot be had ({error})")
    if 400 <= answer.status < 500:
        return Rules()
    if answer.status != 200:
        return Rules(text=CLOSED, reason=f"its robots.txt answers with status {answer.status}")
    return Rules(text=payload_of(answer.raw, what=answer.target.url)[:MOST].decode("utf-8", "replace"))
