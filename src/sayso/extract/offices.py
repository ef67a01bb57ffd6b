"""A name that an office bears comes in; whether the office can be the one that the alias pack means goes out."""

from __future__ import annotations

from collections.abc import Container, Sequence

from spacy.tokens import Span as Slice

from sayso.codelists.known import Known
from sayso.extract.aliases import Hit

# Words of which many countries' offices are named alike: "Ministry of Defence", "Senate", "Federal Police".
_OFFICE_WORDS = frozenset([
    "ministry", "of", "for", "the", "defence", "defense", "interior", "foreign", "affairs", "justice", "finance", "health", "office",
    "home", "department", "treasury", "parliament", "supreme", "court", "national", "federal", "police", "intelligence", "security",
    "service", "agency", "news", "central", "council", "senate", "congress", "mod", "state", "house", "forces", "bureau",
])  # fmt: skip
_USUAL = "USA"  # whose offices are named without their country in foreign papers too


def is_another_countrys(name: Slice, known: Known, *, hits: Sequence[Hit], lands: Container[str]) -> bool:
    """ "The Ministry of Defence of X", "the Xian Senate": not the office that the pack means by these words.

    ``lands`` are the countries of which the document speaks.
    """
    if known.country is None or not all(t.lower_ in _OFFICE_WORDS for t in name):
        return False
    doc, end = name.doc, name.end
    after = end + 1 if end < len(doc) and doc[end].lower_ == "of" else end
    after += int(end < after < len(doc) and doc[after].lower_ == "the")
    if end < after < len(doc) and doc[after].text[:1].isupper():
        return not any(after <= h.start <= after + 3 and h.choices[0].country == known.country for h in hits)
    before = doc[name.start - 1] if name.start else None
    if before is not None and before.tag_ == "POS" and name.start > 1:
        before = doc[name.start - 2]
    if before is not None and before.text[:1].isupper() and before.pos_ in {"PROPN", "ADJ", "NOUN"}:
        return not any(h.end == before.i + 1 and h.choices[0].country == known.country for h in hits)
    return known.country != _USUAL and known.country not in lands
