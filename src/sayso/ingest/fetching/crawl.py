"""Web addresses come in; the pages behind them are saved as WARC and go out as captures, and refusals with their reason."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from urllib.parse import urljoin

import msgspec

from sayso.ingest.archive import read_warc
from sayso.ingest.capture import Capture, Unreadable
from sayso.ingest.fetching.addresses import Policy, Refused, Target, find_target
from sayso.ingest.fetching.client import Answer, get
from sayso.ingest.fetching.robots import Rules, read_rules
from sayso.ingest.fetching.saving import save

BUSY = frozenset({429, 503})


def fetch(
    urls: Iterable[str], *, into: Path, policy: Policy | None = None, sleep: Callable[[float], None] = time.sleep
) -> Iterator[Capture | Unreadable]:
    """Fetch each page, save what came as WARC, then give it out as reading that WARC would.

    Only public web addresses are asked, the one that was looked at and no other, again after each redirect. robots.txt and
    waiting times are kept. What is refused or answered with an error is listed with the reason; answers are saved in any case.
    """
    crawl = _Crawl(into, policy or Policy(), sleep)
    for url in urls:
        try:
            yield from crawl.page(url)
        except Refused as error:
            yield Unreadable(uri=url, reason=str(error).removeprefix(f"{url}: "))


class _Crawl:
    """The rules and the last request of each site."""

    def __init__(self, into: Path, policy: Policy, sleep: Callable[[float], None]) -> None:
        self._into, self._policy, self._sleep = into, policy, sleep
        self._rules: dict[str, Rules] = {}
        self._asked: dict[str, float] = {}

    def page(self, url: str) -> Iterator[Capture | Unreadable]:
        """One page, redirects followed; every answer on the way is saved."""
        where = url
        for _ in range(self._policy.redirects + 1):
            target = find_target(where, self._policy)
            self._may(target)
            answer = self._get(target, wait=self._delay(target))
            record = save(answer, into=self._into)
            if not answer.moved_to:
                yield from self._read(answer, record, url=url)
                return
            where = urljoin(where, answer.moved_to)
        raise Refused(f"{url}: redirected more than {self._policy.redirects} times.")

    def _read(self, answer: Answer, record: bytes, *, url: str) -> Iterator[Capture | Unreadable]:
        if not 200 <= answer.status < 300:
            raise Refused(f"{url}: answered with status {answer.status}; the answer is saved in {self._into}.")
        found = list(read_warc(record, uri=str(self._into)))
        if not any(isinstance(f, Capture) for f in found):
            kind = answer.fields.get("content-type", "nothing")
            found = [f for f in found if isinstance(f, Unreadable)] or [
                Unreadable(uri=url, reason=f"No page was answered but {kind}; the answer is saved in {self._into}.")
            ]
        if answer.cut:
            yield Unreadable(uri=answer.target.url, reason=f"{answer.cut} What came is read.")
        yield from (msgspec.structs.replace(f, container=str(self._into)) if isinstance(f, Capture) else f for f in found)

    def _may(self, target: Target) -> None:
        rules = self._site(target)
        if not rules.allows(target.url, agent=self._policy.agent):
            why = rules.reason or "its robots.txt does not let readers like sayso fetch this page"
            raise Refused(f"{target.url}: not fetched: {why}.")

    def _site(self, target: Target) -> Rules:
        if target.origin not in self._rules:
            self._rules[target.origin] = read_rules(lambda: self._robots(target))
        return self._rules[target.origin]

    def _robots(self, target: Target) -> Answer:
        """The answer to /robots.txt; up to five redirects, each looked at like any other address."""
        where = f"{target.origin}/robots.txt"
        for _ in range(self._policy.redirects + 1):
            answer = self._get(find_target(where, self._policy), wait=self._policy.delay, again=False)
            if not answer.moved_to:
                return answer
            where = urljoin(where, answer.moved_to)
        raise Refused(f"{where}: redirected too often")

    def _delay(self, target: Target) -> float:
        wanted = max(self._policy.delay, self._site(target).delay(agent=self._policy.agent))
        if wanted > self._policy.longest_delay:
            raise Refused(
                f"{target.url}: the site wants {wanted:g} seconds between requests; "
                f"the most that is waited is {self._policy.longest_delay:g}."
            )
        return wanted

    def _get(self, target: Target, *, wait: float, again: bool = True) -> Answer:
        """One answer, after the time that must lie between two requests; a busy server is asked once more when it says so."""
        since = time.monotonic() - self._asked.get(target.origin, -wait)
        if target.origin in self._asked and since < wait:
            self._sleep(wait - since)
        answer = get(target, self._policy)
        self._asked[target.origin] = time.monotonic()
        after = answer.fields.get("retry-after", "")
        if again and answer.status in BUSY and after.isdigit() and int(after) <= self._policy.longest_delay:
            save(answer, into=self._into)
            return self._get(target, wait=max(wait, float(after)), again=False)
        return answer
