"""What every backend keeps: what goes in comes out, newer readings supersede, nothing untrue gets in."""

from __future__ import annotations

import itertools

import msgspec
import pytest
from tests.ledger.world import HERALD, WIRE, everything, herald, joined, page_of, put, quote, thread, wire

from sayso.errors import LedgerError, NotInLedger, SpanMismatch
from sayso.ledger import Ledger, open_ledger
from sayso.model import (
    Act,
    Finding,
    Incident,
    IncidentType,
    Linking,
    Page,
    Polarity,
    Review,
    ReviewDecision,
    SuspectStatus,
    Verdict,
    make_id,
)

replace = msgspec.structs.replace


def test_what_goes_in_comes_out(ledger: Ledger) -> None:
    put(ledger, *everything())
    assert ledger.pages() == tuple(read.page for read in everything())
    assert ledger.extractions() == tuple(e for read in everything() for e in read.extractions)
    assert ledger.raw(wire().page.id) == WIRE.encode()
    assert [doc.comment.author for doc in ledger.comments() if doc.comment] == ["Ivo", "Mara"]
    assert ledger.verify() == ledger.head()


def test_one_record_by_its_id(ledger: Ledger) -> None:
    put(ledger, *everything())
    extraction = wire().extractions[0]
    assert ledger.page(wire().page.id) == wire().page
    assert ledger.document(extraction.document) == wire().page.documents[0]
    assert ledger.statement(extraction.statements[0].id).content.exact == "the Sarn Front fired them"
    assert ledger.account(extraction.accounts[0].id) == extraction.accounts[0]
    assert ledger.place("place-orsa").name == "Camp Orsa"
    assert ledger.actor(extraction.actors[0].id) == extraction.actors[0]


ASKS = {
    "page": Ledger.page, "document": Ledger.document, "statement": Ledger.statement, "account": Ledger.account,
    "actor": Ledger.actor, "place": Ledger.place, "incident": Ledger.incident, "incident_of": Ledger.incident_of,
    "extraction": Ledger.extraction, "raw": Ledger.raw,
}  # fmt: skip


@pytest.mark.parametrize("ask", ASKS.values(), ids=ASKS.keys())
def test_an_id_that_is_not_there(ledger: Ledger, ask: object) -> None:
    put(ledger, wire())
    with pytest.raises(NotInLedger, match="no-such"):
        ask(ledger, "no-such")  # type: ignore[operator]


def test_the_same_again_changes_nothing(ledger: Ledger) -> None:
    put(ledger, *everything())
    ledger.add_linking(joined(*everything()))
    ledger.note_unreadable("x.txt", "Empty.")
    before = ledger.head()
    put(ledger, *reversed(everything()))
    ledger.add_linking(joined(*everything()))
    ledger.note_unreadable("x.txt", "Empty.")
    assert ledger.head() == before


def test_the_order_of_reading_does_not_show(ledger: Ledger) -> None:
    put(ledger, *everything())
    for order in itertools.permutations(everything()):
        with open_ledger(":memory:", write=True) as other:
            put(other, *order)
            assert _all(other) == _all(ledger)


def _all(ledger: Ledger) -> tuple[object, ...]:
    return (
        ledger.pages(), ledger.documents(), ledger.extractions(), ledger.actors(), ledger.places(), ledger.statements(),
        ledger.accounts(), ledger.incidents(), ledger.hypotheses(), ledger.responses(), ledger.comparisons(),
        ledger.evidence(), ledger.measures(), ledger.captures(),
    )  # fmt: skip


# Bytes, addresses, versions


def test_one_page_at_two_addresses_is_one_page(ledger: Ledger) -> None:
    later, first = page_of(WIRE, uri="mirror/wire.txt"), page_of(WIRE, uri="a/wire.txt")
    for page in (later, first, later):
        assert ledger.add_capture(WIRE.encode(), uri=page.uri) == page.sha256
        ledger.add_page(page)
    assert [page.uri for page in ledger.pages()] == ["a/wire.txt"]
    assert [capture.uri for capture in ledger.captures(first.sha256)] == ["a/wire.txt", "mirror/wire.txt"]


def test_one_address_with_changed_bytes_has_versions(ledger: Ledger) -> None:
    for text, fetched in ((HERALD, "2031-05-05T08:00:00Z"), (WIRE, "2031-05-04T08:00:00Z")):
        ledger.add_capture(text.encode(), uri="front-page", fetched=fetched)
        ledger.add_page(page_of(text, uri="front-page"))
    assert [v.sha256 for v in ledger.versions("front-page")] == [page_of(WIRE).sha256, page_of(HERALD).sha256]
    assert len(ledger.pages()) == 2


def test_bytes_come_before_their_page(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="add_capture first"):
        ledger.add_page(wire().page)
    assert ledger.pages() == ()


@pytest.mark.parametrize(
    "raw", [b"", b"\x00\xff\xfe", b"a" * 100_000, bytes(range(256)) * 5], ids=["empty", "odd", "long", "binary"]
)
def test_bytes_come_back_as_they_were(ledger: Ledger, raw: bytes) -> None:
    sha256 = ledger.add_capture(raw, uri="x")
    page = Page(id=make_id("page", sha256), uri="x", sha256=sha256, media_type="application/octet-stream", text="")
    ledger.add_page(page)
    assert ledger.raw(page.id) == raw


def test_unreadable_until_it_is_read(ledger: Ledger) -> None:
    ledger.note_unreadable("a/wire.txt", "Cut off.")
    ledger.note_unreadable("z.bin", "No text.")
    ledger.note_unreadable("z.bin", "No text.")
    assert [tuple(note) for note in ledger.unreadable()] == [("a/wire.txt", "Cut off."), ("z.bin", "No text.")]
    put(ledger, wire())
    assert [note.uri for note in ledger.unreadable()] == ["z.bin"]


# Superseding


def test_a_newer_extraction_supersedes(ledger: Ledger) -> None:
    put(ledger, wire())
    old = wire().extractions[0]
    new = replace(old, made_by="test 2", statements=(), accounts=(replace(old.accounts[0], suspects=()),), evidence=())
    ledger.add_extraction(new)
    assert ledger.extraction(old.document) == new
    assert ledger.statements() == ()
    assert ledger.has_extraction(old.document, "test 2")
    assert not ledger.has_extraction(old.document, "test 1")
    assert ledger.search("fired") == tuple(hit for hit in ledger.search("fired") if hit.kind == "page")
    ledger.verify()


def test_a_newer_reading_of_a_page_takes_its_documents_along(ledger: Ledger) -> None:
    put(ledger, wire())
    old = wire().page
    shorter = replace(old, documents=page_of(WIRE, WIRE[:44]).documents)
    ledger.add_page(shorter, made_by="2")
    assert ledger.documents() == shorter.documents
    assert ledger.extractions() == ()
    assert not ledger.has_extraction(old.documents[0].id, "test 1")
    ledger.add_page(old, made_by="3")
    assert ledger.has_extraction(old.documents[0].id, "test 1"), "the reading is as before, so the extraction holds again"


def test_an_extraction_does_not_outlive_its_text(ledger: Ledger) -> None:
    put(ledger, wire())
    ledger.add_page(replace(wire().page, text=WIRE + "\n"), made_by="2")
    assert ledger.extractions() == ()
    assert ledger.needs_reading(wire().page.sha256, uri="a/wire.txt", made_by="1")
    assert not ledger.needs_reading(wire().page.sha256, uri="a/wire.txt", made_by="2")


def test_what_is_done(ledger: Ledger) -> None:
    put(ledger, wire())
    assert ledger.pages_done() == {wire().page.sha256}
    assert not ledger.needs_reading(wire().page.sha256, uri="a/wire.txt")
    assert not ledger.needs_reading(wire().page.sha256, uri="z/copy.txt")
    assert ledger.needs_reading(wire().page.sha256, uri="a/earlier.txt"), "the address that sorts first names the page"
    assert ledger.needs_reading(herald().page.sha256, uri="b/herald.txt")


# Refusals


def _shifted(by: int) -> object:
    statement = wire().extractions[0].statements[0]
    span = statement.content
    return replace(statement, content=replace(span, start=span.start + by, end=span.end + by))


@pytest.mark.parametrize("by", [-1, 1, 7, 10_000], ids=str)
def test_a_quote_out_of_place_is_refused(ledger: Ledger, by: int) -> None:
    put(ledger, wire())
    before = ledger.head()
    extraction = replace(wire().extractions[0], statements=(_shifted(by),), made_by="test 2")
    with pytest.raises(SpanMismatch, match="Extract the page again"):
        ledger.add_extraction(extraction)
    assert ledger.head() == before
    assert ledger.extractions() == wire().extractions


def test_a_quote_of_a_page_that_is_not_here_is_refused(ledger: Ledger) -> None:
    put(ledger, wire())
    finding = Finding(id="f", check="lag", verdict=Verdict.AGREES, reason="So.", spans=(quote(herald().page, "Two"),))
    with pytest.raises(SpanMismatch, match="Read that page in first"):
        ledger.add_findings([finding])


def test_a_page_that_misquotes_itself_is_refused(ledger: Ledger) -> None:
    ledger.add_capture(WIRE.encode(), uri="a")
    with pytest.raises(SpanMismatch):
        ledger.add_page(replace(wire().page, text=WIRE.replace("two", "ten")))


def test_a_page_whose_id_is_not_its_hash_is_refused(ledger: Ledger) -> None:
    ledger.add_capture(WIRE.encode(), uri="a")
    with pytest.raises(LedgerError, match="does not follow"):
        ledger.add_page(replace(wire().page, id="page-1", documents=()))


def test_an_extraction_needs_its_document(ledger: Ledger) -> None:
    with pytest.raises(NotInLedger, match="Add its page first"):
        ledger.add_extraction(wire().extractions[0])


def test_half_a_character_pair_is_refused(ledger: Ledger) -> None:
    raw = b"x"
    sha256 = ledger.add_capture(raw, uri="x")
    page = Page(id=make_id("page", sha256), uri="x", sha256=sha256, media_type="text/plain", text="a\ud800b")
    with pytest.raises(LedgerError, match="half of a character pair"):
        ledger.add_page(page)
    assert ledger.pages() == ()


def test_together_is_all_or_nothing(ledger: Ledger) -> None:
    def half() -> None:
        with ledger.together():
            put(ledger, wire())
            raise KeyboardInterrupt

    before = ledger.head()
    with pytest.raises(KeyboardInterrupt):
        half()
    assert (ledger.head(), ledger.pages()) == (before, ())
    put(ledger, wire())
    assert len(ledger.pages()) == 1
    ledger.verify()


# Joining


def test_before_linking_each_account_is_its_own_incident(ledger: Ledger) -> None:
    put(ledger, *everything())
    assert len(ledger.incidents()) == 2
    assert len(ledger.actors()) == 4
    incident = ledger.incident_of(wire().extractions[0].accounts[0].id)
    assert (incident.label, incident.type, incident.place) == (
        "shelling at Camp Orsa, 2031-05-03",
        IncidentType.SHELLING,
        "place-orsa",
    )
    assert ledger.statements()[0].about == (incident.id,)


def test_linking_joins_actors_and_incidents(ledger: Ledger) -> None:
    put(ledger, *everything())
    ledger.add_linking(joined(*everything()))
    (incident,) = ledger.incidents()
    front = ledger.actor("actor-front")
    assert incident.accounts == tuple(a.id for a in ledger.accounts())
    assert (front.name, front.aliases, len(front.mentions)) == ("Sarn Front", ("Front",), 3)
    assert ledger.actor(thread().extractions[0].actors[0].id) == front
    assert {suspect.actor for account in ledger.accounts() for suspect in account.suspects} == {"actor-front"}
    assert [statement.about for statement in ledger.statements()] == [("incident-orsa",), ("incident-orsa",), ()]
    assert ledger.evidence()[0].bears_on == (("actor-front", "consistent"),)
    assert ledger.comparisons()[0].this == "incident-orsa"
    assert [(h.incident, h.actor) for h in ledger.hypotheses()] == [("incident-orsa", "actor-front")]


def test_responses_within_one_document_stand_until_linking(ledger: Ledger) -> None:
    put(ledger, *everything())
    (response,) = ledger.responses()
    assert response.trigger == ledger.incident_of(herald().extractions[0].accounts[0].id).id
    assert response.response == herald().extractions[0].statements[0].id


def test_newer_linking_supersedes(ledger: Ledger) -> None:
    put(ledger, *everything())
    ledger.add_linking(joined(*everything()))
    named = Incident(id="incident-orsa", label="The Orsa rockets", type=IncidentType.ATTACK, accounts=())
    ledger.add_linking(replace(joined(*everything()), incidents=(named,)))
    assert [i.label for i in ledger.incidents()] == ["The Orsa rockets"]
    ledger.add_linking(Linking())
    assert len(ledger.incidents()) == 2
    ledger.verify()


# People


def _decide(decision: ReviewDecision, record: str, value: dict[str, str] | None = None, *, n: int = 0) -> Review:
    return Review(
        id=f"review-{n}", record=record, decision=decision, by="Ana", at="2031-06-01", why="Read it.", value=value or {}
    )


def test_a_rejected_statement_is_gone_and_nothing_points_at_it(ledger: Ledger) -> None:
    put(ledger, *everything())
    accusing = wire().extractions[0].statements[0].id
    ledger.add_review(_decide(ReviewDecision.REJECT, accusing))
    assert accusing not in {s.id for s in ledger.statements()}
    assert ledger.accounts()[0].suspects[0].statement is None
    assert ledger.evidence()[0].statement is None
    assert all(hit.id != accusing for hit in ledger.search("fired"))
    ledger.add_review(_decide(ReviewDecision.ACCEPT, accusing, n=1))
    assert ledger.statement(accusing).act is Act.ACCUSES


def test_an_edit_wins_over_a_later_extraction(ledger: Ledger) -> None:
    put(ledger, *everything())
    accusing = wire().extractions[0].statements[0]
    ledger.add_review(
        _decide(ReviewDecision.EDIT, accusing.id, {"act": "doubts", "polarity": "-", "source.name": "a clerk"})
    )
    ledger.add_extraction(replace(wire().extractions[0], made_by="test 2"))
    now = ledger.statement(accusing.id)
    assert (now.act, now.polarity, now.source.name) == (Act.DOUBTS, Polarity.NEGATIVE, "a clerk")


def test_an_edit_that_no_longer_fits_leaves_the_record(ledger: Ledger) -> None:
    put(ledger, wire())
    accusing = wire().extractions[0].statements[0]
    ledger.add_review(
        _decide(ReviewDecision.EDIT, accusing.id, {"act": "no such act", "nothing": "x", "said.start": "2031"})
    )
    assert ledger.statement(accusing.id).act is Act.ACCUSES


def test_a_merge_and_a_split_win_over_linking(ledger: Ledger) -> None:
    put(ledger, *everything())
    first, second = (read.extractions[0].accounts[0].id for read in (wire(), herald()))
    ledger.add_review(_decide(ReviewDecision.MERGE, second, {"into": first}))
    (incident,) = ledger.incidents()
    assert incident.accounts == (first, second)
    ledger.add_review(_decide(ReviewDecision.SPLIT, second, n=1))
    assert [i.accounts for i in ledger.incidents()] == [(first,), (second,)]
    ledger.add_linking(joined(*everything()))
    assert len(ledger.incidents()) == 2, "linking would join them; a person said otherwise"


def test_actors_merged_by_a_person(ledger: Ledger) -> None:
    put(ledger, *everything())
    first, second = (read.extractions[0].actors[-1].id for read in (wire(), herald()))
    ledger.add_review(_decide(ReviewDecision.MERGE, second, {"into": first}))
    assert ledger.actor(second) == ledger.actor(first)
    assert ledger.accounts()[1].suspects[0].actor == first


def test_a_rejected_suspect_status_can_be_edited_on_the_incident_label_only(ledger: Ledger) -> None:
    put(ledger, *everything())
    ledger.add_linking(joined(*everything()))
    ledger.add_review(_decide(ReviewDecision.EDIT, "incident-orsa", {"label": "Rockets on Orsa"}))
    assert ledger.incident("incident-orsa").label == "Rockets on Orsa"
    assert [s.status for a in ledger.accounts() for s in a.suspects] == [
        SuspectStatus.ACCUSED_BY_AUTHORITIES,
        SuspectStatus.DENIED,
    ]


def test_a_rejected_actor_is_nobodys_source_and_no_suspect(ledger: Ledger) -> None:
    put(ledger, *everything())
    ledger.add_linking(joined(*everything()))
    ledger.add_review(_decide(ReviewDecision.REJECT, "actor-front"))
    assert [account.suspects for account in ledger.accounts()] == [(), ()]
    assert [s.suspects for s in ledger.statements()] == [(), (), ()]
    assert ledger.hypotheses() == ()


def test_ratings(ledger: Ledger) -> None:
    put(ledger, wire())
    actor = wire().extractions[0].actors[0].id
    ledger.add_review(_decide(ReviewDecision.RATE, actor, {"reliability": "C"}))
    ledger.add_review(_decide(ReviewDecision.RATE, actor, {"reliability": "B"}, n=1))
    assert ledger.ratings() == {actor: {"reliability": "B"}}


BAD_REVIEWS = {
    "nobody": replace(_decide(ReviewDecision.ACCEPT, "s"), by=" "),
    "nothing edited": _decide(ReviewDecision.EDIT, "s"),
    "identity edited": _decide(ReviewDecision.EDIT, "s", {"document": "other"}),
    "words edited": _decide(ReviewDecision.EDIT, "s", {"content.exact": "other"}),
    "merged into nothing": _decide(ReviewDecision.MERGE, "s"),
    "rated Z": _decide(ReviewDecision.RATE, "s", {"reliability": "Z"}),
    "rated nothing": _decide(ReviewDecision.RATE, "s"),
}


@pytest.mark.parametrize("review", BAD_REVIEWS.values(), ids=BAD_REVIEWS.keys())
def test_a_review_that_could_never_apply_is_refused(ledger: Ledger, review: Review) -> None:
    with pytest.raises(LedgerError):
        ledger.add_review(review)
    assert ledger.reviews() == ()


def test_a_review_sent_twice_is_one_and_never_another(ledger: Ledger) -> None:
    ledger.add_review(_decide(ReviewDecision.ACCEPT, "s"))
    ledger.add_review(_decide(ReviewDecision.ACCEPT, "s"))
    assert len(ledger.reviews()) == 1
    with pytest.raises(LedgerError, match="an id of its own"):
        ledger.add_review(_decide(ReviewDecision.REJECT, "s"))


# Search

QUERIES = {
    "a word": ("rockets", 2), "two words": ("spokesman front", 1), "no such": ("zeppelin", 0),
    "operators are words": ("NOT (", 1), "a quote mark": ('"', 0), "nothing": ("  ", 0),
    "accents do not matter": ("Oŕsa", 2),
}  # fmt: skip


@pytest.mark.parametrize(("words", "pages"), QUERIES.values(), ids=QUERIES.keys())
def test_search(ledger: Ledger, words: str, pages: int) -> None:
    put(ledger, *everything())
    assert sum(hit.kind == "page" for hit in ledger.search(words)) == pages


def test_search_finds_statements_first(ledger: Ledger) -> None:
    put(ledger, *everything())
    first, *_ = ledger.search("fired")
    assert (first.kind, first.id, first.snippet) == (
        "statement",
        wire().extractions[0].statements[0].id,
        "the Sarn Front fired them",
    )


def test_documents_asked_for_again_follow_what_is_written(ledger: Ledger) -> None:
    put(ledger, wire())
    first = ledger.documents()
    assert ledger.documents() is first
    put(ledger, herald())
    assert [doc.span.exact for doc in ledger.documents()] == [WIRE, HERALD]
