"""A ledger reader comes in; one self-contained HTML page goes out, every line of it leading to the quoted words."""

from __future__ import annotations

import base64
import hashlib
from collections import defaultdict

import msgspec
from markupsafe import Markup

from sayso.ledger.reader import LedgerReader
from sayso.model import Document, Record, Span, spans_in
from sayso.report.figures import maps, time_strip
from sayso.report.gaps import is_partial
from sayso.report.glance import glance, title_of
from sayso.report.passages import anchor, passages
from sayso.report.rendering import asset, environment, shorten
from sayso.report.shared import Shared
from sayso.report.story import Story, in_time, tell

_PREFIX = {"incident": "", "page": "text-"}  # of the anchors that the page holds


def brief(ledger: LedgerReader, *, title: str = "") -> str:
    """The report as HTML. It holds its own styles, script, maps and page texts, and loads nothing."""
    ledger = Shared(ledger)
    story = tell(ledger)
    pages = ledger.pages()
    style, script = asset("brief.css"), asset("brief.js")
    return environment(ledger, href=_href, quote=_quote).get_template("brief.html.j2").render(
        title=title or title_of(story),
        story=story,
        glance=glance(story),
        pages=pages,
        passages=passages(pages, _cited(story, ledger)),
        strip=time_strip(story, ledger, _href),
        dated=in_time((*story.told, *story.passing)),
        maps=maps(story, ledger, _href),
        threads=threads(story.comments),
        outlets=sorted({d.outlet for d in story.articles if d.outlet}),
        style=Markup(style),
        style_hash=_hash(style),
        script=Markup(script),
        script_hash=_hash(script),
        partial=[p for p in pages if is_partial(p)],
        lanes=sorted({e.made_by for e in ledger.extractions()}),
        unreadable=ledger.unreadable(),
    )  # fmt: skip


def _hash(text: str) -> str:
    """As a content security policy names it."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _href(kind: str, id_: str) -> str:
    return f"#{_PREFIX.get(kind, '')}{id_}" if id_ else f"#{kind}"


def _cited(story: Story, ledger: LedgerReader) -> list[Span]:
    """Every span that the report may link to."""
    told = (*story.told, *story.passing, *story.others)
    records: list[Record | msgspec.Struct] = [*told, *story.findings]
    records += [s for t in told for n in (*t.namings, *t.asides) if (s := n.statement)]
    return [
        *(s for r in records for s in spans_in(r)),
        *(s for d in ledger.documents() for s in (d.span, d.title_span) if s),
        *(s for stmt in ledger.statements() for s in (stmt.content, stmt.cue, stmt.source.span) if s),
        *(r.span for r in ledger.responses() if r.span),
    ]


def threads(comments: tuple[Document, ...]) -> dict[str, list[Document]]:
    """Comments by page, in the order of the text."""
    by_page: defaultdict[str, list[Document]] = defaultdict(list)
    for doc in comments:
        by_page[doc.page].append(doc)
    return dict(by_page)


def _quote(span: Span, words: str = "") -> Markup:
    """A link to the words, with the words on it; text that runs right to left stays inside."""
    return Markup('<a class="quote" href="#{}" data-page="{}" data-start="{}" data-end="{}"><bdi>{}</bdi></a>').format(
        anchor(span), span.page, span.start, span.end, words or shorten(span.exact)
    )
