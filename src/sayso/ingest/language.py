"""A text comes in; the code of its language goes out, ``und`` where it is too short or too mixed to tell."""

from __future__ import annotations

from resiliparse.parse.lang import detect_fast

SHORTEST = 60  # characters below which a guess is worth nothing
CUTOFF = 1200  # the detector's own distance; above it no language fits
SAMPLE = 20_000


def language_of(text: str) -> str:
    """ISO 639-1 code of the text's language."""
    sample = text[:SAMPLE]
    if len(sample.strip()) < SHORTEST:
        return "und"
    code, distance = detect_fast(sample)
    return str(code) if distance <= CUTOFF and code != "unknown" else "und"
