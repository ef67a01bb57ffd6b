"""A statement's saying words and what stands around them come in; what the reporting author makes of it goes out."""

from __future__ import annotations

import re

from sayso.extract.certainty import words
from sayso.extract.patterns import section
from sayso.model import Act, Stance

# One to three words in quotation marks inside the author's own sentence: kept at arm's length.
_SCARE = re.compile(r"[“\"‘'](?:[\w’'-]+ ?){1,3}[”\"’']")
_MOTIVE = re.compile(
    r"^\W*(?:but |only )?(?:because|since|in order to|so as to|hoping to|to justify|which (?:is|was) (?:false|untrue|wrong))\b",
    re.IGNORECASE,
)


def stance_of(*, lemma: str, cue: str, around: str, content: str, quoted: bool, act: Act) -> Stance:
    """What the author's own wording gives away: ``around`` is the author's part of the sentence, less what is said."""
    frame = f"{cue} {around}"
    if section("hedges", "rejecting_words").search(frame):
        return Stance.REJECTS
    if section("hedges", "distance_words").search(frame) or _SCARE.search(cue):
        return Stance.DISTANCES
    if imputes_motive(around) and act is Act.ACCUSES:
        return Stance.DISTANCES
    if not quoted and _scare_only(content):
        return Stance.DISTANCES
    if lemma in words("hedges", "endorsing") and act is not Act.DENIES and not quoted:
        return Stance.ENDORSES
    if lemma in words("hedges", "distancing"):
        return Stance.DISTANCES
    return Stance.NEUTRAL


def imputes_motive(text: str) -> bool:
    """Whether the author goes on to say why they would say so."""
    return any(_MOTIVE.search(piece) for piece in re.split(r"[,;()]|(?<=\w) (?=because\b)", text))


def _scare_only(content: str) -> bool:
    """All that is quoted are scraps: "so-called" without the word."""
    scraps = _SCARE.findall(content)
    return bool(scraps) and not re.search(r"[“\"](?:[^”\"]+ ){6,}", content)
