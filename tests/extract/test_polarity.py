"""Whether what is said is affirmed or denied. Made-up sentences."""

from __future__ import annotations

import pytest

from sayso.extract.parse import pipeline, readable
from sayso.extract.polarity import is_negated, polarity_of
from sayso.extract.statements.propositions import root_of
from sayso.model import Act, Polarity

NEGATED = {
    "plain": ("The army fired the rockets.", False),
    "not": ("The army did not fire the rockets.", True),
    "never": ("The army never fired rockets.", True),
    "nobody": ("Nobody has claimed the attack.", True),
    "no object": ("The army fired no rockets.", True),
    "no subject": ("No group has claimed the attack.", True),
    "not only": ("The army not only fired rockets but hid them.", False),
}


@pytest.mark.parametrize(("text", "expected"), NEGATED.values(), ids=NEGATED)
def test_negation(text: str, expected: bool) -> None:
    assert is_negated(root_of(list(pipeline()(readable(text))))) is expected


CASES = {
    "a report": (Act.REPORTS, "say", False, Polarity.POSITIVE),
    "a denial": (Act.DENIES, "deny", False, Polarity.NEGATIVE),
    "an exoneration": (Act.EXONERATES, "say", False, Polarity.NEGATIVE),
    "open doubt": (Act.DOUBTS, "wonder", False, Polarity.UNKNOWN),
    "doubt": (Act.DOUBTS, "doubt", False, Polarity.NEGATIVE),
    "does not believe": (Act.EVALUATES, "believe", True, Polarity.POSITIVE),
    "did not find": (Act.REPORTS, "find", True, Polarity.NEGATIVE),
    "did not say": (Act.REPORTS, "say", True, Polarity.UNKNOWN),
    "did not think": (Act.REPORTS, "think", True, Polarity.NEGATIVE),
    "an evasion": (Act.DECLINES_TO_NAME, "refuse", True, Polarity.POSITIVE),
}


@pytest.mark.parametrize(("act", "lemma", "negated", "expected"), CASES.values(), ids=CASES)
def test_polarity(act: Act, lemma: str, negated: bool, expected: Polarity) -> None:
    assert polarity_of("the army fired the rockets", root=None, act=act, lemma=lemma, cue_negated=negated) is expected


def test_what_is_yet_to_come_has_not_come() -> None:
    text = "the brigade has yet to claim responsibility"
    assert polarity_of(text, root=None, act=Act.REPORTS) is Polarity.NEGATIVE
