"""A parsed block comes in; what its sentences report without quoting whole goes out."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from spacy.tokens import Span as Slice
from spacy.tokens import Token

from sayso.extract.parse import ParsedBlock
from sayso.extract.statements.antecedents import COMMAS
from sayso.extract.statements.complements import Complement
from sayso.extract.statements.contents import complement_of
from sayso.extract.statements.cues import Cues, cues, lemma_of, negated, verb_group
from sayso.extract.statements.found import Found, extent
from sayso.extract.statements.phrases import EMPTY, by_adjective, by_adverb, by_noun, by_phrase, without_openers
from sayso.extract.statements.speakers import agent_of, as_slice, phrase_of, voice_of
from sayso.extract.statements.suspicions import can_act


def find_indirect(block: ParsedBlock, number: int) -> Iterator[Found]:
    """Every reported saying, attitude or showing of one block, nested ones too."""
    lexicon = cues()
    for token in block.doc:
        if token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"aux", "auxpass"}:
            found = _verb(token, block=block, number=number, lexicon=lexicon)
        elif token.pos_ == "NOUN" or token.lower_ in lexicon.words["nouns"]:
            found = by_noun(token, block=block, number=number, lexicon=lexicon)
        elif token.pos_ == "ADJ":
            found = by_adjective(token, block=block, number=number, lexicon=lexicon)
        elif token.pos_ == "ADV":
            found = by_adverb(token, block=block, number=number, lexicon=lexicon)
        else:
            found = None
        found = found or by_phrase(token, block=block, number=number, lexicon=lexicon)
        if found is not None:
            yield found


def _verb(verb: Token, *, block: ParsedBlock, number: int, lexicon: Cues) -> Found | None:
    if lemma_of(verb) == "accord":
        return None
    misread = _misread(verb, lexicon)
    if misread is not None:
        complement, name = misread
        return _reported(verb, complement, [name], block=block, number=number)
    inverted = _inverted(verb, lexicon)
    if inverted is not None:
        return _reported(verb, *inverted, block=block, number=number, flags=("inverted",))
    found = complement_of(verb, lexicon)
    closing = _closing(verb) if found is None or found.tokens[0].i > verb.i else None
    if closing is not None:
        return _closed(verb, closing, block=block, number=number)
    if found is None:
        return None
    complement = found
    if _was_asked(verb, lexicon):
        speaker, complement = None, msgspec.structs.replace(complement, passive=True)
    else:
        speaker = agent_of(verb) if _is_passive(verb, complement) else voice_of(verb)
    if speaker is None and not complement.passive:
        return None
    if speaker is not None and speaker.lower_ in EMPTY and speaker.dep_ == "expl":
        return None
    return _reported(verb, complement, phrase_of(speaker, verb) if speaker is not None else [], block=block, number=number)


def _was_asked(verb: Token, lexicon: Cues) -> bool:
    """ "Asked whether ..., she said": the participle's subject was spoken to."""
    bare = verb.tag_ == "VBN" and not any(c.dep_ in {"aux", "auxpass", "nsubj", "nsubjpass"} for c in verb.children)
    return bare and verb.dep_ in {"advcl", "acl"} and lexicon.has("addressee", lemma_of(verb)) and agent_of(verb) is None


def _inverted(verb: Token, lexicon: Cues) -> tuple[Complement, list[Token]] | None:
    """ "The hand of X, declared the minister, was plain to see": the speaker stands behind the verb, between commas."""
    doc, host = verb.doc, _split_host(verb) or verb.head
    if verb.i == 0 or doc[verb.i - 1].text not in COMMAS or host.i <= verb.i or not lexicon.has("clause", lemma_of(verb)):
        return None
    speaker = next((c for c in verb.rights if c.dep_ in {"dobj", "nsubj"}), None)
    split = next((c for c in verb.lefts if c.dep_ in {"nsubj", "nsubjpass"}), None)  # the subject of what is said
    if (
        speaker is None
        or not can_act(speaker)
        or speaker.left_edge.i != verb.i + 1
        or (split is not None and host is verb.head)
    ):
        return None
    source = phrase_of(speaker, verb)
    if source[-1].i + 1 >= len(doc) or doc[source[-1].i + 1].text not in COMMAS:
        return None
    if split is not None:
        return Complement(frame="clause", tokens=(*split.subtree, *host.subtree), cue=(verb,), root=host), source
    inside = {t.i for t in verb.subtree}
    tokens = tuple(t for t in host.subtree if t.i not in inside)
    return Complement(frame="clause", tokens=tokens, cue=(verb,), root=host), source


def _split_host(verb: Token) -> Token | None:
    """The verb of what is said where the parser gave its subject to the saying word."""
    clause = next((c for c in verb.rights if c.dep_ == "ccomp" and c.tag_ in {"VBD", "VBZ", "VBP"}), None)
    split = any(c.dep_ == "nsubj" for c in verb.lefts)
    whole = clause is not None and any(c.dep_ in {"nsubj", "nsubjpass", "expl"} for c in clause.children)
    return clause if split and not whole else None


def _reported(
    verb: Token, complement: Complement, source: list[Token], *, block: ParsedBlock, number: int, flags: tuple[str, ...] = ()
) -> Found | None:
    taken = {t.i for t in (*source, *complement.cue)}
    tokens = [t for t in complement.tokens if t.i not in taken]
    if _over_the_end(tokens, verb):
        return None
    content = extent([*tokens, *_run_on(tokens, verb)], block)
    if not content:
        return None
    return Found(
        block=number, content=content, cue=extent(complement.cue, block)[0], source=extent(source, block)[:1],
        speaker=as_slice(source), lemma=lemma_of(verb), head=verb, root=complement.root, frame=complement.frame,
        act=complement.act, flags=(*flags, *(("negated",) if negated(verb) else ())),
    )  # fmt: skip


def _over_the_end(tokens: list[Token], verb: Token) -> bool:
    """What is said would begin in another sentence: a noun that the parser took for a verb."""
    first = min((t.i for t in tokens if t.i > verb.i), default=verb.i)
    return any(t.text in {".", "!", "?"} for t in verb.doc[verb.i + 1 : first]) and not any(t.i < verb.i for t in tokens)


_CLOSERS = frozenset({"say", "report", "tell", "add", "announce"})


def _closing(verb: Token) -> Slice | None:
    """ "... the agency reports." at the end of a sentence, with or without its comma: the noun phrase that speaks."""
    if lemma_of(verb) not in _CLOSERS or verb.tag_ not in {"VBD", "VBZ", "VBP"}:
        return None
    doc, sentence = verb.doc, verb.sent
    after = [t for t in doc[verb.i + 1 : sentence.end] if t.is_alpha]
    told = lemma_of(verb) == "tell" and len(after) <= 4
    if (after and not told and not _date_only(after)) or any(t.dep_ in {"ccomp", "mark"} for t in after):
        return None
    start = _chunk_before(verb)
    if start <= sentence.start + 4 or start >= verb.i or verb.i - start > 8:
        return None
    if (
        verb.head.i != verb.i
        and verb.dep_ in {"relcl", "conj", "advcl"}
        and doc[start - 1].text not in {","}
        and doc[start].pos_ != "PROPN"
    ):
        return None
    return doc[start : verb.i]


def _chunk_before(verb: Token) -> int:
    """Where the noun phrase begins that ends right before the verb ("a source in the hospital" is one)."""
    chunks = [c for c in verb.sent.noun_chunks if c.end <= verb.i]
    end, start = verb.i, verb.i
    for chunk in reversed(chunks):
        if chunk.end == end or (
            chunk.end == start - 1
            and verb.doc[start - 1].lower_ in {"of", "in", "at", "for", "from"}
            and chunk.root.pos_ == "NOUN"
            and chunk[0].pos_ in {"DET", "PROPN"}
        ):
            start = chunk.start
        else:
            break
        end = -1
    return start


def _date_only(tokens: list[Token]) -> bool:
    return len(tokens) <= 3 and all(
        t.ent_type_ in {"DATE", "TIME"} or t.lower_ in {"on", "in", "at", "late", "early", "today"} for t in tokens
    )


def _closed(verb: Token, speaker: Slice, *, block: ParsedBlock, number: int) -> Found | None:
    tokens = without_openers(list(verb.doc[verb.sent.start : speaker.start]))
    content = extent(tokens, block)
    if not content or any(t.text in {"“", '"', "”"} for t in tokens):
        return None
    whole = ((content[0][0], content[-1][1]),)
    return Found(
        block=number, content=whole, cue=extent(verb_group(verb), block)[0], source=extent(list(speaker), block)[:1], speaker=speaker,
        lemma=lemma_of(verb), head=verb, root=verb.sent.root if verb.sent.root.i != verb.i else None, frame="clause",
    )  # fmt: skip


def _misread(verb: Token, lexicon: Cues) -> tuple[Complement, Token] | None:
    """ "Name blamed the group ...", taken by the parser for a noun phrase: the name speaks, the noun is spoken of."""
    if (
        verb.dep_ != "amod"
        or verb.tag_ not in {"VBN", "VBD"}
        or verb.i == 0
        or verb.head.i < verb.i
        or not lexicon.has("object", lemma_of(verb))
    ):
        return None
    name = verb.doc[verb.i - 1]
    if not name.text[:1].isupper() or name.pos_ not in {"PROPN", "NOUN"} or name.head.i not in {verb.head.i, verb.i}:
        return None
    tokens = [t for t in verb.head.subtree if t.i > verb.i and not _joined_after(t, verb.head)]
    return Complement(frame="object", tokens=tuple(tokens), cue=(verb,), root=verb.head), name


def _joined_after(token: Token, head: Token) -> bool:
    at = token
    while at.head.i != head.i and at.head.i != at.i:
        at = at.head
    return at.dep_ in {"cc", "conj"}


def _run_on(tokens: list[Token], verb: Token) -> list[Token]:
    """A clause that follows what is said with neither a mark nor a conjunction between belongs to it."""
    last = max((t.i for t in tokens), default=-1)
    doc = verb.doc
    if last < verb.i or last + 1 >= len(doc) or doc[last + 1].is_punct or doc[last + 1].pos_ == "CCONJ":
        return []
    for token in doc[last + 1 : min(last + 16, verb.sent.end)]:
        if (
            token.dep_ in {"conj", "ccomp", "dep", "parataxis"}
            and token.pos_ in {"VERB", "AUX"}
            and token.left_edge.i == last + 1
        ):
            return list(token.subtree)
    return []


def _is_passive(verb: Token, complement: Complement) -> bool:
    return complement.passive or (
        any(c.dep_ == "auxpass" for c in verb.children) and complement.frame == "clause" and agent_of(verb) is not None
    )
