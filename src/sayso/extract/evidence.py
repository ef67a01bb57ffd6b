"""A document's statements, accounts and actors come in; the evidence that somebody offered or missed goes out.

Each item says how it was said to bear on the suspects: what fits every suspect is marked so, and tells none of them apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from spacy.tokens import Span as Slice

from sayso.extract.around import REACH, Told, across, after, before, page_range, tellings
from sayso.extract.parse import Parsed, ParsedBlock
from sayso.extract.patterns import section
from sayso.model import Account, Act, Evidence, Polarity, Record, Span, Statement, Suspect, SuspectStatus, make_id

if TYPE_CHECKING:
    from sayso.extract.actors import Actors

_ACCUSED = frozenset({SuspectStatus.DENIED, SuspectStatus.ACQUITTED, SuspectStatus.EXONERATED, SuspectStatus.UNKNOWN_STATED})


class _Page(Record, frozen=True):
    parsed: Parsed
    told: tuple[Told, ...]
    statements: tuple[Statement, ...]


def find_evidence(
    parsed: Parsed,
    *,
    statements: Sequence[Statement],
    accounts: Sequence[Account],
    actors: Actors | None = None,
) -> tuple[Evidence, ...]:
    """Every item of evidence that the document offers, reports as offered, or says is missing."""
    page = _Page(parsed=parsed, told=tellings(accounts), statements=tuple(statements))
    found: list[Evidence] = []
    for block, sentence in parsed.sentences():
        for span, missing, fits_all in _items(block, sentence):
            if not any(span.overlaps(e.span) for e in found):
                found.append(_evidence(page, block, sentence, span, missing=missing, fits_all=fits_all))
    found += [item for item in _from_acts(page) if not any(item.span.overlaps(e.span) for e in found)]
    return tuple(sorted(found, key=lambda e: (e.span.start, e.span.end)))


def _items(block: ParsedBlock, sentence: Slice) -> Iterator[tuple[Span, bool, bool]]:
    """Stretches that name evidence: missing first, since "no evidence was shown" is no evidence shown."""
    text, at = block.text_of(sentence), sentence.start_char
    for pattern in section("evidence", "missing").likely(text):
        for match in pattern.finditer(text):
            yield block.chars(at + match.start(), at + match.end()), True, False
    if section("evidence", "fits_all").search(text):
        yield block.chars(at, sentence.end_char), False, True
    for pattern in section("evidence", "offered").likely(text):
        for match in pattern.finditer(text):
            yield block.chars(at + match.start(), at + match.end()), False, False


def _evidence(page: _Page, block: ParsedBlock, sentence: Slice, span: Span, *, missing: bool, fits_all: bool) -> Evidence:
    said = _holding(page.statements, span)
    account = _account(page, span, page_range(block, sentence), said)
    suspects = _suspects(account, said)
    kind = "absence" if missing else kind_of(span.exact) or kind_of(sentence.text) or "other"
    reading = _reading(said, missing=missing, fits_all=fits_all)
    bears_on = tuple((s, reading) for s in suspects)
    return _record(page, span, kind=kind, said=said, account=account, missing=missing, bears_on=bears_on, fits_all=fits_all)


def _from_acts(page: _Page) -> Iterator[Evidence]:
    """Statements whose act is to offer evidence or to miss it, where no wording above caught the item."""
    for said in page.statements:
        if said.act in {Act.OFFERS_EVIDENCE, Act.NOTES_MISSING_EVIDENCE}:
            missing = said.act is Act.NOTES_MISSING_EVIDENCE
            account = next((t.account for t in page.told if t.account.id in said.about), None)
            reading = _reading(said, missing=missing, fits_all=False)
            kind = "absence" if missing else kind_of(said.content.exact) or "other"
            yield _record(page, said.content, kind=kind, said=said, account=account,
                          missing=missing, bears_on=tuple((s, reading) for s in said.suspects))  # fmt: skip


def _record(
    page: _Page,
    span: Span,
    *,
    kind: str,
    said: Statement | None,
    account: Account | None,
    missing: bool,
    bears_on: tuple[tuple[str, str], ...],
    fits_all: bool = False,
) -> Evidence:
    about = said.about if said and said.about else (account.id,) if account else ()
    return Evidence(
        id=make_id("evidence", page.parsed.document.id, span.start, span.end),
        document=page.parsed.document.id,
        span=span,
        kind=kind,
        statement=said.id if said else None,
        accounts=tuple(dict.fromkeys(about)),
        missing=missing,
        bears_on=tuple(dict.fromkeys(bears_on)),
        fits_all=fits_all,
    )


def kind_of(words: str) -> str | None:
    """What sort of evidence the words name, or None."""
    return next((p.label for p in section("evidence", "kinds").likely(words) if p.search(words)), None)


def _holding(statements: Sequence[Statement], span: Span) -> Statement | None:
    holding = [s for s in statements if s.content.overlaps(span)]
    return min(holding, key=lambda s: (not s.content.holds(span), len(s.content.exact)), default=None)


def _account(page: _Page, span: Span, bounds: tuple[int, int], said: Statement | None) -> Account | None:
    """The happening that the item speaks of: the statement's own, the sentence's, the one at a place that the sentence names,
    one whose suspect the statement names, or the one told last."""
    own = next((t.account for t in page.told if said and t.account.id in said.about), None)
    inside = next((t.account for t in page.told if span.holds(t.span)), None)
    inside = inside or across(page.told, span.start) or before(page.told, span.start, floor=bounds[0])
    inside = inside or after(page.told, span.end, ceiling=bounds[1])
    if own or inside:
        return own or inside
    floor = max(page.parsed.document.span.start, bounds[0] - 2 * REACH)
    earlier = [t for t in page.told if floor <= t.span.start and t.span.end <= bounds[0]]
    whole = page.parsed.document.span
    sentence = whole.exact[bounds[0] - whole.start : bounds[1] - whole.start]
    there = [t for t in earlier if t.account.place_span and t.account.place_span.exact in sentence]
    accused = [t for t in earlier if said and set(said.suspects) & {s.actor for s in t.account.suspects}]
    nearest = there or accused or earlier
    return max(nearest, key=lambda t: (t.span.end, -len(t.span.exact))).account if nearest else None


def _suspects(account: Account | None, said: Statement | None) -> tuple[str, ...]:
    """Those whom the statement names, or else all who are named for the happening."""
    if said and said.suspects:
        return said.suspects
    named: tuple[Suspect, ...] = account.suspects if account else ()
    return tuple(dict.fromkeys(s.actor for s in named if s.status not in _ACCUSED))


def _reading(said: Statement | None, *, missing: bool, fits_all: bool) -> str:
    """How the item was said to bear on a suspect: for, against, or neither."""
    if fits_all:
        return "consistent"
    if missing:
        return "neutral"
    if said and (said.polarity is Polarity.NEGATIVE or said.act in {Act.DENIES, Act.EXONERATES, Act.DOUBTS}):
        return "inconsistent"
    if said and said.act in {Act.ACCUSES, Act.OFFERS_EVIDENCE, Act.CLAIMS_RESPONSIBILITY} and said.suspects:
        return "consistent"
    return "neutral"
