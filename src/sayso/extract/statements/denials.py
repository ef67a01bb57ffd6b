"""What somebody says comes in; whether he says by it that he, or somebody else, has not done it goes out."""

from __future__ import annotations

from spacy.tokens import Token

from sayso.extract.certainty import is_question, words
from sayso.extract.patterns import section
from sayso.extract.polarity import is_negated
from sayso.extract.statements.culprits import violent_verbs
from sayso.extract.statements.doers import FIRST, is_ours, is_speaker
from sayso.extract.statements.found import Words
from sayso.model import Act

_INNER = frozenset({"know", "see", "hear", "say", "rule_out", "rule", "have", "fear", "want", "hide", "be", "tell", "find"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_MINE = frozenset({"ours", "mine", "his", "hers", "theirs", "its", "us"})
_ONES = frozenset({"his", "her", "its", "their"})
_MET = frozenset({"see", "meet", "visit", "know", "touch", "enter", "own", "read", "handle", "use"})
_PLAIN = frozenset({"the", "this", "that", "those", "these", "any", "a", "an"})


def is_own(doer: Token, said: Words) -> bool:
    """Whether a doer is who speaks; in his own words "it" and "he" are others."""
    other = doer.pos_ == "PRON" or any(c.lower_ in _ONES for c in doer.lefts)
    return is_speaker(doer, said.source) and not (said.verbatim and other and doer.lower_ not in FIRST)


def innocent(said: Words, *, lemma: str) -> Act | None:
    """ "It had never delivered so much as a rifle", "we have no ships in the area": what the speaker has not done."""
    root = said.root
    if root is None or is_question(said.text) or lemma in words("hedges", "cue_unknown"):
        return None
    subject = _subject(root)
    if section("acts", "own_denials").search(said.text) and subject is not None and _speaks_of_himself(subject, said):
        return Act.DENIES
    if subject is None or not is_negated(root) or any(c.tag_ == "MD" for c in root.children):
        return None
    if _none_of_ours(subject, said):
        return Act.DENIES
    held = next((c.lemma_.lower() for c in root.children if c.dep_ in {"dobj", "attr"}), "")
    kept = held in words("acts", "doers") or held in words("acts", "weapons") or held in words("acts", "presence")
    nothing = held in {"nothing", "nobody", "anybody", "anyone", "anything"} and root.lemma_.lower() not in _INNER
    done = nothing or root.lemma_.lower() in words("acts", "abetting") | violent_verbs() or (root.lemma_ == "have" and kept)
    own = subject.lower_ in {"we", "i"} or is_ours(subject) or is_own(subject, said)
    return Act.DENIES if own and (done or _never_met(root)) else None


def _subject(root: Token) -> Token | None:
    carried = (g for c in root.children if c.dep_ in {"aux", "auxpass"} for g in c.children)
    return next((c for c in (*root.children, *carried) if c.dep_ in _SUBJECTS), None)


def _speaks_of_himself(subject: Token, said: Words) -> bool:
    """ "This is not our work", "it cannot be held responsible"."""
    return subject.lower_ in FIRST | {"this", "that", "nobody", "none", "one"} or is_ours(subject) or is_own(subject, said)


def _none_of_ours(subject: Token, said: Words) -> bool:
    """ "No sapper of his was near the bridge", "none of our aircraft flew": whoever speaks owns them."""
    if not any(c.lower_ in {"no", "none", "not"} for c in (subject, *subject.children)):
        return False
    inner = [t for c in subject.rights if c.lower_ == "of" for t in c.children if t.dep_ in {"pobj", "poss"}]
    owners = [*inner, *(c for t in (subject, *inner) for c in t.lefts if c.dep_ == "poss")]
    first = any(t.lower_ in {"ours", "mine", "our", "my", "us"} for t in owners)
    return first or (not said.verbatim and any(t.lower_ in _MINE | _ONES for t in owners))


def _never_met(root: Token) -> bool:
    """ "He had never seen those papers", "I have never met the man": what somebody says who is blamed."""
    never = any(c.lower_ == "never" for c in root.children)
    obj = next((c for c in root.children if c.dep_ == "dobj"), None)
    plain = obj is not None and (obj.pos_ in {"PROPN", "PRON"} or any(c.lower_ in _PLAIN for c in obj.children))
    return never and plain and root.lemma_.lower() in _MET and obj is not None and obj.lower_ not in {"anything", "nothing"}


def cleared(said: Words, *, lemma: str) -> Act | None:
    """ "The men were innocent", "she had an alibi"; said of oneself it is a denial."""
    if (
        is_question(said.text)
        or lemma in words("hedges", "cue_unknown")
        or not section("acts", "innocence").search(said.text)
    ):
        return None
    subject = next((c for c in said.root.children if c.dep_ in _SUBJECTS), None) if said.root is not None else None
    own = subject is not None and (subject.lower_ in FIRST or is_ours(subject) or is_own(subject, said))
    return Act.DENIES if own else Act.EXONERATES
