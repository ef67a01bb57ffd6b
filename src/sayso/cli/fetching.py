"""Web addresses and the word that the network may be used come in; captures go out, saved as WARC before they are read."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from sayso.errors import InputError
from sayso.ingest import Capture, Unreadable
from sayso.ingest.fetching import Policy, fetch


def fetched(
    urls: Sequence[str], *, into: Path, allowed: bool, delay: float, policy: Policy | None = None
) -> Iterator[Capture | Unreadable]:
    """The pages at these addresses, or a refusal where nobody allowed the network."""
    if not allowed:
        raise InputError(
            "sayso uses no network unless asked. Add --allow-network, or set SAYSO_FETCH=on; the sites will see who asks."
        )
    if not into.name.endswith((".warc.gz", ".warc")):
        raise InputError(f"{into} is no name of a WARC file. Give one that ends in .warc.gz.")
    return fetch(_listed(urls), into=into, policy=policy or Policy(delay=delay))


def _listed(urls: Sequence[str]) -> Iterator[str]:
    """The addresses given; ``-`` stands for those on standard input, one a line."""
    for url in urls:
        if url == "-":
            yield from (row.strip() for row in sys.stdin if row.strip())
        else:
            yield url
