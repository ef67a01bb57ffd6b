"""A noun, adjective, adverb or preposition comes in; the saying that it carries goes out: "the claim that", "according to"."""

from __future__ import annotations

from functools import lru_cache

from spacy.tokens import Token

from sayso.extract.parse import ParsedBlock
from sayso.extract.statements.complements import is_infinitive
from sayso.extract.statements.cues import Cues, cues, lemma_of, negated, verb_group
from sayso.extract.statements.found import Found, extent
from sayso.extract.statements.speakers import as_slice, phrase_of, subject_of, voice_of

EMPTY = frozenset({"it", "there"})


def by_noun(noun: Token, *, block: ParsedBlock, number: int, lexicon: Cues) -> Found | None:
    """ "the claim that", "his warning about", "reports from X that"."""
    lemma = lemma_of(noun)
    clause = next((c for c in noun.children if c.dep_ in {"acl", "ccomp", "relcl"} and c.i > noun.i and _that(c)), None)
    tokens: list[Token] = []
    cue = [noun]
    root = clause
    stated = _stated(noun, lexicon)
    if clause is not None and lexicon.has("noun_clause", lemma):
        tokens = list(clause.subtree)
    elif stated is not None:
        tokens, root, clause = list(stated.subtree), stated, stated
        cue = list(noun.doc[noun.i : noun.head.i + 1])
    elif speaks_by_infinitive(noun, lexicon) is not None:
        root = speaks_by_infinitive(noun, lexicon)
        tokens = list(root.subtree) if root is not None else []
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
    none = noun.head.pos_ == "VERB" and negated(noun.head) and noun.dep_ == "dobj"
    none = none or any(c.lower_ == "no" for c in noun.children)
    return Found(
        block=number, content=content, cue=extent(cue, block)[0], source=extent(source, block)[:1], speaker=as_slice(source),
        lemma=lemma, head=noun, root=root, frame="noun", flags=("negated",) if none else (),
    )  # fmt: skip


def _stated(noun: Token, lexicon: Cues) -> Token | None:
    """ "The ministry's position is that ...": the clause, where somebody owns the noun."""
    if noun.dep_ != "nsubj" or noun.head.lemma_ != "be" or not any(c.dep_ == "poss" for c in noun.children):
        return None
    if not (lexicon.has("noun_clause", lemma_of(noun)) or lexicon.has("positions", lemma_of(noun))):
        return None
    return next((c for c in noun.head.rights if c.dep_ in {"ccomp", "attr", "acl"} and c.pos_ in {"VERB", "AUX"}), None)


def speaks_by_infinitive(noun: Token, lexicon: Cues) -> Token | None:
    """ "X's threat to burn the harbour", "a promise by Y to sink them": the infinitive."""
    if not lexicon.has("noun_infinitive", lemma_of(noun)):
        return None
    return next(
        (c for c in noun.rights if c.dep_ in {"acl", "xcomp", "relcl"} and c.tag_ == "VB" and is_infinitive(c)), None
    )


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
    nation = next((c for c in noun.lefts if c.dep_ in {"amod", "compound", "nmod"} and _of_a_nation(c)), None)
    if (
        nation is not None
        and cues().has("nouns", lemma_of(noun))
        and any(c.dep_ == "det" or c.i < nation.i for c in noun.lefts)
    ):
        return nation, cue
    verb = noun.head
    if noun.dep_ == "dobj" and verb.pos_ == "VERB" and lemma_of(verb) in cues().words["light"]:
        group = verb_group(verb)
        doc = noun.doc
        return voice_of(verb), [doc[i] for i in range(group[0].i, max(t.i for t in cue) + 1)]
    return None, cue


def _of_a_nation(word: Token) -> bool:
    """ "The American claim", "the Pentagon claim"."""
    return word.ent_type_ in {"NORP", "GPE", "ORG"} and word.text[:1].isupper()


def by_adjective(adjective: Token, *, block: ParsedBlock, number: int, lexicon: Cues) -> Found | None:
    """ "is confident that", "was critical of"."""
    if not lexicon.has("adjectives", lemma_of(adjective)) or adjective.dep_ not in {"acomp", "conj"}:
        return None
    verb = adjective.head
    clause = next((c for c in adjective.children if c.dep_ in {"ccomp", "xcomp"} and c.i > adjective.i), None)
    prep = next((c for c in adjective.rights if c.dep_ == "prep" and c.lower_ in lexicon.adjective_prepositions), None)
    speaker = subject_of(verb)
    if speaker is None or speaker.lower_ in EMPTY or (clause is None and prep is None):
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


def by_adverb(adverb: Token, *, block: ParsedBlock, number: int, lexicon: Cues) -> Found | None:
    """ "reportedly": somebody says it, nobody is named."""
    if not lexicon.has("adverbs", adverb.lower_):
        return None
    verb = adverb.head
    while verb.pos_ not in {"VERB", "AUX"} and verb.head.i != verb.i and verb.dep_ not in {"conj", "ROOT"}:
        verb = verb.head
    tokens = [t for t in verb.subtree if t.i != adverb.i] if verb.pos_ in {"VERB", "AUX"} else []
    content = extent(without_openers(tokens), block)
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


def without_openers(tokens: list[Token]) -> list[Token]:
    while tokens and (tokens[0].pos_ in {"CCONJ", "PUNCT", "SPACE"} or tokens[0].dep_ == "mark"):
        tokens = tokens[1:]
    return tokens


def by_phrase(token: Token, *, block: ParsedBlock, number: int, lexicon: Cues) -> Found | None:
    """ "According to X", "in the words of X"."""
    for words in _by_first_word(lexicon.prepositional).get(token.lower_, ()):
        if [t.lower_ for t in block.doc[token.i : token.i + len(words)]] == list(words):
            return _by_preposition(token, words, block=block, number=number)
    return None


@lru_cache(maxsize=4)
def _by_first_word(phrases: tuple[tuple[str, ...], ...]) -> dict[str, list[tuple[str, ...]]]:
    """Set phrases by the word with which they begin, each group in the order of the table."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for words in phrases:
        found.setdefault(words[0], []).append(words)
    return found


def _by_preposition(first: Token, words: tuple[str, ...], *, block: ParsedBlock, number: int) -> Found | None:
    doc = block.doc
    last = doc[first.i + len(words) - 1]
    told = "tell" in {t.lower_ for t in doc[first.i : first.i + 8]}  # "to hear X tell it"
    if (words == ("per",) and not _stands_apart(first)) or (words == ("to", "hear") and not told):
        return None
    target = next((c for c in last.children if c.dep_ in {"pobj", "pcomp"}), None)
    if target is None:
        after = last.i + 1
        chunk = next((c for c in doc.noun_chunks if c.start <= after < c.end), None)
        target = chunk.root if chunk is not None else None
    if target is None:
        return None
    source = phrase_of(target, first)
    stop = next((t.i for t in source if t.text in {":", "“", '"', "''", "``"}), len(doc))
    source = [t for t in source if last.i < t.i < stop]
    if not source:
        return None
    phrase = {t.i for t in source} | set(range(first.i, last.i + 1))
    host = first.head if first.dep_ in {"prep", "advmod", "pcomp", "advcl", "npadvmod", "agent"} else first.sent.root
    while host.pos_ not in {"VERB", "AUX"} and host.head.i != host.i:
        host = host.head
    clause = [t for t in host.subtree if t.i not in phrase]
    clause = without_openers(_near(clause, first, host))
    content = extent(clause, block)
    if not content:
        return None
    return Found(
        block=number, content=content, cue=extent(doc[first.i : last.i + 1], block)[0], source=extent(source, block)[:1],
        speaker=as_slice(source), lemma=" ".join(words), head=first, root=host, frame="according",
    )  # fmt: skip


def _stands_apart(first: Token) -> bool:
    """ "..., per the ministry": not "two per student"."""
    doc, i = first.doc, first.i
    named = i + 1 < len(doc) and (doc[i + 1].pos_ in {"PROPN", "DET", "PRON"} or doc[i + 1].tag_ == "NNS")
    return named and (bool(first.is_sent_start) or doc[i - 1].text in {",", "(", "—", "–", "-"})


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
