"""One block of text comes in; the byline, credit line or author note that it is goes out, with offsets."""

from __future__ import annotations

import re

from sayso.ingest.lines import BOTH, classify
from sayso.ingest.stamps import Stamp, find_stamp
from sayso.model import DerivationKind, Record

# Wire services by the names under which other outlets credit them.
AGENCIES = {
    "reuters": "Reuters", "thomson reuters": "Reuters", "ap": "Associated Press", "associated press": "Associated Press",
    "the associated press": "Associated Press", "afp": "Agence France-Presse", "agence france-presse": "Agence France-Presse",
    "agence france presse": "Agence France-Presse", "upi": "United Press International", "dpa": "dpa", "xinhua": "Xinhua",
    "tass": "TASS", "itar-tass": "TASS", "interfax": "Interfax", "ria novosti": "RIA Novosti", "sputnik": "Sputnik",
    "anadolu": "Anadolu Agency", "anadolu agency": "Anadolu Agency", "aa": "Anadolu Agency", "ians": "IANS", "pti": "Press Trust of India",
    "press trust of india": "Press Trust of India", "ani": "ANI", "kyodo": "Kyodo News", "kyodo news": "Kyodo News",
    "yonhap": "Yonhap", "efe": "EFE", "ansa": "ANSA", "irna": "IRNA", "sana": "SANA",
    "mehr": "Mehr News Agency", "fars": "Fars News Agency",
    "bloomberg": "Bloomberg", "cnn": "CNN", "belga": "Belga", "petra": "Petra", "wafa": "WAFA",
    "pa": "PA Media", "pa media": "PA Media", "press association": "PA Media",
}  # fmt: skip
_NAMES = "|".join(sorted((re.escape(a) for a in AGENCIES if len(a) > 3), key=len, reverse=True))
_SHORT = "|".join(a.upper() for a in AGENCIES if len(a) <= 3)
_AGENCY = rf"(?:(?i:{_NAMES})|{_SHORT})"

_WORD = r"(?:[^\W\d_][\w’'.\-]*\.?|&)"
_CAP = r"(?:[A-ZÀ-ÞŁŚŻČŠŽ][\w’'\-]*\.?)"
PERSON = rf"{_CAP}(?:\s+(?:{_CAP}|de|da|del|della|di|du|van|von|der|den|al|el|bin|ibn|ben|le|la|y|e))*\s+{_CAP}"
_OUTLET = r"(?:[Tt]he\s+)?[A-Z0-9](?:[^.,;:()|…\n\u2026]|\.(?=\w)){1,60}?"
_STOP = (
    r"(?=\s*(?:$|[.,;:…|()\n]|[-–—]\s|\s(?:on|under|with|and\s+(?:is|was|has|appears)|in|as|where|here|at\s+https?|\()\b))"
)
_PIECE = r"(?:article|story|piece|post|essay|report|column|op-ed|commentary|interview|analysis|version|text|blog(?:\s+post)?|item|excerpt)"
_MADE = r"(?:authored|written|penned|submitted|posted|reported)"

# Shape, kind, whether it stands before what it credits, and words in small letters of which it has at least one: those are
# looked for first, which costs a tenth.
_CREDITS = tuple(
    (re.compile(pattern), kind, intro, needs)
    for pattern, kind, intro, needs in (
        ((
            rf"[“\"](?P<title>[^”\"\n]{{3,200}})[”\"],?\s+(?i:{_MADE}|by)\s*(?i:by\s+)?(?P<author>{PERSON})(?:\s+and\s+"
            rf"(?P<author2>{PERSON}))?,?\s+(?i:via|for|in|at|of)\s+(?P<outlet>{_OUTLET}){_STOP}"
        ), "republished", True, ("”", '"')),
        ((
            rf"[“\"](?P<title>[^”\"\n]{{3,200}})[”\"],?\s+(?i:via|from|source:)\s+(?P<outlet>{_OUTLET}){_STOP}"
        ), "republished", True, ("”", '"')),
        ((
            rf"^(?i:(?:{_MADE}\s+)?by)\s+(?P<author>{PERSON})(?:\s+and\s+(?P<author2>{PERSON}))?,?\s+via\s+"
            rf"(?P<outlet>{_OUTLET}){_STOP}"
        ), "republished", True, ("via",)),
        ((
            rf"(?i:\bthis\s+{_PIECE}|^it|^)\s*(?i:(?:was|is|has\s+been)\s+)?(?i:(?:re)?(?:first|originally)\s+(?:appeared"
            rf"|published|posted|ran|printed|aired|featured|written)|(?:appeared|published|posted|ran)\s+(?:first"
            rf"|originally))\s+(?i:by|on|at|in|for)\s+(?P<outlet>{_OUTLET}){_STOP}"
        ), "republished", False, ("first", "originally")),
        ((
            rf"(?i:\bthis\s+{_PIECE}\s+(?:was|is|has\s+been)\s+|^)(?i:(?:re-?published|reprinted|reposted|cross-?posted"
            rf"|syndicated|reproduced)\s*(?:here\s+)?(?:with\s+(?:the\s+)?(?:kind\s+)?permission\s*)?(?:from|by|of"
            rf"|courtesy\s+of|via))\s+(?P<outlet>{_OUTLET}){_STOP}"
        ), "republished", False, ("publish", "print", "post", "syndicated", "reproduced")),
        ((
            rf"(?i:\bthis\s+{_PIECE}\s+(?:was|is|has\s+been)\s+|^)(?i:(?:adapted|excerpted|translated"
            rf"|abridged)\s+(?:with\s+permission\s+)?(?:from|by\s+permission\s+of))\s+(?P<outlet>{_OUTLET}){_STOP}"
        ), "derived_from", False, ("adapted", "excerpted", "translated", "abridged")),
        ((
            rf"^(?i:source|via|courtesy(?:\s+of)?|quelle|fuente)\s*[:–—]?\s+(?P<outlet>{_OUTLET})\s*[.…]?$"
        ), "republished", False, ("source", "via", "courtesy", "quelle", "fuente")),
        ((
            rf"^(?i:read\s+the\s+(?:full\s+|original\s+)(?:{_PIECE})\s+(?:at|on|in"
            rf"|here\s+at))\s+(?P<outlet>{_OUTLET})\s*[.…]?$"
        ), "republished", False, ("read",)),
        ((
            rf"^(?:©|\([cC]\)|(?i:copyright))\s*(?:\d{{4}})?\s*(?:[-–]\s*\d{{4}}\s*)?"
            rf"(?:[Tt]he\s+)?(?P<agency>{_AGENCY})\b"
        ), "republished", False, ("©", "(c)", "copyright")),
        ((
            rf"(?P<agency>{_AGENCY})(?:(?:,|\s+and)\s+(?P<agency2>{_AGENCY}))?\s+(?i:"
            rf"(?:also\s+)?contributed\s+to\s+this\s+{_PIECE})"
        ), "derived_from", False, ("contributed",)),
        ((
            rf"(?i:\b(?:with|additional)\s+(?:reporting|contributions?|input|material|files?)\s+(?:by"
            rf"|from))\s+(?P<agency>{_AGENCY})(?:(?:,|\s+and)\s+(?P<agency2>{_AGENCY}))?"
        ), "derived_from", False, ("reporting", "contribution", "input", "material", "file")),
    )
)  # fmt: skip
_WEAK = re.compile(r"^(?:source|via|courtesy|quelle|fuente|©|\(c\)|copyright)\b|^©", re.IGNORECASE)
_BYLINE = re.compile(
    rf"^(?:(?i:(?:story|text|words|analysis|opinion|commentary|report|posted|written|published|edited)\s+)?(?i:by"
    rf"|von|por|par|di|da|door)\s*:?)(?:\s+|(?<=by)(?=[A-Z]))(?P<names>(?:(?i:staff\s+)?{PERSON}"
    rf"|{_CAP})(?:\s*(?:,|and|&|und|y|et|e)\s+(?:{PERSON}))*)"
    r"(?P<rest>.{0,160})$"
)
_NAMED_DATE = re.compile(rf"^(?P<names>{PERSON}(?:\s*(?:,|and|&)\s+{PERSON})*)\s*[|•·,/–—-]\s*(?P<rest>.+)$")
# "(Reporting by Ann Leeds; Editing by Bo Ek)", as wires close a report.
SIGN_OFF = re.compile(
    r"\s*[\[(](?:Additional\s+)?(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Cc]ompiled|[Tt]ranslation|[Gg]raphics?|[Ff]ilming)\s+"
    r"(?:and\s+\w+\s+)?by\b[^()\[\]]{2,300}[\])]\s*$"
)
_LEAD = re.compile(r"^(?:by|von|por|par|di|da|door|the|in|on|at|from|share|read|photo|image)\b", re.IGNORECASE)
# What sites print behind a name without a space, or after a comma: a job or "Published".
_TITLE_TAIL = re.compile(
    r"(?:(?<=[a-z])(?=[A-Z])|\s*,\s*)(?:(?:[A-Z][\w’'-]*\s+|&\s+|of\s+){0,4}(?:Reporter|Editor|Writer"
    r"|Correspondent|Journalist|Columnist|Producer|Director|Contributor|Staff|Critic)s?|Published|Posted|Updated)$"
)
_TITLE_LIKE = re.compile(r"^\s*,?\s*(?:(?:the\s+)?[A-Z]|with\s+[A-Z]|published|posted|updated|for\s|in\s+[A-Z]|on\s|@)")
_PUBLISHED = re.compile(r"^(?:first\s+|last\s+)?(?:published|posted|updated|created|issued|date)\b.{0,120}$", re.IGNORECASE)
_SPLIT = re.compile(r"\s*(?:,|\band\b|&|\bund\b|\by\b|\bet\b)\s+")
_ROLE = re.compile(
    r"\b(?:staff|senior|chief|foreign|political|special|correspondent|reporter|editor|writer|contributor|bureau|guest|columnist)\b",
    re.I,
)
OUTLET_WORD = re.compile(
    r"\b(?:post|times|news|herald|tribune|journal|gazette|guardian|telegraph|mail|press|observer|chronicle"
    r"|mirror|standard|review|magazine|weekly|daily|today|wire"
    r"|agency|radio|tv|television|network|broadcasting|report|monitor|dispatch|courier|examiner|globe|star|sun"
    r"|independent|economist|echo|lantern|bulletin)\b",
    re.IGNORECASE,
)
_BIO = re.compile(
    rf"^(?P<name>{PERSON})(?:,[^.]{{0,80}},)?\s+(?:is|was|has\s+been|writes|covers|teaches|works|serves"
    rf"|lives)\s+(?:.{{0,80}}?\b)?(?:journalist|author|writer|editor|analyst|professor|fellow|reporter|historian"
    rf"|columnist|researcher|correspondent|director|contributor|scholar|activist|lawyer|lecturer|economist"
    rf"|blogger|commentator|veteran|officer|diplomat|academic|scientist|freelance\w*|founder|student)\b"
)
_BEAT = re.compile(rf"^(?P<name>{PERSON})\s+(?:covers|writes|teaches|reports|edits|blogs|hosts)\b")
_BIO_LEAD = re.compile(
    r"^(?:about\s+the\s+authors?\b|the\s+(?:author|writer)\s+is\b|follow\s+(?:him|her|them|the\s+author)\s+on\b)",
    re.IGNORECASE,
)
_PADDED = 1_200  # characters in which the first 300 stand, white space and all


class Credit(Record, frozen=True):
    """A credit line: where the words come from, nearest first, as (kind, name, role, start, end); the work's title if given.

    ``intro``: it stands before the words that it credits. ``weak``: pictures and figures are credited like this, too.
    """

    steps: tuple[tuple[DerivationKind, str, str, int, int], ...]
    intro: bool
    weak: bool = False
    title: tuple[int, int] | None = None
    authors: tuple[str, ...] = ()


class Byline(Record, frozen=True):
    """Who wrote it, for whom and when, as far as one line says."""

    authors: tuple[str, ...] = ()
    outlet: str | None = None
    stamp: Stamp | None = None


def read_credit(block: str) -> Credit | None:
    """The credit that a block gives, or None. Only the first 400 characters of a block are looked at."""
    head = block[:400]
    small = head.lower()
    for pattern, kind, intro, needs in _CREDITS:
        if any(map(small.__contains__, needs)) and (match := pattern.search(head)):
            credit = _credit(match, DerivationKind(kind), intro=intro)
            if credit.steps:
                return credit
    return None


def _credit(match: re.Match[str], kind: DerivationKind, *, intro: bool) -> Credit:
    part = {k: v for k, v in match.groupdict().items() if v}
    steps = []
    for group, role in (
        ("outlet", "outlet"),
        ("agency", "agency"),
        ("agency2", "agency"),
        ("author", "author"),
        ("author2", "author"),
    ):
        if group in part:
            name, start = _tidy(part[group], match.start(group))
            if role == "outlet" and find_stamp(name):
                continue
            agency = AGENCIES.get(name.casefold())
            steps.append((kind, agency or name, "agency" if agency else role, start, start + len(name)))
    authors = tuple(part[g] for g in ("author", "author2") if g in part)
    weak = bool(_WEAK.match(match.string))
    return Credit(
        steps=tuple(steps), intro=intro, weak=weak, title=match.span("title") if "title" in part else None, authors=authors
    )


def _tidy(name: str, start: int) -> tuple[str, int]:
    return name.rstrip(" .,:;…"), start


def read_byline(block: str) -> Byline | None:
    """The byline that a short block is: "By NAME", with an outlet and a date if they follow, or "NAME | DATE"."""
    block = " ".join(block.split())
    if len(block) > 200:
        return None
    if "|" in block or "•" in block:
        parts = [p for piece in re.split(r"\s*[|•]\s*", block) if piece and (p := _one_byline(piece))]
        found = _one_byline(block) or (parts[0] if parts else None)
        if found and not found.authors:
            authors = next((p.authors for p in parts if p.authors), ())
            return Byline(authors=authors, outlet=found.outlet, stamp=_one_stamp(block) or found.stamp)
        return Byline(authors=found.authors, outlet=found.outlet, stamp=_one_stamp(block)) if found else None
    return _one_byline(block)


def _one_stamp(block: str) -> Stamp | None:
    stamp = find_stamp(block)
    return stamp if stamp and stamp.dated else None


def _one_byline(block: str) -> Byline | None:
    match = _BYLINE.match(block)
    if match:
        stamp = find_stamp(match["rest"])
        people = _people(match["names"])
        outlet = _outlet_in(match["rest"][: stamp.start] if stamp else match["rest"])
        outlet = outlet or next((n for n in people[1:] if OUTLET_WORD.search(n)), None)
        before = match["rest"][: stamp.start] if stamp else match["rest"]
        if (before.strip(" ,.|•·–—-()") and not outlet and not _TITLE_LIKE.search(before)) or (stamp and len(before) > 60):
            return None
        authors = tuple(n for n in people if n != outlet)
        return Byline(authors=authors, outlet=outlet, stamp=stamp and stamp.moved(match.start("rest")))
    dated = find_stamp(block)
    if dated is None:
        return None
    match = _NAMED_DATE.match(block)
    stamp = find_stamp(match["rest"]) if match else None
    if match and stamp and stamp.dated and stamp.start < 24:
        if is_outlet(match["names"]):
            return Byline(outlet=match["names"], stamp=stamp.moved(match.start("rest")))
        return Byline(authors=_people(match["names"]), stamp=stamp and stamp.moved(match.start("rest")))
    part, stamp, at = classify(block)
    if (
        part == BOTH
        and stamp
        and at
        and (is_name(name := _TITLE_TAIL.sub("", block[slice(*at)])) or name.casefold() in AGENCIES)
    ):
        return Byline(authors=_people(name), stamp=stamp if stamp.dated else None)
    if dated.dated and (len(block) - (dated.end - dated.start) <= 30 or _PUBLISHED.match(block)):
        return Byline(stamp=dated)
    return None


def is_outlet(names: str) -> bool:
    """ "The River Post": an article before it, and a word that papers are called by."""
    return names.startswith("The ") and bool(OUTLET_WORD.search(names))


def is_name(block: str) -> bool:
    """Two to four capitalised words and nothing else, as a name stands alone in a byline."""
    if len(block) > 50 or _LEAD.match(block):
        return False
    return bool(re.fullmatch(PERSON, block)) and 2 <= len(block.split()) <= 5


def _people(names: str) -> tuple[str, ...]:
    found = [_TITLE_TAIL.sub("", n.strip(" ,.|")) for n in _SPLIT.split(names)]
    return tuple(n for n in found if n and not _ROLE.fullmatch(n))


def _outlet_in(rest: str) -> str | None:
    """An outlet behind the names of a byline: "By NAME, OUTLET" or "NAME for OUTLET"."""
    match = re.match(rf"^\s*(?:,|\||/|–|—|-|for|in|of|via)\s*(?P<outlet>{_OUTLET})\s*(?:$|[|,•·(–—])", rest)
    if not match or _ROLE.search(match["outlet"]) or find_stamp(match["outlet"]):
        return None
    return match["outlet"].strip()


def is_author_note(block: str, authors: tuple[str, ...] = ()) -> bool:
    """Whether a block tells who the author is."""
    if _BIO_LEAD.match(block):
        return True
    flat = " ".join(block[:_PADDED].split())[:300]
    match = _BIO.match(flat)
    if match:
        return not authors or match["name"] in authors
    match = _BEAT.match(flat)
    return match is not None and match["name"] in authors
