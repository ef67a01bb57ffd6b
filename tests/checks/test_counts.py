"""Figures of the dead and hurt against other figures for the same incident."""

from __future__ import annotations

import msgspec
import pytest
from tests.ledgers import Told, ledger_of
from tests.made_up import account_of, day, document_of, quote

from sayso.checks import run_checks
from sayso.checks.counts import check_counts
from sayso.checks.figures import parts_of
from sayso.model import Document, Finding, Harm, Measure, Place, Verdict

ORVEL = Place(id="place-o", name="Orvel", lat=30.0, lon=50.0, country="XXA")

CASES = {  # own figure and its reading, figures of another report, verdict
    "called otherwise": (("three soldiers", 3, 3), [("three troops", 3, 3)], Verdict.AGREES),
    "the same words": (("three soldiers", 3, 3), [("three soldiers", 3, 3)], Verdict.AGREES),
    "at least": (("eighteen people", 18, 18), [("at least 15 dead", 15, None)], Verdict.AGREES),
    "other": (("twelve people", 12, 12), [("nineteen dead", 19, 19)], Verdict.DISAGREES),
    "adds up": (("three people", 3, 3), [("two miners", 2, 2), ("one driver", 1, 1)], Verdict.AGREES),
    "other groups": (("two miners", 2, 2), [("nine farmers", 9, 9)], Verdict.CANNOT_TELL),
    "alone": (("two miners", 2, 2), [], Verdict.CANNOT_TELL),
}


@pytest.mark.parametrize(("own", "others", "verdict"), CASES.values(), ids=CASES.keys())
def test_verdict(own: tuple[str, int, int], others: list[tuple[str, int, int | None]], verdict: Verdict) -> None:
    finding = _find([own], others)
    assert finding.verdict is verdict
    assert finding.spans[0].exact == own[0]


def test_a_text_that_contradicts_itself() -> None:
    finding = _find([("two guards", 2, 2), ("four guards", 4, 4)], [])
    assert (finding.verdict, finding.reason) == (Verdict.DISAGREES, "Elsewhere given as “four guards”.")


def test_a_text_does_not_bear_itself_out() -> None:
    finding = _find([("two guards", 2, 2), ("a pair of guards", 2, 2)], [])
    assert (finding.verdict, finding.reason) == (Verdict.CANNOT_TELL, "Only the same source repeats it.")


Row = tuple[str, int, int | None]


def _find(own: list[tuple[str, int, int]], others: list[Row]) -> Finding:
    one = _report("Shells fell on Orvel and killed", [(w, low, high) for w, low, high in own])
    two = _report("A barrage on Orvel left", others) if others else None
    measure = Measure(
        id="m", document=one.document.id, kind="count", span=quote(one.document, own[0][0]), unit="persons", low=own[0][1],
        high=own[0][2], this=one.accounts[0].id, relation="killed",
    )  # fmt: skip
    finding = check_counts(measure, ledger_of(*(t for t in (one, two) if t)))
    assert finding is not None
    return finding


def _report(start: str, rows: list[Row]) -> Told:
    document: Document = document_of(f"{start} {' and '.join(w for w, _, _ in rows)}.", published=day("2031-05-05"))
    harm = tuple(
        Harm(kind="killed", low=low, best=low, high=high, source=None, span=quote(document, w)) for w, low, high in rows
    )
    account = account_of(document, start, date=day("2031-05-04"), place="place-o", harm=harm)
    return Told(document=document, accounts=[account], places=[ORVEL])


def test_one_finding_a_figure() -> None:
    """Three reports of three dead and one of five: one agreement and one disagreement, and nothing twice."""
    rows = [("three men", 3), ("three people", 3), ("three soldiers", 3), ("five people", 5)]
    told = []
    for number, (words, dead) in enumerate(rows):
        one = _report(f"Shells fell on Orvel ({number}) and killed", [(words, dead, dead)])
        measure = Measure(
            id=f"m{number}", document=one.document.id, kind="count", span=quote(one.document, words), unit="persons", low=dead,
            high=dead, this=one.accounts[0].id, relation="killed",
        )  # fmt: skip
        told.append(msgspec.structs.replace(one, measures=[measure]))
    found = run_checks(ledger_of(*told))
    assert [(f.verdict, f.stated) for f in found] == [
        (Verdict.DISAGREES, "five people"),
        (Verdict.AGREES, found[1].stated),
    ]
    assert found[1].stated.startswith("three")
    assert len(found[1].spans) == 3


PARTS = {  # own figure, another report's, verdict
    "a part of a sum": (("two soldiers", 2, 2), [("two soldiers and a cook", 3, 3)], Verdict.AGREES),
    "the sum of the part": (("two soldiers and a cook", 3, 3), [("two troops", 2, 2)], Verdict.AGREES),
    "another number of them": (("four soldiers", 4, 4), [("two soldiers and a cook", 3, 3)], Verdict.DISAGREES),
    "perhaps among them": (("two soldiers", 2, 2), [("five people", 5, 5)], Verdict.CANNOT_TELL),
    "more than all": (("nine soldiers", 9, 9), [("five people", 5, 5)], Verdict.DISAGREES),
}


@pytest.mark.parametrize(("own", "others", "verdict"), PARTS.values(), ids=PARTS.keys())
def test_figures_made_of_parts(own: tuple[str, int, int], others: list[Row], verdict: Verdict) -> None:
    assert _find([own], others).verdict is verdict


def test_a_headline_that_counts_only_some_does_not_contradict_its_text() -> None:
    finding = _find([("two soldiers", 2, 2), ("two soldiers and a cook", 3, 3)], [])
    assert (finding.verdict, finding.reason) == (Verdict.CANNOT_TELL, "Only the same source repeats it.")


def test_a_part_is_borne_out_where_another_voice_gives_the_whole() -> None:
    finding = _find([("two soldiers", 2, 2), ("two soldiers (and a cook)", 3, 3)], [("three members of the mission", 3, 3)])
    assert finding.verdict is Verdict.AGREES
    assert finding.reason == "A part of “two soldiers (and a cook)”, which makes “three members of the mission”."


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("two Tarvian soldiers (and a Halvarian one)", [(2, {"tarvian", "soldier"}), (1, {"halvarian", "soldier"})]),
        ("three guards, a driver and at least two cooks", [(3, {"guard"}), (1, {"driver"}), (2, {"cook"})]),
        ("eighteen members of the watch", []),
    ],
)
def test_parts(words: str, parts: list[tuple[int, set[str]]]) -> None:
    assert [(p.low, set(p.group)) for p in parts_of(words)] == parts
