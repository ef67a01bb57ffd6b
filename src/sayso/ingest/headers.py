"""The lines of a text dump come in; the headers of its comments go out, in whatever style repeats on the page itself."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from sayso.ingest.handles import handle_of, is_handle, shown_over, without_handle
from sayso.ingest.lines import ACTION, BOTH, BY, COUNT, FOOT, NAME, PROSE, REPLY_TO, SAYS, SHORT, WHEN, Line
from sayso.model import Record

# What a header may look like, as patterns over the parts of lines. Which one a page uses is counted on the page.
STYLES = {
    "says": re.compile(rf"{SAYS}{REPLY_TO}?(?:{ACTION}{{0,2}}{WHEN})?{REPLY_TO}?"),
    "placed": re.compile(rf"{NAME}{BOTH}"),  # the second line is a town and a date
    "line": re.compile(rf"[{BOTH}{BY}]{REPLY_TO}?"),
    "above": re.compile(rf"{NAME}{{1,2}}{REPLY_TO}?{ACTION}{{0,6}}{WHEN}{{1,2}}{REPLY_TO}?"),
    "below": re.compile(rf"{WHEN}{ACTION}{{0,2}}{NAME}{REPLY_TO}?"),
}
_NAMED = {"says": SAYS, "line": BOTH + BY, "above": NAME, "placed": NAME, "below": NAME}
_POSTED_BY = re.compile(
    r"^(?:posted|comment(?:ed)?|written|submitted|kommentar|publicado|escrito|publié)\s+(?:by|von|por|par)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"\w{3,}[.!?][\"”’)]*$")
_REPLY_WORD = re.compile(
    (
        r"\b(?:reply|antworten|responder|répondre|rispondi|beantwoorden|ответить|permalink|parent|liken|like\s*liked"
        r"|upvote|daumen|add\s+a\s+comment|recommend|click\s+to\s+rate)"
    ),
    re.IGNORECASE,
)
BADGES = re.compile((
    r"(?:\s+(?:OP(?:\s+[MA])*|\d+\s*pts?|\[\s*\w+\s*\]|author|admin|moderator|verified|mod|guest|autor))+$|\s*\(\s*(?:@[\w.]+"
    r"|not verified|verified owner|\d{3,})\s*\)\s*"
), re.IGNORECASE)  # fmt: skip
_LEAD = re.compile(
    r"(?:(?:(?:user\s+)?(?:avatar|gravatar)|profile\s+(?:picture|photo))(?:\s+(?:of|for|von|de))?|(?:comment|kommentar|commentaire|comentario"
    r"|comment[aá]rio)\s+(?:by|von|de|par|por))\s+(?=\S)",
    re.IGNORECASE,
)
# "2 replies" inside a thread opens answers; it is no heading.
_ANSWERS = re.compile(
    r"^\W*(?:view\s+)?\d+\s+(?:more\s+)?(?:repl(?:y|ies)|antwort(?:en)?|respuestas?|réponses?)\W*$", re.IGNORECASE
)
# A title over a comment: "Re: bridge", "Bridge (Score:2)".
_REGARDS = re.compile(r"^(?:re|aw|antw|odp|sv)\s*:|\(\s*score\s*:\s*-?\d", re.IGNORECASE)
# What only forums print of who writes, and the number of a post.
_MEMBER = re.compile(
    r"#\d{1,5}$|^(?:[\w-]+\s+)?member$|^(?:administrator|moderator|newbie|registered\s+user)$|^(?:join(?:ed)?(?:\s+date)?|posts?|messages"
    r"|registered|member\s+since|reaction\s+score)\s*:\s*\S",
    re.IGNORECASE,
)
ABOVE_HEADING = 8  # lines that sorting menus may put between "38 Comments" and the comments
MANY = 4  # people, from which a list of them may be a talk
_FORM = re.compile(
    r"^(?:leave|post|submit|write|add)\s+(?:a|your)\s+(?:new\s+)?(?:comment|reply|response)\W*$|^(?:schreiben?\s+(?:sie\s+)?(?:einen|ihren|deinen)"
    r"|(?:einen\s+)?)\s*kommentar\s+(?:schreiben|verfassen|hinterlassen|abgeben|abschicken|veröffentlichen)\W*$"
    r"|^(?:deja\s+(?:un|tu)\s+comentario|laisser\s+un\s+commentaire|deixe\s+(?:um|seu)\s+comentário|lascia\s+un\s+commento)\W*$",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"[.!?…][\"'”’)\]]*$|[\U0001f300-\U0001faff\u2600-\u27bf]$|[:;]-?[()DP]$")
MIN_SIGNS = 2  # of a thread; see _evidence
ONE_ALONE = 4  # that a single comment needs: a single dated line is on every page


class Header(Record, frozen=True):
    """The lines of one comment's header, ``first`` to ``last``; ``foot`` where it stands under its comment's words."""

    first: int
    last: int
    style: str
    name: tuple[int, int] | None  # page offsets
    when: int | None  # a line
    reply: int | None  # a line
    twice: bool = False
    foot: bool = False


def find_headers(lines: Sequence[Line], *, text: str) -> tuple[tuple[Header, ...], int | None]:
    """The headers of the style that fits the page best, and the line of the thread's heading ("38 Comments")."""
    parts = "".join(line.part for line in lines)
    best: tuple[float, tuple[Header, ...], int | None] = (0.0, (), None)
    for style in STYLES:
        found = _headers(style, parts, lines, text=text)
        if style in ("above", "placed", "below"):
            found = _only_feet(_adjacent(found, lines))
        found, heading = _in_thread(_with_titles(found, lines), lines)
        score = _evidence(found, lines, heading=heading)
        if score > best[0]:
            best = (score, found, heading)
    feet = _over_feet(lines)
    if len(feet) > 1 and len(feet) >= len(best[1]):
        heading = next((i for i in range(feet[0].first - 1, -1, -1) if lines[i].part == COUNT), None)
        return feet, heading
    return best[1], best[2]


def _over_feet(lines: Sequence[Line]) -> tuple[Header, ...]:
    """Comments that end in a row of buttons with their age: a name stands behind the row of the one before."""
    found, above = [], -1
    for foot in (i for i, line in enumerate(lines) if line.part == FOOT):
        if above < 0:
            above = next((i for i in range(foot - 1, -1, -1) if lines[i].part in (COUNT, ACTION) or _opens(lines, i)), -1)
        first = next((i for i in range(above + 1, foot) if lines[i].part == NAME), None)
        if first is not None and foot - first > 1:
            line = lines[first]
            start, end = _without_badges(line.text, 0, len(line.text.rstrip(" ·•")))
            name = (line.start + start, line.start + end)
            found.append(
                Header(first=first, last=_past_standing(lines, first, foot), style="over", name=name, when=foot, reply=None)
            )
        above = foot
    return tuple(found)


def _opens(lines: Sequence[Line], i: int) -> bool:
    """The last line of the article above the first comment: a name stands on its own line behind it."""
    return lines[i].part == PROSE and i + 1 < len(lines) and lines[i + 1].part == NAME and lines[i + 1].gap


def _past_standing(lines: Sequence[Line], first: int, foot: int) -> int:
    """The line of a header's end: where work or home is printed under a name that ends in a dot, that belongs to it."""
    dotted = lines[first].text.rstrip().endswith(("·", "•"))
    return first + 1 if dotted and first + 2 < foot else first


def _headers(style: str, parts: str, lines: Sequence[Line], *, text: str) -> tuple[Header, ...]:
    found = []
    for match in STYLES[style].finditer(parts):
        header = _header(style, match.start(), match.end() - 1, lines=lines, text=text)
        if header:
            found.append(header)
    return tuple(_with_addressees(found, lines))


def _with_addressees(headers: Sequence[Header], lines: Sequence[Line]) -> Iterator[Header]:
    """Some platforms print whom a comment answers under its author's name: there the second name wrote before."""
    wrote: set[str] = set()
    for header in headers:
        at = header.first - 1
        under = lines[header.first]
        if at >= 0 and header.style == "above" and not header.twice and _bare(under.text) in wrote and _over(lines, at):
            header = msgspec.structs.replace(header, first=at, name=(lines[at].start, lines[at].end), reply=header.first)
        wrote.add(_bare(lines[header.first].text))
        yield header


def _over(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is a name that stands right over the next one, and begins a header."""
    line, under = lines[at], lines[at + 1]
    if line.part != NAME or under.gap or under.bullet or line.indent != under.indent:
        return False
    return at == 0 or line.gap or lines[at - 1].part == ACTION


def _header(style: str, first: int, last: int, *, lines: Sequence[Line], text: str) -> Header | None:
    kinds = [lines[i].part for i in range(first, last + 1)]
    at = first + max(i for i, k in enumerate(kinds) if k in _NAMED[style])
    account = style == "above" and at > first and is_handle(lines[at].text)
    twice = account or (style == "above" and at > first and _bare(lines[at - 1].text) == _bare(lines[at].text))
    at -= account
    if style == "above" and at > first and not twice:
        first = at
    when = next((i for i in range(first, last + 1) if lines[i].part in (WHEN, BOTH) or lines[i].stamp), None)
    reply = next((i for i in range(first, last + 1) if lines[i].part == REPLY_TO), None)
    line = lines[at]
    if not line.name or (style == "placed" and not _town_first(lines[last])):
        return None
    start, end = _without_badges(line.text, *line.name)
    end = start + len(without_handle(line.text[start:end]))
    if is_handle(line.text[start:end]) and (over := shown_over(lines, first)) is not None:
        first, line = over, lines[over]
        start, end = _without_badges(line.text, 0, len(line.text))
    foot = style == "above" and text[line.start + start] in "–—" and not line.bullet
    if foot:
        start += len(line.text[start:]) - len(line.text[start:].lstrip("–— "))
    return Header(
        first=first, last=last, style=style, name=(line.start + start, line.start + end), when=when, reply=reply,
        twice=twice, foot=foot,
    )  # fmt: skip


def _town_first(line: Line) -> bool:
    """A place before its date, with no "by" in front of it, and no section's name behind it."""
    return bool(line.name and line.stamp and line.name[0] == 0 and line.name[1] <= line.stamp.start)


def _without_badges(line: str, start: int, end: int) -> tuple[int, int]:
    """A name's offsets without what platforms print before and behind it; "Pingback" and the like stay."""
    lead = _LEAD.match(line, start, end)
    if lead and lead.end() < end:
        start = lead.end()
    match = BADGES.search(line[:end], start)
    if match and match.end() == end and match.start() > start:
        end = match.start()
    return start, end


def _bare(name: str) -> str:
    return name.strip("–—- ").casefold()


def _adjacent(headers: Sequence[Header], lines: Sequence[Line]) -> tuple[Header, ...]:
    """Where most names touch their date line, those that do not are chance."""
    close = [h for h in headers if not any(lines[i].gap for i in range(h.first + 1, _dated_to(h) + 1))]
    return tuple(close) if len(close) * 2 > len(headers) else tuple(headers)


def _dated_to(header: Header) -> int:
    """The line of a header's date, or its last: whom it answers may stand apart behind that."""
    return header.last if header.when is None or header.reply is None else max(header.when, header.first)


def _only_feet(headers: Sequence[Header]) -> tuple[Header, ...]:
    """Where most headers are signatures ("– NAME") under the words, the others are something else."""
    feet = tuple(h for h in headers if h.foot)
    return feet if len(feet) * 2 > len(headers) else tuple(headers)


def _with_titles(headers: Sequence[Header], lines: Sequence[Line]) -> tuple[Header, ...]:
    """Where the list mark stands on the line before most headers, that line is the comment's title."""
    before = [lines[h.first - 1] if h.first else None for h in headers]
    titled = [
        b is not None
        and bool(b.bullet)
        and b.part != ACTION
        and not lines[h.first].bullet
        and b.indent < lines[h.first].indent
        for h, b in zip(headers, before, strict=True)
    ]
    if not headers:
        return ()
    if are_feet(headers, lines) or sum(titled) * 3 < len(headers) * 2:
        titled = [_re(h, lines) and lines[h.first - 1].column == lines[h.first].column for h in headers]
        if sum(titled) * 2 < len(headers):
            return tuple(h for h in headers if lines[h.first].part != BY)
    return tuple(msgspec.structs.replace(h, first=h.first - 1) if t else h for h, t in zip(headers, titled, strict=True))


def _re(header: Header, lines: Sequence[Line]) -> bool:
    """A title of a comment stands on the line before."""
    return header.first > 0 and _REGARDS.search(lines[header.first - 1].text) is not None


def _in_thread(headers: Sequence[Header], lines: Sequence[Line]) -> tuple[tuple[Header, ...], int | None]:
    """The headers behind the heading that most of them follow; without a heading, from the first sign of a thread."""
    if not headers:
        return (), None
    counts = [i for i, line in enumerate(lines) if line.part == COUNT and i < headers[-1].last]
    counts = [i for i in counts if i < headers[0].first or not _ANSWERS.match(lines[i].text)]
    signs = [_signs(h, n, lines) > 0 for h, n in zip(headers, [*headers[1:], None], strict=True)]
    if any(signs) and sum(signs) * 2 > len(signs):
        headers = headers[signs.index(True) :]
    headers = _before_form(headers, lines)
    for heading in reversed(counts):
        behind = tuple(h for h in headers if h.first > heading)
        if len(behind) * 2 >= len(headers) and behind[0].first - heading <= 40:
            return behind, heading
    return tuple(headers), None


def _before_form(headers: Sequence[Header], lines: Sequence[Line]) -> Sequence[Header]:
    """Headers without those behind the one form for a comment of one's own that bear no sign of a thread: other pages' dates."""
    forms = [i for i in range(headers[0].last, headers[-1].first) if _FORM.match(lines[i].text)]
    if not 1 <= len(forms) <= 2:
        return headers
    behind = [h for h in headers if h.first > forms[0]]
    if len(behind) > len(headers) - 2 or any(_signs(h, n, lines) for h, n in zip(behind, [*behind[1:], None], strict=True)):
        return headers
    return headers[: len(headers) - len(behind)]


def _evidence(headers: Sequence[Header], lines: Sequence[Line], *, heading: int | None) -> float:
    """How much speaks for a thread: saying words, reply links, names printed twice, answers, a heading, numbering.

    Zero where it is too little: dated headlines in a list have a name-like line and a date, too.
    """
    if not headers:
        return 0.0
    each = [_signs(h, n, lines) for h, n in zip(headers, [*headers[1:], None], strict=True)]
    count = announced(lines, heading) or 0
    fits = count / 2 <= len(headers) <= count * 2
    signs = sum(each) + (2 if heading is not None else 0) + (len(headers) if fits else 0)
    signs += len(headers) // 2 if _nested(headers, lines) else 0
    counted = _counted(headers, lines)
    signs += 2 * len(headers) if counted else 0
    signed = counted or sum(s > 0 for s in each) * 2 >= len(headers)
    talk = _talk(headers, lines)
    signs += len(headers) // 2 if talk else 0
    if not (fits or talk or (signed and len(headers) > 1) or _nested(headers, lines) or (heading is not None and signed)):
        return 0.0
    if signs < MIN_SIGNS or (len(headers) == 1 and signs < ONE_ALONE) or _one_name(headers, lines):
        return 0.0
    dated = sum(h.when is not None for h in headers)
    sentences = sum(bool(_SENTENCE.search(_named_line(h, lines))) for h in headers)  # are seldom names
    return 0.2 * len(headers) + 0.5 * dated + min(signs, 4 * len(headers)) - sentences


def _talk(headers: Sequence[Header], lines: Sequence[Line]) -> bool:
    """Many people wrote, each on a day, and what they wrote begins and ends as sentences do: in lists of articles a headline
    stands there, behind the date or before the name."""
    if len(headers) < MANY or sum(h.when is not None for h in headers) * 5 < len(headers) * 4:
        return False
    names = {_bare(_named_line(h, lines)[slice(*_within(h, lines))]) for h in headers}
    if len(names) < max(MANY - 1, len(headers) // 4):
        return False
    if sum(any(line.part == ACTION for line in lines[h.first : h.last + 1]) for h in headers) * 5 >= len(headers) * 3:
        return True  # a score or a button in each
    if sum(_within(h, lines) == (0, 0) or not _names(lines[h.first], h) for h in headers) * 2 > len(headers):
        return False  # under titles
    closed = opened = 0
    for header, following in itertools.pairwise(headers):
        inside = [line for line in lines[header.last + 1 : following.first] if line.part != ACTION]
        closed += bool(inside) and bool(_CLOSED.search(inside[-1].text))
        opened += bool(inside) and not _alone(inside)
    return min(closed, opened) * 5 >= (len(headers) - 1) * 3


def _alone(inside: Sequence[Line]) -> bool:
    """A body's first line stands apart like a headline: short, without an end mark, and more behind it."""
    first = inside[0]
    return len(first.text) <= SHORT and not _CLOSED.search(first.text) and (len(inside) == 1 or inside[1].gap)


def _names(line: Line, header: Header) -> bool:
    return header.name is not None and line.start <= header.name[0] < line.end


def _within(header: Header, lines: Sequence[Line]) -> tuple[int, int]:
    """A header's name as offsets into the line that holds it."""
    at, end = header.name or (0, 0)
    start = next((line.start for line in lines[header.first : header.last + 1] if line.start <= at < line.end), at)
    return at - start, end - start


_PLACE = re.compile(r"^#?(\d{1,4})\b|\s#?(\d{1,4})$")


def _counted(headers: Sequence[Header], lines: Sequence[Line]) -> bool:
    """Three and more headers bear their number in the thread, each one more than the last."""
    if len(headers) < 3:
        return False
    places = [_PLACE.search(f"{lines[h.first].bullet} {lines[h.first].text}".strip()) for h in headers]
    numbers = [int(m[1] or m[2]) if m else -1 for m in places]
    return all(b - a == 1 and a > 0 for a, b in itertools.pairwise(numbers))


def _named_line(header: Header, lines: Sequence[Line]) -> str:
    """The line that holds a header's name."""
    at = header.name[0] if header.name else -1
    return next((line.text for line in lines[header.first : header.last + 1] if line.start <= at < line.end), "")


def _one_name(headers: Sequence[Header], lines: Sequence[Line]) -> bool:
    """Three and more headers under hardly more than one name are a section's label over dated headlines."""
    names = Counter(lines[h.first].text.casefold() for h in headers if h.style in ("above", "below"))
    return sum(names.values()) >= 3 and len(names) <= max(1, sum(names.values()) // 4)


def _nested(headers: Sequence[Header], lines: Sequence[Line]) -> bool:
    """Set in at several depths and back, as only threads are."""
    columns = [lines[h.first].column for h in headers]
    deeper = sum(b > a for a, b in itertools.pairwise(columns))
    return len(headers) >= 4 and len(set(columns)) >= 3 and deeper >= 2


def _signs(header: Header, following: Header | None, lines: Sequence[Line]) -> int:
    signs = 3 * (header.style == "says") + (header.reply is not None) + header.twice + header.foot
    signs += bool(lines[header.first].bullet[:1].isdigit())
    stop = following.first if following else min(len(lines), header.last + 60)
    near = [*range(header.first, header.last + 1), *range(max(header.last + 1, stop - 8), stop)]
    near += [] if following else list(range(header.last + 1, stop))
    signs += 2 * (handle_of(line.text for line in lines[header.first : header.last + 1]) is not None)
    signs += any(_MEMBER.search(lines[i].text) for i in range(header.first, min(header.last + 2, len(lines))))
    signs += any(_POSTED_BY.search(lines[i].text) for i in range(header.first, header.last + 1))
    signs += _re(header, lines) or _REGARDS.search(lines[header.first].text) is not None
    return signs + any(_REPLY_WORD.search(lines[i].text) for i in near if lines[i].part in (ACTION, WHEN, BOTH))


def are_feet(headers: Sequence[Header], lines: Sequence[Line]) -> bool:
    """Whether headers stand under their comments: a list mark then stands behind each, not at it."""
    if sum(h.foot for h in headers) * 2 > len(headers):
        return True
    own = sum(bool(lines[h.first].bullet) for h in headers)
    pairs = list(itertools.pairwise(headers))
    behind = sum(bool(lines[a.last + 1].bullet) for a, b in pairs if a.last + 1 < b.first)
    return bool(pairs) and own * 4 < len(headers) and behind * 4 > 3 * len(pairs)


def announced(lines: Sequence[Line], heading: int | None) -> int | None:
    """The number of comments that the thread's heading gives, or a heading a few lines above it."""
    if heading is None:
        return None
    for line in reversed(lines[max(0, heading - ABOVE_HEADING) : heading + 1]):
        figure = re.search(r"\d+", line.text) if line.part == COUNT else None
        if figure:
            return int(figure.group())
    return None
