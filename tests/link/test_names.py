"""Spellings of one name meet, and names of two do not."""

from __future__ import annotations

import pytest

from sayso.link.names import bare, is_acronym, plain, skeleton, sounded

MEET = {
    "vowels": ("Moqtada Sadri", "Muqtada Sadri", sounded),
    "doubled": ("Qassem Karim", "Qasim Karim", sounded),
    "article": ("Abdul al-Rahmani", "Abdul Rahmani", bare),
    "apostrophe": ("Ka'ib Salih", "Kaʿib Salih", plain),
    "title": ("Gen. Ilan Morrow", "Ilan Morrow", bare),
    "two titles": ("Prime Minister Dr. Ilan Morrow", "Ilan Morrow", bare),
    "accents": ("José Núñez", "Jose Nunez", plain),
    "group": ("Hizbullah", "Hizballah", skeleton),
}
APART = {
    "longer name": ("Kataib Hezbollah", "Hezbollah", skeleton),
    "other family": ("Abu Mahdi al-Muhandis", "Abu Mahdi al-Zaidi", sounded),
    "first name": ("Mohamed Ali", "Mahmoud Ali", sounded),
}


@pytest.mark.parametrize(("one", "other", "form"), MEET.values(), ids=MEET.keys())
def test_meet(one: str, other: str, form: object) -> None:
    assert form(one) == form(other)  # type: ignore[operator]


@pytest.mark.parametrize(("one", "other", "form"), APART.values(), ids=APART.keys())
def test_apart(one: str, other: str, form: object) -> None:
    assert form(one) != form(other)  # type: ignore[operator]


def test_acronym() -> None:
    assert is_acronym("PMU")
    assert not is_acronym("Orvel")
