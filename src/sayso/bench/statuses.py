"""Suspects with their statements come in; how MUC-4's answer keys would say that each is known goes out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import msgspec

from sayso.model import Certainty, Mode, Statement, Suspect, SuspectStatus

# A suspect named more than once in one incident keeps the status that says most.
STRONGEST = [
    SuspectStatus.CLAIMED,
    SuspectStatus.FACT,
    SuspectStatus.ACCUSED_BY_AUTHORITIES,
    SuspectStatus.ACCUSED,
    SuspectStatus.POSSIBLE,
    SuspectStatus.ACQUITTED,
]
_NEWS = re.compile(
    r"\b(?:sa(?:y|ys|id)|report\w*|confirm\w*|announc\w*|add(?:s|ed)?|state[sd]?|according|inform\w*|note[sd]?|disclos\w*|reveal\w*"
    r"|tells?|told|indicat\w*)\b", re.I,
)  # fmt: skip
_RESPONSIBLE = re.compile(
    r"\b(?:responsib\w+|blam\w+|accus\w+|behind|guilty|culprit\w*|implicat\w+|involve[ds]?|work of|hands? of|perpetrat\w+"
    r"|commit\w* (?:this|the|that|these) crimes?)\b", re.I,
)  # fmt: skip
_BLAMING = re.compile(
    r"\b(?:accus|blam|attribut|charg|alleg|suspect|implicat|impute|ascrib|hold|held|denounc|point|hint)", re.I
)


def likeliest(suspects: Iterable[Suspect], said: Mapping[str, Statement]) -> dict[str, Suspect]:
    """For each actor the suspect whose status says most, as the keys have it; ``said`` are the statements by id."""
    best: dict[str, Suspect] = {}
    for suspect in (_as_told(s, said) for s in suspects):
        old = best.get(suspect.actor)
        if old is None or _weight(suspect, said) < _weight(old, said):
            best[suspect.actor] = suspect
    return best


def _as_told(suspect: Suspect, said: Mapping[str, Statement]) -> Suspect:
    """What the authorities pass on as any other news, with no word of doubt or blame, is "reported as fact"."""
    statement = said.get(suspect.statement or "")
    if (
        suspect.status not in {SuspectStatus.ACCUSED_BY_AUTHORITIES, SuspectStatus.ACCUSED}
        or statement is None
        or not _is_news(statement)
    ):
        return suspect
    return msgspec.structs.replace(suspect, status=SuspectStatus.FACT)


def _is_news(statement: Statement) -> bool:
    told = statement.cue is not None and statement.mode is not Mode.NARRATED and _NEWS.search(statement.cue.exact)
    return bool(told) and statement.certainty is Certainty.CERTAIN and not _RESPONSIBLE.search(statement.content.exact)


def _weight(suspect: Suspect, said: Mapping[str, Statement]) -> int:
    """How much the status says, the most first. What the authorities blame on somebody in so many words says more than the text's own
    telling, which rests on it."""
    statement = said.get(suspect.statement or "")
    cue = statement.cue.exact if statement is not None and statement.cue is not None else ""
    blamed = suspect.status is SuspectStatus.ACCUSED_BY_AUTHORITIES and _BLAMING.search(cue)
    return STRONGEST.index(SuspectStatus.CLAIMED if blamed else suspect.status)
