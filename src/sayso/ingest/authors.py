"""Bylines as pages print them in, clean author names out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sayso.ingest.byline import AGENCIES, OUTLET_WORD

_BY = re.compile(
    r"^\W*(?:(?:(?:words|story|article|review|interview|analysis|opinion|photos?|report(?:ed|ing)?|written|posted"
    r"|published|authored|compiled|edited|text)\s+)?by"
    r"|von|par|por|da|door|authors?|from|reporters?|writers?|words)\b\s*:?\s+",
    re.I,
)
_SPLIT = re.compile(r"\s*([,;|/•·\n]|\s(?:and|und|et|y|e|with)\s|\s?&\s|\s[-–—]\s)\s*", re.I)
_FOR = re.compile(r"\s+(?:for|via|at|in)\s+(?=[A-Z]|the\b).*$")
_INITIALS = re.compile(r"[A-Z]{2,5}(?: News)?$")  # of a station or an agency
_ADDRESS = re.compile(r"\S+@\S+|https?:\S+|www\.\S+|(?:^|\s)@\w+")
_SUFFIX = re.compile(r"^(?:jr|sr|ii|iii|iv|ph\.?\s?d|m\.?d|esq|mba|rn|rd|dds|obe|mbe|cbe|mp|cpa|cfp)\.?$", re.I)
_BRACKETS = re.compile(r"\s*[(\[{][^)\]}]*[)\]}]?\s*")
_DATED = re.compile(r"\b(?:published|updated|posted|last modified|on)\b.*$|\b\d{1,2}:\d\d\b.*$|\b(?:19|20)\d\d\b.*$", re.I)
# A part that says what somebody is, or where, and not who.
_ROLE = re.compile(
    r"\b(?:editors?|editor-in-chief|reporters?|correspondents?|writers?|contributors?|columnists?|journalists?"
    r"|producers?|staff|newsroom|bureau|chief|"
    r"director|professor|lecturer|fellow|analyst|redaktion|redakteur(?:in)?|desk|presenter|photographer|head of|senior|associate|managing|"
    r"political|sports?|business|assistant|university|college|ceo|founder|author of|special to|updated|published"
    r"|minutes? read|min read|view all|follow|"
    r"posts|website|admin(?:istrator)?|webmaster|guest|anonymous|unknown|opinion|breaking)\b",
    re.I,
)
_NOBODY = re.compile(
    r"^(?:by|admin|staff|editor|author|none|null|undefined|n/?a|user|contributor|view|more|share|the editors|\W*)$", re.I
)
_LONGEST = 70


def clean_authors(offered: Iterable[str], *, outlet: str | None = None, title: str | None = None) -> tuple[str, ...]:
    """Distinct names without "By", roles, addresses, dates and the agency behind a name. Outlets count only where nobody else is named."""
    people: list[str] = []
    houses: list[str] = []
    for text in offered:
        parts = list(_parts(text))
        for index, (name, mark) in enumerate(parts):
            if title and name.casefold() == title.casefold():
                continue
            house = is_house(name, outlet) or (bool(_ROLE.search(name)) and index == 0) or _is_credit(name, mark)
            if house and (len(parts) == 1 or index == 0):
                houses.append(name)
            elif not house and not _ROLE.search(name):
                people.append(name)
    return _distinct(people or houses[:1])


def _is_credit(name: str, mark: str) -> bool:
    """What follows a name in one byline and is an agency, or behind a comma or a bar an outlet by its words."""
    if not mark:
        return False
    return name.casefold() in AGENCIES or (mark in ",|/•·" and bool(OUTLET_WORD.search(name) or _INITIALS.match(name)))


def is_house(name: str, outlet: str | None) -> bool:
    """A name that is the outlet's own."""
    one, other = _letters(name), _letters(outlet or "")
    return bool(one and other) and (one == other or one.removeprefix("the") == other.removeprefix("the"))


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """The names of a byline, each with the mark or word that stands before it."""
    text = _ADDRESS.sub(" ", text)
    text = _BY.sub("", _DATED.sub("", _BRACKETS.sub(" ", " ".join(text.split()))))
    names: list[tuple[str, str]] = []
    pieces = ["", *_SPLIT.split(text)]
    for mark, piece in zip(pieces[::2], pieces[1::2], strict=True):
        part = _FOR.sub("", _BY.sub("", piece)).strip(" .,:;-–—*\"'“”")
        if names and _SUFFIX.match(part):
            names[-1] = f"{names[-1][0]}, {part}", names[-1][1]
        elif part and not _NOBODY.match(part) and len(part) <= _LONGEST and not part.isdigit():
            names.append((part, mark.strip() if names else ""))
    yield from names


def _distinct(names: list[str]) -> tuple[str, ...]:
    seen: dict[str, str] = {}
    for name in names:
        seen.setdefault(_letters(name), _cased(name))
    return tuple(seen.values())


def _cased(name: str) -> str:
    """A name printed all in capitals, as names are written; initials and short agency names stay."""
    if not name.isupper() or len(name) <= 5 or " " not in name:
        return name
    return re.sub(r"[^\W\d_]+", lambda word: word.group().capitalize() if len(word.group()) > 1 else word.group(), name)


def _letters(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).casefold()
