"""Set phrases that say who did it without a word of blame: made-up sentences in, act and suspect out."""

from __future__ import annotations

import pytest
from tests.made_up import document_of

from sayso.extract.actors import find_actors
from sayso.extract.parse import parse
from sayso.extract.statements import read_statements
from sayso.model import Act, Certainty, Comment, DocumentKind, Statement


def read(text: str, *, comment: bool = False) -> tuple[tuple[Statement, ...], dict[str, str]]:
    fields = {"kind": DocumentKind.COMMENT, "comment": Comment(author="Kestrel")} if comment else {}
    parsed = parse(document_of(text, **fields))  # type: ignore[arg-type]
    actors = find_actors(parsed)
    built = read_statements(parsed, actors, model="off")
    return built.statements, {a.id: a.name for a in actors.with_refs(built.refs).actors}


# text -> whom it points at (a word of the name), how surely
POINTED = {
    "money": ("My money is on the smugglers.", "smugglers", Certainty.PROBABLE),
    "guess": ("My guess would be the Zentian ship.", "ship", Certainty.PROBABLE),
    "would bet": ("I would bet on the Dawn Brigade.", "Dawn Brigade", Certainty.PROBABLE),
    "fingerprints": ("The Dawn Brigade's fingerprints are all over this.", "Dawn Brigade", Certainty.CERTAIN),
    "written all over": ("The handcart trick has the Dawn Brigade written all over it.", "Dawn Brigade", Certainty.CERTAIN),
    "prime suspect": ("The Dawn Brigade is the prime suspect.", "Dawn Brigade", Certainty.PROBABLE),
    "trail": ("The trail leads to the Dawn Brigade.", "Dawn Brigade", Certainty.PROBABLE),
    "who else": ("Who else but the Dawn Brigade?", "Dawn Brigade", Certainty.UNKNOWN),
    "motive": ("The Dawn Brigade had the motive and the means.", "Dawn Brigade", Certainty.CERTAIN),
    "most to gain": ("The Dawn Brigade had the most to gain.", "Dawn Brigade", Certainty.CERTAIN),
    "bears": ("The Dawn Brigade bears full responsibility for the deaths.", "Dawn Brigade", Certainty.CERTAIN),
    "past": ("I would not put it past the Dawn Brigade.", "Dawn Brigade", Certainty.POSSIBLE),
    "in the pay of": ("The gunmen had been hired by the Dawn Brigade.", "Dawn Brigade", Certainty.CERTAIN),
    "fault": ("This is the Dawn Brigade's fault.", "Dawn Brigade", Certainty.CERTAIN),
}


@pytest.mark.parametrize(("text", "suspect", "certainty"), POINTED.values(), ids=POINTED)
def test_whom_a_set_phrase_points_at(text: str, suspect: str, certainty: Certainty) -> None:
    statements, names = read(f"Rockets hit the town of Lisk on Monday.\n\n{text}")
    (found,) = [s for s in statements if s.act is Act.ACCUSES and s.content.exact in text]
    assert [suspect in names[a] for a in found.suspects] == [True]
    assert found.certainty is certainty


CLEARED = {
    "fault": "This is not the Dawn Brigade's fault.",
    "odds": "The Dawn Brigade is the least likely of them.",
    "gain": "The Dawn Brigade had nothing to gain.",
}


@pytest.mark.parametrize("text", CLEARED.values(), ids=CLEARED)
def test_the_same_phrases_negated_clear(text: str) -> None:
    statements, _ = read(f"Rockets hit the town of Lisk on Monday.\n\n{text}")
    assert [s.act for s in statements if s.content.exact[:10] == text[:10]] == [Act.EXONERATES]


ANSWERS = {
    "adverb": ("Zentia, obviously.", True),
    "guess": ("Probably the army.", True),
    "herself": ("Maybe she did it herself.", True),
    "it was": ("It was the developers.", True),
    "thanks": ("Good article.", False),
}


@pytest.mark.parametrize(("text", "accuses"), ANSWERS.values(), ids=ANSWERS)
def test_in_a_comment_a_name_may_be_the_whole_answer(text: str, accuses: bool) -> None:
    statements, _ = read(text, comment=True)
    assert any(s.act is Act.ACCUSES for s in statements) is accuses


def test_a_commenters_other_cause_is_kept() -> None:
    statements, _ = read("It was an anchor.", comment=True)
    assert [s.content.exact for s in statements] == ["It was an anchor"]


def test_what_a_commenter_foresees_nobody_has_said() -> None:
    statements, _ = read("The army will say that the brigade did it.", comment=True)
    assert {s.source.name for s in statements} <= {"Kestrel"}
