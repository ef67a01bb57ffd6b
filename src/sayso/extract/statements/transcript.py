"""A block comes in; "NAME: words" goes out as a statement of that speaker."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.extract.parse import ParsedBlock
from sayso.extract.statements.found import Found

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
    r"Exclusive|Live)\b",
    re.IGNORECASE,
)


_NO_NAME_TAGS = frozenset({"VBZ", "VBD", "VBP", "MD", "IN", "RB", "TO"})
_SMALL = frozenset({"of", "the", "for", "de", "al", "bin", "von", "van", "and"})


def find_transcript(block: ParsedBlock, number: int) -> Iterator[Found]:
    """Each line of the block that is a speaker's name, a colon and what the speaker says."""
    text, base = block.span.exact, block.span.start
    labels = [m for m in _LABEL.finditer(text) if not _NO_SPEAKER.match(m["name"]) and _is_name(m, block)]
    for place, match in enumerate(labels):
        end = labels[place + 1].start() if place + 1 < len(labels) else len(text)
        start, end = match.end(), len(text[:end].rstrip())
        if len(text[start:end].split()) < 2:
            continue
        holder = _HOLDER.fullmatch(match["inner"] or "")
        called = match.span("inner" if holder else "name")
        root = next((t for t in block.doc if t.idx >= start and not t.is_punct), None)
        colon = start - len(match.group()[match.group().rindex(":") :])
        yield Found(
            block=number, content=((base + start, base + end),), cue=(base + colon, base + colon + 1), lemma=":",
            source=((base + called[0], base + called[1]),), speaker=block.doc.char_span(*called, alignment_mode="expand"),
            root=root, frame="transcript",
        )  # fmt: skip


def _is_name(label: re.Match[str], block: ParsedBlock) -> bool:
    """ "Veto Slows Talks: ..." is a title and no speaker."""
    piece = block.doc.char_span(*label.span("name"))
    if piece is None or label["name"].isupper() or len(piece) < 2:
        return True
    return not any(t.tag_ in _NO_NAME_TAGS and t.lower_ not in _SMALL and not t.ent_type_ for t in piece)
