"""The lines of a text dump come in; its comment thread goes out, read by whatever header repeats on the page itself."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence

import msgspec

from sayso.ingest.lines import ACTION, BOTH, BY, COUNT, NAME, PROSE, REPLY_TO, SAYS, WHEN, Line
from sayso.ingest.parents import Node, Placed, place
from sayso.ingest.pieces import RawComment
from sayso.ingest.stamps import date_of
from sayso.model import DateRange, Record, Span

# What a header may look like, as patterns over the parts of lines. Which one a page uses is counted on the page.
STYLES = {
    "says": re.compile(rf"{SAYS}{REPLY_TO}?(?:{ACTION}{{0,2}}{WHEN})?{REPLY_TO}?"),
    "line": re.compile(rf"[{BOTH}{BY}]{REPLY_TO}?"),
    "above": re.compile(rf"{NAME}{{1,2}}{REPLY_TO}?{ACTION}{{0,3}}{WHEN}{{1,2}}{REPLY_TO}?"),
    "below": re.compile(rf"{WHEN}{ACTION}{{0,2}}{NAME}{REPLY_TO}?"),
}
_NAMED = {"says": SAYS, "line": BOTH + BY, "above": NAME, "below": NAME}
_POSTED_BY = re.compile(
    r"^(?:posted|comment(?:ed)?|written|submitted|kommentar|publicado|escrito|publié)\s+(?:by|von|por|par)\b|^#\d+$",
    re.IGNORECASE,
)
# What forums print of a member between his name and his words.
_ABOUT = re.compile(
    r"^(?:join(?:ed)?(?:\s+date)?|posts?|location|registered|member\s+since|reputation|rank|threads|messages|reaction\s+score|likes(?:\s+received)?|age)\s*:\s*\S",
    re.IGNORECASE,
)
_ARROW = re.compile(r"\s*(?:>|→|➝|↪|▶|►|»)\s*")
_REPLY_WORD = re.compile(
    r"\b(?:reply|antworten|responder|répondre|rispondi|beantwoorden|ответить|permalink|parent|liken|like\s*liked|upvote|daumen|add\s+a\s+comment)",
    re.IGNORECASE,
)
_END = re.compile(
    r"^(?:(?:pingback|trackback)\s*:.*|leave\s+(?:a|your)\s+(?:reply|comment|response)|(?:post|write|add|submit)\s+(?:a|your)\s+(?:new\s+)?comment|join\s+the\s+(?:conversation|discussion)|have\s+your\s+say"
    r"|schreiben?\s+(?:sie\s+)?(?:einen|ihren|deinen)\s+kommentar.*|(?:einen\s+)?kommentar\s+(?:schreiben|verfassen|hinterlassen|abgeben|veröffentlichen).*|hinterlass\w*\s+(?:eine?n?|deine?n?)\s+(?:antwort|kommentar).*"
    r"|deja\s+(?:un|tu)\s+comentario.*|deja\s+una\s+respuesta.*|laisser\s+un\s+commentaire.*|deixe\s+(?:um|seu)\s+comentário.*|lascia\s+un\s+commento.*|geef\s+een\s+(?:reactie|antwoord).*"
    r"|comments?\s+(?:are|is)\s+(?:now\s+)?closed.*|(?:die\s+)?kommentare\s+sind\s+geschlossen.*|(?:comment|post|beitrags?)\s*-?\s*navigation|beitragsnavigation|trackbacks?(?:/pingbacks?)?|\d+\s+(?:trackbacks?|pingbacks?).*"
    r"|related\s+(?:posts?|articles?|stories|news)?:?|you\s+(?:may|might)\s+also\s+(?:like|enjoy).*|more\s+from\b.*|recent\s+(?:posts|comments)|neueste\s+(?:beiträge|kommentare)|ähnliche\s+(?:beiträge|artikel).*"
    r"|about\s+the\s+author|previous\s+(?:post|article|story).*|next\s+(?:post|article|story).*|«.*|←.*|older\s+comments.*|newer\s+comments.*|←?\s*ältere\s+kommentare.*"
    r"|copyright\b.*|©.*|all\s+rights\s+reserved.*|privacy\s+policy.*|your\s+email\s+address\s+will\s+not\s+be\s+published.*|(?:deine|ihre)\s+e-?mail-?adresse\s+wird\s+nicht.*|this\s+site\s+uses\s+akismet.*"
    r"|neuer(?:er)?\s+post.*|älterer\s+post.*|newer\s+post.*|older\s+post.*|subscribe\s+to.*|sign\s+up\s+(?:for|to).*|your\s+answer|not\s+the\s+answer\s+you.re\s+looking\s+for.*|slashdot\s+top\s+deals)(?:\s*↓|\s*»)?\s*$",
    re.IGNORECASE,
)  # fmt: skip
_MORE = re.compile(r"(?:…|\.\.\.)\s*(?:\[?(?:read|show|see|view)\s+(?:more|full|the\s+rest)\]?|weiterlesen|mehr(?:\s+(?:lesen|anzeigen))?|leer\s+más|lire\s+la\s+suite|ler\s+mais)?\s*[»›→]*\s*$", re.IGNORECASE)  # fmt: skip
_CUT_OFF = re.compile(r"\b(?:read|show|see|view)\s+(?:more|full\s+comment)\s*[»›→]*\s*$|\bweiterlesen\s*[»›→]*\s*$|\bleer\s+más\s*[»›→]*\s*$", re.IGNORECASE)  # fmt: skip
_BADGES = re.compile(r"(?:\s+(?:OP|M|A|\[\s*\w+\s*\]|author|admin|moderator|verified|mod|guest|autor))+$|\s*\(\s*(?:@[\w.]+|not verified|verified owner|\d{3,})\s*\)\s*", re.IGNORECASE)  # fmt: skip
_DELETED = re.compile(r"^\W*(?:(?:this\s+)?comment\s+(?:was|has\s+been)\s+(?:deleted|removed)|deleted|removed|dieser\s+kommentar\s+wurde.{0,40}(?:entfernt|gelöscht))\W*.{0,60}$", re.IGNORECASE)  # fmt: skip
_ADDRESS = re.compile(r"^@(?P<name>[^\s@:,](?:[^@:,\n]{0,40}[^\s@:,])?)\s*[:,\n]")
_SNIPPET = re.compile(r"^(?P<quote>.+?)\s+(?:by|von|por|par)\s+(?P<name>[^\n]+)$")


ABOVE_HEADING = 8  # lines that sorting menus may put between "38 Comments" and the comments
MIN_SIGNS = 2  # of a thread; see _evidence
ONE_ALONE = 4  # that a single comment needs: a single dated line is on every page
LION = 0.5  # share of a page's words above which one of few "comments" is the article


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


class Thread(Record, frozen=True):
    """A page's comments, where the thread stands (page offsets), and how many the page itself says there are."""

    comments: tuple[RawComment, ...] = ()
    start: int | None = None
    end: int | None = None
    announced: int | None = None


class Body(Record, frozen=True):
    """Lines ``first`` to ``last`` are a comment's own words; ``when`` is a date line under them."""

    header: Header
    first: int
    last: int
    end: int  # page offset behind the words, where a line holds more than they
    when: int | None = None


def find_thread(lines: Sequence[Line], *, text: str, page: str, fetched: str | None = None) -> Thread:
    """The comment thread of a dump, or an empty one where no header repeats that has a name and marks of a thread."""
    headers, heading = find_headers(lines, text=text)
    bodies = _bodies(lines, headers, text=text)
    if not bodies or _swallows(bodies, lines):
        return Thread()
    swap = _day_before_month(lines, text=text)
    fresh = [_starts_anew(a, b, lines) for a, b in zip([None, *bodies[:-1]], bodies, strict=True)]
    nodes = [
        _node(b, lines, text=text, page=page, swap=swap, fetched=fetched, fresh=f)
        for b, f in zip(bodies, fresh, strict=True)
    ]
    placed = place([n for n, _ in nodes])
    raws = _raw_comments(bodies, nodes, placed, lines=lines, text=text, page=page)
    first = min(lines[b.header.first].start for b in bodies)
    first = min(first, min(r.span.start for r in raws))
    last = max(*(r.span.end for r in raws), *(lines[b.header.last].end for b in bodies))
    start = lines[heading].start if heading is not None else first
    return Thread(comments=raws, start=start, end=last, announced=_announced(lines, heading))


def _swallows(bodies: Sequence[Body], lines: Sequence[Line]) -> bool:
    """Whether one of few comments holds most of the page's words: then it is the article under its byline."""
    longest = max(sum(lines[i].end - lines[i].start for i in range(b.first, b.last + 1)) for b in bodies)
    whole = sum(line.end - line.start for line in lines)
    return len(bodies) <= 5 and longest > LION * whole and longest > 1500


def find_headers(lines: Sequence[Line], *, text: str) -> tuple[tuple[Header, ...], int | None]:
    """The headers of the style that fits the page best, and the line of the thread's heading ("38 Comments")."""
    parts = "".join(line.part for line in lines)
    best: tuple[float, tuple[Header, ...], int | None] = (0.0, (), None)
    for style in STYLES:
        found = _headers(style, parts, lines, text=text)
        if style in ("above", "below"):
            found = _only_feet(_adjacent(found, lines))
        found, heading = _in_thread(_with_titles(found, lines), lines)
        score = _evidence(found, lines, heading=heading)
        if score > best[0]:
            best = (score, found, heading)
    return best[1], best[2]


def _headers(style: str, parts: str, lines: Sequence[Line], *, text: str) -> tuple[Header, ...]:
    found = []
    for match in STYLES[style].finditer(parts):
        header = _header(style, match.start(), match.end() - 1, lines=lines, text=text)
        if header:
            found.append(header)
    return tuple(found)


def _header(style: str, first: int, last: int, *, lines: Sequence[Line], text: str) -> Header | None:
    kinds = [lines[i].part for i in range(first, last + 1)]
    at = first + max(i for i, k in enumerate(kinds) if k in _NAMED[style])
    twice = style == "above" and at > first and _bare(lines[at - 1].text) == _bare(lines[at].text)
    if style == "above" and at > first and not twice:
        first = at
    when = next((i for i in range(first, last + 1) if lines[i].part in (WHEN, BOTH) or lines[i].stamp), None)
    reply = next((i for i in range(first, last + 1) if lines[i].part == REPLY_TO), None)
    line = lines[at]
    if not line.name:
        return None
    start, end = _without_badges(line.text, *line.name)
    foot = style == "above" and text[line.start + start] in "–—" and not line.bullet
    if foot:
        start += len(line.text[start:]) - len(line.text[start:].lstrip("–— "))
    return Header(
        first=first, last=last, style=style, name=(line.start + start, line.start + end), when=when, reply=reply,
        twice=twice, foot=foot,
    )  # fmt: skip


def _without_badges(line: str, start: int, end: int) -> tuple[int, int]:
    """A name's offsets without what platforms print behind it; "Pingback" and the like stay."""
    match = _BADGES.search(line[:end], start)
    if match and match.end() == end and match.start() > start:
        end = match.start()
    return start, end


def _bare(name: str) -> str:
    return name.strip("–—- ").casefold()


def _adjacent(headers: Sequence[Header], lines: Sequence[Line]) -> tuple[Header, ...]:
    """Where most names touch their date line, those that do not are chance."""
    close = [h for h in headers if not any(lines[i].gap for i in range(h.first + 1, h.last + 1))]
    return tuple(close) if len(close) * 2 > len(headers) else tuple(headers)


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
    if not headers or _are_feet(headers, lines) or sum(titled) * 3 < len(headers) * 2:
        return tuple(h for h in headers if lines[h.first].part != BY)
    return tuple(msgspec.structs.replace(h, first=h.first - 1) if t else h for h, t in zip(headers, titled, strict=True))


def _in_thread(headers: Sequence[Header], lines: Sequence[Line]) -> tuple[tuple[Header, ...], int | None]:
    """The headers behind the heading that most of them follow; without a heading, from the first sign of a thread."""
    if not headers:
        return (), None
    counts = [i for i, line in enumerate(lines) if line.part == COUNT and i < headers[-1].last]
    signs = [_signs(h, n, lines) > 0 for h, n in zip(headers, [*headers[1:], None], strict=True)]
    if any(signs) and sum(signs) * 2 > len(signs):
        headers = headers[signs.index(True) :]
    for heading in reversed(counts):
        behind = tuple(h for h in headers if h.first > heading)
        if len(behind) * 2 >= len(headers) and behind[0].first - heading <= 40:
            return behind, heading
    return tuple(headers), None


def _evidence(headers: Sequence[Header], lines: Sequence[Line], *, heading: int | None) -> float:
    """How much speaks for a thread: saying words, reply links, names printed twice, answers, a heading, numbering.

    Zero where it is too little: dated headlines in a list have a name-like line and a date, too.
    """
    if not headers:
        return 0.0
    each = [_signs(h, n, lines) for h, n in zip(headers, [*headers[1:], None], strict=True)]
    announced = _announced(lines, heading) or 0
    fits = announced / 2 <= len(headers) <= announced * 2
    signs = sum(each) + (2 if heading is not None else 0) + (len(headers) if fits else 0)
    signs += len(headers) // 2 if _nested(headers, lines) else 0
    signed = sum(s > 0 for s in each) * 2 >= len(headers)
    if not (fits or (signed and len(headers) > 1) or _nested(headers, lines) or (heading is not None and signed)):
        return 0.0
    if signs < MIN_SIGNS or (len(headers) == 1 and signs < ONE_ALONE) or _one_name(headers, lines):
        return 0.0
    dated = sum(h.when is not None for h in headers)
    return 0.2 * len(headers) + 0.5 * dated + min(signs, 4 * len(headers))


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
    signs += any(_POSTED_BY.search(lines[i].text) for i in range(header.first, header.last + 1))
    return signs + any(_REPLY_WORD.search(lines[i].text) for i in near if lines[i].part in (ACTION, WHEN, BOTH))


def _bodies(lines: Sequence[Line], headers: Sequence[Header], *, text: str) -> list[Body]:
    if not headers:
        return []
    spans = _above_feet(lines, headers) if _are_feet(headers, lines) else _below_heads(lines, headers)
    noise = _repeated(lines, spans, at_end=True), _repeated(lines, spans, at_end=False)
    trimmed = [_trim(lines, first, last, noise=noise) for first, last in spans]
    dates = _dates_below(headers, trimmed, lines)
    found = []
    for header, (first, last), when in zip(headers, trimmed, dates, strict=True):
        if when is not None:
            first, last = _trim(lines, first, when - 1, noise=noise)
        if first <= last:
            last, end = _without_tail(lines, first, last, last_one=header is headers[-1])
            found.append(Body(header=header, first=first, last=last, end=end, when=when))
    return found


def _dates_below(headers: Sequence[Header], spans: Sequence[tuple[int, int]], lines: Sequence[Line]) -> list[int | None]:
    """The date line that ends each body, where headers have none and most bodies end in one."""
    ends = [
        last if h.when is None and first < last and lines[last].part == WHEN else None
        for h, (first, last) in zip(headers, spans, strict=True)
    ]
    bare = sum(h.when is None for h in headers)
    return ends if sum(e is not None for e in ends) * 2 > bare else [None] * len(ends)


def _are_feet(headers: Sequence[Header], lines: Sequence[Line]) -> bool:
    """Whether headers stand under their comments: a list mark then stands behind each, not at it."""
    if sum(h.foot for h in headers) * 2 > len(headers):
        return True
    own = sum(bool(lines[h.first].bullet) for h in headers)
    pairs = list(itertools.pairwise(headers))
    behind = sum(bool(lines[a.last + 1].bullet) for a, b in pairs if a.last + 1 < b.first)
    return bool(pairs) and own * 4 < len(headers) and behind * 4 > 3 * len(pairs)


def _above_feet(lines: Sequence[Line], headers: Sequence[Header]) -> list[tuple[int, int]]:
    marks = Counter(lines[h.last + 1].indent for h in headers if h.last + 1 < len(lines) and lines[h.last + 1].bullet)
    usual = marks.most_common(1)[0][0] if marks else None
    spans, floor = [], 0
    for header in headers:
        first = header.first
        for i in range(header.first - 1, floor - 1, -1):
            if lines[i].bullet and (usual is None or lines[i].indent <= usual):
                first = i
                break
        spans.append((first, header.first - 1))
        floor = header.last + 1
    return spans


def _below_heads(lines: Sequence[Line], headers: Sequence[Header]) -> list[tuple[int, int]]:
    slack = _slack(lines, headers)
    spans = []
    for header, following in zip(headers, [*headers[1:], None], strict=True):
        stop = following.first if following else len(lines)
        floor = lines[header.first].indent - slack
        last = header.last
        for i in range(header.last + 1, stop):
            if lines[i].indent < floor or _END.match(lines[i].text) or (i > header.last + 1 and lines[i].part == COUNT):
                break
            last = i
        spans.append((header.last + 1, last))
    return spans


def _slack(lines: Sequence[Line], headers: Sequence[Header]) -> int:
    """How far left of their header the words of comments begin on this page."""
    gaps = sorted(lines[h.first].indent - lines[h.last + 1].indent for h in headers if h.last + 1 < len(lines))
    return max(0, gaps[int(len(gaps) * 0.8)]) if gaps else 0


def _trim(lines: Sequence[Line], first: int, last: int, *, noise: tuple[set[str], set[str]]) -> tuple[int, int]:
    """The body without reply links, votes and what else stands at the ends of most bodies."""
    while first <= last and _is_noise(lines[last], noise[0]):
        last -= 1
    while first <= last and (lines[first].part == WHEN or _is_noise(lines[first], noise[1])):
        first += 1
    about = max((i for i in range(first, min(first + 6, last)) if _ABOUT.match(lines[i].text)), default=first - 1)
    return about + 1, last


def _is_noise(line: Line, repeated: set[str]) -> bool:
    return line.part in (ACTION, COUNT) or _shape(line.text) in repeated


def _repeated(lines: Sequence[Line], spans: Sequence[tuple[int, int]], *, at_end: bool) -> set[str]:
    """Lines that end (or open) at least three and a quarter of all bodies word for word, figures aside."""
    noise: set[str] = set()
    for _ in range(4):
        edges = []
        for first, last in spans:
            while first <= last and _is_noise(lines[last if at_end else first], noise):
                first, last = (first, last - 1) if at_end else (first + 1, last)
            if first < last:
                edges.append(_shape(lines[last if at_end else first].text))
        found = {s for s, n in Counter(edges).items() if n >= max(3, 0.25 * len(spans)) and s}
        if not found:
            break
        noise |= found
    return noise


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", line.casefold()) if len(line) <= 60 else ""


def _without_tail(lines: Sequence[Line], first: int, last: int, *, last_one: bool) -> tuple[int, int]:
    """Where a body's words end. The last comment of a flat dump runs on into what follows it on the page:
    there it ends at its "Read more" mark, else before lines at the end that look like headlines of other pages."""
    if last_one:
        for i in range(first, last):
            if _CUT_OFF.search(lines[i].text) and lines[i + 1].gap:
                last = i
                break
        while last > first and lines[last].gap and _like_headline(lines[last].text):
            last -= 1
    return last, lines[last].end


def _like_headline(line: str) -> bool:
    words = re.findall(r"[^\W\d_]+", line)
    if not 3 <= len(words) <= 25 or re.search(r"[.!…:;,]['\"”’)]*$", line):
        return False
    long_ = [w for w in words if len(w) > 3]
    return bool(long_) and sum(w[0].isupper() for w in long_) >= 0.7 * len(long_)


def _starts_anew(before: Body | None, body: Body, lines: Sequence[Line]) -> bool:
    """Prose that belongs to neither stands between two comments: they are of different threads."""
    if before is None:
        return True
    end = max(before.last, before.header.last)
    return any(lines[i].part == PROSE for i in range(end + 1, min(body.first, body.header.first)))


def _node(
    body: Body, lines: Sequence[Line], *, text: str, page: str, swap: bool | None, fetched: str | None, fresh: bool = False
) -> tuple[Node, DateRange | None]:
    header = body.header
    name, addressed = _two_names(text[slice(*header.name)] if header.name else None)
    posted = _posted(
        header.when if header.when is not None else body.when, lines, text=text, page=page, swap=swap, fetched=fetched
    )
    reply, quote = _named(header, lines)
    reply = reply or addressed
    head = lines[header.first] if not header.foot else lines[body.first]
    words = text[lines[body.first].start : body.end]
    when = posted.start if posted and posted.start == posted.end else None
    node = Node(author=name, column=head.column, text=words, when=when, reply_to=reply, reply_quote=quote, fresh=fresh)
    return node, posted


def _two_names(name: str | None) -> tuple[str | None, str | None]:
    """Author and addressee of a header such as "NAME > NAME"."""
    parts = _ARROW.split(name, maxsplit=1) if name else []
    return (parts[0], parts[1]) if len(parts) == 2 and all(p.strip() for p in parts) else (name, None)


def _named(header: Header, lines: Sequence[Line]) -> tuple[str | None, str | None]:
    if header.reply is None:
        return None, None
    line = lines[header.reply]
    named = line.text[slice(*line.name)] if line.name else ""
    snippet = _SNIPPET.match(named)
    if snippet and len(snippet["quote"].split()) > 2:
        return _BADGES.sub("", snippet["name"]).strip(), snippet["quote"]
    return named.strip() or None, None


def _posted(
    when: int | None, lines: Sequence[Line], *, text: str, page: str, swap: bool | None, fetched: str | None
) -> DateRange | None:
    if when is None:
        return None
    line = lines[when]
    stamp = line.stamp
    if stamp is None:
        return None
    start, end = line.start + stamp.start, line.start + stamp.end
    return date_of(stamp, Span(page=page, start=start, end=end, exact=text[start:end]), swap=swap, fetched=fetched)


_FIGURES = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-]\d")


def _day_before_month(lines: Sequence[Line], *, text: str) -> bool | None:
    """Whether all-figure dates on this page must be turned round: some date on it has a day above 12 in first place."""
    for line in lines:
        stamp = line.stamp
        if stamp and stamp.dated and not stamp.swapped:
            match = _FIGURES.match(line.text[stamp.start : stamp.end])
            if match and int(match[1]) > 12:
                return True
            if match and int(match[2]) > 12:
                return False
    return None


def _raw_comments(
    bodies: Sequence[Body],
    nodes: Sequence[tuple[Node, DateRange | None]],
    placed: Sequence[Placed],
    *,
    lines: Sequence[Line],
    text: str,
    page: str,
) -> tuple[RawComment, ...]:
    depths: list[int] = []
    raws = []
    for i, (body, (node, posted), at) in enumerate(zip(bodies, nodes, placed, strict=True)):
        depths.append(depths[at.parent] + 1 if at.parent is not None else 0)
        start = lines[body.first].start
        span = Span(page=page, start=start, end=body.end, exact=text[start : body.end])
        name = (body.header.name[0], body.header.name[0] + len(node.author or "")) if body.header.name else None
        raws.append(
            RawComment(
                key=str(i), span=span, author=node.author,
                author_span=Span(page=page, start=name[0], end=name[1], exact=text[name[0] : name[1]]) if name else None,
                posted=posted, parent=str(at.parent) if at.parent is not None else None,
                reply_to_name=node.reply_to or _addressed(span.exact),
                candidates=tuple(map(str, at.candidates)), depth=depths[-1],
                truncated=bool(_CUT_OFF.search(span.exact[-40:])),
                flags=("deleted",) if _DELETED.match(span.exact) else (),
            )
        )  # fmt: skip
    return tuple(raws)


def _addressed(words: str) -> str | None:
    match = _ADDRESS.match(words)
    return match["name"] if match else None


def _announced(lines: Sequence[Line], heading: int | None) -> int | None:
    """The number of comments that the thread's heading gives, or a heading a few lines above it."""
    if heading is None:
        return None
    for line in reversed(lines[max(0, heading - ABOVE_HEADING) : heading + 1]):
        figure = re.search(r"\d+", line.text) if line.part == COUNT else None
        if figure:
            return int(figure.group())
    return None
