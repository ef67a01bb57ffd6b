"""Positions and shifts, the matrix and its sensitivity, answers, comparison and silence."""

from __future__ import annotations

import pytest
from tests.ledgers import Told, ledger_of
from tests.made_up import account_of, day, document_of, quote, statement_of

from sayso.assess import chains, compare, matrix, positions, responses, shifts, silence, unanswered
from sayso.ledger import Ledger
from sayso.model import (
    Account,
    Act,
    Actor,
    ActorKind,
    Certainty,
    Evidence,
    Harm,
    IncidentType,
    Measure,
    Polarity,
    ResponseCue,
    Suspect,
    SuspectStatus,
    Weapon,
)

TEXT = (
    "Rockets killed two guards at Camp Orvel on 4 May. On 5 May Ilan Morrow said the Redan League might have done it. "
    "On 9 May Ilan Morrow said Tavria had done it. The League denied it. Radar data rule out Tavria. The rockets are sold "
    "everywhere. Jets bombed Tessk on 6 May in answer to it, two days later. No report was ever published."
)  # fmt: skip
DOCUMENT = document_of(TEXT, published=day("2031-05-12"), outlet="Valley Post")


def _actor(name: str, kind: ActorKind) -> Actor:
    return Actor(id=f"actor-{name}", name=name, kind=kind, mentions=(quote(DOCUMENT, name),))


ACTORS = [
    _actor("Ilan Morrow", ActorKind.PERSON), _actor("Redan League", ActorKind.ARMED_GROUP),
    _actor("Tavria", ActorKind.STATE),
]  # fmt: skip
LEAGUE, TAVRIA = "actor-Redan League", "actor-Tavria"


def _account(words: str, **fields: object) -> Account:
    return account_of(DOCUMENT, words, **fields)  # type: ignore[arg-type]


def _suspect(name: str) -> Suspect:
    return Suspect(actor=f"actor-{name}", span=quote(DOCUMENT, name), kind="organisation", status=SuspectStatus.ACCUSED)


RAID = _account(
    "Rockets killed two guards at Camp Orvel", type=IncidentType.SHELLING,
    date=day("2031-05-04", None, quote(DOCUMENT, "4 May")), suspects=(_suspect("Redan League"), _suspect("Tavria")),
    weapons=(Weapon(span=quote(DOCUMENT, "Rockets"), kind="rocket"),),
    harm=(Harm(kind="killed", low=2, best=2, high=2, source=None, span=quote(DOCUMENT, "two guards")),),
)  # fmt: skip
BOMBING_DAY = day("2031-05-06", None, quote(DOCUMENT, "6 May"))
BOMBING = _account("Jets bombed Tessk", type=IncidentType.AIR_STRIKE, date=BOMBING_DAY)
FIRST = statement_of(
    DOCUMENT, "the Redan League might have done it", cue="said", source="Ilan Morrow", actor="actor-Ilan Morrow",
    act=Act.ACCUSES, certainty=Certainty.POSSIBLE, said=day("2031-05-05"), about=(RAID.id,), suspects=(LEAGUE,),
)  # fmt: skip
SECOND = statement_of(
    DOCUMENT, "Tavria had done it", cue="said", source="Ilan Morrow", actor="actor-Ilan Morrow", act=Act.ACCUSES,
    said=day("2031-05-09"), about=(RAID.id,), suspects=(TAVRIA,),
)  # fmt: skip
DENIAL = statement_of(
    DOCUMENT, "denied it", cue="denied", source="The League", actor=LEAGUE, act=Act.DENIES, polarity=Polarity.NEGATIVE,
    about=(RAID.id,), suspects=(LEAGUE,),
)  # fmt: skip


def _evidence(words: str, **fields: object) -> Evidence:
    return Evidence(id=f"e-{words}", document=DOCUMENT.id, span=quote(DOCUMENT, words), accounts=(RAID.id,), **fields)  # type: ignore[arg-type]


RADAR = _evidence("Radar data rule out Tavria", kind="intelligence", bears_on=((TAVRIA, "inconsistent"),))
COMMON = _evidence("The rockets are sold everywhere", kind="physical", fits_all=True)
UNSEEN = _evidence("No report was ever published", kind="absence", missing=True)
LAG = Measure(
    id="lag", document=DOCUMENT.id, kind="lag", span=quote(DOCUMENT, "two days later"), unit="days", low=2, high=2,
    this=BOMBING.id, that=RAID.id, relation="after",
)  # fmt: skip


@pytest.fixture
def ledger() -> Ledger:
    """The one report, linked."""
    return _ledger("stated")


def _ledger(basis: str) -> Ledger:
    cue = ResponseCue(
        id="cue", document=DOCUMENT.id, trigger=RAID.id, response=BOMBING.id, span=quote(DOCUMENT, "in answer to it"),
        lag="lag", basis=basis,
    )  # fmt: skip
    told = Told(
        document=DOCUMENT, accounts=[RAID, BOMBING], statements=[FIRST, SECOND, DENIAL], actors=ACTORS, measures=[LAG],
        responses=[cue], evidence=[RADAR, COMMON, UNSEEN],
    )  # fmt: skip
    return ledger_of(told)


def _raid(ledger: Ledger) -> str:
    return ledger.incident_of(RAID.id).id


def test_positions_in_time(ledger: Ledger) -> None:
    found = [(p.speaker, p.act, p.suspect, p.certainty) for p in positions(_raid(ledger), ledger)]
    assert found == [
        ("Ilan Morrow", "accuses", "Redan League", "possible"),
        ("Ilan Morrow", "accuses", "Tavria", "certain"),
        ("The League", "denies", "Redan League", "certain"),
    ]


def test_a_shift(ledger: Ledger) -> None:
    (shift,) = shifts(positions(_raid(ledger), ledger))
    assert (shift.speaker, shift.reason) == ("Ilan Morrow", "First accuses Redan League, then accuses Tavria.")


def test_matrix(ledger: Ledger) -> None:
    found = matrix(_raid(ledger), ledger)
    who = {h.id: h.actor and ledger.actor(h.actor).name for h in found.hypotheses}
    cells = {r.evidence: {who[c.hypothesis]: (c.reading, c.basis) for c in r.readings} for r in found.rows}
    assert cells[RADAR.id] == {"Redan League": ("neutral", "rule"), "Tavria": ("inconsistent", "span")}
    assert cells[COMMON.id] == {"Redan League": ("consistent", "span"), "Tavria": ("consistent", "span")}
    assert {r.evidence: r.discriminates for r in found.rows} == {RADAR.id: True, COMMON.id: False, UNSEEN.id: False}
    assert [who[h] for h in found.standing] == ["Redan League"]
    assert found.reason == "1 of 3 items of evidence tell the hypotheses apart."


def test_leaving_one_item_out(ledger: Ledger) -> None:
    (turn,) = matrix(_raid(ledger), ledger).sensitivity
    assert (turn.left_out, len(turn.after)) == (RADAR.id, 2)


def test_a_stated_answer(ledger: Ledger) -> None:
    (answer,) = responses(ledger)
    assert (answer.causal, answer.lag_stated, answer.lag_days) == (True, ("two days later",), 2.0)
    assert chains((answer,)) == ((answer.trigger, answer.response),)


def test_order_alone_is_never_called_an_answer() -> None:
    (answer,) = responses(_ledger("sequence"))
    assert not answer.causal
    assert answer.reason.startswith("Only the order in time is stated.")
    assert chains((answer,)) == ()


def test_no_answer_is_known_only_up_to_the_day_of_the_texts(ledger: Ledger) -> None:
    (open_end,) = unanswered(ledger)
    assert (open_end.incident, open_end.as_of) == (ledger.incident_of(BOMBING.id).id, "2031-05-12")
    assert "later ones may tell one" in open_end.reason


def test_compare(ledger: Ledger) -> None:
    found = compare(_raid(ledger), ledger.incident_of(BOMBING.id).id, ledger)
    rows = {f.name: (f.this, f.that, f.alike) for f in found.features}
    assert rows["type"] == ("shelling", "air strike", False)
    assert rows["date"] == ("2031-05-04", "2031-05-06 (2 days apart)", False)
    assert rows["killed"] == ("2", "not told", None)
    assert rows["suspects"] == ("Redan League, Tavria", "not told", None)
    assert rows["lag"] == ("2 days", "not told", None)
    assert found.reason == "Alike in nothing told; unlike in type, date."


def test_silence_is_of_these_texts_only(ledger: Ledger) -> None:
    found = {(s.kind, s.about and ledger.actor(s.about).name): s.reason for s in silence(_raid(ledger), ledger)}
    assert set(found) == {
        ("no_denial", "Tavria"), ("no_evidence", "Redan League"), ("no_evidence", "Tavria"), ("expected_publication", None),
    }  # fmt: skip
    assert found["no_denial", "Tavria"] == (
        "No denial by Tavria is in these texts up to 2031-05-12; that is not to say that there was none."
    )
