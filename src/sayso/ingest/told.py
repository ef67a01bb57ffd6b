"""One block of text comes in; whether it reads as somebody telling something goes out: a full sentence, or a speaker's words."""

from __future__ import annotations

import re

LONGEST_LABEL = 60  # characters of a speaker's name and office

_IRREGULAR = (
    r"said|told|went|came|took|made|gave|got|found|left|began|kept|held|knew|thought|saw|met|lost|won|fell|rose|shot|blew|broke"
    r"|spoke|wrote|led|stood|brought|fought|caught|ran|sent|sold|paid|built|bought|felt|heard|meant|lay|drove|threw|swore|sought"
    r"|became|understood|withdrew|overthrew|struck|stole|hid|bore|fled"
)
_FINITE = re.compile(
    r"\b(?i:is|are|was|were|am|has|have|had|do|does|did|will|would|can|could|may|might|must|shall|should|cannot|\w{2,}n['’]t"
    rf"|{_IRREGULAR})\b"
    r"|(?<=[\w”\"’)] )(?!need|hundred|kindred|wicked|armed|alleged|united|red\b)[a-z]{2,}ed\b"
    r"|\b(?i:i|you|he|she|it|we|they|that|who|there|what)['’](?:s|m|re|ve|ll|d)\b"
    r"|(?:\b[A-Z][\w’'.-]*|\b(?i:he|she|it|who|which|group|police|government|ministry|army))\s+"
    r"(?!(?:this|his|its|towards|perhaps|always|across|news|less)\b)[a-z]{2,}[^s\W]s\b"
)  # a verb that says when or who, by its form; nouns in the plural may pass behind a capital
_ENDED = re.compile(r"[.!?…][\"”’')\]]*\s*$")
_STOPPED = re.compile(r"[.…][\"”’')\]]*\s*$|[.!?…,][\"”’]\s*$")
_REMARK = re.compile(r"\s*\[[^\[\]]{1,40}\]\s*$")  # "[END RECORDING]"
# What is said to the reader of a page, and to nobody in the report.
TO_READER = re.compile(
    r"\b(?:your?|please|(?:follow|join|contact|call|tell|help|support|e-?mail|write\s+to)\s+us|our\s+(?:apps?|(?:web)?site|privacy|terms|free"
    r"|daily|weekly|channel|page|journalism|readers|subscribers|community|partners)|subscri\w+|account|browser|log(?:ged)?\s+in|sign(?:ing)?\s+(?:up|in)|copyright|rights\s+reserved"
    r"|newsletters?|cookies?|preferred\s+source|search\s+author|continues?\s+below|advertisements?|skip\s+to|click|tap|download"
    r"|inbox|podcast|terms\s+(?:of\s+(?:use|service|sale)|and\s+conditions)|privacy\s+policy|this\s+(?:web)?site|javascript)\b|©",
    re.IGNORECASE,
)
_NAME = r"(?:[A-ZÀ-ÞŁŚŻČŠŽ][\w’'.-]*|\([^()]{1,30}\)|d[aeiu]|de[lnr]?|v[ao]n|al|el|bin|ibn|of|the|for|and)"
_OFFICE = r"(?:,\s+[^:.!?]{2,40}|\s*[(\[][^()\[\]:]{1,40}[)\]])?"
_LABEL = re.compile(
    rf"^(?:(?P<letter>[QA])\s*[:.]\s+|\[(?P<marked>[A-ZÀ-Þ][^\[\]:.]{{1,40}})\]\s+|[\[(]?(?P<name>{_NAME}(?:\s+{_NAME}){{0,6}}){_OFFICE}[\])]?\s*:\s+)(?P<words>\S.*)$",
    re.DOTALL,
)
# Labels of page furniture: what stands behind them is no speech.
_NO_SPEAKER = re.compile(
    r"^(?:tags?|topics?|categor(?:y|ies)|related|read|see|also|more|next|previous|watch|listen|share|follow|source|sources|via|by|photos?"
    r"|images?|pictures?|videos?|captions?|credits?|e-?mails?|tel|phone|fax|contact|address|website|web|copyright|published|updated"
    r"|posted|last|filed|keywords|note|advertisement|sponsored|subscribe|newsletter|comments?|author|authors|date|file|rated?|rating"
    r"|price|location|language|recommended|trending|popular|latest|join|sign|click|download|support|donate|warning|disclaimer|reporting|writing|editing|translation|graphics|text|words|story|our|my|your"
    r"|signed|dated|begins?|end|passage|indistinct|standards?|principles|what|how|why|where|when|this|these)\b",
    re.IGNORECASE,
)


def has_finite_verb(words: str) -> bool:
    """Whether some word is, by its form, a verb with a tense."""
    return bool(_FINITE.search(words))


def is_speech(block: str) -> bool:
    """A speaker's label and what he or she says: "LARSEN: Has he spoken to you?", "Q: On what evidence?", "Ms Dunn: No."."""
    block = _REMARK.sub("", block)
    match = _LABEL.match(block)
    if match is None or not _ENDED.search(block):
        return False
    name = match["name"] or match["marked"]
    if name is None:
        return True
    return len(name) <= LONGEST_LABEL and not _NO_SPEAKER.match(name) and _is_said(match["words"])


def _in_small_letters(words: str) -> str:
    """Text of telexes, all in capitals, with one at its head only."""
    return words[:1] + words[1:].lower() if words.isupper() and len(words.split()) > 3 else words


def _is_said(words: str) -> bool:
    """No title and no name: one word or two, a verb, or words in small letters."""
    words = _in_small_letters(words)
    found = re.findall(r"[^\W\d_]+", words)
    return len(found) <= 2 or has_finite_verb(words) or any(w[0].islower() and len(w) > 2 for w in found[1:])


def is_statement(block: str) -> bool:
    """A sentence that ends in a full stop or in a closing quotation mark, and is not said to the page's reader.

    Sentences have words in small letters and a verb; titles end in no full stop.
    """
    flat = _in_small_letters(_REMARK.sub("", " ".join(block.split())))
    words = re.findall(r"[^\W\d_]+", flat)
    if len(words) < 2 or not _STOPPED.search(flat) or not (flat[0].isupper() or flat[0] in "\"“‘'(«[" or flat[0].isdigit()):
        return False
    quoted = flat[0] in "\"“‘'«"
    if not quoted and TO_READER.search(flat):
        return False
    small = [w for w in words if w[0].islower()]
    return has_finite_verb(flat) or (len(words) >= 3 and (len(small) * 2 >= len(words) or any(len(w) > 3 for w in small)))


def is_report(block: str) -> bool:
    """A statement with a verb in it and no label before it: what no heading and no appeal of a page is."""
    head = block[:40]
    return ":" not in head and is_statement(block) and has_finite_verb(block)
