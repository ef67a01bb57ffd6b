"""A pronoun or a description like "the group" comes in with the mentions before it; the antecedent goes out, or nothing."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from sayso.codelists.known import fold
from sayso.extract.agentnouns import nouns
from sayso.extract.mention import Mention
from sayso.extract.parse import Parsed
from sayso.model import ActorKind

SINGULAR_HE = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves", "both"})
NEUTER = frozenset({"it", "its", "itself"})
FIRST = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})
RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
PRONOUNS = frozenset(SINGULAR_HE) | PLURAL | NEUTER | FIRST | RELATIVE

OF_TWO = frozenset({"former", "latter"})

_EMPTY_VERBS = frozenset([
    "be", "seem", "appear", "happen", "take", "turn", "emerge", "rain", "matter", "mean", "follow", "transpire", "become",
])  # fmt: skip
_ANOTHER = frozenset(
    ["wrong", "other", "another", "second", "third", "new", "rival", "different", "former", "next", "right", "real"]
)
_REACH = 4  # sentences back; news pronouns rarely point farther
_SINGLE = frozenset({ActorKind.PERSON, ActorKind.UNNAMED, ActorKind.AUTHOR, ActorKind.COMMENTER})
_BODIES = frozenset(
    {
        ActorKind.ORGANISATION,
        ActorKind.OFFICIAL_BODY,
        ActorKind.STATE,
        ActorKind.ARMED_GROUP,
        ActorKind.OUTLET,
        ActorKind.STATE_FORCE,
    }
)
# A single body that English also calls "they".
_TEAMS = frozenset({ActorKind.ORGANISATION, ActorKind.ARMED_GROUP, ActorKind.OUTLET, ActorKind.STATE_FORCE})
# Which kinds a bare description with this noun may stand for.
_DESCRIBES: dict[str, frozenset[ActorKind]] = {
    "group": frozenset({ActorKind.ARMED_GROUP, ActorKind.ORGANISATION}),
    "militia": frozenset({ActorKind.ARMED_GROUP}),
    "movement": frozenset({ActorKind.ARMED_GROUP, ActorKind.ORGANISATION}),
    "organisation": frozenset({ActorKind.ARMED_GROUP, ActorKind.ORGANISATION}),
    "organization": frozenset({ActorKind.ARMED_GROUP, ActorKind.ORGANISATION}),
    "faction": frozenset({ActorKind.ARMED_GROUP}),
    "newspaper": frozenset({ActorKind.OUTLET}),
    "paper": frozenset({ActorKind.OUTLET}),
    "agency": frozenset({ActorKind.OUTLET, ActorKind.OFFICIAL_BODY}),
    "broadcaster": frozenset({ActorKind.OUTLET}),
    "magazine": frozenset({ActorKind.OUTLET}),
    "channel": frozenset({ActorKind.OUTLET}),
    "outlet": frozenset({ActorKind.OUTLET}),
    "watchdog": frozenset({ActorKind.ORGANISATION}),
    "charity": frozenset({ActorKind.ORGANISATION}),
    "ngo": frozenset({ActorKind.ORGANISATION}),
    "party": frozenset({ActorKind.ORGANISATION}),
    "company": frozenset({ActorKind.ORGANISATION}),
    "ministry": frozenset({ActorKind.OFFICIAL_BODY}),
    "council": frozenset({ActorKind.OFFICIAL_BODY}),
    "country": frozenset({ActorKind.STATE}),
    "kingdom": frozenset({ActorKind.STATE}),
}


def pronoun_antecedent(token: Token, sentence: int, before: Sequence[Mention]) -> Mention | None:
    """The mention a third-person pronoun stands for; None where nothing fits or two fit equally well."""
    word = token.lower_
    if word in NEUTER and not _refers(token):
        return None
    fitting = [m for m in before if _fits(m, word) and 0 <= sentence - m.sentence <= _REACH]
    speaker = _matrix_subject(token)
    if speaker is not None:
        for mention in fitting:
            if mention.sentence == sentence and mention.head == speaker.i:
                return mention
    if word in PLURAL:
        fitting = [m for m in fitting if m.plural or sentence - m.sentence <= 1]
    fitting = [m for m in fitting if not _same_clause_object(m, token, sentence)]
    return _best(fitting, sentence, many=word in PLURAL)


def last_pair(sentence: int, before: Sequence[Mention], docs: Sequence[Doc]) -> tuple[Mention, Mention] | None:
    """The two that the last sentences name together, for "the former" and "the latter"."""
    for back in (0, 1, 2):
        here = [(m, d) for m, d in zip(before, docs, strict=True) if m.sentence == sentence - back and m.how != "adjective"]
        for mention, doc in reversed(here):
            joined = {t.i for t in doc[mention.head].conjuncts}
            other = next(
                (m for m, _ in here if m.head in joined and m.block == mention.block and m.head < mention.head), None
            )
            if other is not None:
                return (other, mention)
    return None


def same_subject_before(token: Token) -> Token | None:
    """ "They rejected it. They recalled ...": the same word as subject of the sentence before."""
    if token.dep_ != "nsubj" or token.head.dep_ != "ROOT" or token.sent.start == 0 or token.lower_ in NEUTER:
        return None
    root = token.doc[token.sent.start - 1].sent.root
    return next((c for c in root.lefts if c.dep_ == "nsubj" and c.lower_ == token.lower_), None)


def pair_antecedent(sentence: int, before: Sequence[Mention], docs: Sequence[Doc]) -> tuple[Mention, ...]:
    """Those joined by "and" as subject of one of the last two sentences, for "they"."""
    for back in (0, 1, 2):
        here = [(m, d) for m, d in zip(before, docs, strict=True) if m.sentence == sentence - back and m.how != "adjective"]
        for mention, doc in here:
            head = doc[mention.head]
            if head.dep_ == "appos" and mention.named:  # "the manager A B and his wife"
                head = head.head
            elif not mention.subject:
                continue
            if head.dep_ not in {"nsubj", "nsubjpass"}:
                continue
            joined = {t.i for t in doc[mention.head].conjuncts}
            others = [m for m, _ in here if m.head in joined and m.block == mention.block]
            if others:
                return (mention, *others)
    return ()


def _refers(token: Token) -> bool:
    """ "It" as a doer or owner; in "denied it", "it was not" and "it seems that" it stands for what was said."""
    if token.dep_ == "poss":
        return True
    if token.dep_ != "nsubj" or token.head.pos_ not in {"VERB", "AUX"}:
        return token.dep_ == "nsubjpass"
    lemma = token.head.lemma_.lower()
    passive = any(c.dep_ == "auxpass" for c in token.head.children)
    return lemma not in _EMPTY_VERBS or (lemma == "be" and passive)


def _matrix_subject(token: Token) -> Token | None:
    """ "X said it had ...", "X said he would ...": the subject of the verb of saying over the pronoun's clause."""
    if token.dep_ not in {"nsubj", "nsubjpass", "poss"}:
        return None
    verb = token.head if token.dep_ != "poss" else token.head.head
    while verb.dep_ in {"conj", "aux", "xcomp"} and verb.head.i != verb.i:
        verb = verb.head
    if verb.dep_ != "ccomp" or verb.head.i > token.i:
        return None
    return next((c for c in verb.head.children if c.dep_ == "nsubj" and c.i < token.i), None)


def same_description(mention: Mention, head: Token, before: Sequence[Mention], parsed: Parsed) -> Mention | None:
    """The nearest earlier description with the same noun: "the official" after "a local official"."""
    words = set(fold(mention.name).split()) - {head.lower_}
    for other in reversed(before):
        if mention.sentence - other.sentence > 3 * _REACH:
            return None
        if other.how != "group" or other.plural != mention.plural or other.kind is not mention.kind:
            continue
        theirs = parsed.blocks[other.block].doc[other.head]
        same = theirs.lower_ == head.lower_ and words <= set(fold(other.name).split())
        if same and (mention.country is None or mention.country == other.country):
            return other
    return None


def description_antecedent(
    head: Token,
    sentence: int,
    before: Sequence[Mention],
    *,
    country: str | None = None,
    kind: ActorKind = ActorKind.UNKNOWN,
) -> Mention | None:
    """The named mention that "the general", "the group" or "the newspaper" stands for; ``kind`` is the description's own."""
    word, lemma = head.lower_, head.lemma_.lower()
    if any(c.lower_ in _ANOTHER for c in head.children if c.i < head.i):
        return None
    named = [m for m in before if m.named]
    titled = [m for m in named if m.kind is ActorKind.PERSON and _holds_office(m, lemma)]
    if country:
        titled = [m for m in titled if m.country in {None, country}]
    fuller = {c.lower_ for c in head.lefts if c.dep_ in {"compound", "amod"} and c.lower_ in nouns().before_title}
    titled = [m for m in titled if fuller <= _office_words(m)]  # "the prime minister" is not the minister of transport
    if titled:
        return max(titled, key=lambda m: m.chars)
    kinds = _DESCRIBES.get(lemma)
    if kinds is None or word != lemma:
        return None
    if kind is ActorKind.ARMED_GROUP and kind in kinds:
        kinds = frozenset({kind})  # "the guerrilla group"
    return _best([m for m in named if m.kind in kinds and sentence - m.sentence <= 2 * _REACH], sentence)


def _holds_office(mention: Mention, lemma: str) -> bool:
    return lemma in nouns().words["offices"] and lemma in _office_words(mention)


def _office_words(mention: Mention) -> set[str]:
    office = mention.known.office if mention.known else ""
    words = fold(f"{mention.title} {office}").replace("-", " ").replace(".", " ").split()
    return {nouns().short.get(w, w) for w in words}


def _fits(mention: Mention, word: str) -> bool:
    if word in SINGULAR_HE:
        return mention.kind in _SINGLE and not mention.plural and mention.sex in {"", SINGULAR_HE[word]}
    if word in PLURAL:
        return mention.plural or mention.kind in _TEAMS
    if word in NEUTER:
        return mention.kind in _BODIES and (not mention.plural or mention.known is not None)
    return False


def _same_clause_object(mention: Mention, token: Token, sentence: int) -> bool:
    """A non-reflexive object never stands for its own clause's subject."""
    if (
        mention.sentence != sentence
        or token.dep_ not in {"dobj", "pobj", "iobj"}
        or token.lower_.endswith(("self", "selves"))
    ):
        return False
    return mention.subject and mention.end > 0 and token.head.i > mention.head


def _best(fitting: Sequence[Mention], sentence: int, *, many: bool = False) -> Mention | None:
    """Nearest sentence first; in one sentence the subject, then the earliest."""
    if not fitting:
        return None

    def rank(mention: Mention) -> tuple[float, int]:
        distance = sentence - mention.sentence
        score = -1.0 * distance + (1.2 if mention.subject else 0.0) + (0.4 if mention.named else 0.0)
        score += 0.3 if mention.main else 0.0  # 0.15 to 0.3 alike on ECB+, 0.5 loses two of 133 pronouns
        score += 1.0 if many and mention.plural else 0.0
        return score, mention.chars[0] if distance else -mention.chars[0]

    return max(fitting, key=rank)
