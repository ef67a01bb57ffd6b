"""A text comes in; the code of its language goes out, ``und`` where it is too short or too mixed to tell."""

from __future__ import annotations

from resiliparse.parse.lang import detect_fast

SHORTEST = 60  # characters below which a guess is worth nothing
CUTOFF = 1200  # the detector's own distance; above it no language fits
SAMPLE = 20_000
# Languages that news pages are written in. Near kin of these (Frisian, Low German, Scots) only draw short texts away.
LANGUAGES = [
    "en",
    "de",
    "fr",
    "es",
    "it",
    "pt",
    "nl",
    "sv",
    "da",
    "no",
    "fi",
    "pl",
    "cs",
    "sk",
    "hu",
    "ro",
    "bg",
    "hr",
    "sr",
    "sl",
    "uk",
    "ru",
    "el",
    "tr",
    "ar",
    "fa",
    "he",
    "ur",
    "hi",
    "bn",
    "ta",
    "te",
    "ml",
    "mr",
    "gu",
    "pa",
    "si",
    "th",
    "vi",
    "id",
    "ms",
    "tl",
    "ja",
    "ko",
    "zh",
    "sw",
    "ha",
    "am",
    "so",
    "af",
    "sq",
    "mk",
    "et",
    "lv",
    "lt",
    "ka",
    "hy",
    "az",
    "kk",
    "uz",
    "ca",
    "eu",
    "gl",
]


def language_of(text: str) -> str:
    """ISO 639-1 code of the text's language."""
    sample = text[:SAMPLE]
    if len(sample.strip()) < SHORTEST:
        return "und"
    code, distance = detect_fast(sample, langs=LANGUAGES)
    return str(code) if distance <= CUTOFF and code != "unknown" else "und"
