"""What commenters say of anybody in their own words, on made-up threads, by rules alone."""

from __future__ import annotations

import pytest
from tests.made_up import document_of

from sayso.extract.actors import Actors, find_actors
from sayso.extract.parse import parse
from sayso.extract.statements import read_statements
from sayso.ingest import read_page
from sayso.model import Act, Comment, DocumentKind, Statement


def read(text: str) -> tuple[tuple[Statement, ...], Actors]:
    document = document_of(text, kind=DocumentKind.COMMENT, comment=Comment(author="Kestrel"))
    parsed = parse(document)
    actors = find_actors(parsed)
    built = read_statements(parsed, actors, model="off")
    return built.statements, actors.with_refs(built.refs)


SAID = {
    "what somebody did": ("He took money from Goldvein in 2015.", "He took money from Goldvein in 2015", Act.EVALUATES),
    "what somebody is not": ("They are not gardeners.", "They are not gardeners", Act.EVALUATES),
    "nobody": ("Nobody has fished there since the spill.", "Nobody has fished there since the spill", Act.EVALUATES),
    "things of a kind": ("Trawlers never come that close.", "Trawlers never come that close", Act.EVALUATES),
    "by who": ("Sabotage by who, the fish?", "Sabotage by who, the fish?", Act.EVALUATES),
    "a question in scorn": ("Who pays you?", "Who pays you?", Act.EVALUATES),
    "then who": ("Then who put the drums there, the fairies?", "Then who put the drums there, the fairies?", Act.EVALUATES),
    "another cause": ("It could be natural.", "It could be natural", Act.EVALUATES),
    "where it came from": ("It came from the sky.", "It came from the sky", Act.EVALUATES),
    "look at": ("Look at their election calendar.", "Look at their election calendar", Act.EVALUATES),
    "a set phrase": ("Insurance job.", "Insurance job", Act.EVALUATES),
    "something seen": (
        "My students counted two jets over the bay.",
        "My students counted two jets over the bay",
        Act.OFFERS_EVIDENCE,
    ),
    "pigs": ("Sure, and pigs fly.", "Sure, and pigs fly", Act.DOUBTS),
    "a tag": ("And we all believe Dorsey, don't we.", "we all believe Dorsey, don't we", Act.EVALUATES),
    "who says": ("Who says he didn't bring the guns?", "Who says he didn't bring the guns?", Act.EVALUATES),
    "an account before it": ("@tteret That was a scheduled post.", "That was a scheduled post", Act.EVALUATES),
    "no quarrel": ("We have no quarrel with postmen.", "We have no quarrel with postmen", Act.DENIES),
    "explaining": (
        "Councillor Wim Dorsey has some explaining to do.",
        "Councillor Wim Dorsey has some explaining to do",
        Act.ACCUSES,
    ),
}


@pytest.mark.parametrize(("text", "words", "act"), SAID.values(), ids=SAID)
def test_a_commenter_says_it(text: str, words: str, act: Act) -> None:
    statements, _ = read(text)
    assert [(s.source.name, s.content.exact, s.act) for s in statements] == [("Kestrel", words, act)]


ACCUSED = {
    "a murderer": ("General Paz is a murderer.", "Paz"),
    "a deed": ("The Zentian army shot the pilot.", "Zentian army"),
    "by name": ("Well, Zentian army, you invaded the valley.", "Zentian army"),
    "explaining": ("Councillor Wim Dorsey has some explaining to do.", "Wim Dorsey"),
}


@pytest.mark.parametrize(("text", "name"), ACCUSED.values(), ids=ACCUSED)
def test_whom_a_commenter_accuses(text: str, name: str) -> None:
    statements, actors = read(text)
    found = [(s.act, [actors.by_id[i].name for i in s.suspects]) for s in statements]
    assert [act for act, _ in found] == [Act.ACCUSES]
    assert name in found[0][1][0]


SILENT = ("Thanks for this.", "Good point, I agree.", "Read a book.", "They told me to.\nlol, lawyers.")


@pytest.mark.parametrize("text", SILENT[:3])
def test_small_talk_is_no_statement(text: str) -> None:
    assert read(text)[0] == ()


def test_laughter_and_scraps_accuse_nobody() -> None:
    assert not [s for s in read("lol, lawyers.")[0] if s.act is Act.ACCUSES]
    statements, _ = read("They told the council the smell was seasonal.")
    assert not [s for s in statements if s.content.exact == "the council"]


QUOTED = """Ferry talk » Current Affairs

#1
kestrel77
Senior Member
Posted: Tue 12 Oct 2010 8:14 pm
The Green Fist says it was at a wedding.

#2
marrow
Junior Member
Posted: Tue 12 Oct 2010 8:22 pm
Quote: kestrel77 wrote:
The Green Fist says it was at a wedding.

All of them? How convenient.

#3
lady
Moderator
Posted: Tue 12 Oct 2010 8:40 pm
They were there till four in the morning.
"""


def test_a_quoted_post_is_told_by_who_wrote_it() -> None:
    page = read_page(QUOTED.encode(), uri="x.txt")
    parsed = parse(page.documents[-2])
    statements = read_statements(parsed, find_actors(parsed), model="off").statements
    quoted = next(s for s in statements if "wedding" in s.content.exact)
    assert [link.name for link in quoted.chain][1:] == ["marrow", "kestrel77", "Green Fist"]


@pytest.mark.parametrize("label", ["STATEMENT", "Edit", "TL;DR"])
def test_labels_that_are_no_speakers(label: str) -> None:
    statements, _ = read(f"{label}: The bomb destroyed the clinic.")
    assert {s.source.name for s in statements} <= {"Kestrel"}
