"""The lines of a text dump, its comments left out, come in; labelled blocks go out: headline, byline, paragraphs, furniture."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from sayso.ingest.byline import SIGN_OFF, is_name, read_byline, read_credit
from sayso.ingest.datelines import read_dateline
from sayso.ingest.furniture import closes_page, is_furniture
from sayso.ingest.lines import Line
from sayso.ingest.told import TO_READER, has_finite_verb, is_speech, is_statement
from sayso.model import Block, BlockKind, Record, Span, bare_words

PROSE_WORDS = 12  # a block of so many words that ends like a sentence is prose
LONG_WORDS = 25  # prose whatever its end
GAP = 8  # short blocks in a row that end an article
DECK_WORDS = 20
BETWEEN, SHORT_COST = (
    6,
    2,
)  # what may stand between two sentences at an article's end: furniture counts once, other blocks twice
TALK, TALK_SHARE = 3, 8  # lines of speech that make a page an interview or a record: so many, and one block in eight
REPEATED, SIGNED = 5, 4  # what it adds to a headline's score that it stands twice above the prose, or over a byline
ABOVE = 30  # blocks above the first prose among which the headline is looked for
ROOM = 12  # letters; raggeder lines are broken by hand
WRAP = range(45, 101)  # line lengths of hard-wrapped text
_SENTENCE = re.compile(rf"[.!?…:;][\"'”’)\]]*\s*$|[”\"]\s*$|{SIGN_OFF.pattern}")
_BY_ALONE = re.compile(r"^(?:written\s+)?by:?$|^authors?(?:\s+of\s+the\s+article)?:?$", re.IGNORECASE)
_CAPTION = re.compile(
    r"\((?:photo|image|file|ap|afp|reuters|getty)\b[^)]*\)\s*$|^(?:photo|image|picture|caption)\b", re.IGNORECASE
)

# A section's label under a headline, which is capitalised like a name.
_SECTION = re.compile(
    r"\b(?:news|world|politics|sports?|business|opinions?|analysis|features?|america|east|west|north|south|africa|asia|europe|report"
    r"|staff|desk|bureau|correspondent|editor|breaking|live|updates?|exclusive|story|press|release|agency|wire)\b",
    re.IGNORECASE,
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
    if not any(prose):  # a short item: its sentences are all there is
        prose = [_is_told(b) and not is_furniture(b) for b in bodies]
    weights = [_weight(g, b, thread=thread) for g, b in zip(groups, bodies, strict=True)]
    first, last = _main_run(weights, prose)
    talk = sum(map(is_speech, bodies)) >= max(TALK, len(bodies) // TALK_SHARE)
    bare = not any(is_furniture(b) or closes_page(b) for b in bodies)
    last = _to_end(groups, bodies, last=last, thread=thread, talk=talk, bare=bare)
    headline = _headline(groups, bodies, before=first)
    first = _to_start(bodies, first=first, headline=headline)
    top = headline if headline is not None else first
    kinds = [
        _kind(i, bodies, prose=prose[i], headline=headline, top=top, first=first, last=last) for i in range(len(groups))
    ]
    _decks(kinds, groups, bodies, top=top)
    return tuple(
        Block(kind=k, span=Span(page=page, start=g.start, end=g.end, exact=b))
        for k, g, b in zip(kinds, groups, bodies, strict=True)
    )


def _groups(lines: Sequence[Line]) -> list[Group]:
    """Lines joined to blocks: one a line, but hard-wrapped paragraphs whole."""
    runs: list[list[Line]] = []
    for line, below in itertools.zip_longest(lines, lines[1:]):
        opens = _set_in(line, below)
        if runs and not (line.gap or line.bullet or opens) and _goes_on(runs[-1], line):
            runs[-1].append(line)
        else:
            runs.append([line])
    groups = []
    for run in runs:
        for part in _parts(run):
            words = sum(len(line.text.split()) for line in part)
            groups.append(Group(start=part[0].start, end=part[-1].end, bullet=bool(part[0].bullet), words=words))
    return groups


def _set_in(line: Line, below: Line | None) -> bool:
    """The first line of a paragraph, as typed texts set it in."""
    return below is not None and not (below.gap or below.bullet or line.bullet) and line.indent > below.indent + 2


def _goes_on(run: Sequence[Line], line: Line) -> bool:
    """Whether a line may belong to a run of lines: not where it is set in as the run's first line is."""
    if len(run) > 1 and _set_in(run[0], run[1]) and line.indent > run[-1].indent + 2:
        return False
    numbered = run[0].bullet[:1].isdigit() or _set_in(run[0], line)
    return run[-1].indent <= line.indent + 2 or (len(run) == 1 and numbered)


def _parts(run: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """The paragraphs of a run of lines without a blank one: wrapped ones whole, else one a line."""
    parts = _paragraphs(run)
    sure = _wrapped(run) or any(len(p) > 2 and _wrapped(p) for p in parts)
    for part in parts:
        if sure and (_wrapped(part) or _wrapped(run)):
            yield part
        else:
            yield from ([line] for line in part)


def _wrapped(run: Sequence[Line]) -> bool:
    """Whether a run of lines is one paragraph broken at a column: lines of like length that end within sentences."""
    inner = run[:-1]
    if not inner:
        return False
    alike = sum(len(line.text) in WRAP for line in inner)
    open_ = sum(not _SENTENCE.search(line.text) for line in inner)
    return alike * 10 >= len(inner) * 8 and open_ * 10 >= len(inner) * 6


def _paragraphs(run: Sequence[Line]) -> list[list[Line]]:
    """A wrapped run in its paragraphs: one ends where the next line's first word would still have stood in its last line."""
    width = sorted(len(line.text) for line in run)[len(run) * 3 // 4]
    parts: list[list[Line]] = [[]]
    for line, below in itertools.zip_longest(run, run[1:]):
        parts[-1].append(line)
        if below is None:
            break
        short = len(line.text) + len(below.text.split()[0]) + ROOM < width
        if (short and _ends(line.text, first=line is run[0])) or (below is run[1] and _is_signature(below.text)):
            parts.append([])
    return parts


def _is_signature(line: str) -> bool:
    """A byline or a name on a line of its own, and not the end of a sentence."""
    return not line.endswith(".") and (read_byline(line) is not None or is_name(line))


def _ends(line: str, *, first: bool) -> bool:
    """A sentence's end, a byline or a name; the first line may be a headline."""
    return first or bool(_SENTENCE.search(line)) or _is_signature(line)


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


def _to_end(groups: Sequence[Group], bodies: Sequence[str], *, last: int, thread: int | None, talk: bool, bare: bool) -> int:
    """The last block of a run with the sentences, speeches and list points that go on behind its last long paragraph.

    A few blocks between them may be no sentences (times, names of speakers, buttons); headings of page furniture end it.
    ``bare`` is a text without any furniture: in it sentences need no full stop, as in posts and notes.
    """
    between, lists = 0, True
    for i in range(last + 1, len(groups)):
        if (thread is not None and groups[i].start > thread) or closes_page(bodies[i]):
            break
        if is_furniture(bodies[i]) or (_signs(bodies[i]) and not is_statement(bodies[i])):
            between, lists = between + 1, False
        elif _is_told(bodies[i], talk=talk) or (_is_point(bodies[i]) and (bare or (lists and groups[i].bullet))):
            last, between, lists = i, 0, True
        else:
            between, lists = between + SHORT_COST, lists and bodies[i].endswith(":")
        if between > BETWEEN:
            break
    return last


def _to_start(bodies: Sequence[str], *, first: int, headline: int | None) -> int:
    """The first block of a run with the sentences right above it, down to the headline."""
    stop = -1 if headline is None else headline
    while first - 1 > stop and _is_told(bodies[first - 1]) and not is_furniture(bodies[first - 1]):
        first -= 1
    return first


def _is_told(body: str, *, talk: bool = False) -> bool:
    """A sentence or a speaker's words; in a page of talk, where people say "you" to each other, whatever ends like one."""
    if is_speech(body) or (talk and _SENTENCE.search(body) is not None and not read_byline(body)):
        return True
    return is_statement(body)


def _is_point(body: str) -> bool:
    """A point of a list without a full stop: a sentence by its verb."""
    small = sum(w[0].islower() for w in re.findall(r"[^\W\d_]+", body))
    return len(body.split()) >= 4 and small >= 2 and has_finite_verb(body) and not TO_READER.search(body)


def _headline(groups: Sequence[Group], bodies: Sequence[str], *, before: int) -> int | None:
    """The block above the first prose that reads most like a headline; the upper one of two alike."""
    times = Counter(map(bare_words, bodies[:before]))  # lower down, lists of what is read most repeat other headlines
    best: tuple[int, int] | None = None
    for i in range(max(0, before - ABOVE), before):
        score = _title_score(groups[i], bodies[i], least=2 if i == 0 else 3)
        if score:
            score += REPEATED * (times[bare_words(bodies[i])] > 1) + SIGNED * _signed(bodies[i + 1 : i + 4])
            if best is None or score > best[0]:
                best = (score, i)
    return best[1] if best else None


def _signs(body: str) -> bool:
    """A byline or a date line, as they stand under headlines."""
    return read_byline(body) is not None


def _signed(below: Sequence[str]) -> bool:
    """Whether a byline or a date line stands below, and no label of a section between: that opens another headline."""
    for body in below:
        if _signs(body):
            return True
        if len(body.split()) < 3 and not is_furniture(body) and not _BY_ALONE.match(body) and not is_name(body):
            return False
    return False


def _title_score(group: Group, body: str, *, least: int) -> int:
    if not least <= group.words <= 30 or "\n" in body.strip() or group.bullet or is_furniture(body):
        return 0
    if (
        re.search(r"[»›]|>>|\|.*\||\bcomments?\b|\.{4}|^(?:from|to|cc|date|sent)\s*:", body, re.IGNORECASE)
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
        ends = last < i <= last + 3 and _closing(body)
        return BlockKind.PARAGRAPH if ends else BlockKind.BOILERPLATE
    if is_furniture(body):
        return BlockKind.BOILERPLATE
    if (
        not prose
        and (i < first + 2 or len(body) < 80)
        and (_signs(body) and not read_credit(body) and not is_statement(body))
    ):
        return BlockKind.BYLINE
    if headline is not None and i == headline + 1 == first - 1 and is_name(body) and not _SECTION.search(body):
        return BlockKind.BYLINE
    if i < first and is_name(body) and i + 1 < len(bodies) and (_is_date(bodies[i + 1]) or _BY_ALONE.match(bodies[i - 1])):
        return BlockKind.BYLINE
    if not prose and len(body) < 200 and _CAPTION.search(body) and (i < first or not is_statement(body)):
        return BlockKind.CAPTION
    if i < first and len(body.split()) < 3:
        return BlockKind.BOILERPLATE
    return BlockKind.DECK if i < first else BlockKind.PARAGRAPH


def _decks(kinds: list[BlockKind], groups: Sequence[Group], bodies: Sequence[str], *, top: int) -> None:
    """Up to two short blocks right under a headline are its deck, where a longer paragraph follows."""
    told = [i for i in range(top, len(kinds)) if kinds[i] in (BlockKind.PARAGRAPH, BlockKind.DECK)]
    if kinds[top] is not BlockKind.HEADLINE or len(told) < 4:
        return
    for i in told[:2]:
        if groups[i].words >= DECK_WORDS or is_speech(bodies[i]):
            break
        kinds[i] = BlockKind.DECK


def _closing(body: str) -> bool:
    """What may close an article and is no prose by its length: a credit line, a signature of an agency."""
    return bool(read_credit(body)) or bool(read_dateline(body))
