"""A block comes in; "NAME: words" goes out as a statement of that speaker."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.extract.parse import ParsedBlock
from sayso.extract.statements.found import Found

_LABEL = re.compile(
    r"^(?P<name>(?:(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov)\.? )?[A-Z][\w.’'-]*(?: (?:(?:of|the|de|al|bin|von|van|and) )?[A-Z][\w.’'-]*){0,4})"
    r"(?: \([^)]{1,30}\))?:\s+(?=\S)",
    re.MULTILINE,
)
_NO_SPEAKER = re.compile(
    r"^(?:Update|Updated|Note|Editor|Warning|Correction|Related|Read|Watch|Photo|Video|Image|Source|Sources|Caption|Credit|By|Via|Published|Posted|"
    r"Date|Time|Location|Place|Summary|Background|Analysis|Opinion|Question|PS|Example|Fact|Claim|Verdict|Conclusion|Result|Results|Part|Chapter|Section|Step|Tags|Category|Topics|Share|More|Also|See|Breaking|Exclusive|Live)\b",
    re.IGNORECASE,
)


def find_transcript(block: ParsedBlock, number: int) -> Iterator[Found]:
    """Each line of the block that is a speaker's name, a colon and what the speaker says."""
    text = block.span.exact
    labels = [m for m in _LABEL.finditer(text) if not _NO_SPEAKER.match(m["name"])]
    for place, match in enumerate(labels):
        end = labels[place + 1].start() if place + 1 < len(labels) else len(text)
        start, end = match.end(), len(text[:end].rstrip())
        if len(text[start:end].split()) < 2:
            continue
        base = block.span.start
        name = block.doc.char_span(*match.span("name"), alignment_mode="expand")
        root = next((t for t in block.doc if t.idx >= start and not t.is_punct), None)
        colon = match.start() + match.group().index(":")
        yield Found(
            block=number, content=((base + start, base + end),), cue=(base + colon, base + colon + 1), lemma=":",
            source=((base + match.start("name"), base + match.end("name")),), speaker=name, root=root, frame="transcript",
        )  # fmt: skip
