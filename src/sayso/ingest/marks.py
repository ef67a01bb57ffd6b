"""A text dump comes in; the same text, character for character, goes out with a converter's own marks blanked.

Converters of pages to text write Markdown ("**NAME**", "4\\\\. March", "[NAME](https://...)") or number the links ("[12]NAME").
What a line says is read from the blanked text; spans and words are those of the text as it stands.
"""

from __future__ import annotations

import re

_BOLD = re.compile(r"\*\*|(?<!\w)__(?=\w)|(?<=\w)__(?!\w)")
_ESCAPE = re.compile(r"\\([.\-+#()\[\]*_!|>])")
_LINK = re.compile(r"(!?)\[([^\[\]\n]{0,300})\]\((?:[^()\n]|\([^()\n]*\)){0,500}\)")
_NUMBER = re.compile(r"\[\d{1,4}\](?=\S)")
_MARKDOWN = re.compile(r"\*\*\S[^*\n]{0,80}\*\*|\d\\\.\s|^#{2,6} \S|\]\(https?:|\]\(/", re.M)
FEW = 4  # marks; fewer are writers' own
MANY = 10  # numbers of links


def blanked(text: str) -> str:
    """The text without marks, as long as before."""
    if sum(1 for _, _ in zip(range(FEW), _MARKDOWN.finditer(text), strict=False)) == FEW:
        text = _LINK.sub(_only_words, text)
        text = _ESCAPE.sub(r"\1 ", _BOLD.sub("  ", text))
    numbers = _NUMBER.findall(text)
    if len(numbers) >= MANY and len(set(numbers)) * 10 >= len(numbers) * 8:  # each link has its own, as no footnote has
        text = _NUMBER.sub(lambda match: " " * len(match[0]), text)
    return text


def _only_words(match: re.Match[str]) -> str:
    words = "" if match[1] else f"{' ' * len(match[1])} {match[2]}"
    return words.ljust(len(match[0]))
