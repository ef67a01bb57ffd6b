"""A page's comments and its articles come in; the comments go out with copied and abusive words marked."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from sayso.ingest.pieces import RawComment
from sayso.model import Block, BlockKind, Span, bare_words

LONG = 12  # words from which a quoted paragraph is a quotation from somewhere and not a phrase
_PARAGRAPH = re.compile(
    r"^>.*(?:\n>.*)*|\S(?:.|\n(?!\s*\n|>))*", re.MULTILINE
)  # lines with ">" are a paragraph of their own
_QUOTED = re.compile(r"^[>»\s]*[“\"«„‘'](?P<words>.+)[”\"»“’']?\W*$", re.DOTALL)
# What forums print over what a post quotes: "Quote: ann wrote:", "Originally posted by ann", "ann:".
_LABEL = re.compile(
    r"^(?:quot(?:e|ing)\s*:?\s*)?(?P<by>(?:originally\s+)?(?:posted|written|quote)\s+(?:by\s+)?)?(?P<name>\S[^\n:]{0,40}?)"
    r"(?P<says>\s+(?:wrote|said|schrieb|a\s+écrit|escribió)(?:\s+on\s+[^\n:]{4,40})?)?\s*:?[ \t]*\n",
    re.IGNORECASE,
)
_NEWS = re.compile(
    r"\b(?:reportedly|according\s+to|reported|told|said|sources?|officials?|killed|killing|wounded|injured|attack(?:ed|s)?|strikes?|struck|hours\s+after|announced|ministry|statement)\b",
    re.IGNORECASE,
)
# Slurs against groups of people and the coarsest insults; a flag on the record, never a reason to drop it.
_ABUSE = re.compile(
    r"\b(?:\w*nazis?|(?:rag|towel|camel)[\s-]?(?:head|jockey)s?|sand\s?n\w+ers?|k[iy]kes?|goy(?:im)?\s+slaves?|vermin|sub-?humans?|untermensch\w*|libtards?|retards?|fags?|faggots?|bitch(?:es)?|cunts?"
    r"|motherf\w+|f[u*]ck(?:ing|er|ers)?\s+(?:you|jews?|muslims?|arabs?|blacks?|whites?)|kill\s+(?:them|yourself|all\s+(?:the\s+)?\w+)|go\s+die|scumbags?|moslem\s+filth|dirty\s+(?:jews?|arabs?|muslims?|gypsies))\b",
    re.IGNORECASE,
)


def mark_copies(raws: Sequence[RawComment], article: str) -> tuple[RawComment, ...]:
    """Comments with their paragraphs as blocks: quoted ones are quotations, and flags say where from as far as the page tells."""
    folded = bare_words(article)
    return tuple(_marked(raw, folded, earlier=raws[:i]) for i, raw in enumerate(raws))


def _marked(raw: RawComment, article: str, *, earlier: Sequence[RawComment]) -> RawComment:
    blocks, flags = [], list(raw.flags)
    for match in _PARAGRAPH.finditer(raw.span.exact):
        span = raw.span.part(raw.span.start + match.start(), raw.span.start + match.end())
        label = _label(span.exact, earlier)
        if label:
            name, words = label.span("name"), (label.end(), len(span.exact))
            for part, (a, b) in ((BlockKind.BYLINE, name), (BlockKind.QUOTATION, words)):
                blocks.append(Block(kind=part, span=span.part(span.start + a, span.start + b)))
            flags.extend({"copies_comment"} - {*flags})
            continue
        kind, flag = _part(span, article, earlier=earlier)
        blocks.append(Block(kind=kind, span=span))
        if flag and flag not in flags:
            flags.append(flag)
    if _ABUSE.search(raw.span.exact):
        flags.append("abusive")
    return msgspec.structs.replace(raw, blocks=raw.blocks or tuple(blocks), flags=tuple(flags))


def _label(paragraph: str, earlier: Sequence[RawComment]) -> re.Match[str] | None:
    """The line "NAME wrote:" over words of an earlier comment; a bare "NAME:" where NAME wrote before."""
    label = _LABEL.match(paragraph)
    if label is None or not paragraph[label.end() :].strip():
        return None
    wrote = {e.author.casefold() for e in earlier if e.author}
    return label if label["says"] or label["by"] or label["name"].strip().casefold() in wrote else None


def _part(span: Span, article: str, *, earlier: Sequence[RawComment]) -> tuple[BlockKind, str | None]:
    words = bare_words(span.exact)
    long_ = len(words.split()) >= LONG
    if long_ and words in article:
        return BlockKind.QUOTATION, "copies_article"
    quoted = _QUOTED.match(span.exact)
    if quoted and len(quoted["words"]) > 3 and _only_quote(span.exact):
        inner = bare_words(quoted["words"])
        if inner in article and len(inner.split()) > 2:
            return BlockKind.QUOTATION, "copies_article"
        if len(inner.split()) > 2 and any(inner in bare_words(e.span.exact) for e in earlier):
            return BlockKind.QUOTATION, "copies_comment"
        if long_ and _NEWS.search(span.exact):
            return BlockKind.QUOTATION, "quotes_other_news"
        return (BlockKind.QUOTATION if long_ else BlockKind.PARAGRAPH), None
    if span.exact.startswith(">"):
        return BlockKind.QUOTATION, None
    return BlockKind.PARAGRAPH, None


def _only_quote(words: str) -> bool:
    """The quotation marks open at the start and close at the end, not before."""
    core = words.strip(" \n>»")
    if core[0] == "“":
        return core.rstrip(" .!?…").endswith("”") and core.count("“") == core.count("”") == 1
    return core[0] == core.rstrip(" .!?…")[-1] == '"' and core.count('"') == 2
