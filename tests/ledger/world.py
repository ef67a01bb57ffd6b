"""A made-up small world: three pages and what was read out of them, for any test that needs a filled ledger."""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from sayso.ledger import LedgerWriter
from sayso.model import (
    Account,
    Act,
    Actor,
    ActorKind,
    Basis,
    Comment,
    Comparison,
    DateRange,
    Document,
    DocumentKind,
    Evidence,
    Extraction,
    Harm,
    IncidentType,
    Link,
    Linking,
    Measure,
    Mode,
    Page,
    Place,
    Precision,
    ResponseCue,
    Source,
    Span,
    Stage,
    Statement,
    Suspect,
    SuspectStatus,
    make_id,
)

WIRE = "Rockets hit Camp Orsa on 3 May, killing two. The interior ministry of Tarvenia said the Sarn Front fired them."
HERALD = "Two died when rockets fell on Camp Orsa. “We did not do it,” a spokesman of the Sarn Front said."
THREAD = "Old news?\n\nIvo\nThe Front always denies it.\n\nMara\nNobody showed any proof."
URIS = {WIRE: "a/wire.txt", HERALD: "b/herald.txt", THREAD: "c/thread.txt"}


class Read(NamedTuple):
    """A page as read in, with its bytes and what was extracted from each of its documents."""

    raw: bytes
    page: Page
    extractions: tuple[Extraction, ...]


def page_of(text: str, *pieces: str, kind: DocumentKind = DocumentKind.ARTICLE, uri: str | None = None) -> Page:
    """A page with one article, or one document of the kind for each of the pieces."""
    raw = text.encode()
    sha256 = hashlib.sha256(raw).hexdigest()
    id_ = make_id("page", sha256)
    documents = tuple(_document(id_, text, piece, kind) for piece in pieces or (text,))
    return Page(
        id=id_,
        uri=uri or URIS.get(text, "other.txt"),
        sha256=sha256,
        media_type="text/plain",
        text=text,
        documents=documents,
    )


def _document(page: str, text: str, piece: str, kind: DocumentKind) -> Document:
    start = text.index(piece)
    span = Span(page=page, start=start, end=start + len(piece), exact=piece)
    about = Comment(author=text[:start].split("\n")[-2]) if kind is DocumentKind.COMMENT else None
    return Document(id=make_id("doc", page, kind, start, span.end), page=page, kind=kind, span=span, comment=about)


def quote(page: Page, words: str) -> Span:
    """Where the words stand first."""
    start = page.text.index(words)
    return Span(page=page.id, start=start, end=start + len(words), exact=words)


def wire() -> Read:
    """A wire story: an attack with a figure, and a ministry that names a suspect."""
    page = page_of(WIRE)
    doc = page.documents[0].id
    ministry = Actor(
        id=make_id("actor", doc, "ministry"), name="interior ministry of Tarvenia", kind=ActorKind.OFFICIAL_BODY,
        mentions=(quote(page, "The interior ministry of Tarvenia"),),
    )  # fmt: skip
    front = _front(page, doc, "Sarn Front")
    orsa = Place(
        id="place-orsa", name="Camp Orsa", lat=31.5, lon=-30.25, country="XTV", mentions=(quote(page, "Camp Orsa"),)
    )
    account, cue = _account(page, "Rockets hit Camp Orsa on 3 May"), quote(page, "said")
    accused = Statement(
        id=make_id("statement", doc, "accuses"), document=doc, content=quote(page, "the Sarn Front fired them"), cue=cue,
        source=Source(name=ministry.name, kind=ministry.kind, span=ministry.mentions[0], actor=ministry.id),
        mode=Mode.INDIRECT, act=Act.ACCUSES, about=(account.id,), suspects=(front.id,),
        chain=(Link(name=ministry.name, kind=ministry.kind, role="source", actor=ministry.id),),
    )  # fmt: skip
    suspect = Suspect(
        actor=front.id, span=quote(page, "the Sarn Front"), kind="organisation", status=SuspectStatus.ACCUSED_BY_AUTHORITIES,
        statement=accused.id,
    )  # fmt: skip
    full = _with(account, page, suspect, orsa)
    proof = Evidence(
        id=make_id("evidence", doc), document=doc, span=quote(page, "Rockets"), kind="physical", statement=accused.id,
        accounts=(account.id,), bears_on=((front.id, "consistent"),),
    )  # fmt: skip
    date = Measure(id=make_id("measure", doc), document=doc, kind="date", span=quote(page, "on 3 May"), unit="day")
    return Read(
        WIRE.encode(),
        page,
        (
            Extraction(
                document=doc, made_by="test 1", actors=(ministry, front), places=(orsa,), statements=(accused,),
                accounts=(full,), evidence=(proof,), measures=(date,),
            ),
        ),
    )  # fmt: skip


def herald() -> Read:
    """Another paper: the same attack, and the suspect's denial."""
    page = page_of(HERALD)
    doc = page.documents[0].id
    front = _front(page, doc, "the Sarn Front")
    account = _account(page, "rockets fell on Camp Orsa")
    denied = Statement(
        id=make_id("statement", doc, "denies"), document=doc, content=quote(page, "We did not do it"),
        cue=quote(page, "said"),
        source=Source(name="a spokesman of the Sarn Front", kind=ActorKind.PERSON, span=quote(page, "a spokesman"),
            actor=front.id),
        mode=Mode.DIRECT, act=Act.DENIES, about=(account.id,), suspects=(front.id,),
    )  # fmt: skip
    suspect = Suspect(
        actor=front.id,
        span=quote(page, "the Sarn Front"),
        kind="organisation",
        status=SuspectStatus.DENIED,
        statement=denied.id,
    )
    full = _with(account, page, suspect, None)
    answer = ResponseCue(
        id=make_id("cue", doc), document=doc, trigger=account.id, response=denied.id, span=quote(page, "We did not do it")
    )
    like = Comparison(
        id=make_id("comparison", doc), document=doc, span=quote(page, "Two died"), this=account.id, by=front.id
    )
    return Read(
        HERALD.encode(),
        page,
        (
            Extraction(
                document=doc, made_by="test 1", actors=(front,), statements=(denied,), accounts=(full,), responses=(answer,),
                comparisons=(like,),
            ),
        ),
    )  # fmt: skip


def thread() -> Read:
    """Two readers' comments; nothing was extracted from the second."""
    page = page_of(THREAD, "The Front always denies it.", "Nobody showed any proof.", kind=DocumentKind.COMMENT)
    doc = page.documents[0].id
    front = _front(page, doc, "The Front")
    said = Statement(
        id=make_id("statement", doc, "reports"), document=doc, content=quote(page, "The Front always denies it"),
        source=Source(name="Ivo", kind=ActorKind.COMMENTER), mode=Mode.NARRATED, act=Act.REPORTS, suspects=(front.id,),
    )  # fmt: skip
    return Read(THREAD.encode(), page, (Extraction(document=doc, made_by="test 1", actors=(front,), statements=(said,)),))


def _front(page: Page, doc: str, words: str) -> Actor:
    name = words.removeprefix("the ").removeprefix("The ")
    return Actor(id=make_id("actor", doc, "front"), name=name, kind=ActorKind.ARMED_GROUP, mentions=(quote(page, words),))


def _account(page: Page, words: str) -> Account:
    doc = page.documents[0].id
    return Account(
        id=make_id("account", doc),
        document=doc,
        type=IncidentType.SHELLING,
        stage=Stage.ACCOMPLISHED,
        span=quote(page, words),
    )


def _with(account: Account, page: Page, suspect: Suspect, place: Place | None) -> Account:
    day = "2031-05-03"
    date = DateRange(start=day, end=day, precision=Precision.DAY, basis=Basis.STATED) if place else None
    harm = Harm(
        kind="killed", low=2, best=2, high=2 if place else 3, source=None, span=quote(page, "two" if place else "Two")
    )
    return Account(
        id=account.id, document=account.document, type=account.type, stage=account.stage, span=account.span,
        date=date, place=place.id if place else None, suspects=(suspect,), harm=(harm,),
    )  # fmt: skip


def everything() -> tuple[Read, ...]:
    """All three pages."""
    return wire(), herald(), thread()


def joined(*reads: Read) -> Linking:
    """One Front, one attack, whichever page tells of them."""
    extractions = [extraction for read in reads for extraction in read.extractions]
    fronts = [a.id for e in extractions for a in e.actors if a.kind is ActorKind.ARMED_GROUP]
    accounts = [a.id for e in extractions for a in e.accounts]
    return Linking(actors=dict.fromkeys(fronts, "actor-front"), accounts=dict.fromkeys(accounts, "incident-orsa"))


def put(ledger: LedgerWriter, *reads: Read) -> None:
    """Read these in, one transaction a page."""
    for read in reads:
        ledger.add_capture(read.raw, uri=read.page.uri)
        with ledger.together():
            ledger.add_page(read.page)
            for extraction in read.extractions:
                ledger.add_extraction(extraction)
