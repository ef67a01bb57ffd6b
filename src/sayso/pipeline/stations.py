"""One capture comes in; its page and the extraction of every document in it go out. Order only, no logic."""

from __future__ import annotations

from sayso.codelists import packs_mark
from sayso.errors import SaysoError
from sayso.extract import encoder, extract
from sayso.extract.copies import with_speakers
from sayso.extract.ruleset import rules
from sayso.ingest import Capture, read_page
from sayso.model import Extraction, Page, Record


class Outcome(Record, frozen=True):
    """What became of one capture: a page with its extractions, or the reason why there is none.

    A page with a reason was read, but not all of its documents could be coded.
    """

    uri: str
    page: Page | None = None
    extractions: tuple[Extraction, ...] = ()
    reason: str = ""


def process(capture: Capture, *, model: str = "auto", fast: bool = False) -> Outcome:
    """Read one capture in this process and extract each of its documents; what cannot be read comes back with the reason."""
    try:
        page = read_page(capture.raw, uri=capture.uri, media_type=capture.media_type, fetched=capture.fetched, fast=fast)
    except SaysoError as error:
        return Outcome(uri=capture.uri, reason=str(error))
    return code(page, model=model)


def code(page: Page, *, model: str = "auto") -> Outcome:
    """Extract each document of a page; a document that breaks its extractor is named and costs only itself."""
    extractions, broken = [], []
    for document in page.documents:
        try:
            extractions.append(extract(document, model=model))
        except SaysoError:
            raise  # something is not installed or set up: no page's fault
        except Exception as error:  # one bad document must never end a run
            at = f"characters {document.span.start}-{document.span.end}"
            broken.append(f"its {document.kind} at {at} could not be coded ({type(error).__name__}: {error})")
    read = with_speakers(page.documents, extractions)
    return Outcome(uri=page.uri, page=page, extractions=read, reason="; ".join(broken))


def version(model: str = "auto") -> str:
    """What makes the records: the version of the rules, the weights where they are used, and the case packs."""
    weights = encoder.version() if model != "off" and encoder.available() else ""
    return " + ".join(part for part in (rules(), weights, packs_mark() and f"pack {packs_mark()}") if part)
