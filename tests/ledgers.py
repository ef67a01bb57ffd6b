"""Hand-made extractions come in; a ledger in memory that holds them goes out."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from sayso.ledger import Ledger, open_ledger
from sayso.link import link
from sayso.model import Account, Actor, Comparison, Document, Evidence, Extraction, Measure, Place, ResponseCue, Statement
from tests.made_up import page_of


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """One document and what was extracted from it."""

    document: Document
    accounts: Sequence[Account] = ()
    statements: Sequence[Statement] = ()
    actors: Sequence[Actor] = ()
    places: Sequence[Place] = ()
    measures: Sequence[Measure] = ()
    responses: Sequence[ResponseCue] = ()
    comparisons: Sequence[Comparison] = ()
    evidence: Sequence[Evidence] = ()


def ledger_of(*told: Told, linked: bool = True) -> Ledger:
    """A ledger with these documents, one a page, and (unless told otherwise) its links."""
    ledger = open_ledger(":memory:", write=True)
    for one in told:
        text = one.document.span.exact
        ledger.add_capture(text.encode(), uri=f"made-up/{one.document.id}", media_type="text/plain")
        page = msgspec.structs.replace(page_of(text, uri=f"made-up/{one.document.id}"), documents=(one.document,))
        ledger.add_page(page)
        parts = {f: tuple(getattr(one, f)) for f in one.__struct_fields__ if f != "document"}
        ledger.add_extraction(Extraction(document=one.document.id, made_by="test", **parts))
    if linked:
        ledger.add_linking(link(ledger))
    return ledger
