"""The finders' results come in; one list goes out, each saying once, with the one inside which it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
from spacy.tokens import Token

from sayso.extract.certainty import words
from sayso.extract.parse import ParsedBlock
from sayso.extract.statements.acts import by_cue
from sayso.extract.statements.cues import cues
from sayso.extract.statements.culprits import violent_nouns, violent_verbs
from sayso.extract.statements.found import Found, Range
from sayso.model import Act


class Nested(msgspec.Struct, frozen=True, kw_only=True):
    """A saying and the place in the list of the one that holds it."""

    found: Found
    parent: int | None = None


_SHORTEST = 3  # words
_HALF = 0.5
_LONGEST_PRONOUN = 5  # "which"


def merge(
    direct: Sequence[Found], indirect: Iterable[Found], transcript: Iterable[Found], *, blocks: Sequence[ParsedBlock]
) -> tuple[Found, ...]:
    """Quotations and transcripts keep what they claim; reported sayings fill the rest."""
    kept = _without_labels(list(direct), list(transcript))
    heads = [f.head for f in kept if f.head is not None]
    kept += [
        _cut(f, direct, blocks[f.block].span.start)
        for f in indirect
        if f.head is None or f.head not in heads or _announces(f, direct)
    ]
    return tuple(sorted(kept, key=lambda f: (f.start, -f.size)))


def _announces(found: Found, direct: Sequence[Found]) -> bool:
    """ "Reported that they found nothing: “...”": what is reported stands between its saying word and the quotation."""
    quote = next((f for f in direct if f.head == found.head and f.cue is not None), None)
    if quote is None or found.frame != "clause" or quote.cue is None:
        return False
    return quote.cue[1] <= found.start and found.content[-1][1] <= quote.start


def _cut(found: Found, direct: Sequence[Found], base: int) -> Found:
    """Without what follows ", but Y said: '...'": a quotation of somebody else's ends what is reported."""
    if found.frame != "clause" or len(found.content) != 1 or found.head is None:
        return found
    start, end = found.content[0]
    for other in direct:
        at = other.source[0][0] if other.source else end
        if (
            not start < at < end
            or other.head is None
            or other.head.doc is not found.head.doc
            or not _coordinated(other.head)
        ):
            continue
        ahead = [t for t in found.head.doc if start <= base + t.idx < at]
        while ahead and ahead[-1].pos_ in {"CCONJ", "PUNCT", "SPACE"}:
            ahead.pop()
        if len(ahead) >= _SHORTEST:
            return msgspec.structs.replace(found, content=((start, base + ahead[-1].idx + len(ahead[-1])),))
    return found


def _coordinated(verb: Token) -> bool:
    first = verb.left_edge
    return verb.dep_ == "conj" or (first.i > 0 and first.nbor(-1).pos_ == "CCONJ")


def _without_labels(direct: list[Found], transcript: list[Found]) -> list[Found]:
    spoken = [
        f
        for f in direct
        if not any(
            t.block == f.block
            and (t.content[0][0] <= f.start <= t.content[-1][1] or f.start < t.start <= f.content[-1][1])
            and (f.cue is None or f.start < t.start)
            for t in transcript
        )
    ]
    return [
        *spoken,
        *(t for t in transcript if not any(f.block == t.block and f.cue is not None and _covers(t, f) for f in direct)),
    ]


# Measured on PolNeAR dev: the encoder's spans are the better ones (triple50 72.4 alone, 69.4 with the rules' contents);
# what only the rules see adds at most 0.1 frame by frame. So it is kept where the ledger would miss it most: quotations,
# relays and transcripts, whatever stands inside another saying, plain speech, and what accuses, denies, claims or evades.
_SURE = frozenset({"quote", "transcript", "relay"})
_JUDGES = frozenset({"condemn", "denounce", "deplore"})
_PLAIN = frozenset({"say", "tell", "report", "announce", "add", "claim", "argue", "insist", "write", "state", "confirm"})
_THOUGHT = frozenset({"believe", "think", "know", "note", "expect", "show", "find", "suggest", "warn"})
# Swept 0.35 to 0.95 and 0.2 to 0.8 on PolNeAR dev: exact content 58.6 to 59.7, exact source 77.9 to 78.6, triple50 +0.1.
_SAME_CONTENT, _SAME_SOURCE = 0.6, 0.2
_WEIGHTY = frozenset(Act) - {Act.REPORTS, Act.EVALUATES, Act.OFFERS_EVIDENCE, Act.NOTES_MISSING_EVIDENCE}


def united(model: Sequence[Found], rules: Sequence[Found]) -> tuple[Found, ...]:
    """The encoder's spans where both read the same cue, with the rules' frame; what only the rules read where it weighs."""
    out: list[Found] = []
    used: set[int] = set()
    instead: set[int] = set()
    claims = [f.cue[0] for f in rules if f.frame == "noun" and f.source and f.cue is not None]
    for whole in model:
        read = _unlabelled(whole, rules)
        if read is None or _taken_up(read, rules):
            continue
        twin = next((i for i, f in enumerate(rules) if i not in used and _same_cue(read, f)), None)
        worded = {i for i, f in enumerate(rules) if _covers(read, f)} if _wordless(read) else set()
        if worded and (twin is None or worded != {twin}):
            instead |= worded
            continue
        if twin is not None:
            used.add(twin)
        if twin is not None and _swallows(read, rules[twin], claims):
            out.append(msgspec.structs.replace(rules[twin], score=read.score))
            continue
        out.append(read if twin is None else _both(_of_its_own(read, rules[twin], model), rules[twin]))
    silent = [f for i, f in enumerate(rules) if i not in used and (_kept(f, out) or i in instead)]
    return (*out, *silent)


def _swallows(read: Found, rule: Found, claims: Sequence[int]) -> bool:
    """Whether the encoder took another's claim into its saying words: "rejected the claim | by X that ..."."""
    if rule.frame != "object" or read.cue is None:
        return False
    return any(rule.start <= at < read.cue[1] for at in claims)


def _of_its_own(read: Found, rule: Found, model: Sequence[Found]) -> Found:
    """Where the encoder gives an inner saying its outer one's speaker ("we reject claims of X that ..."): the rules' speaker."""
    outer = (f for f in model if f is not read and f.source == read.source and read.cue and f.holds(read.cue[0]))
    host = next(outer, None)
    if host is None or not rule.source or not host.holds(rule.source[0][0]):
        return read
    return msgspec.structs.replace(read, source=rule.source, speaker=rule.speaker)


def _both(read: Found, rule: Found) -> Found:
    """What both read: the rules' spans, which end where phrases end, where the two agree; else the encoder's."""
    if rule.frame == "relay" or rule.act or "inverted" in rule.flags or (not rule.source and _weighty(rule)):
        return msgspec.structs.replace(rule, score=read.score)
    whole = _alike(read.content, rule.content) >= _SAME_CONTENT or any(fails(read, rule) for fails in _SHORTFALLS)
    named = (
        not read.source
        or _alike(read.source, rule.source) >= _SAME_SOURCE
        or _far_fetched(read, rule)
        or _beside(read, rule)
    )
    return msgspec.structs.replace(
        rule,
        source=rule.source if named else read.source,
        speaker=rule.speaker if named else read.speaker,
        cue=read.cue,
        content=rule.content if whole else read.content,
        made_by="model",
        score=read.score,
    )


def _first_only(read: Found, rule: Found) -> bool:
    """Whether the encoder has some of a speaker's quotations in a paragraph, and nothing beside them."""
    if rule.frame != "quote" or len(rule.content) < 2:
        return False
    return all(any(a <= c + 1 and d - 1 <= b for a, b in rule.content) for c, d in read.content)


def _far_fetched(read: Found, rule: Found) -> bool:
    """Whether the encoder names somebody of another paragraph where the rules find a speaker beside the saying word."""
    return (
        read.speaker is not None
        and rule.speaker is not None
        and rule.head is not None
        and rule.speaker.doc is rule.head.doc
        and read.speaker.doc is not rule.head.doc
    )


def _beside(read: Found, rule: Found) -> bool:
    """Whether the encoder names somebody of another sentence where a subject stands right before the saying word ("I say")."""
    head, speaker = rule.head, rule.speaker
    if (
        head is None
        or speaker is None
        or read.speaker is None
        or speaker.doc is not head.doc
        or read.speaker.doc is not head.doc
    ):
        return False
    near = speaker.root.dep_ == "nsubj" and speaker.root.head == head and 0 <= head.i - speaker.end <= _NEAR
    elsewhere = not head.sent.start <= read.speaker.start < head.sent.end
    behind = read.speaker.start > head.i and not speaker.root.is_ancestor(read.speaker.root)
    parted = any(t.is_punct for t in head.doc[speaker.end : head.i])
    return near and not parted and (elsewhere or behind)


_NEAR = 2  # words between a subject and its verb


def _cut_off(read: Found, rule: Found) -> bool:
    """Whether the encoder stopped before the clause has its verb ("that two sources | said ...")."""
    verbal = ("VERB", "AUX")
    if rule.frame != "clause" or rule.root is None or rule.root.pos_ not in verbal:
        return False
    if rule.root.dep_ in {"ccomp", "ROOT"} and _inside_of(read, rule) and _head_missing(read, rule):
        return True
    return read.start >= rule.start and (read.root is None or read.root.pos_ not in verbal)


def _inside_of(read: Found, rule: Found) -> bool:
    return all(any(a <= c and d <= b + 1 for a, b in rule.content) for c, d in read.content)


def _head_missing(read: Found, rule: Found) -> bool:
    """Whether the encoder's words leave out the verb on which the rule's clause hangs."""
    head, clause = rule.root, read.root
    return (
        head is not None
        and clause is not None
        and clause.i != head.i
        and head.is_ancestor(clause)
        and clause.dep_ == "advcl"
    )


def _stands_in(read: Found, rule: Found) -> bool:
    """All that the encoder has is "which", and the rules know for what it stands."""
    return read.root is not None and read.root.tag_ in {"WDT", "WP"} and read.size <= _LONGEST_PRONOUN < rule.size


def _with_clause(read: Found, rule: Found) -> bool:
    """Whether the encoder's words open with a clause about the source: "according to X, | which cited Y, guards heard ..."."""
    same_end = abs(rule.content[-1][1] - read.content[-1][1]) <= _NEAR
    return rule.frame == "according" and same_end and rule.start > read.start + _SHORTEST


# How the encoder's content may fall short of the rules'.
_SHORTFALLS = (_cut_off, _first_only, _stands_in, _with_clause)


def _alike(these: Sequence[Range], those: Sequence[Range]) -> float:
    """Characters in both over characters in either."""
    common = sum(max(0, min(b, d) - max(a, c)) for a, b in these for c, d in those)
    either = sum(b - a for a, b in (*these, *those)) - common
    return common / either if either else 0.0


def _wordless(read: Found) -> bool:
    """A mark, an adverb or a verb that says little by itself, taken for a saying word."""
    head = read.head
    if head is None or head.is_punct or head.pos_ == "ADV" or read.lemma in words("acts", "light"):
        return True
    return head.pos_ == "PROPN" or (head.pos_ in {"ADJ", "DET", "ADP"} and not cues().is_saying(read.lemma))


def _covers(read: Found, rule: Found) -> bool:
    """Whether most of what the rule found lies in what the encoder found."""
    common = sum(max(0, min(b, d) - max(a, c)) for a, b in rule.content for c, d in read.content)
    return common >= _HALF * rule.size


def _unlabelled(read: Found, rules: Sequence[Found]) -> Found | None:
    """Without the words that a transcript's label already gives to their speaker; none where nothing is left."""
    place = read.cue[0] if read.cue else read.start
    labelled = [f for f in rules if f.frame == "transcript" and not f.holds(place)]
    left = tuple(part for part in read.content if not any(_alike([part], f.content) > 0 for f in labelled))
    left = tuple(rest for part in left for rest in _unclaimed(part, read, rules))
    return msgspec.structs.replace(read, content=left) if left else None


def _unclaimed(part: Range, read: Found, rules: Sequence[Found]) -> list[Range]:
    """What is left of a stretch without the quotations of other paragraphs that have a speaker of their own."""
    left = [part]
    for rule in rules:
        if rule.frame != "quote" or not rule.source or rule.block == read.block or _same_cue(read, rule):
            continue
        for start, end in rule.content:
            left = [
                r for a, b in left for r in (((a, min(b, start)), (max(a, end), b)) if a < end and start < b else ((a, b),))
            ]
    return [(a, b) for a, b in left if b - a > _SHORTEST]


def _taken_up(read: Found, rules: Sequence[Found]) -> bool:
    """ "..., an accusation the group denied": the noun stands for the clause that is denied, and says nothing itself."""
    head = read.head
    noun = head is not None and head.pos_ == "NOUN" and read.lemma in words("cues", "verdicts")
    return noun and any(r.frame == "object" and r.root is not None and r.root == head for r in rules)


def _kept(rule: Found, read: Sequence[Found]) -> bool:
    """Whether to believe the rules where the encoder is silent."""
    if rule.cue is not None and any(f.holds(rule.cue[0]) for f in read):
        return True
    if rule.frame in {"relay", "transcript"}:
        return True
    plain = rule.frame == "according" or rule.lemma in _PLAIN or (rule.frame == "clause" and rule.lemma in _THOUGHT)
    said = bool(rule.source) and plain
    named = rule.frame == "noun" and bool(rule.source) and rule.root is not None and rule.root.pos_ in {"VERB", "AUX"}
    asked = rule.frame == "clause" and rule.lemma in words("hedges", "cue_unknown")
    weighs = (
        rule.frame in _SURE
        or said
        or named
        or asked
        or (rule.lemma in _JUDGES and bool(rule.source))
        or _weighty(rule)
        or (rule.frame in {"clause", "adverb"} and _violent(rule))
        or _carries(rule, read)
    )
    return weighs and not any(_overlap(rule, f) for f in read)


def _carries(rule: Found, read: Sequence[Found]) -> bool:
    """ "The channel aired a video in which a man said ...": what it aired holds a saying that the encoder read."""
    airs = rule.frame == "object" and bool(rule.source) and rule.lemma in words("acts", "airing")
    return airs and any(f.cue is not None and rule.holds(f.cue[0]) for f in read)


def _violent(rule: Found) -> bool:
    """Whether what is said tells of violence or of those who do it."""
    told = [t.lemma_.lower() for t in rule.root.subtree] if rule.root is not None else []
    return any(w in violent_verbs() or w in violent_nouns() or w in words("acts", "doers") for w in told)


def _weighty(rule: Found) -> bool:
    """Whether it accuses, denies, claims, threatens or evades by its saying words alone."""
    act = rule.act or by_cue().get(rule.lemma)
    return act in _WEIGHTY or (rule.frame == "infinitive" and rule.lemma in words("acts", "evasive"))


def _same_cue(this: Found, that: Found) -> bool:
    if this.cue is None or that.cue is None:
        return False
    return this.cue[0] < that.cue[1] and that.cue[0] < this.cue[1]


def _overlap(rule: Found, read: Found) -> bool:
    """Whether the encoder already has these words, as said by somebody at the same level."""
    common = sum(max(0, min(b, d) - max(a, c)) for a, b in rule.content for c, d in read.content)
    return common >= 0.5 * min(rule.size, read.size) and common >= 0.5 * max(rule.size, read.size)


def nest(found: Sequence[Found]) -> tuple[Nested, ...]:
    """Each saying with the smallest other saying whose content holds its cue."""
    return tuple(Nested(found=f, parent=_parent(i, f, found)) for i, f in enumerate(found))


def _parent(place: int, child: Found, found: Sequence[Found]) -> int | None:
    if child.frame == "relay":
        host = next(
            (i for i, f in enumerate(found) if f.frame != "relay" and _alike(f.content, child.content) >= _HALF), None
        )
        if host is not None:
            return host
    best: int | None = None
    for i, other in enumerate(found):
        if i == place or not _inside(child, other) or (_inside(other, child) and i > place):
            continue
        if best is None or other.size < found[best].size:
            best = i
    return best


def _inside(child: Found, other: Found) -> bool:
    place = child.cue[0] if child.cue is not None else child.start
    return other.holds(place)
