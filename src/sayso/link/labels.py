"""What is known of an incident comes in; its name for readers goes out: "Rocket attack on Camp Orvel, 4 May 2031"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sayso.model import Account, DateRange, IncidentType, Place, Stage, in_words
from sayso.model.reckon import written

LONGEST = 60  # characters of a text's own words in a name
BY_WEAPON = {  # (type, kind of weapon): what readers call it
    (IncidentType.SHELLING, "rocket"): "rocket attack",
    (IncidentType.SHELLING, "missile"): "missile strike",
    (IncidentType.SHELLING, "mortar"): "mortar attack",
    (IncidentType.BOMBING, "vehicle_bomb"): "car bombing",
    (IncidentType.ATTACK, "rocket"): "rocket attack",
    (IncidentType.ATTACK, "missile"): "missile strike",
    (IncidentType.ATTACK, "mortar"): "mortar attack",
    (IncidentType.ATTACK, "cutting"): "knife attack",
}
CALLED = {IncidentType.OTHER: "incident", IncidentType.CHEMICAL_ATTACK: "chemical attack", IncidentType.INVASION: "invasion"}
STAGES = {
    Stage.ATTEMPTED: "attempted", Stage.THREATENED: "threatened", Stage.PLANNED: "planned", Stage.HYPOTHETICAL: "supposed",
    Stage.DENIED: "denied",
}  # fmt: skip
AIMED = frozenset({  # types that are done to a place; the others happen in one
    IncidentType.ATTACK, IncidentType.SHELLING, IncidentType.AIR_STRIKE, IncidentType.CHEMICAL_ATTACK,
})  # fmt: skip
WIDE = frozenset({"country", "region", "water"})
POINTS = frozenset({"site", "airfield"})


def label(kind: IncidentType, accounts: Sequence[Account], place: Place | None, when: DateRange | None) -> str:
    """What, where and when, as far as it is known; the text's own words where neither place nor day is."""
    words = _what(kind, accounts)
    where, days = _where(words, kind, place), written(when)
    if not place and not days and (own := _own_words(accounts)):
        where = f": “{own}”"
    name = f"{words}{where}" + (f", {days}" if days else "")
    return name[0].upper() + name[1:]


def _what(kind: IncidentType, accounts: Sequence[Account]) -> str:
    weapons = Counter(w.kind for a in accounts for w in a.weapons)
    named = next((BY_WEAPON[kind, w] for w, _ in weapons.most_common() if (kind, w) in BY_WEAPON), None)
    words = named or CALLED.get(kind) or in_words(kind)
    stages = {a.stage for a in accounts}
    (stage,) = stages if len(stages) == 1 else (None,)
    if stage is Stage.AGGREGATE:
        return f"{_plural(words)} (a count of many)"
    return f"{STAGES[stage]} {words}" if stage in STAGES else words


def _plural(words: str) -> str:
    if words.endswith(("ing", "sh")):
        return f"cases of {words}"
    return words + "s"


def _where(words: str, kind: IncidentType, place: Place | None) -> str:
    if place is None:
        return ""
    if kind is IncidentType.INVASION:
        return f" of {place.name}"
    if place.kind in WIDE:
        return f" in {place.name}"
    if kind in AIMED:
        return f" {'of' if words == 'shelling' else 'on'} {place.name}"
    return f" {'at' if place.kind in POINTS else 'in'} {place.name}"


def _own_words(accounts: Sequence[Account]) -> str:
    words = max((" ".join(a.span.exact.split()) for a in accounts), key=len, default="")
    if " " not in words:
        return ""
    if len(words) <= LONGEST:
        return words
    return words[:LONGEST].rsplit(" ", 1)[0] + "…"
