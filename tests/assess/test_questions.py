"""What is asked of a ledger beside who did it: evasions, series, threats, remarks, facts, surroundings, standards."""

from __future__ import annotations

import pytest
from tests.ledgers import Told, ledger_of
from tests.made_up import account_of, day, document_of, quote, statement_of

from sayso.assess import beside, evasions, facts, fits, notes, parities, presence, rival_readings, series, silence, threats
from sayso.ledger import Ledger
from sayso.model import (
    Act,
    Actor,
    ActorKind,
    Comparison,
    Evidence,
    Harm,
    IncidentType,
    Measure,
    Place,
    Polarity,
    ResponseCue,
    Suspect,
    SuspectStatus,
)

VANE = Actor(id="actor-vane", name="Vane", kind=ActorKind.PERSON)
LEAGUE = Actor(id="actor-league", name="the League", kind=ActorKind.ARMED_GROUP)
FRONT = Actor(id="actor-front", name="the Front", kind=ActorKind.ARMED_GROUP)
ORVEL = Place(id="place-o", name="Orvel", lat=30.0, lon=50.0, country="XXA")
TESSK = Place(id="place-t", name="Tessk", lat=33.0, lon=50.0, country="XXA")


def test_an_evasion_with_its_question_is_told_once() -> None:
    text = "Shells hit Orvel. Asked whether the League had fired them, Vane said it was too early to name anyone."
    document = document_of(text, published=day("2031-05-05"))
    said = statement_of(
        document, "it was too early to name anyone", cue="said", source="Vane", actor=VANE.id, act=Act.DECLINES_TO_NAME
    )
    copy = document_of(text + " Copied.", published=day("2031-05-06"))
    again = statement_of(
        copy, "it was too early to name anyone", cue="said", source="Vane", actor=VANE.id, act=Act.DECLINES_TO_NAME
    )
    ledger = ledger_of(
        Told(document=document, statements=[said], actors=[VANE]), Told(document=copy, statements=[again], actors=[VANE])
    )
    (found,) = evasions(ledger)
    assert found.question is not None
    assert (found.speaker, found.question.exact) == ("Vane", "Asked whether the League had fired them")


def test_one_accuser_one_accused_and_a_series() -> None:
    told = []
    for place, when in ((ORVEL, "2031-05-04"), (TESSK, "2031-08-01")):
        document = document_of(f"Vane blamed the League for the attack on {place.name}.", published=day(when))
        account = account_of(document, f"the attack on {place.name}", date=day(when), place=place.id)
        said = statement_of(
            document, "the League for the attack", cue="blamed", source="Vane", actor=VANE.id, act=Act.ACCUSES, about=(account.id,),
            suspects=(LEAGUE.id,),
        )  # fmt: skip
        told.append(Told(document=document, accounts=[account], statements=[said], actors=[VANE, LEAGUE], places=[place]))
    (found,) = series(ledger_of(*told))
    assert [c.when.start for c in found.charges if c.when] == ["2031-05-04", "2031-08-01"]
    assert found.reason == "Vane names the League for 2 happenings; for 2 of them these texts tell of nothing offered."
    assert series(ledger_of(told[0])) == ()


def test_a_threat_and_what_came_after_it() -> None:
    warning = document_of("Vane warned that any attack on Orvel would be met with force.", published=day("2031-05-01"))
    said = statement_of(
        warning, "any attack on Orvel would be met with force", cue="warned", source="Vane", actor=VANE.id, act=Act.WARNS
    )
    (before,) = threats(ledger_of(Told(document=warning, statements=[said], actors=[VANE])))
    assert before.condition is not None
    assert (before.condition.exact, before.met) == ("any attack on Orvel", ())
    later = document_of("Shells hit Orvel on 4 May 2031. Jets then bombed Tessk in answer.", published=day("2031-05-07"))
    shells = account_of(later, "Shells hit Orvel", date=day("2031-05-04"), place=ORVEL.id, type=IncidentType.SHELLING)
    jets = account_of(later, "Jets then bombed Tessk", date=day("2031-05-06"), place=TESSK.id, type=IncidentType.AIR_STRIKE)
    cue = ResponseCue(id="r", document=later.id, trigger=shells.id, response=jets.id, span=quote(later, "in answer"))
    ledger = ledger_of(
        Told(document=warning, statements=[said], actors=[VANE]),
        Told(document=later, accounts=[shells, jets], responses=[cue], places=[ORVEL, TESSK]),
    )
    (after,) = threats(ledger)
    assert ledger.incident_of(shells.id).id in after.met
    assert after.answers == (ledger.incident_of(jets.id).id,)


NOTES = {
    "motive": ("Vane ordered the raid to please the mine owners.", "motive", "to please the mine", ""),
    "excuse": ("At the time Vane was looking for an excuse to strike.", "motive", "looking for an excuse", ""),
    "interest": ("The Courier (no friend of the League) told it first.", "interest", "(no friend of the League)", ""),
    "own side": ("A general who had argued for the raid now doubts it.", "interest", "who had argued for", ""),
    "handed": ("The army handed the inquiry over to the police.", "investigation", "inquiry", "handed over"),
    "published": ("Investigators concluded that it was an accident.", "investigation", "Investigators", "published"),
    "kept back": ("The inquiry has not published its findings.", "investigation", "inquiry", "not published"),
    "intelligence": ("The intelligence was weak.", "intelligence", "intelligence", "doubtful"),
}


@pytest.mark.parametrize(("text", "kind", "words", "detail"), NOTES.values(), ids=NOTES.keys())
def test_remarks(text: str, kind: str, words: str, detail: str) -> None:
    document = document_of(text)
    ledger = ledger_of(Told(document=document, statements=[statement_of(document, text.rstrip("."))]))
    assert [(n.kind, n.words.exact, n.detail) for n in notes(ledger)] == [(kind, words, detail)]


def test_no_remark_where_only_the_words_are_alike() -> None:
    document = document_of("A police officer close to the inquest of nature walked home. It was only too cold.")
    assert notes(ledger_of(Told(document=document, statements=[statement_of(document, "It was only too cold")]))) == ()


def test_two_readings_of_one_intelligence() -> None:
    document = document_of(
        "Vane said intelligence showed the League did it. Officers said the intelligence was weak. Shells hit Orvel."
    )
    account = account_of(document, "Shells hit Orvel", place=ORVEL.id)
    one = statement_of(document, "intelligence showed the League did it", cue="said", source="Vane", about=(account.id,))
    two = statement_of(document, "the intelligence was weak", cue="said", source="Officers", about=(account.id,))
    (found,) = rival_readings(
        ledger_of(Told(document=document, accounts=[account], statements=[one, two], places=[ORVEL]))
    ).values()
    assert [(n.speaker, n.detail) for n in found] == [("Vane", "for"), ("Officers", "doubtful")]


def _attack() -> tuple[Ledger, str, str, str]:
    """A shelling blamed on the League and answered at Tessk, with a riot beside it and a like shelling left unanswered."""
    text = (
        "Shells fired by the League hit Orvel on 4 May and killed two miners, the mission said. That night rioters burned cars in "
        "Orvel. Jets bombed Tessk in answer. Shells hit Orvel again in July, a very similar attack."
    )
    document = document_of(text, published=day("2031-08-05"), outlet="Loden Courier")
    blamed = Suspect(actor=LEAGUE.id, span=quote(document, "the League"), kind="organisation", status=SuspectStatus.ACCUSED)
    rioters = Suspect(actor=FRONT.id, span=quote(document, "rioters"), kind="organisation", status=SuspectStatus.FACT)
    dead = Harm(kind="killed", low=2, best=2, high=2, source=None, span=quote(document, "two miners"))
    shells = account_of(
        document, "Shells fired by the League hit Orvel", type=IncidentType.SHELLING, place=ORVEL.id, suspects=(blamed,), harm=(dead,),
        date=day("2031-05-04", None, quote(document, "4 May")), place_span=quote(document, "Orvel"),
    )  # fmt: skip
    riot = account_of(
        document, "rioters burned cars", type=IncidentType.RIOT, place=ORVEL.id, suspects=(rioters,), date=day("2031-05-04")
    )
    jets = account_of(document, "Jets bombed Tessk", type=IncidentType.AIR_STRIKE, place=TESSK.id, date=day("2031-05-06"))
    july = account_of(document, "Shells hit Orvel again", type=IncidentType.SHELLING, place=ORVEL.id, date=day("2031-07-06"))
    said = statement_of(
        document, "Shells fired by the League hit Orvel on 4 May and killed two miners", cue="said", source="the mission",
        kind=ActorKind.OFFICIAL_BODY, about=(shells.id,), suspects=(LEAGUE.id,),
    )  # fmt: skip
    night = Measure(
        id="n", document=document.id, kind="lag", span=quote(document, "That night"), unit="days", low=0, high=0, this=riot.id,
        that=shells.id, relation="same_time",
    )  # fmt: skip
    cue = ResponseCue(id="r", document=document.id, trigger=shells.id, response=jets.id, span=quote(document, "in answer"))
    like = Comparison(
        id="c",
        document=document.id,
        span=quote(document, "a very similar attack"),
        this=july.id,
        that=shells.id,
        kind="likeness",
    )
    ledger = ledger_of(
        Told(
            document=document, accounts=[shells, riot, jets, july], statements=[said], actors=[LEAGUE, FRONT], places=[ORVEL, TESSK],
            measures=[night], responses=[cue], comparisons=[like],
        )
    )  # fmt: skip
    first, second, third = (ledger.incident_of(a.id).id for a in (shells, riot, jets))
    return ledger, first, second, third


def test_facts_stand_apart_from_who_did_it() -> None:
    ledger, shells, *_ = _attack()
    found = {f.name: f for f in facts(shells, ledger)}
    assert (found["killed"].value, found["killed"].said_by, found["killed"].official) == (
        "2",
        ("the mission",),
        ("the mission",),
    )
    assert (found["place"].value, found["date"].value) == ("Orvel", "4 May 2031")
    assert not any("League" in f.value for f in found.values())


def test_what_else_happened_there_and_then() -> None:
    ledger, shells, riot, _ = _attack()
    nearest = beside(shells, ledger)[0]
    assert (nearest.incident, nearest.others, nearest.same_night) == (riot, ("the Front",), True)


def test_presence_counts_other_happenings_and_says_where_there_are_none() -> None:
    ledger, shells, *_ = _attack()
    (league,) = presence(shells, ledger)
    assert (league.incidents, league.reason) == ((), "These texts tell of nothing else by the League there.")


def test_an_answer_is_held_against_its_trigger() -> None:
    ledger, shells, _, jets = _attack()
    (fit,) = fits(ledger)
    points = dict(fit.points)
    assert (fit.trigger, fit.response) == (shells, jets)
    assert points["place"].startswith("Orvel and Tessk, 334 km apart")
    assert points["effect"].startswith("told after it, of the trigger’s kind")


def test_one_standard_for_like_cases() -> None:
    ledger, shells, *_ = _attack()
    (pair,) = parities(ledger)
    assert pair.this == shells
    assert "2 days later" in pair.reason
    assert pair.reason.endswith("no answer is told in these texts.")


def test_an_argument_from_silence_is_shown_whole() -> None:
    text = "Shells hit Orvel. Had they proof, it would have been published, but no findings have been released, Vane said."
    document = document_of(text)
    account = account_of(document, "Shells hit Orvel", place=ORVEL.id)
    said = statement_of(
        document, "Had they proof, it would have been published, but no findings have been released", cue="said", source="Vane",
        polarity=Polarity.NEGATIVE, about=(account.id,),
    )  # fmt: skip
    missing = [
        Evidence(
            id=words, document=document.id, span=quote(document, words), kind="absence", statement=said.id, accounts=(account.id,),
            missing=True,
        )
        for words in ("would have been published", "no findings have been released")
    ]  # fmt: skip
    ledger = ledger_of(Told(document=document, accounts=[account], statements=[said], places=[ORVEL], evidence=missing))
    (due,) = (s for s in silence(ledger.incident_of(account.id).id, ledger) if s.kind == "expected_publication")
    assert due.reason == (
        "Vane argues from silence: expected, “would have been published”; what came, “no findings have been released”."
    )


def test_nobody_is_expected_to_deny_what_nobody_is_accused_of() -> None:
    document = document_of("Shells hit Orvel. It is not known who fired them. Jets bombed Tessk.")
    unknown = Suspect(
        actor=FRONT.id, span=quote(document, "not known"), kind="organisation", status=SuspectStatus.UNKNOWN_STATED
    )
    account = account_of(document, "Shells hit Orvel", place=ORVEL.id, suspects=(unknown,))
    ledger = ledger_of(Told(document=document, accounts=[account], actors=[FRONT], places=[ORVEL]))
    assert silence(ledger.incident_of(account.id).id, ledger) == ()
