"""A document's blocks come in; where they are questions and answers that no label parts, each goes out as said by who asks or answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sayso.extract.parse import ParsedBlock
from sayso.extract.statements.found import Found
from sayso.model import BlockKind

ASKS, ANSWERS = "asks", "answers"  # flags that tell the two apart
_SAYS_SO = re.compile(
    r"\b(?:interview(?:ed)?|Q ?& ?A|in conversation with|questions and answers|speaks? to|spoke (?:to|with)|I met|we met)\b",
    re.IGNORECASE,
)
_FIRST = re.compile(r"\b(?:I|we|our|my|us|me)\b", re.IGNORECASE)
_LABELLED = re.compile(r"(?:[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}|Q|A|Question|Answer):\s")
_QUOTE = "“\"‘'«"
_PAIRS = 3  # fewer questions with answers are no interview
_TOLD = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADLINE, BlockKind.DECK})


def find_interview(blocks: Sequence[ParsedBlock]) -> Iterator[Found]:
    """Every turn of an interview whose page says that it is one."""
    texts = [b.span.exact.strip() for b in blocks]
    first = next((n for n, b in enumerate(blocks) if b.kind is BlockKind.PARAGRAPH and _asks(texts[n])), None)
    if first is None or not any(_SAYS_SO.search(t) for t in texts[: first + 1]):
        return
    turns = range(first, len(blocks))
    if any(_LABELLED.match(texts[n]) or texts[n][:1] in _QUOTE for n in turns):
        return
    asking = _alternating(texts, first) or {n for n in turns if _asks(texts[n])}
    answers = [n for n in turns if n not in asking]
    if (
        len(asking) < _PAIRS
        or len(answers) < _PAIRS
        or 2 * sum(bool(_FIRST.search(texts[n])) for n in answers) < len(answers)
    ):
        return
    for n in turns:
        if blocks[n].kind in _TOLD:
            yield _turn(blocks[n], n, ASKS if n in asking else ANSWERS)


def _asks(text: str) -> bool:
    return text.endswith("?") and text[:1] not in _QUOTE and not _LABELLED.match(text)


def _alternating(texts: Sequence[str], first: int) -> set[int]:
    """Every second block from the first question on, where most of them ask and few of the others do."""
    even, odd = list(range(first, len(texts), 2)), list(range(first + 1, len(texts), 2))
    asked, answered = sum(_asks(texts[n]) for n in even), sum(_asks(texts[n]) for n in odd)
    return set(even) if 2 * asked >= len(even) and 4 * answered <= len(odd) else set()


def _turn(block: ParsedBlock, number: int, flag: str) -> Found:
    root = next((t for t in block.doc if not t.is_punct and not t.is_space), None)
    return Found(
        block=number, content=((block.span.start, block.span.end),), lemma=":", root=root, frame="transcript", flags=(flag,)
    )
