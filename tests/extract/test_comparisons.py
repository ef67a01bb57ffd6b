"""Likenesses and differences that a text claims between happenings."""

from __future__ import annotations

import pytest
from tests.made_up import account_of, document_of, statement_of

from sayso.extract.comparisons import find_comparisons
from sayso.extract.parse import parse
from sayso.model import Stage

CASES = {  # text, words of the two accounts, (kind, cue words)
    "similar": (
        "In May a guard died in a raid on Orvel. Now two have died in a very similar attack on Tessk.",
        ("a raid on Orvel", "similar attack on Tessk"), "likeness", "similar",
    ),
    "unlike": (
        "In May a guard died in a raid on Orvel. Unlike then, the shelling of Tessk went unanswered.",
        ("a raid on Orvel", "the shelling of Tessk"), "difference", "Unlike",
    ),
    "parallel": (
        "The sinking of a ferry opened the war of 1911. The blast at Tessk is a striking parallel to it.",
        ("The sinking of a ferry", "The blast at Tessk"), "historical", "parallel to",
    ),
    "parity": (
        "If the raid on Orvel was reason enough to bomb a port, then surely the shelling of Tessk is too.",
        ("the raid on Orvel", "the shelling of Tessk"), "parity", "then",
    ),
    "spot the difference": (
        "The raid on Orvel brought an air war. The shelling of Tessk brought nothing. Spot the difference.",
        ("The raid on Orvel", "The shelling of Tessk"), "difference", "Spot the difference",
    ),
    "compare": (
        "The raid on Orvel brought an air war, the shelling of Tessk a note. Compare the answers.",
        ("The raid on Orvel", "the shelling of Tessk"), "difference", "Compare",
    ),
    "precedent": (
        "A ferry was sunk off Marn. There is a precedent for the blast at Tessk.",
        ("A ferry was sunk", "the blast at Tessk"), "historical", "precedent",
    ),
    "what is one worth": (
        "If the raid on Orvel was worth forty sorties, why is the shelling of Tessk worth none?",
        ("the raid on Orvel", "the shelling of Tessk"), "parity", "why is",
    ),
    "only difference": (
        "A shell hit Orvel in May. Another hit Tessk in June. The only difference is the flag on the roof.",
        ("A shell hit Orvel", "Another hit Tessk"), "difference", "The only difference",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "told", "kind", "words"), CASES.values(), ids=CASES.keys())
def test_comparison(text: str, told: tuple[str, str], kind: str, words: str) -> None:
    document = document_of(text)
    accounts = tuple(account_of(document, t) for t in told)
    own = statement_of(document, text, actor="actor-author")
    found = [c for c in find_comparisons(parse(document), accounts=accounts, statements=(own,)) if c.kind == kind]
    assert len(found) == 1
    assert words in found[0].span.exact
    assert {found[0].this, found[0].that} == {a.id for a in accounts}
    assert found[0].by == "actor-author"


def test_nothing_to_compare() -> None:
    assert find_comparisons(parse(document_of("Unlike his brother, he likes plums.")), accounts=()) == ()


def test_a_pretext_that_never_happened_is_a_parallel_too() -> None:
    text = "The raid on Orvel started it all. It recalls the skirmish of 1911, which never happened."
    document = document_of(text)
    raid = account_of(document, "The raid on Orvel")
    pretext = account_of(document, "the skirmish of 1911", stage=Stage.DENIED, flags=("historical",))
    (found,) = find_comparisons(parse(document), accounts=(raid, pretext))
    assert (found.kind, {found.this, found.that}) == ("historical", {raid.id, pretext.id})
