"""A view and a request in; one page out, each by its own function: read, shape, render."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from importlib.resources import files
from typing import TypeVar

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from sayso.model import Act
from sayso.report import EXPORTS
from sayso.report.brief import brief, threads
from sayso.report.figures import maps, time_strip
from sayso.report.gaps import gaps
from sayso.report.glance import glance, title_of
from sayso.report.rendering import asset
from sayso.report.story import in_time, tell_one
from sayso.web.view import View, href, pieces

T = TypeVar("T")
SHOWN = 50  # records on a page of a list
FOUND = 60  # statements, and pages, that a search shows
_ASKED = 300  # characters of a search that are looked at
REPORT = "report.html"
_KINDS = {"json": "application/json", "jsonl": "application/x-ndjson", "geojson": "application/geo+json"}
_ENDINGS = {"annotations": "jsonld", "csv-acled": "csv", "csv-gtd": "csv", "csv-ucdp": "csv"}
_USES = {
    "annotations": "every statement and the like as a W3C annotation of its page",
    "csv-acled": "incidents in ACLED’s columns",
    "csv-gtd": "incidents in the Global Terrorism Database’s columns",
    "csv-ucdp": "incidents in UCDP’s columns",
    "geojson": "incidents with a place, for a map",
    "json": "the whole ledger as one object, after its published schema",
    "jsonl": "the same, one record a line",
    REPORT: "the report as one file that needs no network",
}


def home(view: View, _: Request) -> Response:
    """What a newcomer should see first."""
    story, ledger = view.story(), view.ledger
    return _page(
        view, "home.html.j2", here="/", title=title_of(story), story=story, glance=glance(story),
        strip=time_strip(story, ledger, href), dated=in_time((*story.told, *story.passing)), maps=maps(story, ledger, href),
        gaps=gaps(ledger),
    )  # fmt: skip


def search(view: View, request: Request) -> Response:
    """Statements and pages in which all the words stand."""
    asked = request.query_params.get("q", "")[:_ASKED]
    hits = view.ledger.search(asked, FOUND) if asked.strip() else ()
    return _page(
        view, "search.html.j2", here="/search", title="Search", asked=asked, most=FOUND,
        statements=[view.ledger.statement(h.id) for h in hits if h.kind == "statement"],
        texts=[(view.ledger.page(h.id), h.snippet) for h in hits if h.kind == "page"],
    )  # fmt: skip


def incidents(view: View, _: Request) -> Response:
    """Every incident, the one of which most is said first."""
    return _page(view, "incidents.html.j2", here="/incidents", title="Incidents", story=view.story())


def incident(view: View, request: Request) -> Response:
    """One incident: who is named, by whom, how surely, on what."""
    told = tell_one(request.path_params["id"], view.ledger)
    about = [s for s in view.ledger.statements() if told.incident.id in s.about]
    return _page(view, "incident.html.j2", here="/incidents", title=told.title, told=told, about=about)


def actors(view: View, request: Request) -> Response:
    """Everybody who says something or is named, the most spoken of first."""
    says = Counter(s.source.actor for s in view.ledger.statements())
    named = Counter(x.actor for a in view.ledger.accounts() for x in a.suspects)
    rows = [(a, says[a.id], named[a.id]) for a in view.ledger.actors()]
    rows.sort(key=lambda row: (-row[1] - row[2], row[0].name, row[0].id))
    shown, page, last = _slice(rows, request)
    return _page(view, "actors.html.j2", here="/actors", title="Actors", rows=shown, page=page, last=last, total=len(rows))


def actor(view: View, request: Request) -> Response:
    """One actor: what it says, and what is said of it."""
    found = view.ledger.actor(request.path_params["id"])
    said = [s for s in view.ledger.statements() if s.source.actor == found.id]
    of_it = [s for s in view.ledger.statements() if found.id in s.suspects]
    shown, page, last = _slice(said, request)
    return _page(
        view, "actor.html.j2", here="/actors", title=found.name, actor=found, said=shown, total=len(said), of_it=of_it,
        page=page, last=last,
    )  # fmt: skip


def statements(view: View, request: Request) -> Response:
    """All statements in the order of the texts, or those of one act."""
    every = view.ledger.statements()
    acts = Counter(s.act for s in every)
    act = request.query_params.get("act", "")
    chosen = [s for s in every if s.act == act] if act in set(Act) else list(every)
    shown, page, last = _slice(chosen, request)
    return _page(
        view, "statements.html.j2", here="/statements", title="Statements", statements=shown, acts=acts.most_common(),
        act=act, total=len(chosen), page=page, last=last,
    )  # fmt: skip


def statement(view: View, request: Request) -> Response:
    """One statement with all that is recorded of it."""
    found = view.ledger.statement(request.path_params["id"])
    document = view.ledger.document(found.document)
    return _page(view, "statement.html.j2", here="/statements", title="Statement", stmt=found, document=document)


def findings(view: View, _: Request) -> Response:
    """What the checks found."""
    return _page(view, "findings.html.j2", here="/findings", title="Checks", findings=view.story().findings)


def comments(view: View, _: Request) -> Response:
    """Readers' comments, kept apart."""
    return _page(
        view, "comments.html.j2", here="/comments", title="Readers’ comments", threads=threads(view.ledger.comments())
    )


def texts(view: View, request: Request) -> Response:
    """The pages that were read, and the sources that could not be."""
    every = view.ledger.pages()
    shown, page, last = _slice(every, request)
    return _page(
        view, "texts.html.j2", here="/pages", title="Pages", pages=shown, total=len(every), page=page, last=last,
        gaps=gaps(view.ledger),
    )  # fmt: skip


def text(view: View, request: Request) -> Response:
    """One page's whole text with what was said in it; ``start`` and ``end`` mark some of its words."""
    page = view.ledger.page(request.path_params["id"])
    marked = (_number(request, "start"), _number(request, "end"))
    inside = {d.id for d in page.documents}
    said = [s for s in view.ledger.statements() if s.document in inside]
    return _page(
        view, "text.html.j2", here="/pages", title=page.title or page.uri, page=page, said=said,
        pieces=pieces(page, said, marked), captures=view.ledger.captures(page.sha256),
    )  # fmt: skip


def exports(view: View, _: Request) -> Response:
    """Everything that can be taken away."""
    return _page(view, "exports.html.j2", here="/exports", title="Downloads", uses=_USES)


def export(view: View, request: Request) -> Response:
    """One file, as a download; it is never shown in this site's name."""
    name = request.path_params["name"]
    if name == REPORT:
        return _download(brief(view.ledger).encode(), "text/html", REPORT)
    if name not in EXPORTS:
        raise HTTPException(404)
    kind = _KINDS.get(name, "text/csv" if name.startswith("csv-") else "application/ld+json")
    return _download(EXPORTS[name](view.ledger), kind, f"ledger-{name}.{_ENDINGS.get(name, name)}")


def style(_: View, __: Request) -> Response:
    """The report's style sheet and the few rules that only these pages need."""
    own = (files("sayso.web") / "templates" / "web.css").read_text(encoding="utf-8")
    return Response(asset("brief.css") + own, media_type="text/css")


def _page(view: View, template: str, **values: object) -> HTMLResponse:
    return HTMLResponse(view.render(template, **values))


def _download(data: bytes, kind: str, name: str) -> Response:
    return Response(data, media_type=kind, headers={"content-disposition": f'attachment; filename="{name}"'})


def _number(request: Request, name: str) -> int:
    """A whole number from the address; -1 where there is none."""
    given = request.query_params.get(name, "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 12 else -1


def _slice(rows: Sequence[T], request: Request) -> tuple[Sequence[T], int, int]:
    """The rows of the page asked for, its number, and the last page's."""
    last = max(1, -(-len(rows) // SHOWN))
    page = min(max(1, _number(request, "page")), last)
    return rows[(page - 1) * SHOWN : page * SHOWN], page, last
