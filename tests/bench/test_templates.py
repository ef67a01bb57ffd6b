"""Made-up dates and incidents: how MUC-4's task guidelines want them written."""

from __future__ import annotations

from typing import Any

import pytest

from sayso.bench.templates import one_template_each, written
from sayso.model import Basis, DateRange, Precision, Span
from sayso.model.dates import CARRIED

LINE = DateRange(start="1990-05-05", end="1990-05-05", precision=Precision.DAY, basis=Basis.STATED)


def dated(words: str, start: str, end: str = "", *, reason: str = "") -> DateRange:
    span = Span(page="p", start=0, end=len(words), exact=words)
    return DateRange(
        start=start, end=end or start, precision=Precision.DAY, basis=Basis.INFERRED, reason=reason, spans=(span,)
    )


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param(dated("3 APRIL", "1990-04-03"), "03 APR 90", id="day"),
        pytest.param(dated("YESTERDAY", "1990-05-04"), "04 MAY 90", id="counted-off"),
        pytest.param(dated("LAST FRIDAY", "1990-05-04"), "- 05 MAY 90", id="day-of-the-week"),
        pytest.param(dated("FRIDAY, 4 MAY", "1990-05-04"), "04 MAY 90", id="day-of-the-week-with-its-date"),
        pytest.param(dated("IN THE LAST FEW HOURS", "1990-05-04", "1990-05-05"), "- 05 MAY 90", id="few-hours"),
        pytest.param(dated("IN THE LAST 24 HOURS", "1990-05-04", "1990-05-05"), "04 MAY 90 - 05 MAY 90", id="counted-hours"),
        pytest.param(dated("THIS WEEK", "1990-04-30", "1990-05-05"), "- 05 MAY 90", id="week"),
        pytest.param(dated("IN THE PAST THREE MONTHS", "1990-02-05", "1990-05-05"), "- 05 MAY 90", id="months"),
        pytest.param(dated("3 APRIL", "1990-04-03", reason=CARRIED), "- 05 MAY 90", id="taken-over"),
        pytest.param(None, "- 05 MAY 90", id="none"),
    ],
)
def test_a_date_as_the_guidelines_want_it(found: DateRange | None, expected: str) -> None:
    assert written(found, LINE) == expected


def incident(**told: Any) -> dict[str, Any]:
    bare: dict[str, Any] = {
        "type": "BOMBING", "stage": "accomplished", "perp_individuals": [], "perp_orgs": [], "targets": [], "victims": [],
        "victims_named": [], "weapons": [], "date": "- 05 MAY 90", "dated": False, "location": "",
    }  # fmt: skip
    return {**bare, **told}


BANK, SHOP = incident(targets=["BANK"], weapons=["BOMB"]), incident(targets=["SHOP"], weapons=["DYNAMITE"])


def test_instances_that_differ_in_nothing_asked_for_are_one_template() -> None:
    (one,) = one_template_each([BANK, SHOP])
    assert (one["targets"], one["weapons"]) == (["BANK", "SHOP"], ["BOMB", "DYNAMITE"])


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({**SHOP, "type": "ARSON"}, id="type"),
        pytest.param({**SHOP, "stage": "attempted"}, id="stage"),
        pytest.param({**SHOP, "date": "03 MAY 90", "dated": True}, id="date"),
        pytest.param({**SHOP, "location": "TARVENIA: BORSA"}, id="place"),
    ],
)
def test_instances_that_differ_are_templates_of_their_own(other: dict[str, Any]) -> None:
    assert len(one_template_each([BANK, other])) == 2


def test_two_groups_did_two_things() -> None:
    doers = [{"name": name, "confidence": "POSSIBLE"} for name in ("RED FIST", "GREY DAWN")]
    assert len(one_template_each([{**BANK, "perp_orgs": [doers[0]]}, {**BANK, "perp_orgs": [doers[1]]}])) == 2


def test_the_same_target_told_again_without_a_date_is_the_same_template() -> None:
    again = {**BANK, "date": "03 MAY 90", "dated": True, "location": "TARVENIA: BORSA"}
    (one,) = one_template_each([BANK, again])
    assert (one["date"], one["location"], one["targets"]) == ("03 MAY 90", "TARVENIA: BORSA", ["BANK"])


JUDGE = incident(type="ATTACK", victims=["ADA HOLM"], victims_named=["ADA HOLM"], location="TARVENIA: BORSA")
BLAST = incident(targets=["BANK"], date="03 MAY 90", dated=True, location="TARVENIA: TARVENIA")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param(JUDGE, {**JUDGE, "location": "SUNDMARK"}, ("ATTACK", "accomplished"), id="one-dead-two-places"),
        pytest.param(JUDGE, {**JUDGE, "type": "BOMBING"}, ("BOMBING", "accomplished"), id="killed-by-a-bomb"),
        pytest.param({**JUDGE, "stage": "attempted"}, JUDGE, ("ATTACK", "accomplished"), id="tried-and-done"),
        pytest.param(BLAST, {**BLAST, "location": "TARVENIA: BORSA"}, ("BOMBING", "accomplished"), id="town-of-the-country"),
        pytest.param(
            BLAST, {**BLAST, "type": "ATTACK", "stage": "planned"}, ("BOMBING", "accomplished"), id="attack-of-the-day"
        ),
    ],
)
def test_what_is_told_twice_has_one_template(one: dict[str, Any], other: dict[str, Any], expected: tuple[str, str]) -> None:
    (found,) = one_template_each([one, other])
    assert (found["type"], found["stage"]) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(JUDGE, {**JUDGE, "stage": "threatened"}, id="threatened-before"),
        pytest.param(JUDGE, {**JUDGE, "type": "KIDNAPPING"}, id="taken-and-killed"),
        pytest.param({**BLAST, "location": "TARVENIA: ORVEL"}, {**BLAST, "location": "TARVENIA: BORSA"}, id="two-towns"),
    ],
)
def test_what_happened_twice_has_two_templates(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert len(one_template_each([one, other])) == 2
