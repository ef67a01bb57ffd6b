"""The lines of a text dump, its comments left out, come in; labelled blocks go out: headline, byline, paragraphs, furniture."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from sayso.ingest.byline import SIGN_OFF, is_name, read_byline, read_credit
from sayso.ingest.datelines import read_dateline
from sayso.ingest.furniture import is_furniture
from sayso.ingest.lines import Line
from sayso.model import Block, BlockKind, Record, Span

PROSE_WORDS = 12  # a block of so many words that ends like a sentence is prose
LONG_WORDS = 25  # prose whatever its end
GAP = 8  # short blocks in a row that end an article
DECK_WORDS = 20
REPEATED, SIGNED = 5, 4  # what it adds to a headline's score that it stands twice on the page, or over a byline
ABOVE = 30  # blocks above the first prose among which the headline is looked for
WRAP = range(45, 101)  # line lengths of hard-wrapped text
_SENTENCE = re.compile(rf"[.!?…:;][\"'”’)\]]*\s*$|[”\"]\s*$|{SIGN_OFF.pattern}")
_BY_ALONE = re.compile(r"^(?:written\s+)?by:?$|^authors?(?:\s+of\s+the\s+article)?:?$", re.IGNORECASE)
_CAPTION = re.compile(
    r"\((?:photo|image|file|ap|afp|reuters|getty)\b[^)]*\)\s*$|^(?:photo|image|picture|caption)\b", re.IGNORECASE
)


# Notes to the reader, which stand where headlines stand.
_ADDRESSED = re.compile(
    r"\b(?:your?|please|subscri\w+|account|browser|log(?:ged)?\s+in|sign(?:ing)?\s+(?:up|in)|copyright|newsletter|cookies?|preferred\s+source|search\s+author|continues?\s+below|advertisement|skip\s+to)\b",
    re.IGNORECASE,
)


class Group(Record, frozen=True):
    """Lines that make one block."""

    start: int
    end: int
    bullet: bool
    words: int


def label_blocks(lines: Sequence[Line], *, text: str, page: str, thread: int | None = None) -> tuple[Block, ...]:
    """Blocks in reading order. The article is the run with most prose; what lies outside it is furniture.

    ``thread`` is where the page's comments begin: what stands behind them is seldom the article.
    """
    groups = _groups(lines)
    if not groups:
        return ()
    bodies = [text[g.start : g.end] for g in groups]
    prose = [_is_prose(g, b) for g, b in zip(groups, bodies, strict=True)]
    weights = [_weight(g, b, thread=thread) for g, b in zip(groups, bodies, strict=True)]
    first, last = _main_run(weights, prose)
    headline = _headline(groups, bodies, before=first)
    top = headline if headline is not None else first
    kinds = [
        _kind(i, bodies, prose=prose[i], headline=headline, top=top, first=first, last=last) for i in range(len(groups))
    ]
    _decks(kinds, groups, top=top)
    return tuple(
        Block(kind=k, span=Span(page=page, start=g.start, end=g.end, exact=b))
        for k, g, b in zip(kinds, groups, bodies, strict=True)
    )


def _groups(lines: Sequence[Line]) -> list[Group]:
    """Lines joined to blocks: one a line, but hard-wrapped paragraphs whole."""
    runs: list[list[Line]] = []
    for line in lines:
        if runs and not line.gap and not line.bullet and runs[-1][-1].indent <= line.indent + 2:
            runs[-1].append(line)
        else:
            runs.append([line])
    groups = []
    for run in runs:
        for part in [run] if _wrapped(run) else [[line] for line in run]:
            words = sum(len(line.text.split()) for line in part)
            groups.append(Group(start=part[0].start, end=part[-1].end, bullet=bool(part[0].bullet), words=words))
    return groups


def _wrapped(run: Sequence[Line]) -> bool:
    """Whether a run of lines is one paragraph broken at a column: lines of like length that end within sentences."""
    inner = run[:-1]
    if not inner:
        return False
    alike = sum(len(line.text) in WRAP for line in inner)
    open_ = sum(not _SENTENCE.search(line.text) for line in inner)
    return alike * 10 >= len(inner) * 8 and open_ * 10 >= len(inner) * 6


def _is_prose(group: Group, body: str) -> bool:
    if group.words < PROSE_WORDS or is_furniture(body):
        return False
    return group.words >= LONG_WORDS or bool(_SENTENCE.search(body))


def _weight(group: Group, body: str, *, thread: int | None) -> float:
    """Words, for less where they do not end as sentences do or stand behind the comments."""
    weight = group.words * (1.0 if _SENTENCE.search(body) else 0.3)
    return weight * (0.3 if thread is not None and group.start > thread else 1.0)


def _main_run(weights: Sequence[float], prose: Sequence[bool]) -> tuple[int, int]:
    """First and last block of the run with most words of prose; short dumps are one run."""
    runs: list[tuple[int, int, float]] = []
    for i, is_prose in enumerate(prose):
        if not is_prose:
            continue
        if runs and i - runs[-1][1] <= GAP:
            first, _, words = runs.pop()
            runs.append((first, i, words + weights[i]))
        else:
            runs.append((i, i, weights[i]))
    if not runs:
        return 0, len(weights) - 1
    best = max(runs, key=lambda r: r[2])
    return best[0], best[1]


def _headline(groups: Sequence[Group], bodies: Sequence[str], *, before: int) -> int | None:
    """The block above the first prose that reads most like a headline; the upper one of two alike."""
    times = Counter(map(_fold, bodies))
    best: tuple[int, int] | None = None
    for i in range(max(0, before - ABOVE), before):
        score = _title_score(groups[i], bodies[i], least=2 if i == 0 else 3)
        if score:
            score += REPEATED * (times[_fold(bodies[i])] > 1) + SIGNED * any(map(_signs, bodies[i + 1 : i + 4]))
            if best is None or score > best[0]:
                best = (score, i)
    return best[1] if best else None


def _fold(body: str) -> str:
    return " ".join(re.findall(r"\w+", body.casefold()))


def _signs(body: str) -> bool:
    """A byline or a date line, as they stand under headlines."""
    return read_byline(body) is not None


def _title_score(group: Group, body: str, *, least: int) -> int:
    if not least <= group.words <= 30 or "\n" in body.strip() or group.bullet or is_furniture(body):
        return 0
    if (
        re.search(r"[»›]|>>|\|.*\||\bcomments?\b", body, re.IGNORECASE)
        or read_byline(body)
        or read_credit(body)
        or re.search(r"[.,;:]$", body)
        or not re.match(r"[\"“‘'(\[¿¡]?[^\W_]", body)
    ):
        return 0
    if not (body[0].isupper() or body[0].isdigit() or body[0] in "\"“‘'¿¡("):
        return 0
    return max(1, min(group.words, 9) - (5 if _ADDRESSED.search(body) else 0))


def _is_date(body: str) -> bool:
    found = read_byline(body)
    return found is not None and found.stamp is not None and not found.authors


def _kind(i: int, bodies: Sequence[str], *, prose: bool, headline: int | None, top: int, first: int, last: int) -> BlockKind:
    body = bodies[i]
    if i == headline:
        return BlockKind.HEADLINE
    if top - 3 <= i < top and _is_date(body):
        return BlockKind.BYLINE
    if i < top or i > last:
        ends = last < i <= last + 3 and (_closing(body) or all(map(_last_words, bodies[last + 1 : i + 1])))
        return BlockKind.PARAGRAPH if ends else BlockKind.BOILERPLATE
    if is_furniture(body):
        return BlockKind.BOILERPLATE
    if not prose and (i < first + 2 or len(body) < 80) and (read_byline(body) and not read_credit(body)):
        return BlockKind.BYLINE
    if i < first and is_name(body) and i + 1 < len(bodies) and (_is_date(bodies[i + 1]) or _BY_ALONE.match(bodies[i - 1])):
        return BlockKind.BYLINE
    if i < first:
        return (
            BlockKind.CAPTION
            if _CAPTION.search(body)
            else BlockKind.DECK
            if len(body.split()) >= 3
            else BlockKind.BOILERPLATE
        )
    return BlockKind.PARAGRAPH


def _decks(kinds: list[BlockKind], groups: Sequence[Group], *, top: int) -> None:
    """Up to two short blocks right under a headline are its deck, where a longer paragraph follows."""
    told = [i for i in range(top, len(kinds)) if kinds[i] in (BlockKind.PARAGRAPH, BlockKind.DECK)]
    if kinds[top] is not BlockKind.HEADLINE or len(told) < 4:
        return
    for i in told[:2]:
        if groups[i].words >= DECK_WORDS:
            break
        kinds[i] = BlockKind.DECK


def _last_words(body: str) -> bool:
    """A short sentence, as reports end in one: mostly small letters, closed by a full stop, and not said to the reader."""
    words = re.findall(r"[^\W\d_]+", body)
    if not 3 <= len(words) < LONG_WORDS or is_furniture(body) or _ADDRESSED.search(body) or read_byline(body):
        return False
    small = sum(w[0].islower() for w in words)
    return bool(re.search(r"[.!?][\"”’)]*$", body)) and ":" not in body and body[0].isupper() and small * 2 >= len(words)


def _closing(body: str) -> bool:
    """What may close an article and is no prose by its length: a credit line, a signature of an agency."""
    return bool(read_credit(body)) or bool(read_dateline(body))
