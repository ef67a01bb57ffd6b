"""A parsed document comes in; its actors go out, with a look-up from any tokens to the actor they speak of."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

import msgspec
from spacy.tokens import Span as Slice
from spacy.tokens import Token

from sayso.codelists.known import fold
from sayso.extract import coreference
from sayso.extract.agentnouns import nouns
from sayso.extract.aliases import LOCAL_TITLES, Hit, Setting, known_names
from sayso.extract.clusters import cluster, with_parts_of_names, without_headline_words
from sayso.extract.labels import with_labels
from sayso.extract.mention import Mention
from sayso.extract.mentions import find_mentions
from sayso.extract.nameshape import is_lowered
from sayso.extract.parse import Parsed, ParsedBlock
from sayso.model import Actor, ActorKind, DocumentKind, Record, Span, make_id


class ActorRef(Record, frozen=True):
    """Whom some tokens speak of. ``actor_id`` is None where a pronoun stays unresolved.

    ``resolved_by``: ``name``, ``pack``, ``title``, ``description``, ``pronoun``, ``speaker``, ``seat``, ``unresolved``.
    """

    name: str
    kind: ActorKind
    named: bool
    actor_id: str | None
    resolved_by: str
    key: str | None = None
    country: str | None = None
    span: Span | None = None
    parts: tuple[str, ...] = ()  # actor ids where several are named at once

    @classmethod
    def to(cls, actor: Actor, *, by: str, span: Span | None = None) -> ActorRef:
        """The reference to an actor of the document that was found ``by`` this way."""
        return cls(
            name=actor.name, kind=actor.kind, named=actor.named, actor_id=actor.id, resolved_by=by, key=actor.key,
            country=actor.country, span=span,
        )  # fmt: skip


class Actors(msgspec.Struct, frozen=True, kw_only=True):
    """The actors of one document and where they are mentioned."""

    parsed: Parsed
    actors: tuple[Actor, ...]
    mentions: tuple[Mention, ...]
    owner: tuple[str, ...]  # actor id of each mention
    starts: tuple[int, ...]  # page offset of each mention
    by_id: dict[str, Actor] = {}
    by_block: dict[int, tuple[int, ...]] = {}  # mention numbers of each block
    sentences: tuple[int, ...] = ()  # number of each block's first sentence
    hits: tuple[tuple[Hit, ...], ...] = ()  # each block's names that the alias pack knows

    def in_block(self, number: int) -> tuple[Mention, ...]:
        """The mentions of the block of this number, in reading order."""
        return tuple(self.mentions[i] for i in self.by_block.get(number, ()))

    def actor(self, actor_id: str) -> Actor:
        """The actor with this id; ``KeyError`` if the document has none."""
        return self.by_id[actor_id]

    def at(self, start: int, end: int) -> Actor | None:
        """The actor whose mention overlaps the page offsets most; of equals the shorter mention."""
        best, found = (0, 0), None
        for i in range(bisect_right(self.starts, end) - 1, -1, -1):
            mention = self.mentions[i]
            overlap = min(end, mention.chars[1]) - max(start, mention.chars[0])
            rank = (overlap, mention.chars[0] - mention.chars[1])
            if (overlap > 0 and rank > best) or (overlap > 0 and found is None):
                best, found = rank, self.owner[i]
            if start - mention.chars[0] > 400:
                break
        return self.actor(found) if found else None

    def ref(
        self,
        block: ParsedBlock,
        piece: Slice,
        *,
        speaker: ActorRef | None = None,
        quoted: Sequence[tuple[int, int]] = (),
        but: str | None = None,
    ) -> ActorRef:
        """Whom the tokens speak of, always; ``speaker`` is who says the quotation that they stand in, ``quoted`` are page
        offsets of words that a pronoun does not point into: what it says itself; ``but`` is an actor that it is not."""
        head, span = _head(piece), block.span_of(piece)
        word = head.lower_
        if word in coreference.PRONOUNS and len(piece) <= 3:
            return self._pronoun(block, head, span, speaker, quoted=quoted, but=but)
        if word in coreference.OF_TWO and len(piece) <= 2:
            return self._one_of_two(block, head, span)
        several = self._several(block, piece, head, span)
        if several:
            return several
        index = self._mention_at(block, head)
        if index is None:
            index = self._appositive(block, head)
        if index is not None:
            mention = self.mentions[index]
            beside = None if mention.named else self._named_beside(block, piece, head)
            if beside is None and not mention.named:
                beside = self._appositive(block, head)
            if beside is not None:
                return self._reference(beside, span, "apposition")
            return self._reference(index, span, "")
        return self._unnamed(piece, head, span)

    def described(self, block: ParsedBlock, piece: Slice) -> ActorRef:
        """Whom the words themselves describe, whatever mention they stand in."""
        return self._unnamed(piece, _head(piece), block.span_of(piece))

    def author(self) -> ActorRef:
        """The document's own author, as an actor: the byline, the commenter, else the outlet, else "the author"."""
        document = self.parsed.document
        kind = ActorKind.COMMENTER if document.kind is DocumentKind.COMMENT else ActorKind.AUTHOR
        name = (document.comment.author if document.comment else None) or ", ".join(document.authors) or document.outlet
        actor_id = make_id("actor", document.id, kind, name or "")
        return ActorRef(name=name or "the author", kind=kind, named=bool(name), actor_id=actor_id, resolved_by="author")

    def with_refs(self, refs: Iterable[ActorRef]) -> Actors:
        """The same actors, and those that the references add: unnamed sources, authors, several at once."""
        have = dict(self.by_id)
        added: dict[str, list[Span]] = {}
        first: dict[str, ActorRef] = {}
        for ref in refs:
            if ref.actor_id is None:
                continue
            first.setdefault(ref.actor_id, ref)
            spans = added.setdefault(ref.actor_id, [])
            if ref.span is not None and ref.span not in spans:
                spans.append(ref.span)
        for actor_id, spans in added.items():
            old = have.get(actor_id)
            if old is not None:
                mentions = tuple(sorted({*old.mentions, *spans}))
                have[actor_id] = msgspec.structs.replace(old, mentions=mentions)
            else:
                ref = first[actor_id]
                have[actor_id] = Actor(
                    id=actor_id, name=ref.name, kind=ref.kind, named=ref.named, key=ref.key, country=ref.country,
                    mentions=tuple(sorted(spans)),
                )  # fmt: skip
        return msgspec.structs.replace(self, actors=tuple(have.values()), by_id=have)

    # inside ------------------------------------------------------------------------------------------------------

    def _before(self, offset: int) -> Sequence[Mention]:
        return self.mentions[: bisect_right(self.starts, offset - 1)]

    def _mention_at(self, block: ParsedBlock, head: Token) -> int | None:
        """The mention that covers the head token, the one headed by it first."""
        number = self._block_number(block)
        here = self.by_block.get(number, ())
        covering = [
            i
            for i in here
            if self.mentions[i].start <= head.i < self.mentions[i].end and self.mentions[i].how != "adjective"
        ]
        headed = [i for i in covering if self.mentions[i].head == head.i]
        named = [i for i in headed or covering if self.mentions[i].named]
        return next(iter(named or headed or [i for i in covering if self.mentions[i].named]), None)

    def _block_number(self, block: ParsedBlock) -> int:
        for number, other in enumerate(self.parsed.blocks):
            if other.span.start == block.span.start:
                return number
        return -1

    def _appositive(self, block: ParsedBlock, head: Token) -> int | None:
        """ "the prime minister, A B": the name beside the description."""
        for child in head.children:
            if child.dep_ == "appos":
                index = self._mention_at(block, child)
                if index is not None and self.mentions[index].named:
                    return index
        return None

    def _named_beside(self, block: ParsedBlock, piece: Slice, head: Token) -> int | None:
        """ "A spokesman for the ministry, A B,": the person named between commas after a description of one."""
        if head.lower_ not in nouns().words["offices"]:
            return None
        for i in self.by_block.get(self._block_number(block), ()):
            mention = self.mentions[i]
            if mention.named and mention.kind is ActorKind.PERSON and head.i < mention.start and mention.end <= piece.end:
                between = block.doc[head.i + 1 : mention.start]
                if len(between) and between[-1].text in {",", ")"} and not any(t.pos_ == "VERB" for t in between):
                    return None if self._is_anothers(block, between) else i
        return None

    def _is_anothers(self, block: ParsedBlock, between: Slice) -> bool:
        """ "A lawyer for the clan's jailed leader, A B,": the name is the leader's."""
        last = between[-2] if len(between) > 1 else None
        index = self._mention_at(block, last) if last is not None else None
        return index is not None and last is not None and self.mentions[index].head == last.i and self._is_someone(index)

    def _is_someone(self, index: int) -> bool:
        mention = self.mentions[index]
        return mention.how == "group" and mention.kind is ActorKind.UNNAMED and not mention.plural

    def _reference(self, index: int, span: Span, how: str) -> ActorRef:
        mention, actor = self.mentions[index], self.actor(self.owner[index])
        by = how or {"pack": "pack", "seat": "seat", "group": "description"}.get(mention.how, "name")
        return ActorRef.to(actor, by=by, span=span)

    def _pronoun(
        self,
        block: ParsedBlock,
        head: Token,
        span: Span,
        speaker: ActorRef | None,
        *,
        quoted: Sequence[tuple[int, int]] = (),
        but: str | None = None,
    ) -> ActorRef:
        if head.lower_ in coreference.FIRST:
            if speaker is not None:
                return msgspec.structs.replace(speaker, resolved_by="speaker", span=span)
            return _unresolved(head, span)
        if head.lower_ in coreference.RELATIVE:
            noun = head.head.head if head.head.dep_ in {"relcl", "acl"} else None
            index = self._mention_at(block, noun) if noun is not None else None
            return self._reference(index, span, "pronoun") if index is not None else _unresolved(head, span)
        again = coreference.same_subject_before(head)
        if again is not None:
            return msgspec.structs.replace(
                self._pronoun(block, again, block.span_of(again.doc[again.i : again.i + 1]), speaker, but=but), span=span
            )
        sentence = self._sentence(block, head)
        before = [m for i, m in enumerate(self._before(span.start)) if not _labels(m, block) and self.owner[i] != but]
        if quoted:
            before = [m for m in before if not any(a <= m.chars[0] < b for a, b in quoted)]
        found = coreference.pronoun_antecedent(head, sentence, before)
        if head.lower_ in coreference.PLURAL:
            pair = coreference.pair_antecedent(sentence, before, [self.parsed.blocks[m.block].doc for m in before])
            if pair and (found is None or not found.plural or found.sentence <= pair[0].sentence):
                return self._joint([self.owner[self._number(m)] for m in pair], span, "pronoun")
        return self._reference(self._number(found), span, "pronoun") if found is not None else _unresolved(head, span)

    def _one_of_two(self, block: ParsedBlock, head: Token, span: Span) -> ActorRef:
        """ "The former", "the latter"."""
        before = self._before(span.start)
        docs = [self.parsed.blocks[m.block].doc for m in before]
        pair = coreference.last_pair(self._sentence(block, head), before, docs)
        if pair is None:
            return _unresolved(head, span)
        return self._reference(self._number(pair[head.lower_ == "latter"]), span, "pronoun")

    def _number(self, mention: Mention) -> int:
        return next(i for i in self.by_block[mention.block] if self.mentions[i] is mention)

    def _sentence(self, block: ParsedBlock, token: Token) -> int:
        return self.sentences[self._block_number(block)] + sum(1 for s in block.sentences if s.end <= token.i)

    def _several(self, block: ParsedBlock, piece: Slice, head: Token, span: Span) -> ActorRef | None:
        """ "A and B": one reference with both as parts."""
        beside = next((c for c in head.children if c.dep_ == "appos" and piece.start <= c.i < piece.end), None)
        first = head if beside is None or self._appositive(block, head) is None else beside  # "the manager A B and his wife"
        heads = [first, *(t for t in first.conjuncts if piece.start <= t.i < piece.end and t.i != head.i)]
        if len(heads) < 2:
            return None
        found = [self._mention_at(block, t) for t in heads]
        indexes = [i for i in found if i is not None]
        if len(indexes) < 2:
            return None
        actors = list(dict.fromkeys(self.owner[i] for i in indexes))
        return self._joint(actors, span, "several") if len(actors) > 1 else None

    def _joint(self, actors: Sequence[str], span: Span, how: str) -> ActorRef:
        first = self.actor(actors[0])
        return ActorRef(
            name=" and ".join(self.actor(a).name for a in actors), kind=first.kind, named=first.named,
            actor_id=make_id("actor", self.parsed.document.id, *actors), resolved_by=how, span=span, parts=tuple(actors),
        )  # fmt: skip

    def _unnamed(self, piece: Slice, head: Token, span: Span) -> ActorRef:
        """A description that no mention covers becomes an actor of its own."""
        words = [t for t in piece if not (t.pos_ in {"DET", "PUNCT", "SPACE"} and t.i < head.i)]
        name = " ".join(" ".join(t.text for t in words).split()) or span.exact
        kind = nouns().kind.get(head.lower_, ActorKind.UNKNOWN)
        named = head.pos_ == "PROPN" and head.text[:1].isupper() and head.lower_ not in nouns().words["never"]
        actor_id = make_id("actor", self.parsed.document.id, "unnamed", fold(name))
        return ActorRef(name=name, kind=kind, named=named, actor_id=actor_id, resolved_by="description", span=span)


def find_actors(parsed: Parsed) -> Actors:
    """Everybody whom the document names or describes, one actor each."""
    hits = [known_names(b.doc, lowered=is_lowered(b)) for b in parsed.blocks]
    setting = _setting(parsed, hits)
    counts = [len(b.sentences) for b in parsed.blocks]
    firsts = [sum(counts[:n]) for n in range(len(counts))]
    found = [
        m
        for n, block in enumerate(parsed.blocks)
        for m in find_mentions(block, n, hits=hits[n], setting=setting, first_sentence=firsts[n])
    ]
    found = with_labels(found, parsed, firsts)
    mentions = with_parts_of_names(without_headline_words(found, parsed), parsed, firsts)
    mentions, keys = cluster(mentions, parsed)
    groups: dict[str, list[int]] = {}
    for i, key in enumerate(keys):
        groups.setdefault(key, []).append(i)
    ids = {key: make_id("actor", parsed.document.id, key) for key in groups}
    actors = tuple(_actor(ids[key], [mentions[i] for i in members], parsed) for key, members in groups.items())
    by_block: dict[int, list[int]] = {}
    for i, mention in enumerate(mentions):
        by_block.setdefault(mention.block, []).append(i)
    return Actors(
        parsed=parsed, actors=actors, mentions=tuple(mentions), owner=tuple(ids[k] for k in keys),
        starts=tuple(m.chars[0] for m in mentions), by_id={a.id: a for a in actors},
        by_block={k: tuple(v) for k, v in by_block.items()}, sentences=tuple(firsts), hits=tuple(hits),
    )  # fmt: skip


def _setting(parsed: Parsed, hits: Sequence[Sequence[Hit]]) -> Setting:
    """Time and place of the document, and who is named in full in it."""
    published = parsed.document.published
    found = [h for block in hits for h in block]
    known = [h.choices[0] for h in found]
    full = {k.key for h in found for k in h.choices if h.end - h.start > 1 and k.kind is ActorKind.PERSON}
    full_names = {fold(n).split()[-1] for k in known if k.key in full for n in (k.name,)}
    others = {
        fold(e.text).split()[-1]
        for b in parsed.blocks
        for e in b.doc.ents
        if e.label_ == "PERSON" and len(e) > 1 and e.text.strip() and e[0].lower_ not in {"near", "in", "at", "outside"}
    }
    covered = {(i, t) for i, block in enumerate(hits) for h in block if h.end - h.start > 1 for t in range(h.start, h.end)}
    for i, block in enumerate(parsed.blocks):
        for token in block.doc[:-1]:
            local = token.lower_ in LOCAL_TITLES  # "Chief Ortega" bears a statesman's name
            if (local or token.lower_ in nouns().given) and (i, token.i) not in covered and token.text[:1].isupper():
                after = block.doc[token.i + 1]
                if after.text[:1].isupper():
                    others.add(fold(after.text))
    countries = {k.country for k in known if k.country and k.kind is not ActorKind.PERSON} | {
        k.country for k in known if k.key in full and k.country
    }
    return Setting(
        countries=frozenset(countries), in_full=frozenset(full), surnames=frozenset(others - full_names),
        year=int(published.start[:4]) if published and published.start else None,
        lands=frozenset(k.country for k in known if k.country and (k.kind is ActorKind.STATE or k.key in full)),
    )  # fmt: skip


def _actor(actor_id: str, members: Sequence[Mention], parsed: Parsed) -> Actor:
    known = next((m.known for m in members if m.known is not None), None)
    called = [m for m in members if m.named] or list(members)
    best = known.name if known else max((m.name for m in called), key=len)
    kinds = [m.kind for m in called]
    kind = ActorKind.PERSON if ActorKind.PERSON in kinds and known is None else kinds[0]
    # A description ("the minister") is a mention, but no other name: many bear it.
    names = dict.fromkeys(n for m in called for n in (m.name, m.text) if n != best)
    return Actor(
        id=actor_id,
        name=best,
        kind=known.kind if known else kind,
        named=any(m.named for m in members),
        key=known.key if known else None,
        aliases=tuple(names),
        country=known.country if known else next((m.country for m in members if m.country), None),
        mentions=tuple(_span(m, parsed) for m in members),
    )


def _span(mention: Mention, parsed: Parsed) -> Span:
    return parsed.blocks[mention.block].span.part(*mention.chars)


def _labels(mention: Mention, block: ParsedBlock) -> bool:
    """ "VOSS: He was there": whoever speaks a turn is nobody whom the turn calls "he"."""
    opens = mention.start == 0 and mention.chars[0] - block.span.start <= 1
    return (
        opens and mention.end < len(block.doc) and block.doc[mention.end].text == ":" and mention.chars[1] <= block.span.end
    )


def _head(piece: Slice) -> Token:
    root = piece.root
    if root.pos_ == "ADP":
        inner = [c for c in root.children if c.dep_ in {"pobj", "pcomp"} and piece.start <= c.i < piece.end]
        return inner[0] if inner else root
    return root


def _unresolved(head: Token, span: Span) -> ActorRef:
    return ActorRef(name=head.text, kind=ActorKind.UNKNOWN, named=False, actor_id=None, resolved_by="unresolved", span=span)
