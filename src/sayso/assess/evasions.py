"""The ledger comes in; who would not name a culprit, when, and to what question, goes out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.ledger.reader import LedgerReader
from sayso.model import Act, DateRange, Document, DocumentKind, Record, Span, Statement

ASKED = re.compile(
    r"\b(?:asked|pressed|questioned|quizzed|challenged)(?: \w+){0,4}? (?:about|whether|if|who|by whom|what|why|how|on|over|to)\b"
    r"[^.;\n]{0,160}?(?=[,.;:”\"\n]|$)|\b(?:in (?:answer|reply|response) to|to) (?:a|the|reporters[’']?) questions?\b[^.,;\n]{0,120}",
    re.I,
)
BACK = 350  # characters before the words in which the question stands


class Evasion(Record, frozen=True):
    """One refusal to say who did it, with the question where the text gives it."""

    speaker: str
    speaker_actor: str | None
    when: DateRange | None
    incidents: tuple[str, ...]
    span: Span
    question: Span | None
    document: str


def evasions(ledger: LedgerReader, *, comments: bool = False) -> tuple[Evasion, ...]:
    """Every statement by which somebody declines to name, in order of time; the same words of one speaker once."""
    documents = {d.id: d for d in ledger.documents()}
    said = ledger.statements()
    found = [
        _evasion(s, documents[s.document], [o for o in said if o.document == s.document])
        for s in said
        if s.act is Act.DECLINES_TO_NAME and (comments or documents[s.document].kind is not DocumentKind.COMMENT)
    ]
    once: dict[tuple[str, str], Evasion] = {}  # a copy repeats an evasion and is none of its own
    for evasion in sorted(found, key=lambda e: (e.when.start if e.when and e.when.start else "~", e.span)):
        words = " ".join(evasion.span.exact.casefold().split())
        once.setdefault((evasion.speaker_actor or evasion.speaker, words), evasion)
    return tuple(once.values())


def _evasion(said: Statement, document: Document, others: Sequence[Statement]) -> Evasion:
    question = _question(said, document, others)
    return Evasion(
        speaker=said.source.name or "the author",
        speaker_actor=said.source.actor,
        when=said.said or document.published,
        incidents=said.about or _told_before(said, others),
        span=said.content,
        question=question,
        document=document.id,
    )


def _question(said: Statement, document: Document, others: Sequence[Statement]) -> Span | None:
    """A question that another puts shortly before, or the "asked whether" of the sentence itself."""
    start = said.content.start
    put = [s for s in others if "question" in s.flags and start - BACK <= s.content.start and s.content.end <= start]
    put = [s for s in put if s.source.actor != said.source.actor or s.source.actor is None]
    whole = document.span
    low = max(whole.start, start - BACK)
    asked = list(ASKED.finditer(whole.exact[low - whole.start : said.content.end - whole.start]))
    spans = [s.content for s in put] + [whole.part(low + m.start(), low + m.end()) for m in asked]
    return max(spans, key=lambda s: s.start, default=None)


def _told_before(said: Statement, others: Sequence[Statement]) -> tuple[str, ...]:
    before = [s for s in others if s.about and s.content.start <= said.content.start]
    return max(before, key=lambda s: s.content.start).about if before else ()
