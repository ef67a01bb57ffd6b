"""The encoder's attributions come in; the same as found sayings, with the words and frames that the rules need, go out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from spacy.tokens import Span as Slice
from spacy.tokens import Token

from sayso.extract.encoder import Attribution, attributions
from sayso.extract.parse import Parsed, ParsedBlock
from sayso.extract.statements.cues import lemma_of, negated
from sayso.extract.statements.found import Found, Range
from sayso.extract.statements.propositions import root_of
from sayso.model import DocumentKind

_QUOTES, _CLOSING = '“”"«»', '”"»'


def by_model(parsed: Parsed) -> tuple[Found, ...]:
    """What the shipped encoder finds in the document."""
    whole, blocks = parsed.document.span, parsed.blocks
    stretches = [(b.span.start - whole.start, b.span.end - whole.start) for b in blocks]
    found = (_found(a, parsed) for a in attributions(whole.exact, paragraphs=stretches))
    return tuple(f for f in found if f is not None)


def _found(one: Attribution, parsed: Parsed) -> Found | None:
    base = parsed.document.span.start
    source, cue, content = ([(a + base, b + base) for a, b in part] for part in (one.source, one.cue, one.content))
    if not content or not cue:
        return None
    number = _block_at(parsed.blocks, cue[0][0])
    block = parsed.blocks[number]
    content = _of_its_own(content, cue[0][0], block=block, parsed=parsed)
    content[-1] = _finished(content[-1], parsed)
    head = _head(_slice(block, (cue[0][0], cue[-1][1])))
    speaker = _slice(parsed.blocks[_block_at(parsed.blocks, source[0][0])], source[0]) if source else None
    words = _slice(block, content[0]) if block.span.start <= content[0][0] < block.span.end else None
    text = parsed.document.span.exact[content[0][0] - base : content[-1][1] - base]
    quoted = text[:1] in _QUOTES and text[-1:] in _QUOTES + ",.?!"
    return Found(
        block=number, content=tuple(content), cue=(cue[0][0], cue[-1][1]), source=tuple(source), speaker=speaker,
        lemma=lemma_of(head) if head is not None else "", head=head, root=root_of(list(words)) if words is not None else None,
        frame="quote" if quoted else "clause", flags=("negated",) if head is not None and negated(head) else (),
        made_by="model", score=one.score,
    )  # fmt: skip


def _of_its_own(content: Sequence[Range], cue: int, *, block: ParsedBlock, parsed: Parsed) -> list[Range]:
    """Without unquoted scraps of other sentences and paragraphs, where something stands beside the cue."""
    begin, stop = (block.span.start + place for place in _sentence_of(block, cue - block.span.start))
    near = [r for r in content if r[0] < stop and begin < r[1]]
    closed = any(r[1] <= cue for r in near)  # "..., his lawyer says." ends what he says
    thread = parsed.document.kind is DocumentKind.COMMENT  # where what follows a quotation is the commenter's own
    kept: list[Range] = []
    text, base = parsed.document.span.exact, parsed.document.span.start
    for start, end in content:
        said = text[start - base : end - base]
        quoted = any(mark in text[max(0, start - 1 - base) : end + 1 - base] for mark in _QUOTES)
        if thread and quoted and (start, end) in near:
            last = max(text.rfind(mark, start - base, end - base) for mark in _CLOSING) + base + 1
            kept.append((start, max(min(end, stop), last) if last > start + 1 else end))
        elif quoted or not near:
            kept.append((start, end))
        elif (start, end) in near:
            kept.append((max(start, begin), min(end, stop)))
        elif start >= stop and end - start > _SCRAP and not (thread and kept) and not closed and not _MINE.search(said):
            kept.append((start, end))
    return kept


_MINE = re.compile(r"\b(?:I|me|my)\b")  # whoever reports would have turned it into "he": the author's own words
_SCRAP = 30  # characters; swept 15 to no limit on PolNeAR dev: no difference in triple50


def _sentence_of(block: ParsedBlock, place: int) -> Range:
    """Characters of the sentence around a place, over borders where no sentence mark stands."""
    start = 0
    for sentence in block.sentences:
        last = next((t for t in reversed(sentence) if not t.is_space and t.text not in _QUOTES), None)
        if last is None or last.text not in {".", "!", "?"}:
            continue
        if place < sentence.end_char:
            return (start, sentence.end_char)
        start = sentence.end_char
    return (start, len(block.span.exact))


_UNFINISHED = frozenset({"det", "amod", "compound", "poss", "prep", "nummod", "aux", "auxpass", "case", "mark", "cc"})


def _finished(place: Range, parsed: Parsed) -> Range:
    """To the end of the phrase where the stretch breaks off at "the" or "at"."""
    block = parsed.blocks[_block_at(parsed.blocks, place[1] - 1)]
    words = _slice(block, (max(place[0], block.span.start), place[1]))
    if words is None or not len(words):
        return place
    last, steps = words[-1], 0
    while last.dep_ in _UNFINISHED and steps < _STEPS:
        wider = last.right_edge if last.right_edge.i > last.i else last.head
        if wider.i <= last.i:
            break
        last, steps = wider, steps + 1
    return (place[0], max(place[1], block.span.start + last.idx + len(last)))


_STEPS = 3


def _block_at(blocks: Sequence[ParsedBlock], place: int) -> int:
    return max(0, bisect_right([b.span.start for b in blocks], place) - 1)


def _slice(block: ParsedBlock, place: Range) -> Slice | None:
    start, end = place[0] - block.span.start, place[1] - block.span.start
    return block.doc.char_span(max(0, start), min(end, len(block.span.exact)), alignment_mode="expand")


def _head(cue: Slice | None) -> Token | None:
    """The last verb of the saying words, else their head word."""
    if cue is None:
        return None
    verbs = [t for t in cue if t.pos_ == "VERB"]
    return verbs[-1] if verbs else cue.root
