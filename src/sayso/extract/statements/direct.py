"""A document's blocks come in; its quotations go out, each with who says it and the saying word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec
from spacy.tokens import Token

from sayso.extract.certainty import words
from sayso.extract.parse import ParsedBlock
from sayso.extract.statements.complements import with_vehicle
from sayso.extract.statements.cues import cues, lemma_of, verb_group
from sayso.extract.statements.found import Found, Range, extent
from sayso.extract.statements.quotes import Quote, find_quotes
from sayso.extract.statements.speakers import agent_of, as_slice, own_subject, phrase_of, subject_of

_NOBODY = frozenset({"it", "this", "that", "which", "what", "there"})
_SPEAKER_TAGS = frozenset({"PROPN", "PRON", "NOUN", "NUM", "DET", "ADJ"})


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """A cue beside a quotation."""

    verb: Token
    subject: list[Token]


def find_direct(blocks: Sequence[ParsedBlock], quotes: Sequence[tuple[Quote, ...]]) -> Iterator[Found]:
    """Every quotation that stands on its own; quotations of one speaker in one paragraph make one statement."""
    last: Found | None = None
    for number, block in enumerate(blocks):
        standing = [q for q in quotes[number] if q.standing]
        if not standing:
            last = None
            continue
        made = list(_block(block, number, standing))
        announced = _announced(blocks[number - 1], quotes[number - 1]) if number and _opens(block, standing) else None
        if made and announced is not None and made[0].source == () and made[0].cue is None:
            made[0] = _credited(made[0], announced, blocks[number - 1])
        if made and made[0].source == () and made[0].cue is None:
            if last is not None and _continues(block, standing):
                made[0] = msgspec.structs.replace(
                    made[0],
                    source=last.source,
                    speaker=last.speaker,
                    head=last.head,
                    cue=last.cue,
                    lemma=last.lemma,
                    flags=("continued",),
                )
            elif number and not _continues(block, standing):
                made = made[1:] if len(made) > 1 else []
        yield from made
        last = made[-1] if made else None


def _opens(block: ParsedBlock, standing: list[Quote]) -> bool:
    return not block.span.exact[: standing[0].start].strip()


def _announced(block: ParsedBlock, quotes: tuple[Quote, ...]) -> Said | None:
    """The saying words of a paragraph that ends in a colon: what it announces is the next paragraph."""
    text = block.span.exact.rstrip()
    if not text.endswith(":"):
        return None
    standing = [q for q in quotes if q.standing]
    start = _sentence_start(text, 0, len(text))
    said = _pick(_outside(block, start, len(text), standing), sure=False, first=False)
    return said if said is not None and said.subject else None


def _credited(found: Found, said: Said, block: ParsedBlock) -> Found:
    return msgspec.structs.replace(
        found, source=extent(said.subject, block)[:1], cue=_first(extent(verb_group(said.verb), block)),
        speaker=as_slice(said.subject), head=said.verb, lemma=lemma_of(said.verb),
    )  # fmt: skip


def _continues(block: ParsedBlock, standing: list[Quote]) -> bool:
    """The paragraph is quotation from its first word to its last."""
    text = block.span.exact
    return not text[: standing[0].start].strip() and len(text[standing[-1].end :].strip()) < 2


def _block(block: ParsedBlock, number: int, standing: list[Quote]) -> Iterator[Found]:
    groups: list[tuple[Said | None, list[Quote]]] = []
    for quote in standing:
        said = _introduced(block, quote, standing) or _tail_cue(block, quote, standing) or _lead_cue(block, quote, standing)
        if said is not None and said.subject and _is_nobody(said):
            said = None
        if said is None and groups:
            groups[-1][1].append(quote)
        elif said is not None and groups and (groups[-1][0] is None or groups[-1][0].verb.i == said.verb.i):
            groups[-1] = (said, [*groups[-1][1], quote])
        else:
            groups.append((said, [quote]))
    for said, members in groups:
        yield (_signed(block, number, members) if said is None else None) or _found(block, number, said, members)


def _is_nobody(said: Said) -> bool:
    """ "This showed" is nobody's saying; "“...,” it read" is a letter's or a body's."""
    word = said.subject[0].lower_
    a_bodys = word == "it" and lemma_of(said.verb) in words("cues", "body_says") | {"read", "write", "go"}
    return len(said.subject) == 1 and word in _NOBODY and not a_bodys


_SIGNATURE = re.compile(
    r"\s*(?:[—–―-]{1,2}\s*|[\[(])(?P<name>[A-Z][\w.’'-]*(?: (?:(?:of|the|de|al|bin|von|van) )?[A-Z][\w.’'-]*){0,4})(?=[\])]|\s*$|\s*[,\n])"
)


def _signed(block: ParsedBlock, number: int, members: list[Quote]) -> Found | None:
    """A quotation with its author's name behind it: “...” — Name, “...” [Name]."""
    match = _SIGNATURE.match(block.span.exact, members[-1].end)
    if match is None:
        return None
    base = block.span.start
    return Found(
        block=number, content=tuple((base + q.start, base + q.end) for q in members), frame="quote",
        source=((base + match.start("name"), base + match.end("name")),),
        speaker=block.doc.char_span(*match.span("name"), alignment_mode="expand"), root=_token_at(block, members[0].inner[0]),
    )  # fmt: skip


def _found(block: ParsedBlock, number: int, said: Said | None, members: list[Quote]) -> Found:
    base = block.span.start
    content = tuple((base + q.start, base + q.end) for q in members)
    root = _token_at(block, members[0].inner[0])
    flags = () if all(q.opened and q.closed for q in members) else ("unbalanced_quotes",)
    if said is None:
        return Found(block=number, content=content, frame="quote", root=root, flags=flags)
    cue: tuple[Token, ...] = tuple(verb_group(said.verb))
    if said.verb.i < (root.i if root is not None else 0) or (said.subject and said.subject[0].i > said.verb.i):
        cue = tuple(t for t in cue if t.i <= said.verb.i + 2)
    stop = min((t.i for t in block.doc if t.idx >= members[0].start and t.i > said.verb.i), default=len(block.doc))
    cue = with_vehicle(said.verb, cue, cues(), max(stop, said.verb.i + 8))
    taken = [t for t in cue if not any(s.i == t.i for s in said.subject)]
    return Found(
        block=number, content=content, cue=_first(extent(taken, block)), source=extent(said.subject, block)[:1],
        speaker=as_slice(said.subject), lemma=lemma_of(said.verb), head=said.verb, root=root, frame="quote", flags=flags,
    )  # fmt: skip


def _first(ranges: tuple[Range, ...]) -> Range | None:
    return ranges[0] if ranges else None


def _token_at(block: ParsedBlock, place: int) -> Token | None:
    return next((t for t in block.doc if t.idx + len(t) > place and not t.is_space and not t.is_punct), None)


def _outside(block: ParsedBlock, start: int, end: int, standing: list[Quote]) -> list[Token]:
    return [t for t in block.doc if start <= t.idx < end and not any(q.holds(t.idx) for q in standing)]


_SENTENCE_END = re.compile(r"[.!?][”\"')\]]*\s+(?=[A-Z“\"‘'])")
_ABBREVIATION = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Lt|Col|Maj|Capt|Sgt|St|Jr|Sr|U\.S|U\.N|U\.K|No|[A-Z]))$")


def _sentence_stop(text: str, start: int, end: int) -> int:
    for match in _SENTENCE_END.finditer(text, start, end):
        if not _ABBREVIATION.search(text[: match.start()]):
            return match.start() + 1
    return end


def _sentence_start(text: str, start: int, end: int) -> int:
    at = start
    for match in _SENTENCE_END.finditer(text, start, end):
        if not _ABBREVIATION.search(text[: match.start()]):
            at = match.end()
    return at


def _tail_cue(block: ParsedBlock, quote: Quote, standing: list[Quote]) -> Said | None:
    """The cue right after the quotation: “...,” X said / said X."""
    text = block.span.exact
    following = next((q.start for q in standing if q.start >= quote.end), len(text))
    inner = text[quote.inner[0] : quote.inner[1]].rstrip()
    ends_open = (inner[-1:] in {",", "?", "!", "—", "-", "…"}) or text[quote.end : quote.end + 1] in {",", "—"}
    rest = text[quote.end : following].lstrip(" ,—–-")
    if not ends_open and not (rest[:1].islower()):
        return None
    stop = _sentence_stop(text, quote.end, following)
    return _pick(_outside(block, quote.end, stop, standing), ends_open, first=True)


def _introduced(block: ParsedBlock, quote: Quote, standing: list[Quote]) -> Said | None:
    """A cue before the quotation that ends in a comma or colon, and no other quotation before that cue."""
    text = block.span.exact
    before = max((q.end for q in standing if q.end <= quote.start), default=0)
    start = _sentence_start(text, before, quote.start)
    gap = text[start : quote.start].rstrip()
    if not gap or gap[-1] not in ",:" or (before and not text[before:start].strip()):
        return None
    said = _pick(_outside(block, start, quote.start, standing), sure=False, first=False)
    return said if said is not None and said.subject and said.verb.tag_ not in {"VBG", "VBN"} else None


def _lead_cue(block: ParsedBlock, quote: Quote, standing: list[Quote]) -> Said | None:
    """The cue before the quotation in its sentence: X said, “..."""
    text = block.span.exact
    before = max((q.end for q in standing if q.end <= quote.start), default=0)
    start = _sentence_start(text, before, quote.start)
    gap = text[start : quote.start].rstrip()
    if not gap:
        return None
    return _pick(_outside(block, start, quote.start, standing), gap[-1] in ",:" or gap.endswith("that"), first=False)


def _pick(tokens: list[Token], sure: bool, *, first: bool) -> Said | None:
    lexicon = cues()
    verbs = [t for t in tokens if t.pos_ in {"VERB", "AUX"} and t.dep_ not in {"aux", "auxpass"} and not _bare_participle(t)]
    if not first:
        verbs.reverse()
    known = [v for v in verbs if lexicon.has("quote", lemma_of(v)) or lexicon.has("clause", lemma_of(v))]
    known = [v for v in known if not _reported_in(v, known)] or known
    for verb in known[:3]:
        subject = _speaker(verb, tokens)
        if subject:
            return Said(verb=verb, subject=subject)
    if known and sure:
        return Said(verb=known[0], subject=[])
    return None


def _reported_in(verb: Token, known: list[Token]) -> bool:
    """ "The radio reported that they found nothing: “...”": what they found is reported, and they say nothing."""
    found = lemma_of(verb) in words("cues", "inner") and verb.dep_ in {"ccomp", "conj"}
    return found and any(v.i < verb.i and v.is_ancestor(verb) and lemma_of(v) not in words("cues", "inner") for v in known)


def _bare_participle(verb: Token) -> bool:
    return (
        verb.tag_ == "VBN"
        and verb.dep_ in {"acl", "amod", "advcl"}
        and not any(c.dep_ in {"aux", "auxpass"} for c in verb.children)
    )


def _speaker(verb: Token, tokens: list[Token]) -> list[Token]:
    inside = {t.i for t in tokens}
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    head = agent_of(verb) if passive else subject_of(verb)
    if head is not None and head.i in inside and head.pos_ in _SPEAKER_TAGS:
        return [t for t in phrase_of(head, verb) if t.i in inside]
    if own_subject(verb) is None:
        obj = next(
            (
                c
                for c in verb.children
                if (c.dep_ in {"dobj", "attr", "npadvmod"} and c.i == verb.i + 1) or (c.dep_ == "dobj" and c.i > verb.i)
            ),
            None,
        )
        if obj is not None and obj.i in inside and lemma_of(verb) in cues().words["inverts"]:
            return [t for t in phrase_of(obj, verb) if t.i in inside]
    if head is not None and head.pos_ in _SPEAKER_TAGS and head.lower_ not in {"it", "this", "that"}:
        return phrase_of(head, verb)
    chunk = next((c for c in verb.doc.noun_chunks if c.end in {verb.i, verb.i - 1} and c.root.i in inside), None)
    return list(chunk) if chunk is not None else []


def quotes_of(blocks: Sequence[ParsedBlock]) -> list[tuple[Quote, ...]]:
    """The quotations of each block."""
    return [find_quotes(b.span.exact) for b in blocks]
