"""A ledger reader in; FollowTheMoney entities, one JSON object a line, out: documents, actors, incidents, and what links them.

FollowTheMoney (followthemoney.tech) is the data model of Aleph and OpenSanctions. It has no place for an accusation, so nobody
is put among the ``involved`` of an event: a suspect hangs on it by a link whose role gives the status ("accused"), with the
words and the document as proof. A second kind of link runs from who says to who is named.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from sayso.assess.toll import DEFAULT
from sayso.codelists import table
from sayso.ledger.reader import LedgerReader
from sayso.model import (
    Account,
    Actor,
    ActorKind,
    DateRange,
    Document,
    Page,
    Precision,
    Statement,
    Suspect,
    in_words,
    make_id,
)
from sayso.report.gaps import gaps, is_partial
from sayso.report.happenings import Happening, happenings
from sayso.report.wording import WORDS, headline

SCHEMATA = {
    ActorKind.PERSON: "Person",
    ActorKind.ARMED_GROUP: "Organization",
    ActorKind.STATE: "Territory",
    ActorKind.STATE_FORCE: "PublicBody",
    ActorKind.OFFICIAL_BODY: "PublicBody",
    ActorKind.ORGANISATION: "Organization",
    ActorKind.OUTLET: "Organization",
}  # anybody else is a LegalEntity: somebody, and no more is known
_LENGTHS = {Precision.MONTH: 7, Precision.YEAR: 4}  # of an ISO date that is cut to what is known
_encode = msgspec.json.Encoder(order="sorted").encode
Json = dict[str, Any]


def ledger_ftm(ledger: LedgerReader, harm_rule: str = DEFAULT) -> bytes:
    """Entities in a stable order: what may be missing, documents, actors, events, links. What only comments tell is left out."""
    pages = {page.id: page for page in ledger.iter_pages()}
    told = tuple(happenings(ledger, harm_rule))
    documents = {doc.id: doc for h in told for doc in h.documents}
    actors: dict[str, Actor] = {}
    links: dict[str, Json] = {}  # what is said of two incidents is one link
    for happening in told:
        for link, ends in (*_suspected(happening, ledger), *_said(happening, ledger)):
            links[link["id"]] = link
            actors |= {actor.id: actor for actor in ends}
    entities = [
        _missing(ledger),
        *(_article(doc, pages[doc.page]) for doc in documents.values()),
        *(_actor(actor) for _, actor in sorted(actors.items())),
        *(_event(happening) for happening in told),
        *links.values(),
    ]
    return b"".join(_encode(entity) + b"\n" for entity in entities)


def _entity(id_: str, schema: str, **properties: object) -> Json:
    """Each property is a list of strings; what is not known is left out."""
    values = {name: value if isinstance(value, list) else [value] for name, value in properties.items()}
    kept = {name: [str(v) for v in dict.fromkeys(value) if v not in (None, "")] for name, value in values.items()}
    return {"id": id_, "schema": schema, "properties": {name: value for name, value in kept.items() if value}}


def _missing(ledger: LedgerReader) -> Json:
    found = gaps(ledger)
    lines = [f"{found.pages} pages read; {len(found.partial)} may have lost text; {len(found.unreadable)} sources not read."]
    lines += [f"May have lost text: {page.uri}" for page in found.partial]
    lines += [f"Not read: {source.uri}: {source.reason}" for source in found.unreadable]
    return _entity("sayso-gaps", "Note", name="What this export may lack", description="\n".join(lines))


def _article(doc: Document, page: Page) -> Json:
    return _entity(
        doc.id,
        "Article",
        title=doc.title or page.title or page.uri,
        author=list(doc.authors),
        publisher=doc.outlet,
        publishedAt=_day(doc.published),
        sourceUrl=_web_address(page.uri),
        fileName=page.uri,
        mimeType=page.media_type,
        bodyText=doc.span.exact,
        notes=[f"SHA-256 {page.sha256}", "This page may have lost text when it was read." if is_partial(page) else ""],
    )


def _actor(actor: Actor) -> Json:
    return _entity(
        actor.id,
        SCHEMATA.get(actor.kind, "LegalEntity"),
        name=actor.name,
        alias=[alias for alias in actor.aliases if alias != actor.name],
        country=_country(actor.country),
    )


def _event(h: Happening) -> Json:
    date = h.incident.date
    return _entity(
        h.incident.id,
        "Event",
        name=headline(h.incident),
        startDate=_day(date),
        endDate=_day(date, last=True),
        location=h.place and h.place.name,
        country=_country(h.place.country if h.place else None),
        keywords=str(h.incident.type),
        summary=[account.span.exact for account in h.accounts],
        notes=[f"{kind}: {toll.best} ({toll.low}-{toll.high}), rule {toll.rule}" for kind, toll in h.harm.items()],
        sourceUrl=[_web_address(address) for address in h.addresses],
        proof=[doc.id for doc in h.documents],
    )


def _suspected(h: Happening, ledger: LedgerReader) -> Iterator[tuple[Json, tuple[Actor, ...]]]:
    for account in h.accounts:
        for suspect in account.suspects:
            actor = ledger.actor(suspect.actor)
            yield _suspect_link(h, account, suspect, actor, ledger), (actor,)


def _suspect_link(h: Happening, account: Account, suspect: Suspect, actor: Actor, ledger: LedgerReader) -> Json:
    says = ledger.statement(suspect.statement).source.name if suspect.statement else ""
    status = WORDS[suspect.status] + (" (implied)" if suspect.implied else "")
    return _entity(
        make_id("ftm", account.id, actor.id, suspect.status, suspect.span.start),
        "UnknownLink",
        subject=actor.id,
        object=h.incident.id,
        role=status,
        summary=suspect.span.exact,
        description=f"On the say-so of {says}" if says else "In the author's own words",
        proof=account.document,
    )


def _said(h: Happening, ledger: LedgerReader) -> Iterator[tuple[Json, tuple[Actor, ...]]]:
    """A link from who says to each who is named; an author's own words have nobody to start from."""
    for statement in h.statements:
        if statement.source.actor is None:
            continue
        source = ledger.actor(statement.source.actor)
        for id_ in statement.suspects:
            named = ledger.actor(id_)
            if named.id != source.id:
                yield _said_link(statement, source, named), (source, named)


def _said_link(statement: Statement, source: Actor, named: Actor) -> Json:
    return _entity(
        make_id("ftm", statement.id, named.id),
        "UnknownLink",
        subject=source.id,
        object=named.id,
        role=in_words(statement.act),
        summary=statement.content.exact,
        description=f"certainty: {statement.certainty}; polarity: {statement.polarity}",
        date=_day(statement.said),
        recordId=statement.id,
        proof=statement.document,
    )


def _day(when: DateRange | None, *, last: bool = False) -> str | None:
    """A date cut to its precision, as FollowTheMoney writes dates that are known in part."""
    if when is None:
        return None
    return (when.end if last else when.start)[: _LENGTHS.get(when.precision, 10)]


def _country(alpha3: str | None) -> str | None:
    row = table("countries").get(alpha3) if alpha3 else None
    return str(row["alpha2"]).lower() if row else None


def _web_address(uri: str) -> str | None:
    return uri if uri.startswith(("http://", "https://")) else None
