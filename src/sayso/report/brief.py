"""A ledger reader comes in; one self-contained HTML page goes out, every line of it leading to the quoted words."""

from __future__ import annotations

import base64
import hashlib
from collections import defaultdict
from importlib.resources import files

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from sayso.ledger.reader import LedgerReader
from sayso.model import Document, Page, Record, Span, Statement, spans_in
from sayso.report.passages import anchor, passages
from sayso.report.story import Naming, Story, Told, tell
from sayso.report.timeline import Arc, Moment, Strip, strip
from sayso.report.wording import WORDS, counted, day, lag_words, range_words
from sayso.report.worldmap import MapPoint, MapView, draw

_QUOTE_WIDTH = 320  # longer quotes are cut on the page; the passage behind the link is whole

_SIGNS = {"consistent": "fits", "inconsistent": "speaks against", "neutral": "–"}


def brief(ledger: LedgerReader, *, title: str = "") -> str:
    """The report as HTML. It holds its own styles, script, map and page texts, and loads nothing."""
    story = tell(ledger)
    cited = list(_cited(story, ledger))
    pages = ledger.pages()
    script = _asset("brief.js")
    return _environment(ledger).get_template("brief.html.j2").render(
        title=title or _headline(story),
        story=story,
        ledger=ledger,
        pages=pages,
        passages=passages(pages, cited),
        strip=_strip(story, ledger),
        map=_map(story, ledger),
        threads=_threads(story.comments),
        outlets=_outlets(story.articles),
        style=Markup(_asset("brief.css")),
        script=Markup(script),
        script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        incidents={i.id for i in ledger.incidents()},
        partial=[p for p in pages if any(x.code == "partial" for x in p.problems)],
        lanes=sorted({e.made_by for e in ledger.extractions()}),
        unreadable=ledger.unreadable(),
    )  # fmt: skip


def _headline(story: Story) -> str:
    named = {n.suspect.actor for t in story.told for n in t.namings}
    if not story.told:
        return "No incident is told in these pages"
    return f"{counted(len(story.told), 'incident')}, {counted(len(named), 'name')} named: on whose say-so?"


def _cited(story: Story, ledger: LedgerReader) -> list[Span]:
    """Every span that the report may link to."""
    records: list[Record | msgspec.Struct] = [*story.told, *story.others, *story.findings]
    records += [s for t in (*story.told, *story.others) for n in (*t.namings, *t.asides) if (s := n.statement)]
    return [
        *(s for r in records for s in spans_in(r)),
        *(s for d in ledger.documents() for s in (d.span, d.title_span) if s),
        *(s for stmt in ledger.statements() for s in (stmt.content, stmt.cue, stmt.source.span) if s),
        *(r.span for r in ledger.responses() if r.span),
    ]


def _strip(story: Story, ledger: LedgerReader) -> Strip | None:
    moments = [
        Moment(id=t.incident.id, start=t.incident.date.start, end=t.incident.date.end, label=t.incident.label, href=f"#{t.incident.id}")
        for t in story.told
        if t.incident.date
    ]  # fmt: skip
    arcs = [
        Arc(trigger=r.trigger, response=r.response, label=lag_words(r), stated=r.basis == "stated")
        for r in ledger.responses()
        if r.response != r.trigger
    ]
    return strip(moments, arcs)


def _map(story: Story, ledger: LedgerReader) -> MapView | None:
    found: defaultdict[str, list[Told]] = defaultdict(list)
    for told in story.told:
        if told.incident.place:
            found[told.incident.place].append(told)
    points = []
    for place_id, here in found.items():
        place = ledger.place(place_id)
        if place.lat is not None and place.lon is not None:
            points.append(
                MapPoint(
                    name=place.name, lat=place.lat, lon=place.lon, href=f"#{here[0].incident.id}", count=len(here),
                    exact=place.kind not in {"country", "region"},
                )
            )  # fmt: skip
    return draw(points)


def _threads(comments: tuple[Document, ...]) -> dict[str, list[Document]]:
    by_page: defaultdict[str, list[Document]] = defaultdict(list)
    for doc in comments:
        by_page[doc.page].append(doc)
    return dict(by_page)


def _outlets(articles: tuple[Document, ...]) -> list[str]:
    return sorted({d.outlet for d in articles if d.outlet})


def _environment(ledger: LedgerReader) -> Environment:
    env = Environment(
        loader=PackageLoader("sayso.report"), autoescape=select_autoescape(default=True), undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    env.filters.update(quote=_quote, day=day, words=WORDS.get, counted=counted)
    env.globals.update(
        range_words=range_words,
        chain=lambda n: _chain(n, ledger),
        lag_words=lag_words,
        page_name=_page_name,
        sure=_sure,
        signs=_SIGNS,
    )
    return env


def _quote(span: Span) -> Markup:
    """A link to the words, with the words on it."""
    words = " ".join(span.exact.split())
    shown = words if len(words) <= _QUOTE_WIDTH else words[: _QUOTE_WIDTH - 1] + "…"
    return Markup('<a class="quote" href="#{}" data-page="{}" data-start="{}" data-end="{}">{}</a>').format(
        anchor(span), span.page, span.start, span.end, shown
    )


def _chain(naming: Naming, ledger: LedgerReader) -> list[str]:
    """From the reader's side to the root, by name."""
    if naming.statement and naming.statement.chain:
        return [link.name for link in naming.statement.chain]
    return [n for n in (naming.document.outlet, *(naming.document.authors or ("the author",))) if n]


def _sure(stmt: Statement | None) -> str:
    """Three marks for how surely the source puts it."""
    level = {"certain": 3, "probable": 2, "possible": 1}.get(stmt.certainty if stmt else "certain", 0)
    return "●" * level + "○" * (3 - level)


def _page_name(page: Page) -> str:
    return page.title or page.uri.rsplit("/", 1)[-1]


def _asset(name: str) -> str:
    return (files("sayso.report") / "templates" / name).read_text(encoding="utf-8")
