"""A ledger reader in; its statements, accounts, evidence and findings as W3C Web Annotations (JSON-LD) out.

Each annotation points at words: by the quote with what stands around it (so that it can be found in the page as anybody has
it), and by its position in the page's stored text. Who took it from whom is told in PROV's terms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from sayso.ledger.reader import LedgerReader
from sayso.model import Account, Derivation, DerivationKind, Document, Evidence, Finding, Page, Span, Statement, in_words
from sayso.report.gaps import gaps, is_partial

AROUND = 32  # characters before and after the quote, enough to tell repeated words apart
CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {"prov": "http://www.w3.org/ns/prov#", "sayso": "urn:sayso:"},
]
_PROV = {
    DerivationKind.REPUBLISHED: "prov:wasDerivedFrom",
    DerivationKind.QUOTED_FROM: "prov:wasQuotedFrom",
    DerivationKind.DERIVED_FROM: "prov:wasDerivedFrom",
    DerivationKind.PRIMARY_SOURCE: "prov:hadPrimarySource",
}
_encode = msgspec.json.Encoder(order="sorted").encode
Json = dict[str, Any]


def ledger_annotations(ledger: LedgerReader) -> bytes:
    """One annotation page with all annotations, and the documents they stand in with their derivations."""
    pages = {page.id: page for page in ledger.iter_pages()}
    items = [_whole(annotation, pages) for annotation in _annotations(ledger)]
    return (
        _encode(
            {
                "@context": CONTEXT,
                "id": "urn:sayso:annotations",
                "type": "AnnotationPage",
                "startIndex": 0,
                "items": items,
                "prov:entities": [_entity(doc, pages[doc.page]) for doc in ledger.documents()],
                "prov:derivations": [_derivation(derivation) for derivation in ledger.derivations()],
                "sayso:gaps": gaps(ledger).told(),
            }
        )
        + b"\n"
    )


def _annotations(ledger: LedgerReader) -> Iterator[tuple[str, str, Json, tuple[Span, ...]]]:
    """Id, motivation, body and quoted spans of each annotation."""
    for statement in ledger.statements():
        yield statement.id, "classifying", _said(statement, ledger), (statement.content, *_about(statement))
    for account in ledger.accounts():
        yield account.id, "describing", _told(account, ledger), (account.span,)
    for item in ledger.evidence():
        yield item.id, "linking", _offered(item, ledger), (item.span,)
    for finding in ledger.findings():
        yield finding.id, "assessing", _found(finding), finding.spans


def _about(statement: Statement) -> Iterable[Span]:
    return (span for span in (statement.source.span, statement.cue) if span)


def _whole(annotation: tuple[str, str, Json, tuple[Span, ...]], pages: Mapping[str, Page]) -> Json:
    id_, motivation, body, spans = annotation
    return {
        "id": f"urn:sayso:{id_}",
        "type": "Annotation",
        "motivation": motivation,
        "generator": {"id": "urn:sayso:sayso", "type": "Software", "name": "sayso"},
        "body": body,
        "target": [target(span, pages[span.page]) for span in spans],
    }


def target(span: Span, page: Page) -> Json:
    """Where the words stand: the page's address, the quote with its surroundings, its place in the stored text."""
    return {
        "type": "SpecificResource",
        "source": page.uri,
        "sayso:sha256": page.sha256,
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": span.exact,
                "prefix": page.text[max(0, span.start - AROUND) : span.start],
                "suffix": page.text[span.end : span.end + AROUND],
            },
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        ],
    }


def _body(words: str, **facts: object) -> Json:
    known = {f"sayso:{name}": value for name, value in facts.items() if value not in (None, "", (), [])}
    return {
        "type": "TextualBody",
        "purpose": "describing",
        "format": "text/plain",
        "language": "en",
        "value": words,
        **known,
    }


def _said(statement: Statement, ledger: LedgerReader) -> Json:
    act = in_words(statement.act)
    return _body(
        f"{statement.source.name or 'The author'}: {act}",
        source=statement.source.name,
        act=statement.act,
        certainty=statement.certainty,
        polarity=statement.polarity,
        stance=statement.stance,
        about=statement.about,
        suspects=[ledger.actor(actor).name for actor in statement.suspects],
        document=statement.document,
        madeBy=statement.made_by,
    )


def _told(account: Account, ledger: LedgerReader) -> Json:
    suspects = [{"name": ledger.actor(s.actor).name, "status": s.status, "statement": s.statement} for s in account.suspects]
    words = f"{account.type.replace('_', ' ')} ({account.stage})"
    return _body(words, incident=ledger.incident_of(account.id).id, suspects=suspects, document=account.document)


def _offered(item: Evidence, ledger: LedgerReader) -> Json:
    bears = [{"suspect": ledger.actor(actor).name, "reading": reading} for actor, reading in item.bears_on]
    words = f"No {item.kind} evidence" if item.missing else f"Evidence offered: {item.kind}"
    return _body(words, statement=item.statement, accounts=item.accounts, bearsOn=bears)


def _found(finding: Finding) -> Json:
    return _body(
        finding.reason, check=finding.check, verdict=finding.verdict, stated=finding.stated, computed=finding.computed
    )


def _entity(doc: Document, page: Page) -> Json:
    return {
        "id": f"urn:sayso:{doc.id}",
        "type": "prov:Entity",
        "sayso:kind": doc.kind,
        "sayso:title": doc.title,
        "sayso:outlet": doc.outlet,
        "sayso:partial": is_partial(page),
        "prov:wasDerivedFrom": {"id": page.uri},
        "prov:wasAttributedTo": list(doc.authors),
    }


def _derivation(derivation: Derivation) -> Json:
    return {"id": f"urn:sayso:{derivation.this}", _PROV[derivation.kind]: {"id": f"urn:sayso:{derivation.that}"}}
