"""The ledger comes in; remarks beside the question of who did it go out: rival readings of intelligence, who investigated,
what motive is given, and what speaks for or against a source. Each is somebody's words, and no finding of sayso's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from sayso.extract.patterns import section
from sayso.ledger.reader import LedgerReader
from sayso.model import Act, Certainty, DateRange, Document, DocumentKind, Polarity, Record, Span, Statement

KINDS = ("intelligence", "motive", "interest", "investigation")
_NEAR = 400  # characters: a remark with no incident of its own speaks of the one told last before it
_END = re.compile(r"(?<!\b[A-Z])[.!?][”\"’')]*\s+|\n+")


class Note(Record, frozen=True):
    """One remark: its kind, who makes it, how surely, in what words, and of which incidents. ``detail`` says more of the kind:
    for an investigation ``handed over``, ``published`` or ``not published``; for intelligence, how the words read it."""

    kind: str
    speaker: str
    speaker_actor: str | None
    act: str
    certainty: Certainty
    polarity: Polarity
    when: DateRange | None
    span: Span
    words: Span
    incidents: tuple[str, ...]
    document: str
    detail: str = ""


def notes(ledger: LedgerReader, *, kind: str | None = None, comments: bool = False) -> tuple[Note, ...]:
    """Every remark of these kinds, in the order of the documents; readers' comments only where they are asked for."""
    documents = {d.id: d for d in ledger.documents()}
    said: dict[str, list[Statement]] = {}
    for statement in ledger.statements():
        if comments or documents[statement.document].kind is not DocumentKind.COMMENT:
            said.setdefault(statement.document, []).append(statement)
    found = [
        note
        for document, statements in said.items()
        for wanted in (KINDS if kind is None else (kind,))
        for note in _of_document(wanted, documents[document], statements)
    ]
    return tuple(sorted(found, key=lambda n: (KINDS.index(n.kind), n.document, n.span)))


def rival_readings(ledger: LedgerReader) -> Mapping[str, tuple[Note, ...]]:
    """Remarks on intelligence by incident, where two voices or two readings of it stand beside each other."""
    by_incident: dict[str, list[Note]] = {}
    for note in notes(ledger, kind="intelligence"):
        for incident in note.incidents:
            by_incident.setdefault(incident, []).append(note)
    return {i: tuple(found) for i, found in by_incident.items() if len({(n.speaker, n.detail) for n in found}) > 1}


def _of_document(kind: str, document: Document, statements: list[Statement]) -> Iterator[Note]:
    """Innermost statements first: a remark inside a quoted sentence is the speaker's own."""
    seen: list[Span] = []
    for statement in sorted(statements, key=lambda s: (len(s.content.exact), s.content)):
        sentence = _sentence(document, statement)
        pieces = (statement.content,) if kind == "intelligence" else (statement.content, sentence)
        for piece in pieces:
            for match in (
                m for pattern in section("notes", kind).likely(piece.exact) for m in pattern.finditer(piece.exact)
            ):
                words = piece.part(piece.start + match.start(), piece.start + match.end())
                if any(words.overlaps(s) for s in seen):
                    continue
                seen.append(words)
                yield _note(kind, document, statements, _owner(statement, statements, words), words, sentence)
                break


def _owner(statement: Statement, statements: list[Statement], words: Span) -> Statement | None:
    """Whose words they are: of those who hold them the innermost; the author's where no statement does."""
    holding = [s for s in statements if s.content.holds(words)]
    if holding:
        return min(holding, key=lambda s: len(s.content.exact))
    return statement if statement.content.overlaps(words) else None


def _note(
    kind: str, document: Document, statements: list[Statement], said: Statement | None, words: Span, sentence: Span
) -> Note:
    author = ", ".join(document.authors) or document.outlet or "the author"
    return Note(
        kind=kind,
        speaker=(said.source.name if said else "") or author,
        speaker_actor=said.source.actor if said else None,
        act=str(said.act if said else Act.EVALUATES),
        certainty=said.certainty if said else Certainty.CERTAIN,
        polarity=said.polarity if said else Polarity.POSITIVE,
        when=(said.said if said else None) or document.published,
        span=said.content if said and kind != "interest" else sentence,
        words=words,
        incidents=_incidents(said, statements, words),
        document=document.id,
        detail=_detail(kind, sentence, said),
    )


def _incidents(said: Statement | None, statements: list[Statement], words: Span) -> tuple[str, ...]:
    if said and said.about:
        return said.about
    before = [s for s in statements if s.about and words.start - _NEAR <= s.content.start <= words.end]
    return max(before, key=lambda s: s.content.start).about if before else ()


def _detail(kind: str, sentence: Span, said: Statement | None) -> str:
    if kind == "intelligence" and said is not None:
        return _reads(said)
    if kind != "investigation":
        return ""
    if section("notes", "handed").search(sentence.exact):
        return "handed over"
    if section("notes", "published").search(sentence.exact):
        unpublished = section("notes", "unpublished").search(sentence.exact)
        return "not published" if unpublished else "published"
    return ""


def _reads(said: Statement) -> str:
    """How the words read it: for, against, or open."""
    if said.polarity is Polarity.NEGATIVE or said.act in {
        Act.DENIES,
        Act.DOUBTS,
        Act.EXONERATES,
        Act.NOTES_MISSING_EVIDENCE,
    }:
        return "against"
    if said.polarity is Polarity.UNKNOWN or said.certainty in {Certainty.POSSIBLE, Certainty.UNKNOWN}:
        return "open"
    return "doubtful" if _WEAK.search(said.content.exact) else "for"


_WEAK = re.compile(
    r"\b(?:weak|thin|ambiguous|inconclusive|unclear|uncertain|murky|flimsy|dubious|questionable|scant|contradictory|vague"
    r"|circumstantial|not (?:clear|conclusive|solid|specific|imminent))\b",
    re.I,
)


def _sentence(document: Document, statement: Statement) -> Span:
    """The sentence around the statement's first words."""
    whole = document.span
    at = statement.content.start - whole.start
    ends = [0, *(m.end() for m in _END.finditer(whole.exact)), len(whole.exact)]
    start = max(e for e in ends if e <= at)
    end = min(e for e in ends if e > at) if at < len(whole.exact) else len(whole.exact)
    text = whole.exact[start:end]
    start += len(text) - len(text.lstrip())
    return whole.part(whole.start + start, whole.start + max(start, start + len(text.strip())))
