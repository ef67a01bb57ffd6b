"""What the encoder read and what the rules read come in; one list goes out, without losing what only one of them has."""

from __future__ import annotations

from tests.made_up import document_of

from sayso.extract.parse import parse
from sayso.extract.statements.attributions import by_rules
from sayso.extract.statements.found import Found
from sayso.extract.statements.merge import united

TEXT = "The Herald later did a feature explaining why it is unlikely that the guards were behind the raid."


def _reading(cue: str, content: str, *, lemma: str) -> Found:
    start, words = TEXT.index(cue), TEXT.index(content)
    return Found(
        block=0, content=((words, words + len(content)),), cue=(start, start + len(cue)), source=((0, 10),), lemma=lemma,
        head=next(t for t in parse(document_of(TEXT)).blocks[0].doc if t.lemma_ == lemma), frame="clause", made_by="model", score=0.8,
    )  # fmt: skip


def test_a_verb_that_says_little_gives_way_to_the_saying_word() -> None:
    read = _reading("later did a feature", "why it is unlikely that the guards were behind the raid", lemma="do")
    rules = by_rules(parse(document_of(TEXT)))
    assert [(f.lemma, TEXT[slice(*f.cue)]) for f in united([read], rules) if f.cue] == [("explain", "explaining")]


def test_what_only_the_encoder_reads_is_kept() -> None:
    read = _reading("later did a feature", "why it is unlikely that the guards were behind the raid", lemma="do")
    assert united([read], ()) == (read,)
