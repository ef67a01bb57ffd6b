"""Shared wording between texts."""

from __future__ import annotations

from sayso.link.wording import near_pairs, shared, text_of

WIRE = (
    "Gunmen on motorcycles stormed a checkpoint outside Orvel at dawn on Tuesday and killed three guards, "
    "a hospital director said. "
    "Nobody has said who sent them. The governor closed the road to Tessk until further notice and asked the army for help."
)
OTHER = (
    "The harvest fair in Tessk drew nine thousand visitors this weekend, "
    "its organisers said, more than in any year since the flood. "
    "A band from the coast played until midnight, and the prize for the largest pumpkin went to a retired ferryman."
)


def test_a_reprint_with_changes_is_found_and_measured() -> None:
    reprint = WIRE.replace("a hospital director said", "doctors told this paper").replace(
        "at dawn on Tuesday", "early on Tuesday"
    )
    texts = [text_of("wire", WIRE), text_of("reprint", reprint), text_of("other", OTHER)]
    assert list(near_pairs(texts)) == [("reprint", "wire")]
    same = shared(texts[1], texts[0])
    assert 0.5 < same.containment < 1.0
    assert same.run is not None
    assert reprint[slice(*same.run)] == (
        "Nobody has said who sent them. The governor closed the road to Tessk until further notice "
        "and asked the army for help"
    )


def test_quotation_marks_and_case_make_no_difference() -> None:
    assert text_of("a", "“The Guard’s men” left").words == text_of("b", "the guard's men LEFT").words


def test_nothing_shared() -> None:
    same = shared(text_of("wire", WIRE), text_of("other", OTHER))
    assert (same.containment, same.run) == (0.0, None)
