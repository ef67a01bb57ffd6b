"""A ledger reader comes in; a Jinja environment goes out whose filters turn records into words and quotes into links."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from importlib.resources import files
from typing import TypeVar

from jinja2 import BaseLoader, ChoiceLoader, Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from sayso.errors import NotInLedger
from sayso.ledger.reader import LedgerReader
from sayso.model import Certainty, Incident, Page, Span, Statement, in_words
from sayso.report.glance import root_words, statuses
from sayso.report.story import Naming
from sayso.report.wording import WORDS, counted, day, headline, lag_words, range_words

Found = TypeVar("Found")
QUOTE_WIDTH = 320  # longer quotes are cut on the page; the passage behind the link is whole
_REACH = 220  # characters of a sentence shown on either side of the quoted words
# Rough: it only frames what is shown.
_SENTENCE_END = re.compile(r"[.!?][”\"’)]*\s+(?=[A-Z“\"‘(])|\n+")
_ABBREVIATED = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Sgt|Capt|Adm|Sen|Rep|Gov|Prof|St|No|vs|Jan|Feb|Aug|Sept|Oct|Nov|Dec))\.$"
)
_SIGNS = {"consistent": "fits", "inconsistent": "speaks against", "neutral": "–"}


def environment(
    ledger: LedgerReader, *, href: Callable[[str, str], str], quote: Callable[..., Markup], own: str = ""
) -> Environment:
    """Templates of this room, and of the package ``own`` before them.

    ``href`` gives the address of a thing by its kind (``incident``, ``page``, ``actor``) and id. ``quote`` links a span's
    words, or the words given.
    """
    loaders: list[BaseLoader] = [PackageLoader(own)] if own else []
    env = Environment(
        loader=ChoiceLoader([*loaders, PackageLoader("sayso.report")]),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    texts = lru_cache(maxsize=64)(lambda page, _: ledger.page(page).text)  # anew after every change to the ledger
    env.filters.update(
        quote=quote,
        sentence=lambda span: sentence(span, texts(span.page, ledger.head()), quote),
        day=day,
        words=words,
        act_word=in_words,
        counted=counted,
        brief_reason=lambda text: shorten(text, 240),
        lower_first=_lower_first,
    )
    env.globals.update(
        href=href,
        ledger=ledger,
        is_web=bool(own),
        statement=lambda id_: _maybe(ledger.statement, id_),
        range_words=range_words,
        lag_words=lag_words,
        chain=chain,
        page_name=page_name,
        sure=sure,
        sure_words=sure_words,
        signs=_SIGNS,
        statuses=statuses,
        root_words=root_words,
        incident_title=lambda id_: _title(_maybe(ledger.incident, id_)),
    )
    return env


def _maybe(find: Callable[[str], Found], id_: str) -> Found | None:
    try:
        return find(id_)
    except NotInLedger:
        return None


def _title(incident: Incident | None) -> str:
    return headline(incident) if incident else ""


def words(code: str) -> str:
    """The words for a code; the code itself, without underscores, where it has none of its own."""
    return WORDS.get(code, in_words(code))


def shorten(text: str, width: int = QUOTE_WIDTH) -> str:
    """On one line, cut at ``width`` characters."""
    line = " ".join(text.split())
    return line if len(line) <= width else line[: width - 1].rstrip() + "…"


def sentence(span: Span, text: str, quote: Callable[..., Markup]) -> Markup:
    """The quoted words, linked, inside the sentence that they stand in."""
    first = max(0, span.start - _REACH)
    before, after = text[first : span.start + 1], text[max(0, span.end - 2) : span.end + _REACH]
    ends = list(_ends(before))
    before = before[ends[-1] if ends else 0 : -1]
    if not ends and first:
        before = f"… {before.partition(' ')[2]}"
    skip = min(2, span.end)
    end = next((e for e in _ends(after) if e >= skip), None)
    after = after[skip:] if end is None else after[skip:end].rstrip()
    if end is None and span.end + _REACH < len(text):
        after = f"{after.rpartition(' ')[0]} …"
    return Markup("<bdi>{}</bdi>{}<bdi>{}</bdi>").format(_one_line(before), quote(span), _one_line(after))


def _ends(text: str) -> Iterator[int]:
    """Where the next sentence or paragraph begins."""
    return (m.end() for m in _SENTENCE_END.finditer(text) if not _ABBREVIATED.search(text[: m.start() + 1]))


def _one_line(text: str) -> str:
    """Without line breaks and doubled spaces; a space at either end stays."""
    return re.sub(r"\s+", " ", text)


def chain(naming: Naming) -> list[str]:
    """From the reader's side to the root, by name."""
    if naming.statement and naming.statement.chain:
        return [link.name for link in naming.statement.chain]
    return [n for n in (naming.document.outlet, *(naming.document.authors or ("the author",))) if n]


def sure(stmt: Statement | None) -> str:
    """Three marks for how surely the source puts it."""
    level = {"certain": 3, "probable": 2, "possible": 1}.get(stmt.certainty if stmt else "certain", 0)
    return "●" * level + "○" * (3 - level)


def sure_words(stmt: Statement | None) -> str:
    """The same in words."""
    if stmt is None:
        return "told, with no one quoted"
    told = WORDS["possible_certainty"] if stmt.certainty is Certainty.POSSIBLE else WORDS[stmt.certainty]
    return f"{told}, negated" if stmt.polarity == "-" else told


def page_name(page: Page) -> str:
    """The page's title, or the end of its address."""
    return page.title or page.uri.rsplit("/", 1)[-1]


def asset(name: str) -> str:
    """A style sheet or script of this room."""
    return (files("sayso.report") / "templates" / name).read_text(encoding="utf-8")


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]
