"""A time of day in words comes in ("4.30 pm", "0600 GMT", "noon"); hour, minute and zone go out."""

from __future__ import annotations

import re

_HALVES = r"(?P<h>1[0-2]|0?[1-9])(?:[:.](?P<mi>[0-5]\d))?\s*(?P<half>a\.?m\.?|p\.?m\.?)(?![a-z])"
_COLON = r"(?<![\d:])(?P<h24>[01]?\d|2[0-3])[:](?P<mi24>[0-5]\d)(?::[0-5]\d)?(?![\d:])"
_FOUR = r"[01]\d[0-5]\d|2[0-3][0-5]\d"
_MILITARY = rf"(?<![\d:])(?P<mil>{_FOUR})\s*(?=hours|hrs|gmt|utc|local)|(?<=\bat\s)(?P<mil2>{_FOUR})(?!\d|,\d)"
_OCLOCK = (
    r"(?P<h12>1[0-2]|[1-9])\s+o'clock(?:\s+in\s+the\s+(?P<daypart>morning|afternoon|evening)|\s+at\s+(?P<nightpart>night))?"
)
_CITIES = r"(?:moscow|baghdad|tehran|kyiv|kiev|kabul|damascus|beirut|jerusalem|eastern|london|paris)\s+time"
_ZONE = rf"(?P<zone>gmt|utc|est|edt|cst|cdt|pst|pdt|cet|cest|bst|msk|ist|eet|eest|local\s+time|{_CITIES})"
CLOCK = re.compile(
    r"(?:at|by|around|about|before|after)?\s*(?:about\s+|around\s+|approximately\s+)?"
    rf"(?:{_HALVES}|{_COLON}|{_MILITARY}|(?P<word>\bnoon\b|\bmidnight\b)|{_OCLOCK})"
    rf"(?:\s*(?:hours|hrs))?(?:\s*\(?{_ZONE}(?:\s*(?P<off>[+-]\d{{1,2}}))?\)?)?"
)
_ZONES = {
    "gmt": "+00:00", "utc": "+00:00", "est": "-05:00", "edt": "-04:00", "cst": "-06:00", "cdt": "-05:00", "pst": "-08:00",
    "pdt": "-07:00", "cet": "+01:00", "cest": "+02:00", "bst": "+01:00", "msk": "+03:00", "eet": "+02:00", "eest": "+03:00",
}  # fmt: skip


def clock_of(match: re.Match[str]) -> str:
    """HH:MM and, where it is stated, the offset from UTC or the zone's name."""
    if match["word"]:
        hour, minute = (12, 0) if match["word"] == "noon" else (0, 0)
    elif match["mil"] or match["mil2"]:
        digits = match["mil"] or match["mil2"]
        hour, minute = int(digits[:2]), int(digits[2:])
    elif match["h24"]:
        hour, minute = int(match["h24"]), int(match["mi24"])
    else:
        hour, minute = int(match["h"] or match["h12"]), int(match["mi"] or 0)
        late = (match["half"] or "").startswith("p") or match["daypart"] in {"afternoon", "evening"} or match["nightpart"]
        hour = hour % 12 + (12 if late else 0)
    zone = (match["zone"] or "").strip()
    return f"{hour:02d}:{minute:02d}{_ZONES.get(zone, ' ' + zone if zone else '')}"
