"""Who says what, in which words, and what it amounts to: made-up sentences in, exact statements out, by rules alone."""

from __future__ import annotations

import pytest
from tests.made_up import document_of

from sayso.extract.actors import find_actors
from sayso.extract.parse import parse
from sayso.extract.statements import read_statements
from sayso.model import Act, Certainty, Mode, Polarity, Stance, Statement, check_spans


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
    "lies with": (
        "The envoy said responsibility for the raid lies squarely with the Dawn Brigade.",
        ("The envoy", "said", "responsibility for the raid lies squarely with the Dawn Brigade", Act.ACCUSES),
    ),
    "to blame": (
        "Neighbours said a former contractor was to blame.",
        ("Neighbours", "said", "a former contractor was to blame", Act.ACCUSES),
    ),
    "its own fighters": (
        "The group said its fighters had executed the operation.",
        ("The group", "said", "its fighters had executed the operation", Act.CLAIMS_RESPONSIBILITY),
    ),
    "neither nor": (
        "“We neither planned nor carried out this attack,” the deputy leader said.",
        ("the deputy leader", "said", "We neither planned nor carried out this attack", Act.DENIES),
    ),
    "short denial": ("The colonel dismissed the claim.", ("The colonel", "dismissed", "the claim", Act.DENIES)),
    "called false": (
        "The embassy described the allegations as baseless.",
        ("The embassy", "described", "the allegations as baseless", Act.DENIES),
    ),
    "pleads": ("Karel Vost pleaded not guilty.", ("Karel Vost", "pleaded", "not guilty", Act.DENIES)),
    "by saying so": (
        "“We reject any suggestion of foul play,” the minister said.",
        ("the minister", "said", "We reject any suggestion of foul play", Act.DENIES),
    ),
    "no fingers": (
        "“We are not pointing fingers,” the spokesman said.",
        ("the spokesman", "said", "We are not pointing fingers", Act.DECLINES_TO_NAME),
    ),
    "not a scrap": (
        "His lawyer said there was not a scrap of forensic evidence.",
        ("His lawyer", "said", "there was not a scrap of forensic evidence", Act.NOTES_MISSING_EVIDENCE),
    ),
    "position": (
        "The ministry's position is that the army fired first.",
        ("The ministry's", "position is", "that the army fired first", Act.ACCUSES),
    ),
    "whom one tells": (
        "The bridge was mined, the engineer told reporters on Friday.",
        ("the engineer", "told", "The bridge was mined", Act.REPORTS),
    ),
    "wants us to believe": (
        "The ministry wants us to believe that the drone failed.",
        ("The ministry", "to believe", "that the drone failed", Act.EVALUATES),
    ),
    "swears, of the past": (
        "The ministry swore that it had no troops in the valley.",
        ("The ministry", "swore", "that it had no troops in the valley", Act.REPORTS),
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


def test_a_charge_that_is_denied_is_the_clause_before_it() -> None:
    text = "Officials said the rocket had been fired by the brigade, an accusation the group denied within hours."
    said, denied = statements_of(text)
    assert row(said)[2:] == ("the rocket had been fired by the brigade", Act.ACCUSES)
    assert row(denied)[0::3] == ("the group", Act.DENIES)
    assert (denied.content.exact, denied.polarity) == ("the rocket had been fired by the brigade", Polarity.NEGATIVE)


def test_which_stands_for_what_is_said() -> None:
    found = statements_of("The envoy accused Zentia of planning a raid, which Zentia denied.")
    assert [row(s)[1:] for s in found if s.act in {Act.ACCUSES, Act.DENIES}] == [
        ("accused", "Zentia of planning a raid", Act.ACCUSES),
        ("denied", "planning a raid", Act.DENIES),
    ]


def test_a_verdict_is_the_authors_and_not_said() -> None:
    (only,) = statements_of("Radio Zent says that the massacre was staged by doctors, a baseless fabrication.")
    assert (only.content.exact, only.stance) == ("that the massacre was staged by doctors", Stance.REJECTS)


def test_a_quotation_behind_a_colon_stands_apart() -> None:
    found = statements_of("Captain Vorn admitted having been near the cable: “My boat was in dry dock that week.”")
    assert found[-1].content.exact.strip("”.") == "My boat was in dry dock that week"
    assert found[-1].polarity is Polarity.POSITIVE


IT = {
    "a body": ("The embassy rejected the report. It said its aircraft had not flown that night.", ["The embassy", "It"]),
    "a thing": ("The crater was deep. It showed that the shell was large.", []),
}


@pytest.mark.parametrize(("text", "sources"), IT.values(), ids=IT)
def test_it_speaks_where_it_is_a_body(text: str, sources: list[str]) -> None:
    assert [s.source.span.exact for s in statements_of(text) if s.source.span] == sources


def test_an_open_question_is_nobodys_statement() -> None:
    found = statements_of("Does the envoy blame Zentia for the raid?")
    assert not [s for s in found if s.act is Act.ACCUSES and s.source.span]


LABELLED = {
    "label": ("VARGA: The army fired first.", "VARGA"),
    "seat in brackets": ("Mr. Harlan Dole (Westmere): The army fired first.", "Harlan Dole"),
    "holder in brackets": ("The Minister of State (Ms. Ruth Abery): The army fired first.", "Ruth Abery"),
    "bullet": ("- General Osk: The army fired first.", "Osk"),
    "in quotation marks": ("“VARGA: The army fired first.”", "VARGA"),
}


@pytest.mark.parametrize(("text", "name"), LABELLED.values(), ids=LABELLED)
def test_labelled_speakers(text: str, name: str) -> None:
    (only,) = [s for s in statements_of(text) if s.source.span]
    assert (only.source.name, only.content.exact.strip("”.")) == (name, "The army fired first")


def test_a_title_with_a_colon_is_no_speaker() -> None:
    assert not [s for s in statements_of("How It Began: The council met again on Friday.") if s.source.span]


def test_who_is_quoted_inside_a_labelled_speech_hangs_on_it() -> None:
    found = statements_of("LARSEN: Critics say the army fired first.")
    assert [[link.span.exact for link in s.chain if link.span] for s in found] == [["LARSEN"], ["LARSEN", "Critics"]]
