"""Roots: chain ends, copies counted once, and what the texts do not show said as such."""

from __future__ import annotations

import msgspec
import pytest
from tests.ledgers import Told, ledger_of
from tests.made_up import account_of, day, document_of, quote, statement_of

from sayso.assess import count_roots, roots
from sayso.model import Act, Actor, ActorKind, DerivationKind, Document, Origin, Place, Polarity, Root, Statement

ORVEL = Place(id="place-o", name="Orvel", lat=30.0, lon=50.0)
WIRE = (
    "Gunmen on motorcycles stormed a checkpoint outside Orvel at dawn on Sunday and killed three guards. "
    "The Redan League did it, and nobody else in the valley could have. The governor closed the road to Tessk until further "
    "notice and asked for help."
)  # fmt: skip


def _actor(document: Document, name: str, *, kind: ActorKind = ActorKind.PERSON, **fields: object) -> Actor:
    span = quote(document, name)
    return Actor(id=f"{document.id}-{name}", name=name, kind=kind, mentions=(span,), **fields)  # type: ignore[arg-type]


def _report(text: str, *speakers: tuple[str, ActorKind, dict[str, object]], **fields: object) -> Told:
    """A report on the raid in which each speaker says "the League did it" (once a text) or the author does."""
    document = document_of(text, published=day("2031-05-05"), **fields)  # type: ignore[arg-type]
    raid = account_of(document, "killed three guards", date=day("2031-05-04"), place="place-o")
    actors = [_actor(document, name, kind=kind, **more) for name, kind, more in speakers]
    content = "League did it"
    said = [
        statement_of(document, content, cue="said", source=a.name, actor=a.id, kind=a.kind, about=(raid.id,)) for a in actors
    ] or [statement_of(document, content, about=(raid.id,))]
    if any(not a.named for a in actors):
        said = [_unnamed(s) for s in said]
    return Told(document=document, accounts=[raid], statements=said, actors=actors, places=[ORVEL])


def _unnamed(said: Statement) -> Statement:
    return msgspec.structs.replace(said, source=msgspec.structs.replace(said.source, named=False))


def _roots(*told: Told) -> tuple[Root, ...]:
    ledger = ledger_of(*told)
    (incident,) = ledger.incidents()
    return roots(incident.id, ledger)


def _spoken(name: str, *, filler: str = "") -> str:
    return f"In Orvel gunmen killed three guards.{filler} “The Redan League did it,” said {name} on Monday."


def test_a_wire_and_its_reprints_are_one_root() -> None:
    credit = (Origin(kind=DerivationKind.REPUBLISHED, name="Hill Wire", role="agency"),)
    texts = [WIRE, f"Our night desk writes. {WIRE}", f"{WIRE} Read more in our Sunday edition."]
    told = [_report(t, derived_from=credit, outlet=f"Paper {i}") for i, t in enumerate(texts)]
    (root,) = _roots(*told)
    assert (root.name, len(root.documents), root.independent) == ("Hill Wire", 3, False)
    assert "counts once" in root.reason


def test_reprints_without_a_credit_are_one_root_by_their_wording() -> None:
    told = [_report(WIRE, outlet="Hill Wire"), _report(f"Our night desk writes. {WIRE}", outlet="Valley Post")]
    (root,) = _roots(*told)
    assert len(root.documents) == 2
    assert "by shared wording" in root.reason


def test_a_wire_its_credited_reprint_and_its_silent_copy_are_one_root() -> None:
    """The wire's own page, a paper that credits it, and one that copies it without a word."""
    credit = (Origin(kind=DerivationKind.REPUBLISHED, name="Hill Wire", role="agency"),)
    told = [
        _report(WIRE, outlet="Hill Wire"),
        _report(f"Our night desk writes. {WIRE}", outlet="Valley Post", derived_from=credit),
        _report(f"{WIRE} Shops in the valley stayed closed."),
    ]
    (root,) = _roots(*told)
    assert (root.name, len(root.documents)) == ("Hill Wire", 3)


def test_a_denial_is_no_root_of_the_accusation() -> None:
    document = document_of("In Orvel gunmen killed three guards. “The League did it,” Morrow said. The League denied it.")
    raid = account_of(document, "killed three guards", date=day("2031-05-04"), place="place-o")
    morrow, league = _actor(document, "Morrow"), _actor(document, "League", kind=ActorKind.ARMED_GROUP)
    common: dict[str, object] = {"about": (raid.id,), "suspects": (league.id,)}
    said = statement_of(document, "League did it", cue="said", source="Morrow", actor=morrow.id, act=Act.ACCUSES, **common)
    denied = statement_of(
        document, "it", cue="denied", source="League", actor=league.id, act=Act.DENIES, polarity=Polarity.NEGATIVE, **common
    )
    ledger = ledger_of(
        Told(document=document, accounts=[raid], statements=[said, denied], actors=[morrow, league], places=[ORVEL])
    )
    (incident,) = ledger.incidents()
    (suspect,) = {a for s in ledger.statements() for a in s.suspects}
    assert [r.name for r in roots(incident.id, ledger, suspect=suspect)] == ["Morrow"]


def test_one_speaker_in_two_papers_is_one_root() -> None:
    person: tuple[str, ActorKind, dict[str, object]] = ("Ilan Morrow", ActorKind.PERSON, {})
    (root,) = _roots(
        _report(_spoken("Ilan Morrow"), person),
        _report(_spoken("Ilan Morrow", filler=" It was a dark and windy night."), person),
    )
    assert (root.name, len(root.documents), root.independent) == ("Ilan Morrow", 2, True)


def test_two_speakers_are_two_roots() -> None:
    found = _roots(
        _report(_spoken("Ilan Morrow"), ("Ilan Morrow", ActorKind.PERSON, {})),
        _report(_spoken("Eda Voss"), ("Eda Voss", ActorKind.PERSON, {})),
    )
    assert {r.name: r.independent for r in found} == {"Ilan Morrow": True, "Eda Voss": True}
    assert (count_roots(found).low, count_roots(found).high) == (2, 2)


def test_two_bodies_of_one_state_are_not_shown_to_be_independent() -> None:
    found = _roots(
        _report(_spoken("the Army"), ("Army", ActorKind.STATE_FORCE, {"country": "XXA"})),
        _report(_spoken("the Ministry"), ("Ministry", ActorKind.OFFICIAL_BODY, {"country": "XXA"})),
    )
    assert sorted(r.independent for r in found) == [False, True]
    assert "Speaks for the same state as" in next(r.reason for r in found if not r.independent)


def test_unnamed_sources_may_be_one() -> None:
    kind = ActorKind.UNNAMED
    found = _roots(
        _report(_spoken("a guard"), ("a guard", kind, {"named": False})),
        _report(_spoken("an official"), ("an official", kind, {"named": False})),
    )
    count = count_roots(found)
    assert (count.low, count.high) == (1, 2)
    assert "Nothing in the texts shows" in count.reason


def test_nobody_says_so() -> None:
    assert count_roots(()).high == 0


SPOKEN = (
    "In Orvel gunmen killed three guards. “The Redan League did it,” said {} on Monday.",
    "Before noon {} said that the Redan League did it, hours after somebody killed three guards at a gate in Orvel.",
)


@pytest.mark.parametrize(
    ("name", "kind", "countries", "number"),
    [
        ("the interior ministry", ActorKind.OFFICIAL_BODY, (None, None), (1, 1)),
        ("the interior ministry", ActorKind.OFFICIAL_BODY, ("XXA", "XXB"), (2, 2)),
        ("two officials", ActorKind.UNNAMED, (None, None), (1, 2)),
    ],
    ids=["one ministry", "ministries of two states", "unnamed officials of two papers"],
)  # fmt: skip
def test_one_name_in_two_texts(
    name: str, kind: ActorKind, countries: tuple[str | None, str | None], number: tuple[int, int]
) -> None:
    told = [
        _report(text.format(name), (name, kind, {"named": False, "country": c}))
        for text, c in zip(SPOKEN, countries, strict=True)
    ]
    count = count_roots(_roots(*told))
    assert (count.low, count.high) == number


def test_one_unnamed_root_is_not_said_to_speak_for_itself() -> None:
    count = count_roots(_roots(_report(_spoken("two officials"), ("two officials", ActorKind.UNNAMED, {"named": False}))))
    assert (count.low, count.high, count.reason) == (1, 1, "Unnamed: it may be the same source as another.")
