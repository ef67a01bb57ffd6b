"""A block comes in; "NAME: words" and "The dockers' union: words" go out as statements of that speaker."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Span as Slice
from spacy.tokens import Token

from sayso.extract.agentnouns import nouns
from sayso.extract.parse import ParsedBlock
from sayso.extract.statements.found import Found
from sayso.model import BlockKind

# A label may open a quoted transcript or stand behind a bullet; brackets hold a seat, a party or the name of an office's holder.
_NAME = r"(?:(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Sir)\.? )?[A-Z][\w.’'-]*(?: (?:(?:of|the|for|de|al|bin|von|van|and) )*[A-Z][\w.’'-]*){0,4}"
_CLOCK = r"(?:\d{1,2}[:.h]\d{2}(?: ?[ap]\.?m\.?)?(?: [A-Z]{3,4})?\s*(?:[-–—:|]\s*)?)?"  # a live blog's entry
_LABEL = re.compile(
    rf"^(?:[“\"]|[-•*–] )?{_CLOCK}(?P<name>{_NAME})(?: \((?P<inner>[^)]{{1,40}})\))?:\s+(?=\S)", re.MULTILINE
)
_HOLDER = re.compile(r"(?:(?:Mr|Mrs|Ms|Dr|Gen|Sir|Dame|Lord|Baroness)\.? )+[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,3}")
# What stands before a colon and is nobody's name.
_NO_SPEAKER = re.compile(
    r"^(?:The Latest|Clarification|Updated?|Note|Editor|Warning|Correction|Related|Read|Watch|Photo|Video|Image|Sources?|"
    r"Caption|Credit|By|Via|Published|Posted|Date|Time|Location|Place|Summary|Background|Analysis|Opinion|PS|Example|Fact|"
    r"Claim|Verdict|Conclusion|Results?|Part|Chapter|Section|Step|Tags|Category|Topics|Share|More|Also|See|Breaking|"
    r"Exclusive|Live|Timeline|New|Now|Just in|Developing|Explain\w+|Interview|Review|Factbox|Profile|Recap|Q&A|Editorial|"
    r"Letters?|Podcast|Headline|Subject|Re|First|Second|Third|Then|Today|Yesterday|Remember|Reminder|"
    r"Translation|Transcript|Bottom line|Statement|Quote|Edit(?:ed)?|Reply|Thread|Question for \w+|Tl;?dr|Hint|Spoiler|Fixed|Disclaimer)\b",
    re.IGNORECASE,
)


_NO_NAME_TAGS = frozenset({"VBZ", "VBD", "VBP", "MD", "IN", "RB", "TO"})
_SMALL = frozenset({"of", "the", "for", "de", "al", "bin", "von", "van", "and"})


def find_transcript(block: ParsedBlock, number: int) -> Iterator[Found]:
    """Each line of the block that is a speaker's name or description, a colon and what the speaker says."""
    named = list(_by_name(block, number))
    yield from named
    base = block.span.start
    yield from _by_phrase(block, number, [(f.content[0][0] - base, f.content[-1][1] - base) for f in named])


def _by_name(block: ParsedBlock, number: int) -> Iterator[Found]:
    text, base = block.span.exact, block.span.start
    labels = [m for m in _LABEL.finditer(text) if not _NO_SPEAKER.match(m["name"]) and _is_name(m, block)]
    for place, match in enumerate(labels):
        end = labels[place + 1].start() if place + 1 < len(labels) else len(text)
        start, end = match.end(), len(text[:end].rstrip())
        if len(text[start:end].split()) < 2:
            continue
        called = _called(match)
        root = next((t for t in block.doc if t.idx >= start and not t.is_punct), None)
        colon = start - len(match.group()[match.group().rindex(":") :])
        yield Found(
            block=number, content=((base + start, base + end),), cue=(base + colon, base + colon + 1), lemma=":",
            source=((base + called[0], base + called[1]),),
            speaker=block.doc.char_span(_untitled(text, called), called[1], alignment_mode="expand"),
            root=root, frame="transcript",
        )  # fmt: skip


def _called(label: re.Match[str]) -> tuple[int, int]:
    """Where a label names its speaker: "SPEAKER (Dame A B)", "QUESTION (A B, Radio Nine)"."""
    inner = label["inner"] or ""
    asks = label["name"].lower().rstrip(".") in _ASKS and _HOLDER_OR_NAME.match(inner)
    if asks:
        return (label.start("inner"), label.start("inner") + asks.end())
    return label.span("inner" if _HOLDER.fullmatch(inner) else "name")


def _untitled(text: str, called: tuple[int, int]) -> int:
    """Where the name begins behind "MS." """
    title = _BEFORE_NAME.match(text, *called)
    return title.end() if title and title.end() < called[1] else called[0]


_BEFORE_NAME = re.compile(r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Gen|Col|Sen|Rep|Gov)\.? )+", re.IGNORECASE)
_ASKS = frozenset({"q", "question", "reporter", "journalist"})
_HOLDER_OR_NAME = re.compile(r"[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){1,4}(?=,|$)")

# A label may describe its speaker (the dockers' union), say where the words stood (in an email), and follow another sentence.
_TITLE = r"\b(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|U\.S|U\.N)\."
_PHRASE = re.compile(
    rf"(?:^(?:[-•*–‣▪·] ?)?{_CLOCK}|(?<=[.!?”\"] ))(?P<name>(?:From )?[A-Z](?:[^:.!?\n“”\"();]|{_TITLE}){{2,80}}?)"
    r"(?P<inner> \([^)\n]{1,60}\))?:\s+(?=(?P<quote>[“\"])?\S)",
    re.MULTILINE,
)
_LONGEST = 12  # words of a label


def _by_phrase(block: ParsedBlock, number: int, taken: list[tuple[int, int]]) -> Iterator[Found]:
    """Labels that describe who speaks; inside a paragraph only before a quotation."""
    text, base = block.span.exact, block.span.start
    lines = [m.end() for m in re.finditer(r"\n|\Z", text)]
    for match in _PHRASE.finditer(text):
        opens = not text[: match.start()].strip() or text[: match.start()].endswith("\n")
        listed = opens and text[match.start() : match.start("name")].strip() != ""
        if any(a <= match.end() <= b for a, b in taken) or _NO_SPEAKER.match(match["name"]):
            continue
        if not (match["quote"] or listed or (block.kind is BlockKind.PARAGRAPH and opens)):
            continue
        speaker = _speaker_in(block, match)
        if speaker is None:
            continue
        start = match.end()
        stop = next(e for e in lines if e >= start) if match["quote"] is None or listed else _quote_end(text, start)
        end = len(text[:stop].rstrip())
        if end - start < _SHORTEST:
            continue
        root = next((t for t in block.doc if t.idx >= start and not t.is_punct), None)
        colon = text.rindex(":", match.start(), start)
        place = block.span_of(speaker)
        yield Found(
            block=number, content=((base + start, base + end),), cue=(base + colon, base + colon + 1), lemma=":",
            source=((place.start, place.end),), speaker=speaker, root=root, frame="transcript",
        )  # fmt: skip


_SHORTEST = 8  # characters


def _quote_end(text: str, start: int) -> int:
    """Past the mark that closes the quotation which opens here, else the line's end."""
    close = "”" if text[start] == "“" else '"'
    at = text.find(close, start + 1)
    line = text.find("\n", start)
    return at + 1 if at > 0 and (line < 0 or at < line) else (line if line > 0 else len(text))


def _speaker_in(block: ParsedBlock, label: re.Match[str]) -> Slice | None:
    """Of the label's words those that name or describe somebody who can speak; none where it is a title or a clause."""
    piece = block.doc.char_span(*label.span("name"), alignment_mode="expand")
    if piece is None or len(piece) > _LONGEST or any(t.tag_ in _FINITE for t in piece):
        return None
    comma = next((t.i for t in piece if t.text == ","), piece.end)
    piece = block.doc[piece.start + (1 if piece[0].lower_ == "from" else 0) : comma]
    if not len(piece):
        return None
    head = piece.root
    owner = next((c for c in head.lefts if c.dep_ == "poss" and c.i >= piece.start), None)
    for one in (head, owner):
        if one is not None and _speaks(one, piece):
            left = max(piece.start, one.left_edge.i)
            return block.doc[left : (piece.end if one is head else one.i + 1)]
    return None


def _speaks(head: Token, piece: Slice) -> bool:
    if head.ent_type_ == "PERSON" or head.lower_ in nouns().kind or head.lower_ in nouns().generic:
        return True
    body = next((e for e in piece.ents if e.start <= head.i < e.end), None)
    if body is None or body.label_ not in {"ORG", "NORP", "GPE"}:
        return False
    return all((t in body or t.pos_ == "DET") and (t.pos_ != "ADP" or t.lower_ in _SMALL) for t in piece)


_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def _is_name(label: re.Match[str], block: ParsedBlock) -> bool:
    """ "Veto Slows Talks: ..." is a title and no speaker."""
    piece = block.doc.char_span(*label.span("name"))
    if piece is None or label["name"].isupper() or len(piece) < 2:
        return True
    return not any(t.tag_ in _NO_NAME_TAGS and t.lower_ not in _SMALL and not t.ent_type_ for t in piece)
