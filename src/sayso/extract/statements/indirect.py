"""A parsed block comes in; what its sentences report without quoting whole goes out."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as Slice
from spacy.tokens import Token

from sayso.extract.parse import ParsedBlock
from sayso.extract.statements.contents import Complement, complement_of
from sayso.extract.statements.cues import Cues, cues, lemma_of, negated, verb_group
from sayso.extract.statements.found import Found, extent
from sayso.extract.statements.speakers import agent_of, as_slice, phrase_of, subject_of, voice_of

_EMPTY = frozenset({"it", "there"})


def find_indirect(block: ParsedBlock, number: int) -> Iterator[Found]:
    """Every reported saying, attitude or showing of one block, nested ones too."""
    lexicon = cues()
    for token in block.doc:
        if token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"aux", "auxpass"}:
            found = _verb(token, block=block, number=number, lexicon=lexicon)
        elif token.pos_ == "NOUN" or token.lower_ in lexicon.words["nouns"]:
            found = _noun(token, block=block, number=number, lexicon=lexicon)
        elif token.pos_ == "ADJ":
            found = _adjective(token, block=block, number=number, lexicon=lexicon)
        elif token.pos_ == "ADV":
            found = _adverb(token, block=block, number=number, lexicon=lexicon)
        else:
            found = None
        found = found or _according(token, block=block, number=number, lexicon=lexicon)
        if found is not None:
            yield found


def _verb(verb: Token, *, block: ParsedBlock, number: int, lexicon: Cues) -> Found | None:
    if lemma_of(verb) == "accord":
        return None
    misread = _misread(verb, lexicon)
    if misread is not None:
        complement, speaker = misread
    else:
        found = complement_of(verb, lexicon)
        closing = _closing(verb) if found is None or found.tokens[0].i > verb.i else None
        if found is None and closing is None:
            return None
        if closing is not None:
            return _closed(verb, closing, block=block, number=number)
        assert found is not None
        complement = found
        speaker = agent_of(verb) if _is_passive(verb, complement) else voice_of(verb)
    if speaker is None and not complement.passive and not _can_lack_speaker(verb):
        return None
    source = (
        phrase_of(speaker, verb) if speaker is not None and misread is None else [speaker] if speaker is not None else []
    )
    if speaker is not None and speaker.lower_ in _EMPTY and speaker.dep_ in {"expl"}:
        return None
    taken = {t.i for t in source} | {t.i for t in complement.cue}
    tokens = [t for t in complement.tokens if t.i not in taken]
    content = extent([*tokens, *_run_on(tokens, verb)], block)
    if not content:
        return None
    return Found(
        block=number, content=content, cue=extent(complement.cue, block)[0], source=extent(source, block)[:1],
        speaker=as_slice(source), lemma=lemma_of(verb), head=verb, root=complement.root, frame=complement.frame,
        act=complement.act, flags=("negated",) if negated(verb) else (),
    )  # fmt: skip


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
    tokens = _without_openers(list(verb.doc[verb.sent.start : speaker.start]))
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


def _can_lack_speaker(verb: Token) -> bool:
    return False


def _noun(noun: Token, *, block: ParsedBlock, number: int, lexicon: Cues) -> Found | None:
    """ "the claim that", "his warning about", "reports from X that"."""
    lemma = lemma_of(noun)
    clause = next((c for c in noun.children if c.dep_ in {"acl", "ccomp", "relcl"} and c.i > noun.i and _that(c)), None)
    tokens: list[Token] = []
    cue = [noun]
    root = clause
    if clause is not None and lexicon.has("noun_clause", lemma):
        tokens = list(clause.subtree)
    elif lemma in lexicon.noun_prepositions:
        prep = next((c for c in noun.rights if c.dep_ == "prep" and c.lower_ in lexicon.noun_prepositions[lemma]), None)
        target = next((c for c in prep.children if c.dep_ in {"pobj", "pcomp"}), None) if prep is not None else None
        if prep is None or target is None:
            return None
        tokens, cue, root = list(target.subtree), [noun, prep], target
    if not tokens:
        return None
    speaker, cue = _owner(noun, cue)
    if speaker is None and clause is None:
        return None
    source = phrase_of(speaker, noun) if speaker is not None else []
    content = extent(tokens, block)
    if not content:
        return None
    return Found(
        block=number, content=content, cue=extent(cue, block)[0], source=extent(source, block)[:1], speaker=as_slice(source),
        lemma=lemma, head=noun, root=root, frame="noun",
    )  # fmt: skip


def _that(clause: Token) -> bool:
    first = clause.left_edge
    return any(c.dep_ == "mark" and c.lower_ in {"that", "whether"} for c in clause.children) or first.lower_ == "that"


def _owner(noun: Token, cue: list[Token]) -> tuple[Token | None, list[Token]]:
    """Whose saying it is: possessive, "by/from X", or the subject of the verb it is the object of."""
    possessor = next((c for c in noun.children if c.dep_ == "poss"), None)
    if possessor is not None:
        return possessor, cue
    for prep in noun.rights:
        if prep.dep_ == "prep" and prep.lower_ in {"by", "from"}:
            target = next((c for c in prep.children if c.dep_ == "pobj"), None)
            if target is not None:
                return target, cue
    verb = noun.head
    if noun.dep_ == "dobj" and verb.pos_ == "VERB" and lemma_of(verb) in _SUPPORT:
        group = verb_group(verb)
        doc = noun.doc
        return subject_of(verb), [doc[i] for i in range(group[0].i, max(t.i for t in cue) + 1)]
    return None, cue


_SUPPORT = frozenset(
    {
        "make",
        "issue",
        "give",
        "offer",
        "express",
        "voice",
        "have",
        "release",
        "deliver",
        "send",
        "publish",
        "present",
        "hold",
        "share",
        "repeat",
        "raise",
        "reiterate",
        "put",
        "write",
        "read",
        "file",
        "lodge",
        "post",
        "do",
        "air",
        "run",
    }
)


def _adjective(adjective: Token, *, block: ParsedBlock, number: int, lexicon: Cues) -> Found | None:
    """ "is confident that", "was critical of"."""
    if not lexicon.has("adjectives", lemma_of(adjective)) or adjective.dep_ not in {"acomp", "conj"}:
        return None
    verb = adjective.head
    clause = next((c for c in adjective.children if c.dep_ in {"ccomp", "xcomp"} and c.i > adjective.i), None)
    prep = next((c for c in adjective.rights if c.dep_ == "prep" and c.lower_ in lexicon.adjective_prepositions), None)
    speaker = subject_of(verb)
    if speaker is None or speaker.lower_ in _EMPTY or (clause is None and prep is None):
        return None
    doc = adjective.doc
    group = verb_group(verb)
    if clause is not None:
        tokens, last = list(clause.subtree), adjective.i
    else:
        target = next((c for c in prep.children if c.dep_ in {"pobj", "pcomp"}), None) if prep is not None else None
        if target is None or prep is None:
            return None
        tokens, last, clause = list(target.subtree), prep.i, target
    cue = [doc[i] for i in range(group[0].i, last + 1)]
    source = phrase_of(speaker, adjective)
    content = extent(tokens, block)
    if not content or source[-1].i >= cue[0].i:
        return None
    return Found(
        block=number, content=content, cue=extent(cue, block)[0], source=extent(source, block)[:1], speaker=as_slice(source),
        lemma=lemma_of(adjective), head=adjective, root=clause, frame="adjective", flags=("negated",) if negated(verb) else (),
    )  # fmt: skip


def _adverb(adverb: Token, *, block: ParsedBlock, number: int, lexicon: Cues) -> Found | None:
    """ "reportedly": somebody says it, nobody is named."""
    if not lexicon.has("adverbs", adverb.lower_):
        return None
    verb = adverb.head
    while verb.pos_ not in {"VERB", "AUX"} and verb.head.i != verb.i and verb.dep_ not in {"conj", "ROOT"}:
        verb = verb.head
    tokens = [t for t in verb.subtree if t.i != adverb.i] if verb.pos_ in {"VERB", "AUX"} else []
    content = extent(_without_openers(tokens), block)
    if not content:
        return None
    return Found(
        block=number,
        content=content,
        cue=extent([adverb], block)[0],
        lemma=adverb.lower_,
        head=adverb,
        root=verb,
        frame="adverb",
    )


def _without_openers(tokens: list[Token]) -> list[Token]:
    while tokens and (tokens[0].pos_ in {"CCONJ", "PUNCT", "SPACE"} or tokens[0].dep_ == "mark"):
        tokens = tokens[1:]
    return tokens


def _according(token: Token, *, block: ParsedBlock, number: int, lexicon: Cues) -> Found | None:
    """ "According to X", "in the words of X"."""
    for words in lexicon.prepositional:
        if token.lower_ == words[0] and [t.lower_ for t in block.doc[token.i : token.i + len(words)]] == list(words):
            return _by_preposition(token, words, block=block, number=number)
    return None


def _by_preposition(first: Token, words: tuple[str, ...], *, block: ParsedBlock, number: int) -> Found | None:
    doc = block.doc
    last = doc[first.i + len(words) - 1]
    target = next((c for c in last.children if c.dep_ in {"pobj", "pcomp"}), None)
    if target is None:
        after = last.i + 1
        chunk = next((c for c in doc.noun_chunks if c.start <= after < c.end), None)
        target = chunk.root if chunk is not None else None
    if target is None:
        return None
    source = phrase_of(target, first)
    source = [t for t in source if t.i > last.i]
    if not source:
        return None
    phrase = {t.i for t in source} | set(range(first.i, last.i + 1))
    host = first.head if first.dep_ in {"prep", "advmod", "pcomp", "advcl", "npadvmod", "agent"} else first.sent.root
    while host.pos_ not in {"VERB", "AUX"} and host.head.i != host.i:
        host = host.head
    clause = [t for t in host.subtree if t.i not in phrase]
    clause = _without_openers(_near(clause, first, host))
    content = extent(clause, block)
    if not content:
        return None
    return Found(
        block=number, content=content, cue=extent(doc[first.i : last.i + 1], block)[0], source=extent(source, block)[:1],
        speaker=as_slice(source), lemma=" ".join(words), head=first, root=host, frame="according",
    )  # fmt: skip


def _near(tokens: list[Token], first: Token, host: Token) -> list[Token]:
    """Of two coordinated clauses only the one that the phrase stands with."""
    other = [
        c
        for c in host.children
        if c.dep_ == "conj"
        and c.pos_ in {"VERB", "AUX"}
        and c.left_edge.i > first.i
        and any(g.dep_ == "nsubj" for g in c.children)
    ]
    cut = min((c.left_edge.i for c in other), default=None)
    return tokens if cut is None or first.i < host.i else [t for t in tokens if t.i < cut]
