"""A page's article and its comments: words that a comment copied are their speaker's, whoever copied them. Made-up people."""

from __future__ import annotations

from sayso.ingest import read_page
from sayso.model import Statement
from sayso.pipeline.stations import code

PAGE = """Minister blames dockers for harbour fire
The River Post, 21 May 2020

Harbour minister Gregor Falkenried spoke on Wednesday.

"The dockers lit it with diesel from our own pumps," he told parliament.

A docker, Ylva Storm, said the crane had sparked.

Comments (3)

oldriverman
May 21, 2020 at 9:14 am
"The dockers lit it with diesel from our own pumps." Which pumps would those be, minister?

Sten
May 21, 2020 at 9:20 am
"She said the crane had sparked." Cranes do not spark.

Dagny P.
May 21, 2020 at 9:40 am
> Which pumps would those be, minister?
The ones behind the shed. My brother says the lock was broken on Monday.
"""


def comments() -> list[list[Statement]]:
    page = read_page(PAGE.encode(), uri="page.txt")
    return [list(e.statements) for e in code(page, model="off").extractions][1:]


def test_a_copied_quotation_is_its_speakers() -> None:
    copied = next(s for s in comments()[0] if "copied" in s.flags)
    assert copied.source.name == "Gregor Falkenried"
    assert [link.name for link in copied.chain][1:] == ["oldriverman", "The River Post", "Gregor Falkenried"]


def test_what_follows_a_quoted_line_is_the_commenters() -> None:
    said = comments()[2]
    own = next(s for s in said if "lock" in s.content.exact)
    assert "copied" not in own.flags
    assert own.source.name == "brother"


def test_she_in_a_copied_sentence_is_whom_the_article_names() -> None:
    copied = next(s for s in comments()[1] if s.content.exact == "the crane had sparked")
    assert copied.source.name == "Ylva Storm"
