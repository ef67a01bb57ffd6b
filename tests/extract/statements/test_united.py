"""What the encoder read and what the rules read come in; one list goes out, without losing what only one of them has."""

from __future__ import annotations

import msgspec
from tests.made_up import document_of

from sayso.extract.actors import find_actors
from sayso.extract.parse import parse
from sayso.extract.statements import read_statements
from sayso.extract.statements.attributions import by_rules
from sayso.extract.statements.found import Found
from sayso.extract.statements.merge import united
from sayso.extract.statements.read import _of_its_own
from sayso.model import Act

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


LEAK = "Officers were handed the name of the bomber.\n\n“She should resign today,” fumed widow Carol Tansley, 54."


def test_scraps_of_other_sentences_are_dropped() -> None:
    parsed = parse(document_of(LEAK))
    cue = LEAK.index("handed")
    scrap = (LEAK.index("should"), LEAK.index(" today"))
    assert _of_its_own([(0, 43), scrap], cue, block=parsed.blocks[0], parsed=parsed) == [(0, 43)]
    quoted = (LEAK.index("“"), LEAK.index(" fumed"))
    assert _of_its_own([(0, 43), quoted], cue, block=parsed.blocks[0], parsed=parsed) == [(0, 43), quoted]


def test_a_speaker_beside_the_saying_word_beats_one_of_another_paragraph() -> None:
    parsed = parse(document_of(LEAK))
    (rule,) = [f for f in by_rules(parsed) if f.frame == "quote"]
    far = msgspec.structs.replace(rule, source=((0, 8),), speaker=parsed.blocks[0].doc[0:1], made_by="model")
    (one,) = [f for f in united([far], by_rules(parsed)) if f.frame == "quote"]
    assert [LEAK[a:b] for a, b in one.source] == [LEAK[a:b] for a, b in rule.source]


VIDEO = "The channel aired a video in which a masked man said the brigade would strike again."


def test_what_was_aired_holds_what_was_said() -> None:
    parsed = parse(document_of(VIDEO))
    rules = by_rules(parsed)
    inner = next(f for f in rules if f.lemma == "say")
    assert [f.lemma for f in united([msgspec.structs.replace(inner, made_by="model", score=0.8)], rules)] == ["say", "air"]
    acts = {s.cue.exact: s.act for s in read_statements(parsed, find_actors(parsed), model="off").statements if s.cue}
    assert acts == {"aired": Act.REPORTS, "said": Act.THREATENS}
