"""A saying word and what is said come in; the act that the statement performs goes out."""

from __future__ import annotations

import re
from functools import lru_cache

from spacy.tokens import Token

from sayso.codelists import table
from sayso.extract.certainty import is_question, words
from sayso.extract.patterns import section
from sayso.extract.polarity import is_negated
from sayso.extract.statements.cues import cues, held_back
from sayso.extract.statements.culprits import culprit_in, violent_nouns, violent_verbs
from sayso.extract.statements.denials import cleared, innocent, is_own
from sayso.extract.statements.doers import FIRST, is_doer, is_ours
from sayso.extract.statements.found import Words
from sayso.extract.statements.idioms import idiom
from sayso.extract.statements.suspicions import can_act, pointed_at
from sayso.model import Act

_NOT_US = re.compile(
    r"^\W*(?:(?:it|this|that) was(?:n[’']t| not)|not)(?: by| from)? (?:us|me|ours|our \w+)\b", re.IGNORECASE
)


_NOT_SO = re.compile(
    r"^\W*(?:no\W+)?(?:that|this|it|none of (?:it|that|this)|(?:\w+ ){1,3}(?:claim|story|report|charge|accusation))"
    r"(?:[’']s (?:\w+ )?not|(?: is| was)(?:n[’']t| (?:\w+ )?not)) (?:\w+ )?(?:true|so|correct|accurate|the case|what happened)\b"
    r"|^\W*none of (?:it|that|this) is (?:\w+ )?(?:true|so|correct)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=1)
def by_cue() -> dict[str, Act]:
    """Saying word to the act that it names."""
    return {lemma: Act(act) for act, lemmas in table("acts")["by_cue"].items() for lemma in lemmas}


def act_of(said: Words, *, lemma: str = "", cue: str = "", idiom: str = "", cue_negated: bool = False) -> Act:
    """What the statement does, by its saying word where that decides, else by what is said."""
    if by_cue().get(lemma) is Act.ACCUSES and said.head is not None and held_back(said.head):
        return Act.DECLINES_TO_NAME
    if lemma in words("acts", "airing") and said.root is not None and said.root.pos_ == "NOUN":
        return Act.REPORTS  # "aired a video in which a man said they would strike": the man threatens, not the channel
    if idiom:
        return Act.DECLINES_TO_NAME if cue_negated and idiom == "accuses" else Act(idiom)
    if _evades(said.text, lemma=lemma, cue=cue, cue_negated=cue_negated):
        return Act.DECLINES_TO_NAME
    if lemma == "rule_out":
        return _ruled_out(said, cue_negated=cue_negated, cue=cue)
    if cue_negated and lemma in words("acts", "crediting"):
        return Act.DENIES
    if lemma in words("acts", "owning") and _owned(said):
        return Act.CLAIMS_RESPONSIBILITY
    if lemma == "plead" and "guilty" in said.text.lower().split():
        return Act.DENIES if cue_negated or "not" in f"{cue} {said.text}".lower().split() else Act.CLAIMS_RESPONSIBILITY
    named = by_cue().get(lemma)
    if named is Act.ACCUSES and said.text.lower().startswith("neither "):
        return Act.EXONERATES  # "blamed neither X nor Y"
    if (named is Act.DOUBTS and cue_negated) or (
        named is Act.THREATENS and lemma in {"swear", "vow"} and _of_now(said.root)
    ):
        named = None
    if lemma in {"charge", "indict"} and (
        " with " in said.text or (said.root is not None and said.root.dep_ == "nsubjpass")
    ):
        return Act.ACCUSES
    if named is None or named is Act.EVALUATES:
        told = _by_content(said, lemma=lemma, cue=cue if cue_negated or " no " in f" {cue} " else "")
        if named is None:
            return told or Act.REPORTS
        return told if told in {Act.ACCUSES, Act.EXONERATES} or (told is Act.DENIES and _dismisses(said.text)) else named
    return named


def _ruled_out(said: Words, *, cue_negated: bool, cue: str) -> Act:
    """ "Ruled out X" clears X; "has not ruled out X" names X as possible; "neither confirmed nor ruled out" says nothing."""
    if "neither" in cue.lower().split():
        return Act.DECLINES_TO_NAME
    named = (said.root is not None and is_doer(said.root)) or culprit_in(said.tokens) is not None
    if cue_negated:
        return Act.ACCUSES if named else Act.REPORTS
    return Act.EXONERATES if named else Act.DENIES


def _of_now(root: Token | None) -> bool:
    """A clause that tells how things are or were, not what will be done."""
    return (
        root is not None
        and any(c.dep_ in {"nsubj", "nsubjpass"} for c in root.children)
        and root.tag_ in {"VBD", "VBZ", "VBP", "VBN", "VBG"}
        and not any(c.tag_ == "MD" or c.lower_ == "to" for c in root.children)
    )


def own_act(said: Words, *, opinion: bool = False) -> Act:
    """What an author's own clause does by the weightier things in it, else a report."""
    return (
        _of_evidence(said.text)
        or (Act.DOUBTS if section("acts", "disbelief").search(said.text) else None)
        or _own_culprit(said, opinion=opinion)
        or (innocent(said, lemma="") if any(t.lower_ in _OURS for t in said.tokens) else None)
        or _blaming(said, lemma="")
        or (_dismissed(said) if _dismisses(said.text) else None)
        or (Act.THREATENS if section("acts", "announced_threats").search(said.text) and not is_question(said.text) else None)
        or _offered(said.text)
        or Act.REPORTS
    )


_OURS = frozenset({"we", "our", "ours", "us", "i", "my", "mine"})


def _dismissed(said: Words) -> Act:
    """ "The claim that we did it is a fabrication" denies; an author who calls others' claims absurd judges them."""
    return Act.DENIES if any(t.lower_ in {"we", "our", "us"} for t in said.tokens) else Act.EVALUATES


def _evades(text: str, *, lemma: str, cue: str, cue_negated: bool) -> bool:
    spoken = cue.lower().split()
    if lemma in words("acts", "evasive"):
        first = next((w for w in text.lower().replace("to ", "", 1).split() if w not in {"to"}), "")
        if first.strip(",.") in words("acts", "evaded") or any(w in spoken for w in words("acts", "evaded")):
            return True
    if any(e in cue.lower() for e in words("acts", "non_denials")):
        return True
    if any(w in spoken for w in ("declined", "refused", "declines", "refuses")):
        return True
    asks = any(
        w in text.lower().split()[:3]
        for w in ("who", "whom", "whose", "which", "whether", "what", "where", "how", "why", "when")
    )
    withheld = lemma == "comment" or (lemma in words("acts", "withheld") and (asks or lemma != "say"))
    evades = section("acts", "evasions").search(text)
    if evades is not None and evades.start() > _FAR:
        evades = None  # "admitted that he had wired the car on the orders of somebody whom he would not name"
    return (cue_negated and withheld) or evades is not None or bool(section("acts", "evasions").search(cue))


_FAR = 70  # characters into what is said, where a remark in passing may stand


def _owned(said: Words) -> bool:
    """ "Admitted firing", "confessed to the killing": the deed, with no other doer named than the speaker."""
    top = said.root
    if top is None or is_question(said.text):
        return False
    heard = any(c.dep_ == "dobj" and c.lemma_.lower() in words("acts", "messages") for c in top.children)
    deed = (top.lemma_.lower() in violent_verbs() and not heard) or top.lemma_.lower() in violent_nouns() | words(
        "acts", "harms"
    )
    return deed and not any(
        c.dep_ in {"nsubj", "nsubjpass", "agent"} or (c.dep_ == "poss" and c.ent_type_ != "DATE") for c in top.children
    )


_SERIOUS = frozenset({Act.ACCUSES, Act.DENIES, Act.DOUBTS, Act.EXONERATES})


def _performs(root: Token, subject: Token, said: Words) -> bool:
    """ "We reject it"; "it said it held X responsible"."""
    if subject.lower_ in {"i", "we"}:
        return root.tag_ == "VBP"
    return root.tag_ in {"VBD", "VBZ"} and subject.pos_ == "PRON" and is_own(subject, said)


def _of_evidence(text: str) -> Act | None:
    if section("evidence", "missing").search(text):
        return Act.NOTES_MISSING_EVIDENCE
    if section("evidence", "fits_all").search(text):
        return Act.OFFERS_EVIDENCE
    return Act.DOUBTS if section("acts", "unknown_culprit").search(text) else None


def _offered(text: str) -> Act | None:
    return Act.OFFERS_EVIDENCE if section("evidence", "offered").search(text) else None


def _dismisses(text: str) -> bool:
    return (
        bool(section("acts", "dismissals").search(text))
        and not is_question(text)
        and "not" not in text.lower().replace("not worth ", "").split()
    )


def _performed(said: Words) -> Act | None:
    """ "We reject any insinuation", "I accuse X": done by saying it."""
    root = said.root
    subject = next((c for c in root.children if c.dep_ == "nsubj"), None) if root is not None else None
    if root is None or subject is None or not _performs(root, subject, said):
        return None
    held = idiom(root, root.lemma_.lower(), cues())
    act = Act(held.act) if held is not None else by_cue().get(root.lemma_.lower())
    if subject.lower_ not in {"i", "we"} and act not in _SERIOUS:
        return None
    private = act is Act.EVALUATES and root.lemma_.lower() not in words("acts", "pronounced")
    return None if private or is_negated(root) else act


def _by_content(said: Words, *, lemma: str, cue: str = "") -> Act | None:
    text = said.text
    return (
        (Act.DENIES if _NOT_US.search(text) or _NOT_SO.search(text) or _dismisses(text) else None)
        or _performed(said)
        or _of_evidence(text)
        or _of_evidence(cue)
        or _threat(text)
        or _culprit_act(said, lemma=lemma)
        or cleared(said, lemma=lemma)
        or _blaming(said, lemma=lemma)
        or innocent(said, lemma=lemma)
        or _offered(text)
        or _wronged(said, lemma=lemma)
        or (Act.DOUBTS if section("acts", "disbelief").search(text) else None)
        or (Act.EVALUATES if said.verbatim and section("acts", "insinuating").search(text) else None)
        or (Act.OFFERS_EVIDENCE if _exhibited(said, lemma=lemma) else None)
        or (Act.WARNS if lemma in {"say", "add", ""} and section("acts", "warnings").search(text) else None)
        or (
            Act.EVALUATES
            if section("acts", "judging").count(text) >= 2
            or urges(said)
            or _judges(said)
            or section("acts", "verdict_phrases").search(text)
            else None
        )
    )


def _wronged(said: Words, *, lemma: str) -> Act | None:
    """ "They dump at night", "the council covered it up": a wrong that somebody else has done, without violence."""
    root = said.root
    if root is None or is_question(said.text) or lemma in words("hedges", "cue_unknown") or is_negated(root):
        return None
    wrongs = words("acts", "wrongs")
    particle = next((f"{root.lemma_.lower()}_{c.lower_}" for c in root.children if c.dep_ == "prt"), root.lemma_.lower())
    if (particle not in wrongs and root.lemma_.lower() not in wrongs) or any(c.tag_ == "MD" for c in root.children):
        return None
    doer = next((t for c in root.children if c.dep_ == "agent" for t in c.children if t.dep_ == "pobj"), None)
    passive = any(c.dep_ in {"auxpass", "nsubjpass"} for c in root.children)
    doer = doer if passive else next((c for c in root.children if c.dep_ == "nsubj"), None)
    other = doer is not None and can_act(doer) and doer.lower_ not in FIRST and not is_ours(doer) and not is_own(doer, said)
    return Act.ACCUSES if other else None


def _exhibited(said: Words, *, lemma: str) -> bool:
    """ "Satellite images show that ...": what speaks is itself a piece of evidence."""
    speaks = lemma in words("acts", "exhibiting") and not is_question(said.text)
    return speaks and any(t.lemma_.lower() in words("acts", "exhibits") and t.pos_ in {"NOUN", "PROPN"} for t in said.source)


def _judges(said: Words) -> bool:
    """ "He is a disappointed man", "the story is absurd": what somebody or something is, in a judging word."""
    root = said.root
    if root is None or root.lemma_ not in {"be", "look", "seem", "remain", "sound"} or is_question(said.text):
        return False
    told = next((c for c in root.children if c.dep_ in {"attr", "acomp", "oprd"}), None)
    return told is not None and any(
        t.lemma_.lower() in words("acts", "verdict_words") for t in (told, *(c for c in told.children if c.dep_ == "amod"))
    )


def urges(said: Words) -> bool:
    """What somebody else ought to do, as the head of the clause has it."""
    root = said.root
    if root is None or is_question(said.text) or not section("acts", "urging").search(said.text):
        return False
    return any(c.lower_ in {"must", "should", "ought"} for c in root.children) and not any(
        c.lower_ == "have" for c in root.children
    )


def _threat(text: str) -> Act | None:
    if section("acts", "off_the_table").search(text):
        return Act.THREATENS
    return Act.THREATENS if section("acts", "threats").search(text) and not is_question(text) else None


def _culprit_act(said: Words, *, lemma: str) -> Act | None:
    culprit = culprit_in(said.tokens) or (pointed_at(said.head) if said.head is not None else None)
    if culprit is None or lemma in words("hedges", "cue_unknown") or (is_question(said.text) and not culprit.rhetorical):
        return None
    own = culprit.self_named or is_own(culprit.actor, said)
    if culprit.actor.lower_ == "it" and not own:
        return None
    if culprit.negated or section("hedges", "unlikely").search(said.text):
        return Act.DENIES if own else Act.EXONERATES
    return Act.CLAIMS_RESPONSIBILITY if own and not section("hedges", "probable").search(said.text) else Act.ACCUSES


def _blaming(said: Words, *, lemma: str) -> Act | None:
    """ "The blame lies with X", "X should bear responsibility"; "officials point to X"."""
    if is_question(said.text) or lemma in words("hedges", "cue_unknown"):
        return None
    pointed = lemma == "point" and said.root is not None and said.root.dep_ == "pobj" and is_doer(said.root)
    if not pointed and not section("acts", "blames").search(said.text):
        return None
    return Act.EXONERATES if not pointed and is_negated(said.root) else Act.ACCUSES


_ANSWERS = frozenset({"do", "have", "order", "stage", "plant", "fake", "plan"})


def _own_culprit(said: Words, *, opinion: bool = False) -> Act | None:
    culprit, text = culprit_in(said.tokens, nouns=False), said.text
    if culprit is None:
        return None
    if culprit.negated or section("hedges", "unlikely").search(text):
        return Act.DENIES if culprit.self_named else Act.EXONERATES
    hedged = section("hedges", "probable").search(text) or section("hedges", "possible").search(text)
    if opinion and not is_question(text) and not culprit.self_named and culprit.actor.lower_ not in FIRST | {"it"}:
        return Act.ACCUSES  # in a thread: what they did is held against them
    plain = culprit.actor.dep_ == "nsubj" and not culprit.by_phrase and not section("acts", "responsible").search(text)
    answers = opinion and said.root is not None and said.root.lemma_.lower() in _ANSWERS  # "the colonel did it"
    if (is_question(text) and not culprit.rhetorical) or (plain and not hedged and not answers):
        return None  # the author tells what somebody did: a report
    return Act.ACCUSES
