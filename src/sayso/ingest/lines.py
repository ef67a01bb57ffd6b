"""A text dump comes in; its lines go out, each with where it stands, how far it is set in, and what part it may play."""

from __future__ import annotations

import re

import msgspec

from sayso.ingest.marks import blanked
from sayso.ingest.stamps import MONTH_OF, Stamp, find_stamp
from sayso.model import Record

# Letters of the part that a line plays in a thread; header patterns are regular expressions over them.
NAME, SAYS, WHEN, BOTH, BY, REPLY_TO, ACTION, COUNT, PROSE, FOOT = "NSDHBRACTF"

NAME_LENGTH, NAME_WORDS = 60, 9
SHORT = 160  # characters; longer lines are prose

_BULLET = re.compile(r"(?:(?P<mark>[*+\-o•◦▪↳⤷└→□☆●■◆◇○★▸‣⁃]|#(?!#))|(?P<number>\d{1,4})\\?[.)])\s+(?=\S)")
# What converters of pages write for a picture and for a heading: "[avatar.png]NAME", "## NAME".
_PICTURE = re.compile(r"\[[\w .+%=&?-]{0,40}\]\s*")
_HEADING = re.compile(r"#{2,6}\s+(?=\S)")
_MONTH_NEXT = re.compile(
    rf"\d{{1,2}}\.\s+(?:{'|'.join(map(re.escape, MONTH_OF))})\b\.?,?\s*(?:\d|$)", re.IGNORECASE
)  # a date, no list
_SAYS = re.compile(
    r"^(?P<name>\S.{0,70}?)\s+(?:says|said|writes|wrote|sagt|sagte|schreibt|schrieb|meint|meinte|dice|dijo|escribió|dit|a\s+dit"
    r"|a\s+écrit|écrit|diz|disse|comentou|scrive|ha\s+scritto|ha\s+detto|zegt|schreef|commented|kommentierte)"
    r"(?:\s*(?::|…|\.\.\.)|\s*$|(?=\s*[,|–—-]?\s*\S{0,12}\s*\d)|(?=\s+on\s))",
    re.IGNORECASE,
)
_REPLY_TO = re.compile(
    r"^(?:(?:↳|⤷|→|@)\s*)?(?:in\s+reply\s+to|reply\s+to|replying\s+to|replied\s+to|in\s+response\s+to"
        r"|antwort\s+(?:an|auf)|als\s+antwort\s+auf|respuesta\s+a"
    r"|en\s+respuesta\s+a|responder\s+a|en\s+réponse\s+à|répondre\s+à|em\s+resposta\s+a|in\s+risposta\s+a"
        r"|rispondi\s+a|reactie\s+op|antwoord\s+op)\s*:?\s+(?P<name>\S.*)$",
    re.IGNORECASE,
)  # fmt: skip
_ACTION_WORDS = (
    r"[\d.,]+[km]?\s+(?:boosts?|reposts?|retweets?|favou?rites?|quotes?|shares?|views?|replies|likes?)"
    r"|(?:boosts?|reposts?|retweets?|favou?rites?|quotes?|views?|replies|likes)\s+[\d.,]+[km]?|"
    r"reply(?:\s+to\s+comment)?|reply\s*delete|delete|replies|expand(?:\s+full\s+comment)?|collapse|hide(?:\s+replies)?"
    r"|(?:log|sign)\s+in\s+to\s+(?:reply|leave\s+a\s+comment)|antworten|antworten\s*löschen|löschen|zum\s+antworten\s+anmelden"
    r"|anmelden(?:,?\s+um\s+zu\s+antworten)?|responder|répondre|rispondi|beantwoorden|ответить|odpowiedz|responder\s+excluir|excluir"
    r"|permalink|link(?:\s+permanente)?|permanent\s*link|share|teilen|compartir|partager|save|embed|source|context|full\s+comments"
    r"|report(?:\s+(?:comment|abuse|this))?|melden|kommentar\s+melden|flag(?:\s+as\s+inappropriate)?|quote"
    r"|zitieren|edit(?:ed)?|bearbeiten|give\s+award"
    r"|like|liked?(?:\s+liked?)?(?:\s+by\s+.{0,60})?|liken(?:\s+liken)?|gefällt\s+.{0,30}|(?:liken\s+)?gefällt\s+\d+\s+person(?:en)?"
    r"|like\s+liked\s+by\s+\d+\s+(?:person|people)|me\s+gusta.*|j['’]aime.*|upvote|downvote|up|down|vote"
    r"|view\s+\d+\s+repl(?:y|ies)|\d+\s+repl(?:y|ies)(?:\s+by\s+.*)?"
    r"|\d+\s+(?:likes?|points?|votes?|antworten|respuestas|réponses|children)|show\s+more|read\s+more|load\s+more.*|add\s+a\s+comment.*"
    r"|no\s+readers\s+like\s+this\s+yet\.?|\d+\s+readers?\s+likes?\s+this\.?"
    r"|daumen\s+hoch\s*\d*(?:\s+daumen\s+runter\s*\d*)?(?:\s+antworten)?|parent|parent\s+share"
    r"|twitter\s+facebook|unread|new|op|mod|author|autor|journal|english"
    r"|score\s*:?\s*-?\d.*|[-+]?\d{1,5}|[-+]?\d{1,5}\s*[·•|]|\(?(?:\d+\s+)?child(?:ren)?\)|guest|gast|verified"
    r"|top\s+commenter|subscriber|share\s+this|pin(?:ned)?"
    r"|(?:rated|bewertet\s+mit)\s+[\d.,]+(?:\s+(?:out\s+of|von)\s+\d+)?(?:\s+stars?)?|[\d.]+\s+(?:out\s+of\s+\d+\s+)?stars?"
    r"|level\s+\d{1,2}|top\s+fan|edited|hide\s+replies|(?:oldest|newest|best)(?:\s+first)?|most\s+(?:relevant|recent)"
    r"|improve\s+this\s+(?:answer|question)|follow(?:ing)?|cite|copy\s+link(?:\s+to\s+\w+)?|see\s+translation|translate|bookmark"
    r"|(?:\d+|…|\.{3})(?:\s+(?:\d+|…|\.{3})){2,}(?:\s+\w+)?|next|prev|root|hide|past|favou?rite|avatar|.{1,40}['’]s\s+(?:user\s+)?(?:avatar|gravatar|profile\s+(?:photo|picture))|\[[-–+]\]|#\d+"
    r"|(?:\d+\s+)?recommend(?:ed|s)?|click\s+to\s+rate|\d+\s*pts?|award|block|mute|expand\s+comment|view\s+(?:all\s+)?repl(?:y|ies)"
    r"|(?:senior|junior|active|new|well-known|full|veteran|elite|regular|registered|super)\s+(?:member|user|poster)|member|newbie|lurker"
    r"|administrator|moderator|staff\s+member|contributor|sort\s+by.{0,30}"
    r"|(?:join(?:ed)?(?:\s+date)?|posts?|location|registered|member\s+since|reputation|rank|threads|messages|reaction\s+score|likes)\s*:\s*\S.*"
)
_MARKS = r"\s|/·•,:»›△▽▲▼↑↓♥❤👍👎⬆⬇–—-"  # between buttons
# Atomic and possessive throughout: a hostile line of figures must not be split in all possible ways.
_ONE_ACTION = rf"(?>(?:{_ACTION_WORDS})(?![^\W_]))"
_ACTION = re.compile(rf"^[*+{_MARKS}]*+{_ONE_ACTION}(?:[{_MARKS}]++{_ONE_ACTION})*+[…{_MARKS}]*$|^[\W_]+$", re.IGNORECASE)
_ACTION_TAIL = re.compile(rf"(?:(?:^|[\s|/·•,–—-]++){_ONE_ACTION}(?:\s*[»›]++)?)++\s*$", re.IGNORECASE)
# A row of counters: a picture before or behind each figure, "💬 14 🔁 210".
_PICTURES = "\u2190-\u21ff\u2600-\u27bf\u2b00-\u2bff\ufe0f\U0001f300-\U0001faff"
_COUNTERS = re.compile(
    rf"^(?=.*[{_PICTURES}])(?:[{_PICTURES}]++\s*[\d.,]*+[KkM]?\s*)++$|^(?=.*[{_PICTURES}])(?:[\d.,]++[KkM]?\s*[{_PICTURES}]++\s*)++$"
)
# A row of buttons that ends in the comment's age or date: "Like · Reply · 3d".
_FOOT = re.compile(
    rf"^{_ONE_ACTION}(?:\s*[·•|]\s*{_ONE_ACTION}|\s*[·•|]\s*[\d.,]+[KM]?(?!\w))*+\s*[·•|]\s*(?P<when>\S[^·•|]{{0,40}}?)\s*(?:[·•|]\s*edited)?$",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"^(?:(?:this\s+post\s+has\s+)?(?P<number>\d{1,5}|one|no|ein|un|una)\s+(?:reader\s+|user\s+"
    r"|new\s+)?(?:comments?|responses?|reviews?|repl(?:y|ies)|thoughts?\s+on\b.*"
    r"|kommentare?|antworten(?:\s+(?:auf|zu)\b.*)?|gedanken?\s+zu\b.*|reaktionen|comentarios?|respuestas?"
    r"|commentaires?|réponses?|comentários?|commenti|reacties|reactions?)(?:\s+(?:on|to|zu|auf|en|sur|so\s+far"
    r"|for|\().*)?\s*:?"
    r"|(?:(?:reader|user|all|view\s+all|archived)\s+)?(?:comments?|discussion|kommentare|comentarios"
    r"|commentaires|comentários|responses|diskussion)\s*(?:\(?(?P<number2>\d{1,5})\)?)?\s*:?)$",
    re.IGNORECASE,
)
_LEAD_WORDS = re.compile(
    r"^(?:posted|edited|asked|answered|updated|last\s+updated|modified|published|commented|veröffentlicht"
    r"|aktualisiert|bearbeitet|publicado|actualizado|publié)(?:\s+(?:on|am|el|le|em)\b)?\s*:?\s*$|"
    r"^(?:(?:posted|written|submitted|comment(?:ed|s)?|kommentar|kommentiert|geschrieben|verfasst|publicado"
    r"|escrito|publié|pingback|trackback)\s+)?"
    r"(?:by|von|por|par|da|door)\s*:?\s+(?=\S)|^[–—-]\s+(?=\S)|^#\d{1,5}\s+(?=\S)|^(?:\[[-–+]\]|@)\s*(?=\S)",
    re.IGNORECASE,
)
_BY = re.compile(r"^(?:posted\s+|written\s+|submitted\s+)?(?:by|von|por|par)\s*:?\s+(?P<name>\S.*)$", re.IGNORECASE)
_GLUE_WORDS = re.compile(
    r"(?:\s|^)(?:on|am|at|um|le|el|em|il|op|posted|wrote|commented|kommentierte|the|den)\s*[:,]?$", re.IGNORECASE
)
_CLOCK_END = re.compile(r"\s+(?:at|um|à)\s+\d{1,2}[:.h]\d\d\s*(?:[ap]\.?m\.?)?$", re.IGNORECASE)
_NOISE = re.compile(
    (
        r"\s*(?:\(\s*\d{3,}\s*\)|(?:(?<=\s)|^)-?\d[\d,.]*\s+points?(?![a-z]).*|\[score\s+hidden\].*|\[\s*[A-Z]\s*\]"
        r"|stickied\s+comment|\(\d+\s+child(?:ren)?\)|\(\d+$|\(?#\d+\)?|\(not verified\)|edited)\s*"
    ),
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?…:;,]['\"”’)]*$")


class Line(Record, frozen=True):
    """One line with something on it. ``column`` is where its words begin, ``indent`` where its bullet or words begin."""

    start: int  # of the words, in the text
    end: int
    indent: int
    column: int
    text: str
    part: str
    bullet: str = ""
    gap: bool = False  # a blank line stands before it
    stamp: Stamp | None = None
    name: tuple[int, int] | None = None  # offsets into ``text``


def read_lines(text: str) -> list[Line]:
    """Every line of the text that is not blank, classified."""
    lines: list[Line] = []
    offset, gap = 0, False
    shown = blanked(text)
    for raw in text.splitlines(keepends=True):
        body = shown[offset : offset + len(raw)]
        if body.strip():
            lines.append(_line(raw, body, offset=offset, gap=gap))
        gap = not raw.strip()
        offset += len(raw)
    return lines


def _line(raw: str, shown: str, *, offset: int, gap: bool) -> Line:
    """A line from its characters and from those that are shown of them, which are as many."""
    indent = len(raw) - len(raw.lstrip())
    body = shown[indent:]
    bullet = ""
    match = _BULLET.match(body)
    if match and not (match["number"] and _MONTH_NEXT.match(body)):
        bullet, body = match.group().strip(), body[match.end() :]
    column = indent + (match.end() if bullet and match else 0)
    at, body = _bare(body)
    start = offset + column + at
    part, stamp, name = classify(body)
    return Line(
        start=start, end=start + len(body), indent=indent, column=column, text=body, part=part, bullet=bullet, gap=gap,
        stamp=stamp, name=name,
    )  # fmt: skip


def _bare(body: str) -> tuple[int, str]:
    """A line's words without white space and a converter's marks for pictures and headings, and where they begin."""
    at = len(body) - len(body.lstrip())
    body = body.strip()
    for _ in range(4):
        lead = _HEADING.match(body) or _PICTURE.match(body)
        if not lead or lead.end() == len(body) or len(body) > SHORT:
            break
        at, body = at + lead.end(), body[lead.end() :]
    return at, body


def classify(body: str) -> tuple[str, Stamp | None, tuple[int, int] | None]:
    """The part a line may play, its date, and where a name stands in it."""
    if len(body) > SHORT:
        return PROSE, None, None
    if _PICTURE.fullmatch(body):
        return ACTION, None, None
    if _COUNT.match(body):
        return COUNT, None, None
    reply = _REPLY_TO.match(body)
    if reply and len(body) <= NAME_LENGTH + 40 and not _ACTION.match(body):
        return REPLY_TO, None, reply.span("name")
    if _COUNTERS.match(body):
        return ACTION, None, None
    if _ACTION.match(body):
        stamp = find_stamp(body)
        return (WHEN if stamp and (stamp.relative or stamp.dated) else ACTION), stamp, None
    if (foot := _FOOT.match(body)) and (aged := find_stamp(foot["when"])):
        at = foot.start("when")
        return FOOT, msgspec.structs.replace(aged, start=at + aged.start, end=at + aged.end), None
    stamp = find_stamp(body)
    says = _SAYS.match(body)
    if says and _is_name(says["name"]) and _rest_is_date(body[says.end() :], stamp):
        start, end = says.span("name")
        if stamp and stamp.end <= end and stamp.start <= start + 4:
            first, last = _trim(body[stamp.end : end])
            start, end = stamp.end + first, stamp.end + last
        elif stamp and start < stamp.start < end:
            start, end = _trim(body[: stamp.start])
        return SAYS, stamp, (start, end)
    if stamp:
        return _dated(body, stamp)
    by = _BY.match(body)
    if by and _is_name(by["name"]):
        return BY, None, by.span("name")
    return (NAME, None, (0, len(body))) if _is_name(body) else (PROSE, None, None)


def _rest_is_date(rest: str, stamp: Stamp | None) -> bool:
    rest = rest.strip(" :,|–—-")
    return not rest or (bool(stamp) and len(rest) <= (stamp.end - stamp.start if stamp else 0) + 24)


def _dated(body: str, stamp: Stamp) -> tuple[str, Stamp | None, tuple[int, int] | None]:
    """A line with a date is a date line, or a name and a date, or prose that mentions one."""
    before, after = body[: stamp.start], body[stamp.end :]
    lead, lead_end = _trim(before)
    tail = _ACTION_TAIL.sub("", _NOISE.sub(" ", after))
    tail_start, tail_end = _trim(tail)
    head = before[lead:lead_end]
    rest = tail[tail_start:tail_end]
    if not head and not rest:
        return WHEN, stamp, None
    if not any(c.isalpha() for c in head + rest):
        return (WHEN, stamp, None) if len(head + rest) < 8 else (PROSE, stamp, None)
    if head and not rest and _is_name(head):
        return BOTH, stamp, (lead, lead_end)
    if rest and not head and _is_name(rest) and body.find(rest) >= 0:
        at = body.find(rest, stamp.end)
        return (BOTH, stamp, (at, at + len(rest))) if at >= 0 else (WHEN, stamp, None)
    if head and rest and _is_name(head) and len(rest) <= 24 and not stamp.relative:
        return BOTH, stamp, (lead, lead_end)
    return PROSE, stamp, None


def _trim(piece: str) -> tuple[int, int]:
    """Offsets of what is left of a piece of a header line without glue, lead words and noise."""
    start, end = 0, len(piece)
    for _ in range(4):
        core = piece[start:end]
        lead = _LEAD_WORDS.match(core) or re.match(r"[\s,|·•/–—\-:()@«»]+", core)
        if lead and lead.end():
            start += lead.end()
            core = piece[start:end]
        tail = (
            _GLUE_WORDS.search(core)
            or _CLOCK_END.search(core)
            or re.search(r"[\s,|·•/–—\-:(@«»]+$", core)
            or _NOISE_END.search(core)
        )
        if tail and tail.group():
            end -= len(core) - tail.start()
        if not (lead and lead.end()) and not (tail and tail.group()):
            break
    return start, max(start, end)


_NOISE_END = re.compile(rf"{_NOISE.pattern}$", re.IGNORECASE)


def _is_name(words: str) -> bool:
    """Short, with a letter or figure in it, and not a sentence by its end or its length."""
    words = words.strip()
    if not 0 < len(words) <= NAME_LENGTH or len(words.split()) > NAME_WORDS:
        return False
    return any(c.isalnum() for c in words)
