"""Tokens of a block come in; where a name or a group's words begin and end, and whether they can be a name, go out."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Slice

from sayso.codelists.known import fold
from sayso.extract.agentnouns import is_given, nouns
from sayso.extract.parse import ParsedBlock

_PLACE_PREPOSITIONS = frozenset(["in", "near", "outside", "around", "between"])
_PLACE_NOUNS = frozenset([
    "outskirts", "city", "town", "village", "vicinity", "capital", "port", "suburb", "suburbs", "district", "edge",
    "province", "road", "streets",
])  # fmt: skip
_OPENING = frozenset(["at", "from", "to", "by", "with", "after", "before", "since", "when", "while", "but", "and", "for"])
# Labels that the recogniser gives to names it does not know.
_UNCERTAIN = frozenset(["", "WORK_OF_ART", "PRODUCT", "LAW", "FAC", "EVENT"])
_SAYING = frozenset([
    "say", "tell", "deny", "claim", "accuse", "blame", "announce", "warn", "insist", "argue", "confirm", "reject", "vow",
    "condemn", "allege", "admit", "acknowledge", "add", "declare", "dismiss", "threaten", "report", "describe", "write",
    "contradict", "dispute", "demand", "urge", "ask", "call", "agree", "refuse", "decline",
])  # fmt: skip
_BAD_NAME_POS = frozenset({"VERB", "AUX", "PRON", "ADP", "CCONJ", "SCONJ", "PUNCT", "SYM", "NUM", "X"})
_NOT_FIRST = frozenset({"DET", "PRON", "PUNCT", "SPACE", "NUM", "SYM", "CCONJ", "ADP", "ADV", "PART", "INTJ"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_QUANTITIES = frozenset([
    "several", "many", "some", "few", "other", "others", "more", "most", "all", "both", "dozens", "hundreds", "thousands",
    "scores", "least", "two", "three", "four", "five",
])  # fmt: skip


def is_lowered(block: ParsedBlock) -> bool:
    """The block was analysed in lower case: it is all capitals in the page, or somebody typed it so."""
    return bool(block.doc.text.islower())


def in_place_slot(doc: Doc, start: int) -> bool:
    """The words before say that a place follows: "in", "near", "north of", "between X and"."""
    if not start:
        return False
    before, second = doc[start - 1].lower_, doc[start - 2].lower_ if start > 1 else ""
    if before in _PLACE_PREPOSITIONS:
        return True
    if before in {"of", "from"}:
        return second in _PLACE_NOUNS or second.endswith(
            ("km", "miles", "kilometers", "kilometres", "north", "south", "east", "west")
        )
    return before == "and" and any(t.lower_ == "between" for t in doc[max(0, start - 4) : start - 1])


def in_longer_person(doc: Doc, start: int, end: int) -> bool:
    """The tokens are part of a longer personal name."""
    inside = doc[start].ent_type_ == "PERSON"
    after = end < len(doc) and doc[end].ent_type_ == "PERSON" and doc[end].ent_iob_ == "I"
    before = start > 0 and doc[start].ent_iob_ == "I"
    return inside and (after or before)


def trim(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """A name without articles, possessive endings, quotes and brackets at its ends."""
    while start < end and (
        doc[start].is_punct
        or doc[start].is_space
        or doc[start].lower_ in {"the", "a", "an", "'s", "’s"}
        or (end - start > 1 and doc[start].is_sent_start and doc[start].lower_ in _PLACE_PREPOSITIONS | _OPENING)
    ):
        start += 1
    while end > start and (
        doc[end - 1].tag_ == "POS" or doc[end - 1].is_punct or doc[end - 1].is_space or doc[end - 1].lower_ in {"'s", "’s"}
    ):
        end -= 1
    while end - start > 1 and doc[end - 1].lower_ in {"of", "the", "and", "for", "in"}:
        end -= 1
    return start, end


def group_start(doc: Doc, start: int, head: int) -> int:
    """Where a group's words begin: after articles, numbers, verbs taken along by mistake, and another member of a list."""
    for i in range(head - 1, start, -1):
        if doc[i].pos_ == "CCONJ" and doc[i - 1].pos_ not in {"ADJ"}:
            start = i + 1
            break
    start = _behind_glued_verb(doc, start, head)
    while start < head and (
        doc[start].pos_ in _NOT_FIRST
        or doc[start].tag_ in _FINITE
        or doc[start].lower_ in _QUANTITIES
        or doc[start].lower_ in nouns().words["hedging"]
    ):
        start += 1
    return start


def _behind_glued_verb(doc: Doc, start: int, head: int) -> int:
    """ "Brask blamed rebel fighters", taken whole for a noun phrase: the group's words stand behind the verb."""
    if doc[start].is_sent_start and start + 1 < head:
        second = doc[start + 1]
        if (
            doc[start].text[:1].isupper()
            and second.tag_ in {"VBN", "VBD"}
            and second.dep_ == "amod"
            and second.text.endswith("ed")
        ):
            return start + 2
    return start


def group_end(head: Token) -> int:
    """A group's words run on over "of", "for" or "from" and a short phrase: "a spokesman for the interior ministry"."""
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ in {"of", "for", "from", "with", "in", "at"} and child.i == head.i + 1:
            objects = [c for c in child.children if c.dep_ == "pobj"]
            if (
                objects
                and objects[0].i - head.i <= 7
                and (child.lower_ in {"of", "for", "from"} or objects[0].pos_ == "PROPN")
            ):
                return objects[0].i + 1
    return head.i + 1


def group_name(piece: Slice) -> str:
    return " ".join(piece.text.split()).strip(" \"'“”‘’([{")


def looks_like_name(piece: Slice) -> bool:
    first = piece[0]
    inside = len(piece) > 1 and first.text.istitle() and not first.is_sent_start and first.ent_type_ == "PERSON"
    if first.pos_ in _BAD_NAME_POS and not first.text.isupper() and not inside:
        return False
    table_ = nouns()
    if (len(piece) == 1 and piece[0].lower_ in table_.words["never"]) or piece.text.lower() in table_.words["never"]:
        return False
    if all(
        t.lower_ in table_.kind or t.lower_ in table_.generic or t.lower_ in table_.titles | table_.before_title
        for t in piece
    ):
        return False
    if not piece[0].is_sent_start and len(piece) == 1 and piece[0].lower_ in table_.words["acts"]:
        return False
    return any(t.text[:1].isupper() for t in piece) and any(c.isalpha() for c in piece.text) and len(fold(piece.text)) > 1


def clean(text: str) -> str:
    name = " ".join(text.split()).removesuffix("'s").removesuffix("’s").strip(" ,;:")
    return name if re.search(r"(?:^|\s)[A-Z]\.$", name) else name.strip(" .")


def unnamed_runs(doc: Doc, taken: Container[int]) -> Iterator[tuple[int, int]]:
    """Runs of two to four capitalised words that nothing has named yet; one at a sentence's start may be a plain word."""
    i = 0
    while i < len(doc):
        end = i
        while end < len(doc) and end not in taken and _capital(doc[end]) and not (end > i and doc[end].is_sent_start):
            end += 1
        if end > i and doc[i].lower_ in {"the", "a", "an"}:
            i += 1
        if 2 <= end - i <= 4 and all(t.pos_ == "PROPN" for t in doc[i:end]):
            yield i, end
        i = max(end, i) + 1


def _capital(token: Token) -> bool:
    return token.text[:1].isupper() and token.text[1:].islower() and token.is_alpha and token.ent_type_ in _UNCERTAIN


def speaks(doc: Doc, start: int, end: int) -> bool:
    """The subject of a verb of saying."""
    head = doc[start:end].root
    return head.dep_ in {"nsubj", "nsubjpass"} and head.head.lemma_.lower() in _SAYING


def described(doc: Doc, end: int) -> bool:
    """A comma and an age or a description of a person follow: ", 34," or ", a farmer in Loden"."""
    if end + 1 >= len(doc) or doc[end].text != ",":
        return False
    rest = doc[end + 1 : end + 7]
    if rest[0].text.isdigit() and len(rest[0].text) < 3:
        return True
    first = rest[0].lower_ in {"the", "a", "an", "his", "her", "their"} or rest[0].lower_ in nouns().kind
    return first and any(t.lower_ in nouns().kind and t.pos_ == "NOUN" for t in rest)


def start_of_defined(doc: Doc, bracket: int, taken: Container[int]) -> int | None:
    """Where the words before "(FBL)" begin whose first letters make the acronym; None where they do not."""
    letters = list(doc[bracket + 1].text.lower())
    for i in range(bracket - 1, max(-1, bracket - 12), -1):
        token = doc[i]
        if i in taken or (token.is_punct and token.text != "-"):
            return None
        small = token.is_stop and len(letters) > 1 and not _initial_before(doc, i, letters)
        if letters and token.lower_[:1] == letters[-1] and not small:
            letters.pop()
        elif not (token.is_stop or token.text == "-"):
            return None
        if not letters:
            return i
    return None


def _initial_before(doc: Doc, i: int, letters: list[str]) -> bool:
    """A small word counts as one of the letters only where the words before it give the rest."""
    return len(letters) >= 2 and i > 0 and doc[i - 1].lower_[:1] == letters[-2]


def is_land(head: Token) -> bool:
    """ "Sinaloa state", "Borno State": a stretch of land, not a state that acts."""
    return head.lower_ == "state" and head.i > 0 and head.nbor(-1).pos_ == "PROPN" and head.nbor(-1).text[:1].isupper()


def is_subject(token: Token) -> bool:
    while token.dep_ in {"appos", "compound", "conj"} and token.head.i != token.i:
        token = token.head
    return token.dep_ in {"nsubj", "nsubjpass", "agent"}


def is_main_subject(token: Token) -> bool:
    """The subject of the verb on which its whole sentence hangs, or of one joined to that verb."""
    while token.dep_ in {"appos", "compound"} and token.head.i != token.i:
        token = token.head
    verb = token.head
    while verb.dep_ == "conj" and verb.head.i != verb.i:
        verb = verb.head
    return token.dep_ in {"nsubj", "nsubjpass"} and verb.dep_ == "ROOT"


def under_another_first_name(doc: Doc, i: int) -> bool:
    """A first name stands before the surname that the pack knows under another first name."""
    before = doc[i - 1] if i else None
    return bool(
        before is not None
        and before.pos_ == "PROPN"
        and before.text[:1].isupper()
        and (before.ent_type_ == "PERSON" or before.lower_ in nouns().given)
        and before.lower_ not in nouns().titles
        and before.lower_ not in nouns().before_title
    )


def modifies_like_a_country(token: Token) -> bool:
    """ "Corsan" in "the Corsan embassy": an adjective of some land, whatever the recogniser takes it for."""
    ends = token.lower_.endswith(("an", "ese", "ish", "i"))
    return (
        ends and token.dep_ in {"amod", "compound", "nmod"} and token.head.i > token.i and token.head.lower_ in nouns().kind
    )


def line_end(block: ParsedBlock, piece: Slice) -> int:
    """Where a name ends at the latest: it never runs over a line break of the page."""
    cut = block.span.exact.find("\n", piece.start_char, piece.end_char)
    return piece.end if cut < 0 else next((t.i for t in piece if t.idx >= cut), piece.end)


def starts_a_name(token: Token) -> bool:
    """A given name with a capital."""
    return is_given(token.text) and token.text[:1].isupper() and token.pos_ == "PROPN"
