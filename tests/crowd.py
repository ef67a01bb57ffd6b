"""Made-up ledgers that are hard to show: many incidents close together in time and space, and texts that mean harm."""

from __future__ import annotations

import msgspec

from sayso.model import (
    Account,
    Act,
    Actor,
    ActorKind,
    Basis,
    Comment,
    DateRange,
    Document,
    DocumentKind,
    Extraction,
    IncidentType,
    Mode,
    Page,
    Place,
    Precision,
    Problem,
    Source,
    Statement,
    Suspect,
    SuspectStatus,
    make_id,
)
from sayso.model.account import Stage
from tests.ledger.world import Read, page_of, quote

replace = msgspec.structs.replace

_TOWNS = (
    "Aldermoor", "Brackwater Junction", "Camp Orsa", "Dunmarrow", "Eskeby", "Fort Dessel North", "Greywold", "Holm",
    "Innerkip Refinery Gate", "Jarrow Bridge", "Kelmscar", "Loden",
)  # fmt: skip

HOSTILE = (
    "<script>alert(1)</script>", "</script><script>alert(1)</script>", '"><img src=x onerror=alert(1)>',
    "<svg/onload=alert(1)>", "javascript:alert(1)", "'-alert(1)-'", "{{ 7*7 }}{% raw %}", "</style><style>body{display:none}",
    "<iframe src=//x.example>", "<link rel=stylesheet href=//x.example/a.css>", "<base href=//x.example>",
    "<!--", "]]>", "&lt;script&gt;", "\u202egnp.exe\u202c", "\u0000null\u0000", "<details open ontoggle=alert(1)>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>", "<meta http-equiv=refresh content='0;url=//x.example'>",
    "\u2028\u2029", "<form action=//x.example><button>Go</button></form>", "<math><mi//xlink:href='data:x,alert(1)'>",
)  # fmt: skip


def crowd() -> Read:
    """One page that tells of twelve incidents in twelve neighbouring places within two weeks, each with an accusation."""
    lines = [
        f"Rockets hit {town} on {day} May. The mayor said the Sarn Front fired on {town}."
        for day, town in enumerate(_TOWNS, 1)
    ]
    page = page_of("\n\n".join(lines), uri="made-up/crowd.txt")
    doc = page.documents[0].id
    front = Actor(id="actor-front", name="Sarn Front", kind=ActorKind.ARMED_GROUP, mentions=(quote(page, "the Sarn Front"),))
    told = [_one(page, town, number) for number, town in enumerate(_TOWNS)]
    places, statements, accounts = zip(*told, strict=True)
    extraction = Extraction(
        document=doc, made_by="test 1", actors=(front,), places=places, statements=statements, accounts=accounts
    )
    return Read(page.text.encode(), page, (extraction,))


def _one(page: Page, town: str, number: int) -> tuple[Place, Statement, Account]:
    doc, day = page.documents[0].id, f"2031-05-{number + 1:02}"
    place = Place(
        id=f"place-{number}", name=town, lat=47.0 + number % 4 * 0.06, lon=9.0 + number // 4 * 0.09, country="XTV",
        mentions=(quote(page, town),),
    )  # fmt: skip
    account_id = make_id("account", doc, town)
    accused = Statement(
        id=make_id("statement", doc, town), document=doc, content=quote(page, f"the Sarn Front fired on {town}"),
        source=Source(name="The mayor", kind=ActorKind.PERSON), mode=Mode.INDIRECT, act=Act.ACCUSES, about=(account_id,),
        suspects=("actor-front",),
    )  # fmt: skip
    account = Account(
        id=account_id, document=doc, type=IncidentType.SHELLING, stage=Stage.ACCOMPLISHED,
        span=quote(page, f"Rockets hit {town}"), place=place.id,
        date=DateRange(start=day, end=day, precision=Precision.DAY, basis=Basis.STATED),
        suspects=(
            Suspect(
                actor="actor-front", span=quote(page, f"the Sarn Front fired on {town}"), kind="organisation",
                status=SuspectStatus.ACCUSED, statement=accused.id,
            ),
        ),
    )  # fmt: skip
    return place, accused, account


def hostile(payload: str) -> Read:
    """A page whose text, title, author, outlet, address, comment and names all carry the payload, and that lost some text."""
    body, said = f"Rockets hit {payload} yesterday.", f"{payload} did it"
    page = page_of(f"{body}\n\nIvo\n{said}", body, uri=f"made-up/{payload}")
    article = replace(page.documents[0], title=payload, authors=(payload,), outlet=payload)
    comment = Document(
        id=make_id("doc", page.id, "comment"), page=page.id, kind=DocumentKind.COMMENT, span=quote(page, said),
        comment=Comment(author=payload, reply_to_name=payload),
    )  # fmt: skip
    page = replace(page, title=payload, documents=(article, comment), problems=(Problem(code="partial", message=payload),))
    actor = Actor(
        id=make_id("actor", page.id), name=payload, kind=ActorKind.ORGANISATION, aliases=(payload,),
        mentions=(quote(page, payload),),
    )  # fmt: skip
    place = Place(id=make_id("place", page.id), name=payload, lat=1.0, lon=2.0, mentions=(quote(page, payload),))
    account_id = make_id("account", page.id)
    stmt = Statement(
        id=make_id("statement", page.id), document=article.id, content=quote(page, body),
        source=Source(name=payload, kind=ActorKind.ORGANISATION, actor=actor.id), mode=Mode.NARRATED, act=Act.ACCUSES,
        about=(account_id,), suspects=(actor.id,),
    )  # fmt: skip
    account = Account(
        id=account_id, document=article.id, type=IncidentType.SHELLING, stage=Stage.ACCOMPLISHED, span=quote(page, body),
        place=place.id, date=DateRange(start="2031-05-03", end="2031-05-03", precision=Precision.DAY, basis=Basis.STATED),
        suspects=(
            Suspect(
                actor=actor.id, span=quote(page, payload), kind="organisation", status=SuspectStatus.ACCUSED,
                statement=stmt.id,
            ),
        ),
    )  # fmt: skip
    extraction = Extraction(
        document=article.id, made_by="test 1", actors=(actor,), places=(place,), statements=(stmt,), accounts=(account,)
    )
    return Read(page.text.encode(), page, (extraction,))
