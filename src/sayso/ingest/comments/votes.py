"""One comment's elements in, the score that readers gave it out."""

from __future__ import annotations

import re

from sayso.ingest.comments.area import Area
from sayso.ingest.comments.items import Scene

_VOTES = re.compile(
    r"(?<![a-z])(?:votes?|voting|score|points?|likes?|liked|karma|upvotes?|recommends?|recommendations?|respects?|thumbs?|claps?)(?![a-z])"
)
_AGAINST = re.compile(r"(?<![a-z])(?:down|downvotes?|dislikes?|thumbs?-down)(?![a-z])")
_FIGURE = re.compile(
    r"^\W{0,3}(?:score:\s*)?([+−-]?\d{1,3}(?:[,.]\d{3})+|[+−-]?\d{1,6})\s*"
    r"(?:points?|votes?|likes?|upvotes?|recommends?|people like this|punkte?|👍|,\s*[a-z]+)?\W{0,2}$",
    re.I,
)
_LONGEST = 24


def find_votes(area: Area, scene: Scene) -> int | None:
    """The figure in an element that is called a score, votes, points or likes; the first, and none that counts against."""
    for element in area.elements:
        label = scene.labels.get(element, "")
        if not label or not _VOTES.search(label) or _AGAINST.search(label):
            continue
        words = scene.dom.words(element)
        match = _FIGURE.match(words) if len(words) <= _LONGEST else None
        if match:
            return int(re.sub(r"[,.]", "", match[1]).replace("−", "-"))
    return None
