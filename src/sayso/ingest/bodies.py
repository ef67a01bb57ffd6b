"""Comment headers and the lines of a dump come in; which lines are each comment's own words goes out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import msgspec

from sayso.ingest.headers import Header, are_feet
from sayso.ingest.lines import ACTION, COUNT, FOOT, REPLY_TO, WHEN, Line
from sayso.model import Record

# What forums print of a member between his name and his words.
_ABOUT = re.compile(
    (
        r"^(?:join(?:ed)?(?:\s+date)?|posts?|location|registered|member\s+since|reputation|rank|threads|messages"
        r"|reaction\s+score|likes(?:\s+received)?|age)\s*:\s*\S"
    ),
    re.IGNORECASE,
)
_END = re.compile(
    r"^(?:(?:pingback|trackback)\s*:.*|leave\s+(?:a|your)\s+(?:reply|comment|response)|(?:post|write|add"
        r"|submit)\s+(?:a|your)\s+(?:new\s+)?comment|join\s+the\s+(?:conversation|discussion)|have\s+your\s+say"
    r"|schreiben?\s+(?:sie\s+)?(?:einen|ihren|deinen)\s+kommentar.*|(?:einen\s+)?kommentar\s+(?:schreiben"
        r"|verfassen|hinterlassen|abgeben|veröffentlichen).*|hinterlass\w*\s+(?:eine?n?|deine?n?)\s+(?:antwort"
        r"|kommentar).*"
    r"|deja\s+(?:un|tu)\s+comentario.*|deja\s+una\s+respuesta.*|laisser\s+un\s+commentaire.*|deixe\s+(?:um"
        r"|seu)\s+comentário.*|lascia\s+un\s+commento.*|geef\s+een\s+(?:reactie|antwoord).*"
    r"|comments?\s+(?:are|is)\s+(?:now\s+)?closed.*|(?:die\s+)?kommentare\s+sind\s+geschlossen.*|(?:comment|post"
        r"|beitrags?)\s*-?\s*navigation|beitragsnavigation|trackbacks?(?:/pingbacks?)?|\d+\s+(?:trackbacks?"
        r"|pingbacks?).*"
    r"|related\s+(?:posts?|articles?|stories|news)?:?|you\s+(?:may|might)\s+also\s+(?:like|enjoy).*"
        r"|more\s+from\b.*|recent\s+(?:posts|comments)|neueste\s+(?:beiträge|kommentare)|ähnliche\s+(?:beiträge"
        r"|artikel).*"
    r"|about\s+the\s+author|previous\s+(?:post|article|story).*|next\s+(?:post|article|story).*|«.*|←.*"
        r"|older\s+comments.*|newer\s+comments.*|←?\s*ältere\s+kommentare.*"
    r"|copyright\b.*|©.*|all\s+rights\s+reserved.*|privacy\s+policy.*"
        r"|your\s+email\s+address\s+will\s+not\s+be\s+published.*|(?:deine|ihre)\s+e-?mail-?adresse\s+wird\s+nicht.*"
        r"|this\s+site\s+uses\s+akismet.*"
    r"|neuer(?:er)?\s+post.*|älterer\s+post.*|newer\s+post.*|older\s+post.*|subscribe\s+to.*|sign\s+up\s+(?:for"
        r"|to).*|your\s+answer|not\s+the\s+answer\s+you.re\s+looking\s+for.*|slashdot\s+top\s+deals"
    r"|page\s+\d+\s+of\s+\d+.*|you\s+(?:cannot|may\s+not|can\s+not)\s+(?:post|reply)\b.*|powered\s+by\s.*)(?:\s*↓|\s*»)?\s*$",
    re.IGNORECASE,
)  # fmt: skip
CUT_OFF = re.compile((
    r"\b(?:read|show|see|view)\s+(?:more|full\s+comment)\s*[»›→]*\s*$|\bweiterlesen\s*[»›→]*\s*$"
    r"|\bleer\s+más\s*[»›→]*\s*$"
), re.IGNORECASE)  # fmt: skip


_SENTENCE_END = re.compile(r"[.!?…:;,]['\"”’)\]]*$|[\"”]$|[\U0001f300-\U0001faff\u2600-\u27bf]$|[:;]-?[()DP]$")
# What headlines end with, and comments do not.
_LINK_MARK = re.compile(
    r"[(\[](?:video|photos?|pictures|images|audio|podcast|gallery|watch|listen|map|live|exclusive|updated?|opinion|infographic)s?[)\]]$"
    r"|[|»›]\s*[A-Z][\w .]{2,30}$|\s[»›→]$",
    re.IGNORECASE,
)


class Body(Record, frozen=True):
    """Lines ``first`` to ``last`` are a comment's own words; ``when`` is a date line under them."""

    header: Header
    first: int
    last: int
    end: int  # page offset behind the words, where a line holds more than they
    when: int | None = None


def bodies_of(lines: Sequence[Line], headers: Sequence[Header], *, text: str) -> list[Body]:
    if not headers:
        return []
    spans = _above_feet(lines, headers) if are_feet(headers, lines) else _below_heads(lines, headers)
    noise = _repeated(lines, spans, at_end=True), _repeated(lines, spans, at_end=False)
    bare = {_shape(line.text) for line in lines if line.part == WHEN} if _dateless(headers) else set()
    trimmed = [_trim(lines, first, last, noise=(noise[0] - bare, noise[1])) for first, last in spans]
    dates = _dates_below(headers, trimmed, lines)
    found: list[Body] = []
    for header, (first, last), when in zip(headers, trimmed, dates, strict=True):
        if when is not None:
            first, last = _trim(lines, first, when - 1, noise=noise)
        if first < last and header.reply is None and (named := _names_at_end(lines, first, last)) is not None:
            header, last = msgspec.structs.replace(header, reply=named), named - 1
        if first <= last:
            if header.first == headers[-1].first:
                last = _without_tail(lines, first, last, others=[(b.first, b.last) for b in found])
            found.append(Body(header=header, first=first, last=last, end=lines[last].end, when=when))
    return found


def _names_at_end(lines: Sequence[Line], first: int, last: int) -> int | None:
    """The line "In reply to NAME" that ends a comment, which a narrow page may break in two."""
    for i in (last, last - 1):
        if i > first and lines[i].part == REPLY_TO and lines[i].gap and not (i < last and lines[last].gap):
            return i
    return None


def _dateless(headers: Sequence[Header]) -> bool:
    """Most headers have no date: the dates that end their comments are theirs."""
    return sum(h.when is None for h in headers) * 2 > len(headers)


def _dates_below(headers: Sequence[Header], spans: Sequence[tuple[int, int]], lines: Sequence[Line]) -> list[int | None]:
    """The date line that ends each body, where headers have none and most bodies end in one."""
    ends = [
        last if h.when is None and first < last and lines[last].part == WHEN else None
        for h, (first, last) in zip(headers, spans, strict=True)
    ]
    bare = sum(h.when is None for h in headers)
    return ends if sum(e is not None for e in ends) * 2 > bare else [None] * len(ends)


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
        if usual is None:  # no list marks: from the end of the one before, the first from the line apart above
            first = _behind_buttons(lines, floor, header.first - 1) if floor else _apart(lines, header.first - 1)
        spans.append((first, header.first - 1))
        floor = header.last + 1
    return spans


def _behind_buttons(lines: Sequence[Line], first: int, last: int) -> int:
    """The line behind the last row of buttons or votes in a stretch."""
    at = max((i for i in range(first, last) if lines[i].part in (ACTION, COUNT)), default=first - 1)
    return at + 1


def _apart(lines: Sequence[Line], i: int) -> int:
    """Where the lines begin that stand together with this one."""
    while i > 0 and not lines[i].gap and lines[i].part != ACTION and lines[i - 1].part != ACTION:
        i -= 1
    return i


def _below_heads(lines: Sequence[Line], headers: Sequence[Header]) -> list[tuple[int, int]]:
    slack = _slack(lines, headers)
    under = [lines[h.last + 1].indent for h in headers if h.last + 1 < len(lines)]
    level = bool(under) and sum(indent == 0 for indent in under) * 10 >= len(under) * 9
    spans = []
    for header, following in zip(headers, [*headers[1:], None], strict=True):
        stop = following.first if following else len(lines)
        floor = lines[header.first].indent - slack
        if level and header.last + 1 < stop:  # a dump that sets in list marks alone
            floor = min(floor, lines[header.last + 1].indent)
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
    return line.part in (ACTION, COUNT, FOOT) or _shape(line.text) in repeated


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


def _without_tail(lines: Sequence[Line], first: int, last: int, *, others: Sequence[tuple[int, int]]) -> int:
    """Where the last comment's words end. In a flat dump it runs on into what follows it on the page: there it ends at its
    "Read more" mark, else before lines at the end that look like headlines of other pages."""
    for i in range(first, last):
        if CUT_OFF.search(lines[i].text) and lines[i + 1].gap:
            return i
    while last > first and lines[last].gap and _like_headline(lines[last].text):
        last -= 1
    return _without_links(lines, first, last, others=others)


def _without_links(lines: Sequence[Line], first: int, last: int, *, others: Sequence[tuple[int, int]]) -> int:
    """A comment's last line without links to other pages: two and more lines behind its last sentence, each apart and none
    a sentence, on a page whose commenters end what they write; or a line with a headline's mark such as "(Video)"."""
    end = last
    while end > first and lines[end].gap and _like_link(lines[end].text):
        end -= 1
    links = lines[end + 1 : last + 1]
    if not links or not _SENTENCE_END.search(lines[end].text):
        return last
    marked = any(_LINK_MARK.search(line.text) for line in links)
    return end if marked or (len(links) >= 2 and _tidy_writers(lines, others)) else last


def _tidy_writers(lines: Sequence[Line], bodies: Sequence[tuple[int, int]]) -> bool:
    """Hardly a comment on the page ends in a line apart that is no sentence."""
    loose = [lines[last].gap and last > first and _like_link(lines[last].text) for first, last in bodies]
    return sum(loose) * 10 <= len(loose)


def _like_link(line: str) -> bool:
    """Three words and more, the first with a capital, and not closed like a sentence."""
    words = line.split()
    return 3 <= len(words) <= 25 and line.lstrip("\"'“‘(")[:1].isupper() and not _SENTENCE_END.search(line.removesuffix("?"))


def _like_headline(line: str) -> bool:
    words = re.findall(r"[^\W\d_]+", line)
    if not 3 <= len(words) <= 25 or re.search(r"[.!…:;,]['\"”’)]*$", line):
        return False
    long_ = [w for w in words if len(w) > 3]
    return bool(long_) and sum(w[0].isupper() for w in long_) >= 0.7 * len(long_)
