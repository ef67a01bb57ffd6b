"""Who took which words from whom: credits, cues and shared wording."""

from __future__ import annotations

import msgspec
import pytest
from tests.made_up import day, document_of, quote, statement_of

from sayso.link.derivations import find_derivations
from sayso.model import Actor, ActorKind, Document, DocumentKind, Extraction, Origin
from sayso.model import DerivationKind as Kind

STORY = (
    "Gunmen on motorcycles stormed a checkpoint outside Orvel at dawn on Tuesday and killed three guards, "
    "a hospital director said. "
    "Nobody has said who sent them. The governor closed the road to Tessk until further notice."
)


def _wordings(*documents: Document) -> list[tuple[str, str, Kind]]:
    return [(d.this, d.that, d.kind) for d in find_derivations(documents, (), actors={}) if d.basis == "wording"]


def test_the_later_reprint_took_it_from_the_earlier_one() -> None:
    first = document_of(STORY, published=day("2031-05-06"))
    later = document_of(f"Our newsroom adds: {STORY}", published=day("2031-05-07"))
    assert _wordings(later, first) == [(later.id, first.id, Kind.REPUBLISHED)]


def test_a_credit_outweighs_the_dates() -> None:
    wire = document_of(STORY, published=day("2031-05-07"))
    credit = Origin(kind=Kind.REPUBLISHED, name="Hill Wire", role="agency")
    reprint = document_of(f"{STORY} (Hill Wire)", published=day("2031-05-06"), derived_from=(credit,))
    found = find_derivations((reprint, wire), (), actors={})
    assert {(d.this, d.that, d.basis) for d in found} == {
        (reprint.id, "outlet:Hill Wire", "credit"), (reprint.id, wire.id, "wording"),
    }  # fmt: skip


def test_a_chain_of_credits_ends_at_its_root() -> None:
    steps = (
        Origin(kind=Kind.REPUBLISHED, name="Valley Review"),
        Origin(kind=Kind.PRIMARY_SOURCE, name="E. Marr", role="author"),
    )
    document = document_of(STORY, derived_from=steps)
    found = find_derivations((document,), (), actors={})
    assert {(d.this, d.that) for d in found} == {
        (document.id, "outlet:Valley Review"),
        ("outlet:Valley Review", "outlet:E. Marr"),
    }


def test_a_comment_that_copies_the_article_quotes_it() -> None:
    article = document_of(f"{STORY}\n\nNobody has said who sent them. The governor closed the road. Ha!")
    at = article.span.exact.rindex("Nobody")
    body = msgspec.structs.replace(article, id="doc-body", span=article.span.part(0, at))
    comment = msgspec.structs.replace(
        article, id="doc-c", kind=DocumentKind.COMMENT, span=article.span.part(at, len(article.span.exact))
    )
    (copied,) = find_derivations((body, comment), (), actors={})
    assert (copied.this, copied.that, copied.kind) == (comment.id, body.id, Kind.QUOTED_FROM)
    assert copied.span is not None
    assert copied.span.exact == "Nobody has said who sent them. The governor closed the road"


@pytest.mark.parametrize("text", ["The road to Tessk is closed.", "Ha!"])
def test_a_few_common_words_are_no_copy(text: str) -> None:
    assert _wordings(document_of(STORY), document_of(text)) == []


def test_an_outlet_that_speaks_is_where_to_look() -> None:
    document = document_of("The Hill Wire reported that three guards had died.")
    outlet = Actor(id="actor-wire", name="Hill Wire", kind=ActorKind.OUTLET, mentions=(quote(document, "Hill Wire"),))
    said = statement_of(
        document, "three guards had died", cue="reported", source="The Hill Wire", kind=ActorKind.OUTLET, actor="actor-wire"
    )
    extraction = Extraction(document=document.id, made_by="test", actors=(outlet,), statements=(said,))
    (found,) = find_derivations((document,), (extraction,), actors={"actor-wire": "actor-joined"})
    assert (found.this, found.that, found.kind, found.basis) == (said.id, "actor-joined", Kind.PRIMARY_SOURCE, "cue")


def test_nobody_takes_from_what_came_out_days_later() -> None:
    wire = document_of(STORY, published=day("2031-05-07"))
    credit = Origin(kind=Kind.REPUBLISHED, name="Other Wire", role="agency")
    earlier = document_of(f"{STORY} (Other Wire)", published=day("2031-05-03"), derived_from=(credit,))
    assert _wordings(earlier, wire) == [(wire.id, earlier.id, Kind.REPUBLISHED)]


def test_one_sentence_of_facts_in_two_short_texts_is_no_copy() -> None:
    fact = "killed two customs officers at the port of Orvel on Sunday"
    one = document_of(
        f"Officials told us that the League planted the bomb that {fact}. They gave no names and no proof of it."
    )
    two = document_of(f"A blast that nobody has claimed {fact}, and the gate burned until noon while the guards stood by.")
    assert _wordings(one, two) == []
