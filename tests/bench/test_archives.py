"""The measure of archives: what it counts as found, lost and told, on few faults and pages."""

from __future__ import annotations

import random

import pytest

from sayso.bench import archives
from sayso.bench.archives import damage, memory


def test_a_sound_reader_loses_nothing_silently() -> None:
    figures = damage(faults=30)
    assert (figures["faults"], figures["recovered"], figures["lost_silently"]) == (30.0, 1.0, 0.0)
    assert damage(faults=30) == figures


def test_a_reader_that_gives_up_at_the_first_fault_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    whole, kept = archives._archive(random.Random(1), packed=True, records=20)
    hurt = whole[: kept[9].start] + b"\0" * 50 + whole[kept[9].start + 50 :]
    sound = archives._count(hurt, kept, hit=lambda k: k is kept[9])
    assert (sound["undamaged"], sound["recovered"], sound["silent"]) == (19, 19, 0)
    monkeypatch.setattr(archives, "read_records", lambda data, uri: iter(()))
    deaf = archives._count(hurt, kept, hit=lambda k: k is kept[9])
    assert (deaf["recovered"], deaf["silent"]) == (0, 20)


def test_memory_is_measured_over_all_pages() -> None:
    figures = memory(pages=40, warm=4)
    assert figures["pages_read"] == 40.0
    assert 20.0 < figures["parser_peak_mb"] < 2000.0
