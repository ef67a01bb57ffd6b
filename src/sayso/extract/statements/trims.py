"""A found saying comes in; the same goes out without what its author hangs on the end: a verdict, the rest of his own sentence."""

from __future__ import annotations

import re

import msgspec
from spacy.tokens import Token

from sayso.extract.certainty import words
from sayso.extract.parse import Parsed, ParsedBlock
from sayso.extract.patterns import section
from sayso.extract.statements.acts import by_cue
from sayso.extract.statements.found import Found, Range, extent
from sayso.model import Act

_VERBATIM = frozenset({"quote", "transcript"})
_QUOTED = re.compile(r"^(?:that )?[“\"][^“”\"]+[”\"]")
_ANNOUNCED = re.compile(r"(?P<told>[^“\"]{8,}?)\s*:\s*(?P<words>[“\"][^“”\"]{8,}[”\"]?)\s*$", re.DOTALL)
_FINITE = frozenset({"MD", "VBZ", "VBD", "VBP"})
_LONGEST = 14  # words of a verdict


def trimmed(found: Found, parsed: Parsed) -> Found:
    """ "That X did it, a baseless fabrication": without the fabrication; "that “X did it” would be news": without the news."""
    if found.frame in _VERBATIM:
        return found
    block, last = parsed.blocks[found.block], found.content[-1]
    if not block.span.start <= last[0] < block.span.end:
        return found
    tokens = block.tokens(*last)
    kept = _without_verdict(_up_to_the_next_deed(tokens, found.head))
    kept = _quoted_only(kept, block, last) if found.frame in {"noun", "clause"} else kept
    if not kept or len(kept) == len(tokens):
        return found
    return msgspec.structs.replace(found, content=(*found.content[:-1], *extent(kept, block)))


_LONGEST_QUOTE = 800  # characters


def to_the_mark(found: Found, parsed: Parsed) -> Found:
    """ "Says that “this is not X's fault. Y bears responsibility.”": to the end of the quotation that opens in what is said."""
    block, (start, end) = parsed.blocks[found.block], found.content[-1]
    if found.frame in _VERBATIM or not block.span.start <= start < end <= block.span.end:
        return found
    text, base = block.span.exact, block.span.start
    inner = text[start - base : end - base]
    straight = inner.count('"') % 2 and re.search(r'(?:^|[\s(])"(?=\S)[^"]*$', inner)
    mark = "”" if inner.count("“") > inner.count("”") else '"' if straight else ""
    at = text.find(mark, end - base) if mark else -1
    if at < 0 or at + base - end > _LONGEST_QUOTE or (mark == "”" and "“" in text[end - base : at]):
        return found
    return msgspec.structs.replace(found, content=(*found.content[:-1], (start, at + 1 + base)))


def announced(found: Found, parsed: Parsed) -> tuple[Found, ...]:
    """ "Denied having been there: “My boat was in dock.”": what is reported and what is quoted, one each."""
    whole, (start, end) = parsed.document.span, found.content[-1]
    match = _ANNOUNCED.fullmatch(whole.exact[start - whole.start : end - whole.start])
    if match is None or len(found.content) > 1 or found.frame == "transcript":
        return (found,)
    told = (start, start + match.end("told"))
    words = (start + match.start("words"), start + match.end("words"))
    block = parsed.blocks[found.block]
    root = next((t for t in block.doc if t.idx + block.span.start > words[0] and not t.is_punct and not t.is_space), None)
    frame = "clause" if found.frame == "quote" else found.frame
    reported = msgspec.structs.replace(found, content=(told,), frame=frame)
    return (
        reported,
        msgspec.structs.replace(found, content=(words,), frame="quote", lemma="say", act="", root=root, flags=()),
    )


def _up_to_the_next_deed(tokens: list[Token], cue: Token | None) -> list[Token]:
    """ "Said it was elsewhere and referred further questions": what the speaker does next was not said."""
    if cue is None or not tokens or cue.doc is not tokens[0].doc or cue.i > tokens[0].i:
        return tokens
    cut = next((i for i, t in enumerate(tokens) if t.dep_ == "cc" and t.head.i == cue.i), len(tokens))
    deed = next((t for t in tokens[cut:] if t.dep_ == "conj" and t.head.i == cue.i and t.tag_ in _FINITE), None)
    alone = deed is not None and not any(c.dep_ in {"nsubj", "nsubjpass", "expl", "mark"} for c in deed.children)
    return tokens[:cut] if alone and cut >= _FEWEST else tokens


_FEWEST = 3  # words of what is said


def _without_verdict(tokens: list[Token]) -> list[Token]:
    """Cut at the comma before a noun that judges or takes up all that was said."""
    for place in range(len(tokens) - 2, 2, -1):
        if tokens[place].text not in {",", "—", "–", "--"}:
            continue
        rest = tokens[place + 1 :]
        denied = any(by_cue().get(t.lemma_.lower()) is Act.DENIES for t in rest)
        if rest[0].lower_ == "which" and len(rest) <= _LONGEST and denied:
            return tokens[:place]
        if rest[0].lower_ == "which" and section("hedges", "aside_doubts").search(" ".join(t.text for t in rest[:_LONGEST])):
            return tokens[:place]  # "..., which is odd because there are no mountains"
        noun = next((t for t in rest[:5] if t.lemma_.lower() in words("cues", "verdicts") and t.pos_ == "NOUN"), None)
        led = noun is not None and all(t.pos_ in {"DET", "ADJ", "ADV", "NOUN", "PUNCT"} for t in rest[: noun.i - rest[0].i])
        if noun is not None and led and len(rest) <= _LONGEST and rest[0].pos_ in {"DET", "ADJ", "NOUN", "ADV"}:
            subject = noun.dep_ in {"nsubj", "nsubjpass"} or any(c.dep_ == "case" for c in noun.children)
            return tokens if subject else tokens[:place]
    return tokens


def _quoted_only(tokens: list[Token], block: ParsedBlock, place: Range) -> list[Token]:
    """Of "that “images prove it” would be more convincing" what stands in the marks."""
    text = block.span.exact[place[0] - block.span.start : place[1] - block.span.start]
    match = _QUOTED.match(text)
    if match is None:
        return tokens
    end = place[0] - block.span.start + match.end()
    after = next((t for t in tokens if t.idx >= end), None)
    inside = [t for t in tokens if t.idx < end]
    clause = any(t.tag_ in _FINITE for t in inside)
    return inside if clause and after is not None and after.tag_ in _FINITE else tokens
