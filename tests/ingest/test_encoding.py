"""Bytes to text: what was declared, what was detected, what was used."""

import codecs

import pytest

from sayso.ingest.encoding import decode

FRENCH = "Le pont est fermé depuis lundi, a déclaré l’ingénieur ; la mairie n’a pas répondu à nos questions répétées.\n" * 5
RUSSIAN = "Мост закрыт с понедельника, сообщил инженер городского совета; мэр на вопросы не ответила.\n" * 5

CASES = [
    ("utf-8", FRENCH.encode(), None, FRENCH, "utf-8"),
    ("utf-8-mark", codecs.BOM_UTF8 + FRENCH.encode(), None, FRENCH, "utf-8-sig"),
    ("utf-16", FRENCH.encode("utf-16"), None, FRENCH, "utf-16"),
    ("declared-1252", FRENCH.encode("cp1252"), "iso-8859-1", FRENCH, "cp1252"),
    ("declared-koi8", RUSSIAN.encode("koi8-r"), "koi8-r", RUSSIAN, "koi8-r"),
    ("detected-1251", RUSSIAN.encode("cp1251"), None, RUSSIAN, "cp1251"),
    ("wrongly-declared", FRENCH.encode(), "iso-8859-1", FRENCH, "utf-8"),
    ("unknown-name", FRENCH.encode(), "no-such-thing", FRENCH, "utf-8"),
]


@pytest.mark.parametrize(("raw", "declared", "text", "used"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_text_comes_back(raw: bytes, declared: str | None, text: str, used: str) -> None:
    decoded = decode(raw, declared=declared)
    assert decoded.text == text
    assert codecs.lookup(decoded.encoding).name == codecs.lookup(used).name
    assert decoded.encodings.get("declared") == declared
    assert decoded.encodings["used"] == decoded.encoding


def test_a_declaration_that_the_bytes_contradict_is_a_problem() -> None:
    assert [p.code for p in decode(FRENCH.encode(), declared="iso-8859-1").problems] == ["encoding"]


def test_lost_characters_are_counted() -> None:
    decoded = decode("closed \ufffd on \ufffd Monday".encode())
    assert [p.message for p in decoded.problems] == ["2 characters could not be decoded as utf-8."]


def test_text_decoded_twice_is_marked_and_not_repaired() -> None:
    twice = "The mayor’s café is closed".encode().decode("cp1252")
    decoded = decode(twice.encode())
    assert decoded.text == twice
    assert [p.code for p in decoded.problems] == ["damaged"]


def test_line_ends_and_odd_spaces_are_kept() -> None:
    text = "one\r\ntwo\u00a0three\u2009four\n"
    assert decode(text.encode()).text == text
