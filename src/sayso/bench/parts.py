"""The table of what is measured: each part takes a folder and gives its figures by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from sayso.bench import (
    accounts,
    archives,
    examples,
    fakes,
    judging,
    linking,
    pages,
    reading,
    statements,
    threads,
    webthreads,
    world,
)

Part = Callable[[Path], Mapping[str, float]]

# On the corpora and scorers of the shared folder.
SHARED: dict[str, Part] = {
    "pages": pages.measure_pages,
    "statements": statements.measure_statements,
    "judging": judging.judging,
    "accounts": accounts.accounts,
    "fakes": fakes.fakes,
    "world": world.world,
    "incidents": linking.syrian_reports,
    "shootings": linking.gun_violence,
    "events": linking.ecbplus,
    "copies": linking.near_copies,
    "body": reading.body,
    "metadata": reading.metadata,
    "threads": webthreads.comment_threads,
    "dumps": lambda shared: threads.measure_dumps(shared / "data" / "comment-threads"),
    "forum": webthreads.webforum,
    "archives": archives.archives,
    "speed": reading.speed,
}

# On what the project itself carries.
OWN: dict[str, Part] = {"examples": examples.measure_examples}
