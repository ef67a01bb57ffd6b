"""What the reporting author makes of a statement, by the author's own wording. Made-up sentences."""

from __future__ import annotations

import pytest

from sayso.extract.stance import imputes_motive, stance_of
from sayso.model import Act, Stance

CASES = {
    "said": ("say", "said", "", Act.REPORTS, Stance.NEUTRAL),
    "admitted": ("admit", "admitted", "", Act.CLAIMS_RESPONSIBILITY, Stance.ENDORSES),
    "claimed": ("claim", "claimed", "", Act.ACCUSES, Stance.DISTANCES),
    "falsely": ("claim", "falsely claimed", "", Act.ACCUSES, Stance.REJECTS),
    "straight face": ("assure", "assures", ", with a straight face ,", Act.ACCUSES, Stance.DISTANCES),
    "without evidence": ("say", "said", "without any evidence", Act.ACCUSES, Stance.REJECTS),
    "motive": ("say", "said", "because that suits him", Act.ACCUSES, Stance.DISTANCES),
}


@pytest.mark.parametrize(("lemma", "cue", "around", "act", "expected"), CASES.values(), ids=CASES)
def test_stance(lemma: str, cue: str, around: str, act: Act, expected: Stance) -> None:
    found = stance_of(lemma=lemma, cue=cue, around=around, content="the army did it", quoted=False, act=act)
    assert found is expected


def test_scare_quotes_keep_words_at_arms_length() -> None:
    found = stance_of(
        lemma="say", cue="said", around="", content="the “proof” is a photograph", quoted=False, act=Act.REPORTS
    )
    assert found is Stance.DISTANCES


@pytest.mark.parametrize(("text", "expected"), [("because it suits them", True), ("on Tuesday", False)])
def test_motive(text: str, expected: bool) -> None:
    assert imputes_motive(text) is expected
