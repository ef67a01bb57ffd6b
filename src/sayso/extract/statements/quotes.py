"""A block's text comes in; its stretches in quotation marks go out, also where a mark is missing or stray."""

from __future__ import annotations

import re

import msgspec

OPENERS = {"“": "”", "«": "»", "„": "“"}
_MARK = re.compile(r"[“”«»]|''|``|‘‘|’’|\"|(?<![\w.,!?’'])[‘'](?=\w)|(?<=[\w.,!?…])[’'](?![\w])")
_TERMINAL = frozenset(".,!?…—-")
_STRAIGHT = frozenset({'"', "''"})


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    """Characters ``start`` to ``end`` of a block, marks included; ``inner`` is what stands between the marks.

    ``opened`` and ``closed`` are False where that mark is missing. ``single`` marks are ‘ and ’.
    """

    start: int
    end: int
    inner: tuple[int, int]
    opened: bool = True
    closed: bool = True
    single: bool = False
    standing: bool = False  # stands on its own, not woven into the sentence around it

    def holds(self, place: int) -> bool:
        """Whether a character of the block lies inside."""
        return self.start <= place < self.end


def find_quotes(text: str) -> tuple[Quote, ...]:
    """Every quotation of a block, left to right, outermost only."""
    quotes: list[Quote] = []
    opened: tuple[int, str, int] | None = None  # where, which mark, its length
    after = 0
    for match in _MARK.finditer(text):
        mark, at = match.group(), match.start()
        if opened is None:
            if _opens(text, at, mark):
                opened = (at, mark, len(mark))
            elif mark in {"”", "»", '"', "''"} and _stray_close(text, after, at):
                start = _line_start(text, after)
                quotes.append(Quote(start=start, end=match.end(), inner=(start, at), opened=False))
                after = match.end()
            continue
        where, opener, size = opened
        if _closes(opener, mark) and not (mark in _STRAIGHT and _opens(text, at, mark) and not _ends(text, at)):
            quotes.append(Quote(start=where, end=match.end(), inner=(where + size, at), single=opener in "‘'"))
            opened, after = None, match.end()
        elif mark == opener and mark not in _STRAIGHT:  # opened again before it closed: the first was never closed
            continue
    if opened is not None and opened[1] not in "‘'":
        where, _, size = opened
        end = len(text.rstrip())
        quotes.append(Quote(start=where, end=end, inner=(where + size, end), closed=False))
    return tuple(msgspec.structs.replace(q, standing=_standing(text, q)) for q in quotes)


def _opens(text: str, at: int, mark: str) -> bool:
    if mark in {"“", "«", "``", "‘‘"}:
        return True
    if mark in {"”", "»", "’’", "’"}:
        return False
    before = text[at - 1] if at else " "
    after = text[at + len(mark)] if at + len(mark) < len(text) else " "
    return (before.isspace() or before in "([{—–-/:") and not after.isspace()


def _ends(text: str, at: int) -> bool:
    return at > 0 and text[at - 1] in _TERMINAL


def _closes(opener: str, mark: str) -> bool:
    if opener in {"“", "``", "‘‘", "„"}:
        return mark in {"”", "''", "’’"} or (mark == '"' and opener != "„")
    if opener in _STRAIGHT:
        return mark in {opener, "”"}
    if opener == "«":
        return mark == "»"
    return mark in {"’", "'"}


def _stray_close(text: str, after: int, at: int) -> bool:
    """A closing mark that nothing opened: the words before it are quoted where they end as speech does."""
    words = text[after:at].split()
    return len(words) >= 4 and text[at - 1] in ",.!?" and _follows_speech(text[at + 1 :])


def _follows_speech(rest: str) -> bool:
    return bool(
        re.match(
            r"\s*(?:$|[a-z]|[A-Z][\w.’']*(?:\s+[\w.’']+){0,4}?\s+(?:said|says|told|added|asked|wrote|replied|warned)\b)",
            rest,
        )
    )


def _line_start(text: str, after: int) -> int:
    while after < len(text) and (text[after].isspace() or text[after] in ",;—"):
        after += 1
    return after


def _standing(text: str, quote: Quote) -> bool:
    """Whether the quotation is a speech of its own and no scrap inside somebody else's sentence."""
    inner = text[quote.inner[0] : quote.inner[1]].strip()
    words = inner.split()
    if not words or not any(c.isalpha() for c in inner):
        return False
    before = text[: quote.start].rstrip()
    set_off = not before or before[-1] in '.,:;!?”"’)—–-…' or not quote.opened
    ends = inner[-1] in ".,!?…—" or not quote.closed or text[quote.end : quote.end + 1] in {",", "."}
    return (set_off and ((ends and len(words) >= 2) or len(words) >= 5)) or (len(words) >= 6 and inner[0].isupper() and ends)
