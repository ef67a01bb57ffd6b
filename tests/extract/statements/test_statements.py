"""Who says what, in which words, and what it amounts to: made-up sentences in, exact statements out, by rules alone."""

from __future__ import annotations

import pytest
from tests.made_up import document_of

from sayso.extract.actors import find_actors
from sayso.extract.parse import parse
from sayso.extract.statements import read_statements
from sayso.model import Act, Certainty, Mode, Polarity, Statement, check_spans


def statements_of(text: str) -> tuple[Statement, ...]:
    document = document_of(text)
    parsed = parse(document)
    found = read_statements(parsed, find_actors(parsed), model="off").statements
    for statement in found:
        check_spans(statement, {document.page: text})
    return found


def row(statement: Statement) -> tuple[str, str, str, Act]:
    source = statement.source.span.exact if statement.source.span else ""
    return (source, statement.cue.exact if statement.cue else "", statement.content.exact, statement.act)


ONE = {
    "that-clause": (
        "Officials said the bomb killed nine people.",
        ("Officials", "said", "the bomb killed nine people", Act.REPORTS),
    ),
    "holds responsible": (
        "The ministry holds the Zentian government fully responsible for the deaths.",
        ("The ministry", "holds", "the Zentian government fully responsible for the deaths", Act.ACCUSES),
    ),
    "passive with agent": (
        "The attack was blamed on Red Dawn by the government.",
        ("the government", "was blamed", "The attack was blamed on Red Dawn", Act.ACCUSES),
    ),
    "passive without agent": (
        "The brigade was accused of having planted the bomb.",
        ("", "was accused", "The brigade was accused of having planted the bomb", Act.ACCUSES),
    ),
    "admits, gerund": (
        "The general admitted firing on the convoy.",
        ("The general", "admitted", "firing on the convoy", Act.CLAIMS_RESPONSIBILITY),
    ),
    "denies, object": (
        "The rebels denied any part in the raid.",
        ("The rebels", "denied", "any part in the raid", Act.DENIES),
    ),
    "claims responsibility": (
        "The brigade claimed responsibility for the bombing.",
        ("The brigade", "claimed responsibility for", "the bombing", Act.CLAIMS_RESPONSIBILITY),
    ),
    "refuses to name": (
        "The minister refused to name the group.",
        ("The minister", "refused", "to name the group", Act.DECLINES_TO_NAME),
    ),
    "would not say": (
        "The embassy would not say whether any of its staff were hurt.",
        ("The embassy", "would not say", "whether any of its staff were hurt", Act.DECLINES_TO_NAME),
    ),
    "neither confirm nor deny": (
        "Officials would neither confirm nor deny the report.",
        ("Officials", "would neither confirm nor deny", "the report", Act.DECLINES_TO_NAME),
    ),
    "professes not to know": (
        "“We do not know yet who fired these rockets,” Colonel Petri said.",
        ("Colonel Petri", "said", "We do not know yet who fired these rockets", Act.DECLINES_TO_NAME),
    ),
    "not us": ("“Not by us,” the commander countered.", ("the commander", "countered", "Not by us", Act.DENIES)),
    "our unit": (
        "“It was our unit and nobody else's,” the commander said.",
        ("the commander", "said", "It was our unit and nobody else's", Act.CLAIMS_RESPONSIBILITY),
    ),
    "culprit": (
        "The alliance considers the Dawn Brigade the likely culprit.",
        ("The alliance", "considers", "the Dawn Brigade the likely culprit", Act.ACCUSES),
    ),
    "allegation that": (
        "An allegation by two lawmakers that the bomb was planted by the army drew laughter.",
        ("two lawmakers", "allegation", "that the bomb was planted by the army", Act.ACCUSES),
    ),
    "threat": (
        "“Those who attack our soldiers will be met with force,” the minister said.",
        ("the minister", "said", "Those who attack our soldiers will be met with force", Act.THREATENS),
    ),
    "evidence": (
        "Investigators said a launcher had been found near the road.",
        ("Investigators", "said", "a launcher had been found near the road", Act.OFFERS_EVIDENCE),
    ),
    "according to": (
        "According to the police, the rockets were fired from a truck.",
        ("the police", "According to", "the rockets were fired from a truck", Act.OFFERS_EVIDENCE),
    ),
    "wrong vehicle": (
        "The council condemns the attack on the border post at Lisk.",
        ("The council", "condemns", "the attack on the border post at Lisk", Act.EVALUATES),
    ),
    "interrupted": (
        "The army, the general insisted, fired no rockets.",
        ("the general", "insisted", "fired no rockets", Act.EXONERATES),
    ),
}


@pytest.mark.parametrize(("text", "expected"), ONE.values(), ids=ONE)
def test_one_statement(text: str, expected: tuple[str, str, str, Act]) -> None:
    assert [row(s) for s in statements_of(text)] == [expected]


NARRATED = {
    "nobody": "Nobody has claimed responsibility for the attack.",
    "no group": "No group has said it was behind the blast.",
    "not yet": "The brigade has not claimed responsibility for the attack.",
}


@pytest.mark.parametrize("text", NARRATED.values(), ids=NARRATED)
def test_what_nobody_said_is_told_by_the_author(text: str) -> None:
    (only,) = statements_of(text)
    assert (only.mode, only.act, only.polarity) == (Mode.NARRATED, Act.REPORTS, Polarity.NEGATIVE)
    assert only.source.span is None


MISSING = {
    "passive": "No evidence has been made public to support the accusation.",
    "not published": "Moria has not published any proof that Zentia supplied the rockets.",
    "no findings": "Three weeks on, investigators have released no findings.",
}


@pytest.mark.parametrize("text", MISSING.values(), ids=MISSING)
def test_proof_not_given_is_noted_by_the_author(text: str) -> None:
    (only,) = statements_of(text)
    assert (only.mode, only.act, only.cue) == (Mode.NARRATED, Act.NOTES_MISSING_EVIDENCE, None)


def test_an_interrupted_quotation_is_one_statement() -> None:
    (only,) = statements_of("“The launcher,” General Omar Bey said, “was found near the base.”")
    assert [p.exact for p in only.content_parts] == ["The launcher", "was found near the base."]
    assert (only.act, only.mode) == (Act.OFFERS_EVIDENCE, Mode.DIRECT)


def test_a_colon_announces_the_next_paragraph() -> None:
    text = "Governor Ilan Moss told the assembly:\n\n“Zentia attacked us. There is no doubt.\n\n“We will answer soon.”"
    found = statements_of(text)
    assert [s.content.exact for s in found] == ["Zentia attacked us", "There is no doubt", "We will answer soon."]
    assert {s.source.name for s in found} == {"Ilan Moss"}
    assert {s.cue.exact for s in found if s.cue} == {"told"}


def test_another_speaker_ends_what_is_reported() -> None:
    text = "Police believe the attack was the work of rebels, but a source close to the inquiry said: “We have no idea who did it.”"
    assert [row(s) for s in statements_of(text)] == [
        ("Police", "believe", "the attack was the work of rebels", Act.ACCUSES),
        ("a source close to the inquiry", "said", "We have no idea who did it.", Act.DECLINES_TO_NAME),
    ]


def test_who_was_asked_did_not_ask() -> None:
    asked, answered = statements_of(
        "Asked whether Zentia was behind the attack, the general said that an inquiry was under way."
    )
    assert (asked.source.span, asked.certainty, asked.act) == (None, Certainty.UNKNOWN, Act.REPORTS)
    assert row(answered)[:2] == ("the general", "said")


def test_a_question_accuses_nobody() -> None:
    found = statements_of("“Did Zentia fire the rockets?” asked Senator Bell.")
    assert [(s.act, s.certainty) for s in found] == [(Act.REPORTS, Certainty.UNKNOWN)]


CHAINS = {
    "citing": (
        "The Morian Herald, citing two officials, reported that the strike was an accident.",
        ["The Morian Herald", "two officials"],
    ),
    "quoted as saying": (
        "The agency quoted a military source as saying that the drone had crashed.",
        ["The agency", "a military source"],
    ),
    "three deep": (
        "The Corval Press reported that the minister had told parliament that the general had admitted firing on the convoy.",
        ["The Corval Press", "the minister", "the general"],
    ),
}


@pytest.mark.parametrize(("text", "links"), CHAINS.values(), ids=CHAINS)
def test_chains_run_from_the_reader_to_the_root(text: str, links: list[str]) -> None:
    deepest = max(statements_of(text), key=lambda s: len(s.chain))
    assert [link.span.exact for link in deepest.chain if link.span] == links


def test_a_paper_speaks_for_its_issuer() -> None:
    found = statements_of("According to a report in the Sarn Post, the drone was launched from a ship.")
    assert [(s.source.name, s.source.resolved_by) for s in found] == [("Sarn Post", "document")]


def test_a_pronoun_that_fits_owns_up() -> None:
    found = statements_of("The brigade said it had fired the rockets.")
    assert [s.act for s in found] == [Act.CLAIMS_RESPONSIBILITY]
