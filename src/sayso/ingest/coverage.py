"""The characters of a page in, characters that a parser reads without losing any out, with the reason wherever that was in doubt."""

from __future__ import annotations

import re
from collections import Counter

from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import HTMLTree

from sayso.ingest.dom import PARAGRAPHS, Dom

MOST_ATTRIBUTES = 1_000  # of one element; parsers compare each with all others
DEEPEST = 200  # element depth; libxml2 gives up at 256, or at 2,048 when told to accept huge trees
LONGEST_NODE = 8_000_000  # characters; libxml2 gives up at 10 MB
LONGEST_PAGE = 60_000_000  # characters; beyond this only the words are kept
LEAST_SHARE = 0.98  # of the words that the second parser sees
_FEW = 40  # words that may differ on any page: labels of forms, texts of frames

_WINDOW = 1_250  # characters; a tag of twice that fills at least one such window, and is looked at more closely
_ATTRIBUTE = r"""[\s/]++[^\s/>=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+))?+"""
_FLOOD = re.compile(rf"(<[a-zA-Z][^\s/>]*+(?:{_ATTRIBUTE}){{{MOST_ATTRIBUTES}}})((?:{_ATTRIBUTE})++)")
_NODE = re.compile(rf"[^<>]{{{LONGEST_NODE}}}")
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)[^>]*>")
_HIDDEN = re.compile(r"<(script|style)\b.*?</\1\s*>", re.I | re.S)
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_WORD = re.compile(r"[^\W_]+")
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_CLOSE_THEMSELVES = frozenset(["p", "li", "td", "th", "tr", "dt", "dd", "option", "thead", "tbody", "tfoot"])


def tame(source: str) -> tuple[str, list[str]]:
    """The page without what makes parsers slow or forgetful, and what was found of it."""
    reasons = []
    if len(source) > LONGEST_PAGE:
        reasons.append(f"The page has {len(source)} characters; only its words were kept, without its structure.")
        return _words_only(source), reasons
    if len(source) > LONGEST_NODE and _NODE.search(source):
        reasons.append(f"A single text or attribute is longer than {LONGEST_NODE} characters.")
    if _has_crowded_tag(source) or source.count("=") > MOST_ATTRIBUTES * 20:
        source, cut = _FLOOD.subn(r"\1", source)
        if cut:
            reasons.append(f"{cut} element(s) with more than {MOST_ATTRIBUTES} attributes; the rest of them was not read.")
    return source, reasons


def _has_crowded_tag(source: str) -> bool:
    """A tag that fills a window without a bracket holds as many separators as a flood of attributes needs; cheap to tell."""
    seen = False  # a long stretch without a bracket is one tag or text, and looked at once
    for at in range(0, len(source), _WINDOW):
        if source.find(">", at, at + _WINDOW) >= 0 or source.find("<", at, at + _WINDOW) >= 0:
            seen = False
            continue
        if seen:
            continue
        seen = True
        start = source.rfind("<", 0, at)
        if start < 0 or not source[start + 1 : start + 2].isalpha() or source.find(">", start, at) >= 0:
            continue
        end = source.find("<", at)
        tag = source[start : end if end >= 0 else len(source)]
        quoted = '"' in tag or "'" in tag
        if max(sum(map(tag.count, " \t\n\r\f")), tag.count("="), 0 if quoted else tag.count("/")) >= MOST_ATTRIBUTES:
            return True
    return False


def flatten(source: str) -> str:
    """The page with the tags below a depth left out and every word kept."""
    depth = 0

    def step(match: re.Match[str]) -> str:
        nonlocal depth
        tag = match[2].lower()
        if tag in _VOID or tag in _CLOSE_THEMSELVES:
            return match[0] if depth < DEEPEST // 2 or tag in _VOID else "<p>" if tag in PARAGRAPHS else " "
        if match[1]:
            depth -= depth > 0
            return match[0] if depth < DEEPEST // 2 else " "
        depth += 1
        return match[0] if depth <= DEEPEST // 2 else "<p>" if tag in PARAGRAPHS else " "

    hidden = _HIDDEN.sub(" ", source) if "</script" in source.lower() or "</style" in source.lower() else source
    return _TAG.sub(step, hidden)


def losses(dom: Dom, source: str) -> list[str]:
    """Reasons to think that the tree lacks some of the page's text."""
    reasons = []
    if dom.depth > DEEPEST:
        reasons.append(f"Elements are nested {dom.depth} deep.")
    other = HTMLTree.parse(source) if len(source) < LONGEST_NODE else None
    if other is not None and (
        missing := missing_words(
            dom.text, extract_plain_text(other, preserve_formatting=False, alt_texts=False, noscript=False)
        )
    ):
        reasons.append(f"A second parser sees {missing} words that this text lacks.")
    return reasons


def missing_words(text: str, other: str) -> int:
    """How many words of the other text are not in this one, where they are more than a few."""
    if len(other) * LEAST_SHARE < len(text):
        return 0
    here, there = Counter(_WORD.findall(text)), Counter(_WORD.findall(other))
    missing = sum((there - here).values())
    return missing if missing > max(_FEW, (1 - LEAST_SHARE) * sum(there.values())) else 0


def _words_only(source: str) -> str:
    words = _TAG.sub("\n", _COMMENT.sub(" ", _HIDDEN.sub(" ", source)))[:LONGEST_PAGE]
    return f"<html><body><pre>{words.replace('<', ' ')}</pre></body></html>"
