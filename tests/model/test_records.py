"""Records: frozen, the same after a journey through JSON, ids that hang on content only."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.world import everything

import sayso.model
from sayso.model import Extraction, Page, Record, make_id


@pytest.mark.parametrize("read", everything(), ids=["wire", "herald", "thread"])
def test_a_journey_through_json(read: object) -> None:
    page, extractions = read.page, read.extractions  # type: ignore[attr-defined]
    assert msgspec.json.decode(msgspec.json.encode(page), type=Page) == page
    assert msgspec.json.decode(msgspec.json.encode(extractions), type=tuple[Extraction, ...]) == extractions


RECORDS = [
    kind for name in sayso.model.__all__ if isinstance(kind := getattr(sayso.model, name), type) and issubclass(kind, Record)
]


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_every_noun_is_frozen(kind: type[Record]) -> None:
    assert kind.__struct_config__.frozen


def test_a_record_cannot_be_changed() -> None:
    page = everything()[0].page
    with pytest.raises(AttributeError):
        page.text = "other"  # type: ignore[misc]


def test_the_public_nouns_are_sorted() -> None:
    assert sayso.model.__all__ == sorted(sayso.model.__all__, key=lambda name: (name.islower(), name))


def test_ids_hang_on_content_only() -> None:
    assert make_id("doc", "page-1", "article", 0, 10) == make_id("doc", "page-1", "article", 0, 10)
    assert make_id("doc", "a", "bc") != make_id("doc", "ab", "c")
    assert make_id("doc", "x").startswith("doc-")


@given(st.lists(st.text(), max_size=4))
def test_an_id_is_short_and_plain(parts: list[str]) -> None:
    id_ = make_id("x", *parts)
    assert len(id_) == 18
    assert id_.isascii()
