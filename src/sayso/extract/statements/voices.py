"""A found saying comes in; whether somebody is said to say or think it goes out, and the words that it claims."""

from __future__ import annotations

from spacy.tokens import Span as Slice
from spacy.tokens import Token

from sayso.extract.certainty import words
from sayso.extract.statements.acts import by_cue
from sayso.extract.statements.cues import cues
from sayso.extract.statements.culprits import culprit_in, violent_nouns
from sayso.extract.statements.doers import is_doer
from sayso.extract.statements.found import Found, Range
from sayso.extract.statements.suspicions import can_act
from sayso.model import Act

# Frames in which nobody but the author speaks: how things look, what is reportedly so.
_AUTHORS_OWN = frozenset({"appearance"})
_WEIGHTY = frozenset({Act.ACCUSES, Act.DENIES, Act.EXONERATES, Act.CLAIMS_RESPONSIBILITY, Act.DECLINES_TO_NAME})
_HEDGES = frozenset({"apparently", "seemingly", "presumably", "ostensibly"})  # the author's own caution
_NO_SPEAKER = frozenset(
    {"this", "that", "it", "these", "those", "there", "which", "what", "something", "nothing", "everything"}
)

_LONG, _LONG_IN_COMMENT = (
    60,
    24,
)  # characters of a quotation that nobody signs: shorter ones are mostly titles and scare quotes


def speaks(found: Found, *, comment: bool = False) -> bool:
    """Whether somebody is said to say or think it; how things look, and what "this" shows, are the author's own words."""
    if found.frame in _AUTHORS_OWN or found.lemma in _HEDGES:
        return False
    speaker = found.speaker
    if found.frame == "quote" and not found.source and found.cue is None:
        return found.size > (_LONG_IN_COMMENT if comment else _LONG)
    if (
        speaker is not None
        and speaker.root.lower_ in _NO_SPEAKER
        and not (_body_speaks(found, speaker) or _group_that(found))
    ):
        return False
    if speaker is not None and (_anybody(found) or _nobody(speaker) or _asked(found) or _who_says(found)):
        return False
    if _to_do(found):
        return False
    if found.head is not None and found.head.lower_ in _CONJUNCTIONS and found.head.dep_ in {"advcl", "prep", "mark"}:
        return False
    if _unsaid(found) or (found.made_by == "model" and _doubtful(found)):
        return False
    if not found.source and found.head is not None and any(c.tag_ == "MD" for c in found.head.children):
        return False  # "it can be argued", "it must be said": the author argues
    if found.head is not None and found.head.tag_ == "VB" and found.head.dep_ in {"acl", "relcl"}:
        return False  # "a meeting to discuss": nobody says anything
    if found.lemma == "question" and found.frame == "object" and found.root is not None and can_act(found.root):
        return False  # the police question the crew
    if _wished(found) or _by_habit(found) or _urged(found) or _of_a_clause(found) or (comment and _foreseen(found)):
        return False
    if speaker is None:
        goes_about = found.frame == "noun" and found.lemma in words("cues", "circulating") and found.root is not None
        if goes_about and found.root is not None and found.root.pos_ in {"VERB", "AUX"}:
            return culprit_in(list(found.root.subtree)) is not None
        loose = found.frame in {"infinitive", "object", "preposition", "noun", "adjective"}
        return not loose or found.lemma in words("acts", "accusing") or found.act == Act.ACCUSES
    if found.frame in {"object", "preposition", "infinitive"} and not found.act:
        act = by_cue().get(found.lemma)
        evades = found.frame == "infinitive" and found.lemma in words("acts", "evasive")
        pointed = found.lemma == "point" and found.root is not None and is_doer(found.root)
        accuses = found.lemma == "plead" or act in _WEIGHTY or found.lemma in words("acts", "accusing")
        owned = act is not None or found.lemma in words("acts", "owning")
        violent = owned and found.root is not None and found.root.lemma_.lower() in violent_nouns()
        weighty = violent or (
            pointed
            or accuses
            or act is Act.DOUBTS
            or evades
            or found.size >= (8 if found.frame == "infinitive" else 12)
            or "negated" in found.flags
        )
        return found.lemma not in cues().words["private"] and _can_speak(speaker.root) and weighty
    return True


def _wished(found: Found) -> bool:
    """ "They want that road empty": an attitude that the author tells, nobody's words."""
    root = found.root
    return (
        found.frame == "clause" and found.lemma in words("cues", "wishes") and root is not None
        and root.tag_ not in _FINITE and not any(c.tag_ in _FINITE for c in root.children)
    )  # fmt: skip


def _of_a_clause(found: Found) -> bool:
    """ "That somebody profits does not prove ...", "photographs posted by X": nobody says it."""
    nobody = found.frame in {"object", "infinitive"} and found.root is not None and _no_one(found.root)
    if found.frame == "object" and "negated" in found.flags and found.root is not None and found.root.lower_ in _ANY:
        return True  # "did not blame anyone at all"
    if nobody and found.root is not None and found.root.dep_ in {"nsubjpass", "dobj"}:
        return True  # "nobody was blamed", "they blamed nobody"
    clause = found.speaker is not None and found.speaker.root.dep_ == "csubj"
    agent = not found.source and found.root is not None and found.root.dep_ == "pobj" and found.root.head.dep_ == "agent"
    return clause or agent


def _no_one(word: Token) -> bool:
    """ "Nobody", "not one"."""
    return word.lower_ in _NO_ONE or (word.lower_ == "one" and any(c.lower_ in {"not", "no"} for c in word.lefts))


def _foreseen(found: Found) -> bool:
    """ "They will say it was us": in a commenter's mouth a forecast."""
    head = found.head
    ahead = head is not None and any(c.lower_ in {"will", "’ll", "'ll", "gonna"} for c in head.children)
    return ahead and "negated" not in found.flags and found.frame != "quote"


def _by_habit(found: Found) -> bool:
    """ "They normally claim their attacks within hours"."""
    head = found.head
    return (
        found.frame == "object"
        and head is not None
        and head.tag_ in {"VBP", "VBZ"}
        and any(c.lower_ in _HABITS for c in head.children)
    )


def _urged(found: Found) -> bool:
    """ "X should admit it": nobody has, the author wants it."""
    head = found.head
    return head is not None and found.frame != "quote" and any(c.lower_ in _OUGHT and c.dep_ == "aux" for c in head.children)


_NO_ONE = frozenset({"nobody", "none", "nothing"})
_ANY = frozenset({"anyone", "anybody"})
_CONJUNCTIONS = frozenset({"considering", "given", "granted", "provided", "seeing", "assuming", "supposing"})  # "... that"
_PASSED_OVER = frozenset({"mention", "address", "note", "report", "cite", "quote", "discuss", "recall"})  # negated: left out
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_HABITS = frozenset({"normally", "usually", "always", "typically", "generally", "often", "routinely", "customarily"})
_OUGHT = frozenset({"should", "must", "ought"})


def _group_that(found: Found) -> bool:
    """ "The brigade, which claimed the bombs": which stands for somebody."""
    head = found.head
    pronoun = found.speaker is not None and found.speaker.root.tag_ == "WDT"
    if not pronoun or head is None or head.dep_ != "relcl" or head.head.i > head.i:
        return False
    return can_act(head.head) or head.head.lemma_.lower() in words("cues", "papers")  # "a telegram that says ..."


def _body_speaks(found: Found, speaker: Slice) -> bool:
    """ "It said its aircraft had not flown": a body, named before."""
    head = found.head
    return (speaker.root.lower_ == "it" and found.frame == "quote") or (
        speaker.root.lower_ == "it"
        and found.lemma not in words("cues", "shown")
        and head is not None
        and head.lemma_ != "be"
        and not any(c.dep_ in {"auxpass", "expl"} for c in head.children)
    )


_LETTERS = frozenset({"write", "assert", "maintain", "insist", "allege", "contend"})  # "you write": to whom one answers
_COMMON = frozenset({"know", "forget", "remember", "see", "think", "want"})  # what "everyone" does in an author's mouth


def _asked(found: Found) -> bool:
    """ "Will the minister say who did it?": nobody has said it yet."""
    head, speaker = found.head, found.speaker
    if head is None or speaker is None or speaker.doc is not head.doc or speaker.start >= head.i:
        return False
    turned = any(c.dep_ == "aux" and c.i < speaker.start for c in head.children)
    return turned and head.sent.text.rstrip("”\"' ").endswith("?")


def _who_says(found: Found) -> bool:
    """ "Who says he did it?", "we all believe him, don't we": asked in scorn, said by nobody."""
    head, speaker = found.head, found.speaker
    if head is None or speaker is None:
        return False
    if speaker.root.lower_ == "who" and speaker.root.dep_ == "nsubj" and head.dep_ in {"ROOT", "ccomp", "conj"}:
        return head.sent.text.rstrip("”\"' ").endswith("?")
    words_said = [t.lower_ for t in head.doc.char_span(*_place(found), alignment_mode="expand") or ()]
    return len(words_said) <= _TAG and bool({"n't", "n’t", "not"} & {*words_said}) and words_said[-1] in _TAGGED


def _place(found: Found) -> Range:
    """What is said, as characters of its paragraph."""
    assert found.head is not None  # asked before
    base = found.cue[0] - found.head.idx if found.cue is not None else 0
    return (max(0, found.start - base), max(0, found.content[-1][1] - base))


_TAG = 4  # words of "don't we?"
_TAGGED = frozenset({"we", "you", "they", "i", "he", "she", "it", "?"})


def _to_do(found: Found) -> bool:
    """ "He has some explaining to do": nobody explains anything yet."""
    return (
        found.head is not None
        and found.head.tag_ in {"VBG", "NN"}
        and found.size <= len("to do")
        and found.lemma == "explain"
    )


def _doubtful(found: Found) -> bool:
    """What the encoder alone takes for a saying, with no word of saying and nobody who could speak."""
    named = found.speaker is None or any(
        t.pos_ in {"NOUN", "PROPN", "PRON", "NUM"} or t.lower_ in _SEVERAL for t in found.speaker
    )
    made_clear = found.lemma == "make" and found.cue is not None and found.cue[1] - found.cue[0] > len("made") + 1
    return not named or not (cues().is_saying(found.lemma) or found.frame != "clause" or made_clear)


_SEVERAL = frozenset({"former", "latter", "most", "many", "some", "few", "several", "all", "both", "others"})


def _nobody(speaker: Slice) -> bool:
    """ "No group", "nobody", "none of the parties": that no one says it is for the author to tell."""
    either = speaker[0].lower_ == "neither" and not any(t.lower_ == "nor" for t in speaker)
    return (
        either
        or speaker[0].lower_ in {"no", "nobody", "none", "anyone", "anybody"}
        or speaker.text.lower().startswith("not one")
    )


def _unsaid(found: Found) -> bool:
    """What was not claimed, and proof that was not given, was not said by anybody."""
    if "negated" not in found.flags or found.head is None:
        return False
    if found.frame == "object" and found.lemma in _PASSED_OVER:
        return True
    could = any(c.lower_ in {"could", "can", "ca"} for c in found.head.children)
    if could and by_cue().get(found.lemma) is Act.DENIES:
        return True  # "could not contradict him"
    shown = {found.lemma, *(c.lemma_.lower() for c in found.head.children if c.dep_ == "dobj")}
    return found.act == Act.CLAIMS_RESPONSIBILITY or bool(shown & words("acts", "proofs"))


def _anybody(found: Found) -> bool:
    """ "You know", "one would think": said to the reader, nobody's words; "one described it as staged" is somebody's."""
    if (
        found.speaker is None
        or found.speaker.root.lower_ not in {"you", "one", "everyone", "everybody"}
        or found.frame == "quote"
    ):
        return False
    if found.speaker.root.lower_ == "one" and len(found.speaker) > 1:
        return False  # "one of the survivors"
    told = found.head is not None and (found.head.tag_ == "VBD" or found.lemma in _LETTERS)
    if found.speaker.root.lower_ in {"everyone", "everybody"}:
        return found.head is not None and found.head.tag_ in {"VBZ", "VBP", "VBD"} and found.lemma in _COMMON
    return not told or (
        found.speaker.root.lower_ == "you" and found.lemma not in {"say", "tell", "claim", "promise", "deny", *_LETTERS}
    )


def _can_speak(head: Token) -> bool:
    thing = head.pos_ == "NOUN" and head.lemma_.lower() in words("cues", "things")
    return not thing


def claimed(found: Found) -> list[Range]:
    head, speaker = found.head, found.speaker
    shared = (
        head is not None
        and speaker is not None
        and found.frame not in {"quote", "transcript", "according", "relay"}
        and speaker.root.head.i != head.i
    )
    return [*found.content, *(() if shared else found.source), *([found.cue] if found.cue else [])]
