"""The lines of headers in which accounts are named ("@ann@plaza.example") come in; the names shown for them go out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sayso.ingest.lines import ACTION, NAME, Line

_HANDLE = re.compile(r"@(?P<user>[\w.-]{1,60})(?:@[\w.-]+\.\w+)?")
_ALONE = re.compile(rf"^\(?{_HANDLE.pattern}\)?$")
_SHOWN = re.compile(rf"(?:^|\S\s+)\(?{_HANDLE.pattern}\)?(?=\s*$|\s*[·•|,]|\s+\d)")
_BEHIND = re.compile(rf"\s+\(?{_HANDLE.pattern}\)?\s*$")
_ADDRESSED = re.compile(r"^\W*?@(?P<user>[\w.-]*\w)")
_END = re.compile(r"[.!?…:;,]['\"”’)\]]*$")


def is_handle(words: str) -> bool:
    """Whether the words are an account's name and nothing else."""
    return bool(_ALONE.match(words.strip()))


def handle_of(header: Iterable[str]) -> str | None:
    """The account that a header's lines name, in small letters and without its server: "ann"."""
    for words in header:
        match = _SHOWN.search(words.strip())
        if match:
            return match["user"].split(".")[0].casefold()
    return None


def without_handle(words: str) -> str:
    """A shown name without the account behind it; an account alone stays, and so does a server ("ann @plaza.example")."""
    match = None if is_handle(words) else _BEHIND.search(words)
    if match is None:
        return words
    name, user = "".join(c for c in words[: match.start()].casefold() if c.isalnum()), match["user"].casefold()
    whole = "." not in user or match[0].count("@") > 1 or user[:_ALIKE] == name[:_ALIKE]
    return words[: match.start()] if whole else words


_ALIKE = 3  # letters that an account without a server shares with its holder's name


def shown_over(lines: Sequence[Line], first: int) -> int | None:
    """The line over an account's, where it shows its holder's name: "Ann Leeds" over "@ann@plaza.example"."""
    above = lines[first - 1] if first > 0 else None
    if above is None or above.part != NAME or lines[first].gap or is_handle(above.text) or _END.search(above.text):
        return None
    stands_apart = first == 1 or above.gap or lines[first - 2].part == ACTION
    return first - 1 if stands_apart else None


def addressed(words: str) -> str | None:
    """The account with whose name a post begins: "@ann you were there?"."""
    match = _ADDRESSED.match(words)
    return match["user"].split(".")[0].casefold() if match else None
