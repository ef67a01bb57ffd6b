"""Evidence offered, evidence missing, and evidence that fits everyone."""

from __future__ import annotations

import pytest
from tests.made_up import account_of, document_of, quote, statement_of

from sayso.extract.evidence import find_evidence
from sayso.extract.parse import parse
from sayso.model import Act, Polarity, Suspect, SuspectStatus

CASES = {  # text, kind, missing
    "launcher found": (
        "Soldiers found an abandoned rocket launcher in a quarry after the raid on Orvel.",
        "physical",
        False,
    ),
    "intelligence": ("Intelligence reports indicate that Redan ordered the raid on Orvel.", "intelligence", False),
    "footage": ("Footage appears to show trucks leaving before the raid on Orvel.", "video", False),
    "inquiry": ("Investigators concluded that the raid on Orvel was planned abroad.", "investigation", False),
    "stationary": ("The mortars used in the raid on Orvel were fired from a fixed platform.", "physical", False),
    "hallmarks": ("The raid on Orvel bore all the hallmarks of the Redan league.", "pattern", False),
    "no evidence": ("There is no evidence that Redan ordered the raid on Orvel.", "absence", True),
    "not provided": ("Ministers have not yet provided any proof that Redan ordered the raid on Orvel.", "absence", True),
    "lack": ("Members complained about the lack of hard evidence after the raid on Orvel.", "absence", True),
    "would have been published": ("A finding on the raid on Orvel would have been published.", "absence", True),
    "no findings": ("The police have not published any findings on the raid on Orvel.", "absence", True),
    "none published": ("Of the intercepts on the raid on Orvel none has been published.", "absence", True),
    "toxin": ("Thallium was found in his blood after the raid on Orvel.", "other", False),
    "of a make": ("The wreckage left by the raid on Orvel was of a Redan drone.", "physical", False),
    "only some have it": ("Only Redan and its clients fly such a drone as struck in the raid on Orvel.", "other", False),
    "analysis": ("Crater analysis after the raid on Orvel pointed north.", "physical", False),
    "on film": ("After the raid on Orvel a man was filmed with the fuse.", "other", False),
    "not confirmed": ("Experts could not confirm the direction of the raid on Orvel.", "absence", True),
    "unverified": ("The account of the raid on Orvel could not be independently verified.", "absence", True),
}


@pytest.mark.parametrize(("text", "kind", "missing"), CASES.values(), ids=CASES.keys())
def test_item(text: str, kind: str, missing: bool) -> None:
    document = document_of(text)
    raid = account_of(document, "raid on Orvel")
    (item,) = find_evidence(parse(document), statements=(), accounts=(raid,))
    assert (item.kind, item.missing, item.accounts) == (kind, missing, (raid.id,))


@pytest.mark.parametrize(
    "words",
    [
        "Mortars of that kind are widely available in the valley.",
        "Such mortars are on every black market, so anyone could have fired them.",
        "The mortars were of a type that both groups use.",
        "Such a mortar can be bought by anyone.",
        "Every group in the valley has such mortars.",
    ],
)
def test_what_anyone_could_own_fits_every_suspect(words: str) -> None:
    text = f"Police blame Redan or the League for the raid on Orvel. {words}"
    document = document_of(text)
    suspects = tuple(
        Suspect(actor=f"actor-{n.lower()}", span=quote(document, n), kind="organisation", status=SuspectStatus.ACCUSED)
        for n in ("Redan", "League")
    )
    raid = account_of(document, "raid on Orvel", suspects=suspects)
    (item,) = find_evidence(parse(document), statements=(), accounts=(raid,))
    assert item.bears_on == (("actor-redan", "consistent"), ("actor-league", "consistent"))


READINGS = {
    "for": (
        "Intelligence reports indicate that Redan ordered the raid on Orvel",
        Act.ACCUSES,
        Polarity.POSITIVE,
        "consistent",
    ),
    "against": (
        "Radar data show that Redan was not behind the raid on Orvel",
        Act.EXONERATES,
        Polarity.NEGATIVE,
        "inconsistent",
    ),
    "missing": ("There is no evidence that Redan ordered the raid on Orvel", Act.DOUBTS, Polarity.POSITIVE, "neutral"),
}


@pytest.mark.parametrize(("content", "act", "polarity", "reading"), READINGS.values(), ids=READINGS.keys())
def test_reading(content: str, act: Act, polarity: Polarity, reading: str) -> None:
    document = document_of(f"The minister said: {content}.")
    raid = account_of(document, "raid on Orvel")
    said = statement_of(
        document,
        content,
        cue="said",
        source="The minister",
        act=act,
        polarity=polarity,
        about=(raid.id,),
        suspects=("actor-redan",),
    )
    (item,) = find_evidence(parse(document), statements=(said,), accounts=(raid,))
    assert (item.statement, item.bears_on) == (said.id, (("actor-redan", reading),))


def test_a_statement_that_offers_evidence_counts_whatever_its_words() -> None:
    document = document_of("The minister held up a charred boot from the raid on Orvel.")
    said = statement_of(
        document, "a charred boot from the raid on Orvel", cue="held up", source="The minister", act=Act.OFFERS_EVIDENCE
    )
    (item,) = find_evidence(parse(document), statements=(said,), accounts=())
    assert item.span == said.content


def test_a_place_named_again_brings_its_happening_back() -> None:
    document = document_of(
        "A barrage hit Orvel on Sunday. Later, jets bombed the town of Tessk. In the hills above Orvel, police found a mortar in a barn."
    )
    first = account_of(document, "A barrage", place_span=quote(document, "Orvel"))
    second = account_of(document, "jets bombed", place_span=quote(document, "Tessk"))
    (item,) = find_evidence(parse(document), statements=(), accounts=(first, second))
    assert item.accounts == (first.id,)
