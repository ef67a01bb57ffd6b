"""Passages that a comment copied are not the commenter's words. Made-up people say made-up things."""

from __future__ import annotations

import pytest
from tests.made_up import document_of

from sayso.extract.actors import find_actors
from sayso.extract.parse import parse
from sayso.extract.statements import read_statements
from sayso.model import Block, BlockKind, Comment, DocumentKind, Mode, Stance, Statement

COPIED = "The brigade shelled the town of Lisk on Friday."
OWN = "The army shelled it first."
TEXT = f"{COPIED}\n\n{OWN}"


def commented(*flags: str) -> tuple[Statement, ...]:
    document = document_of(TEXT, kind=DocumentKind.COMMENT, comment=Comment(author="Brin", flags=flags))
    whole, cut = document.span, len(COPIED)
    blocks = (
        Block(kind=BlockKind.QUOTATION, span=whole.part(whole.start, whole.start + cut)),
        Block(kind=BlockKind.PARAGRAPH, span=whole.part(whole.start + cut + 2, whole.end)),
    )
    parsed = parse(document_of(TEXT, kind=DocumentKind.COMMENT, comment=Comment(author="Brin", flags=flags), blocks=blocks))
    return read_statements(parsed, find_actors(parsed), model="off").statements


WRITERS = {"the article": ("copies_article",), "an earlier comment": ("copies_comment",), "unnamed outlet": ()}


@pytest.mark.parametrize(("name", "flags"), WRITERS.items(), ids=WRITERS)
def test_a_copied_passage_is_its_writers(name: str, flags: tuple[str, ...]) -> None:
    copied, own = commented(*flags)
    assert (copied.source.name, copied.stance, copied.flags) == (name, Stance.NEUTRAL, ("copied",))
    assert [link.name for link in copied.chain][-2:] == ["Brin", name]
    assert (own.source.name, own.mode, own.stance, own.flags) == ("Brin", Mode.NARRATED, Stance.OWN, ())
