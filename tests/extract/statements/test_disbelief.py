"""What an author's next words give away of what he makes of a statement: made-up texts, by rules alone."""

from __future__ import annotations

import pytest
from tests.made_up import document_of

from sayso.extract.actors import find_actors
from sayso.extract.parse import parse
from sayso.extract.statements import read_statements
from sayso.model import Comment, DocumentKind, Stance, Statement


def read(text: str, *, comment: bool = False) -> tuple[Statement, ...]:
    document = (
        document_of(text, kind=DocumentKind.COMMENT, comment=Comment(author="Kestrel")) if comment else document_of(text)
    )
    parsed = parse(document)
    return read_statements(parsed, find_actors(parsed), model="off").statements


DOUBTED = {
    "an aside": (
        "The Zentians say the plane flew into a mountain, which is odd because there are no mountains there.",
        "flew into a mountain",
    ),
    "a contradiction": (
        "The army said that bandits had burned the huts. Satellite images show soldiers there, contradicting the army's version.",
        "bandits had burned the huts",
    ),
    "his own name for it": ("Minister Hadley calls this a principled policy. I call it arithmetic.", "principled policy"),
    "an echo": (
        "The minister said that the work was unmistakable Zentian craft. Unmistakable!",
        "unmistakable Zentian craft",
    ),
    "showed none": (
        "The police chief said that the rebels had burned the mill. He gave no evidence.",
        "rebels had burned the mill",
    ),
    "in fact": (
        "The minister said that the rockets hit the embassy. But in fact the rockets landed a mile away.",
        "rockets hit the embassy",
    ),
    "full of it": (
        "General McAbe said that the militia had fired the rockets. The rockets were old.\n\nMcAbe is full of it.",
        "militia had fired the rockets",
    ),
    "asked for evidence": (
        "The deputy said that Sarkand had poisoned the swans. Asked for evidence, his office sent a link.",
        "Sarkand had poisoned the swans",
    ),
    "made up": (
        "The chief said that the boys fell on the stairs. You couldn't make it up.",
        "boys fell on the stairs",
    ),
    "a short no": (
        "I knew Orsi well. The chief has mentioned a jealous husband. Orsi was not married. I miss her.",
        "a jealous husband",
    ),
    "whom she never": (
        "I knew Orsi well, and I miss her. The minister has mentioned drug traffickers, whom Orsi had never written about.",
        "drug traffickers",
    ),
    "swears": ("General Bran swears that no sapper of his was near the bridge.", "no sapper of his was near the bridge"),
    "a fact check": (
        "Claim: Sarkandi agents poisoned the swans.\n\nVerdict: UNPROVEN\n\nA post says that agents of Sarkand poisoned the swans.",
        "agents of Sarkand poisoned the swans",
    ),
}


@pytest.mark.parametrize(("text", "words"), DOUBTED.values(), ids=DOUBTED)
def test_the_author_stands_apart(text: str, words: str) -> None:
    found = [s for s in read(text) if words in s.content.exact and s.stance is not Stance.OWN]
    assert [s.stance for s in found] == [Stance.DISTANCES]


BELIEVED = {
    "the next speaker": "The minister said that the rebels had burned the mill. The rebels said they had not.",
    "more of the same": "The minister said that the rebels had burned the mill. He said two men were hurt.",
    "what came of it": "The minister said that the rebels had burned the mill. The mill stood for a century.",
}


@pytest.mark.parametrize("text", BELIEVED.values(), ids=BELIEVED)
def test_a_report_takes_no_side(text: str) -> None:
    first = next(s for s in read(text) if "burned the mill" in s.content.exact)
    assert first.stance is Stance.NEUTRAL


def test_an_aside_is_not_what_was_said() -> None:
    said = next(s for s in read(DOUBTED["an aside"][0]) if s.stance is Stance.DISTANCES)
    assert said.content.exact.endswith("flew into a mountain")


def test_commenters_mock_what_they_copy_and_gainsay_what_they_cite() -> None:
    copied = read("“fishermen had seen a streak of smoke” — which fishermen?", comment=True)
    assert [s.stance for s in copied if "copied" in s.flags] == [Stance.DISTANCES]
    figure = read("The ministry said “unprecedented rainfall” broke the dam. It rained 9 millimetres.", comment=True)
    assert next(s for s in figure if "unprecedented" in s.content.exact).stance is Stance.DISTANCES
    cited = read("The army says drug gangs blew up the clinic. The gangs have no aircraft.", comment=True)
    assert next(s for s in cited if "blew up" in s.content.exact).stance is Stance.DISTANCES
