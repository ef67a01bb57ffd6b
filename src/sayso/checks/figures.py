"""A measure of people and the ledger come in; what the texts say in numbers of one incident goes out, figure by figure.

A figure may be made of parts ("two soldiers and a cook"): each part has its number and its group, and the whole their sum.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from sayso.checks.held import held
from sayso.codelists import table
from sayso.errors import NotInLedger
from sayso.extract.figures import LOOSE, NUMBER, POWERS, TENS, UNITS, figure
from sayso.ledger.reader import LedgerReader
from sayso.model import Account, ActorKind, Derivation, DerivationKind, Harm, Measure, Record, Span, Statement

_WORD = re.compile(r"[a-z][a-z'’-]+")
# Words that name no group in particular: a figure with only these is a total.
GENERAL = frozenset({
    "people", "person", "persons", "others", "other", "dead", "killed", "killing", "wounded", "wounding", "injured", "hurt",
    "died", "dying", "slain", "members", "member", "victims", "victim", "were", "have", "been", "least", "about", "more",
    "than", "some", "around", "over", "nearly", "almost", "total", "another", "casualties", "lives", "leaving", "left",
    "actual", "and", "the", "for", "further", "additional", "death", "deaths", "life", "human", "beings",
    "souls", "ones", "toll", "bodies", "corpses", "number", "figure", "put", "counted", "buried", "recovered",
    "reportedly", "among", "them", "that", "with", "which", "attack", "attacks",
    *UNITS, *TENS, *POWERS, *LOOSE,
})  # fmt: skip
# Names of one and the same group of people.
SAME = {
    "troop": "soldier", "servicemen": "soldier", "serviceman": "soldier", "servicewoman": "soldier", "servicewomen": "soldier",
    "gis": "soldier", "servicemember": "soldier", "cop": "policeman", "policemen": "policeman", "policewoman": "policeman",
    "kid": "child", "children": "child", "women": "woman", "men": "man",
}  # fmt: skip
_PART = re.compile(rf"(?P<n>{NUMBER}|\b(?:an?|another|one)\b)(?P<g>(?:\s+(?!and\b|an?\b|or\b|plus\b)[^\s,;()]+)*)", re.I)
_TOLL = re.compile(r"^(?:death )?(?:toll|dead|deaths|number|figure)\b.|\b(?:bodies|corpses)$", re.I)
_PRONOUN = re.compile(r"\bones?\b", re.I)
COPIED = frozenset({DerivationKind.REPUBLISHED, DerivationKind.DERIVED_FROM})
AUTHORIAL = frozenset({ActorKind.AUTHOR, ActorKind.COMMENTER})


class Part(Record, frozen=True):
    """A number and whom it counts."""

    low: float
    high: float
    group: frozenset[str]


class Figure(Record, frozen=True):
    """One figure, whom it counts, what it is made of, and whose it is: the text that it goes back to and the speaker there."""

    span: Span
    low: float
    high: float
    group: frozenset[str]
    document: str
    voice: str
    parts: tuple[Part, ...] = ()
    text: str = ""  # the document that the words go back to, where this one is a copy


def figures_of(measure: Measure, ledger: LedgerReader) -> tuple[Figure, ...]:
    """Every figure of the measure's kind that any account gives of its incident, each once, in reading order."""
    try:
        incident = ledger.incident_of(measure.this or "")
    except NotInLedger:
        return ()
    back = copies(ledger)
    accounts = [ledger.account(a) for a in incident.accounts]
    found = {h.span: _figure(h, a, ledger, back) for a in accounts for h in a.harm if h.kind == measure.relation}
    beside = [m for a in incident.accounts for m in _counted(ledger).get(a, ()) if m.relation == measure.relation]
    found |= {m.span: own_figure(m, ledger) for m in beside if not any(m.span.overlaps(s) for s in found)}
    return tuple(found[span] for span in sorted(found))


def _counted(ledger: LedgerReader) -> Mapping[str, Sequence[Measure]]:
    """The tolls ("put the dead at 31", "counted 19 bodies") by the account that they speak of."""

    def made() -> Mapping[str, Sequence[Measure]]:
        counted: dict[str, list[Measure]] = defaultdict(list)
        for measure in ledger.measures():
            if measure.kind == "count" and measure.this and _TOLL.search(measure.span.exact):
                counted[measure.this].append(measure)
        return counted

    return held("counted", ledger, ledger.measures(), make=made)


def own_figure(measure: Measure, ledger: LedgerReader) -> Figure:
    """The measure itself as a figure."""
    low, high = measure.low if measure.low is not None else 0, measure.high if measure.high is not None else math.inf
    return Figure(
        span=measure.span, low=low, high=high, group=group(measure.span.exact), document=measure.document,
        voice=voice_of(measure.statement, ledger), parts=parts_of(measure.span.exact),
        text=copies(ledger).get(measure.document, measure.document),
    )  # fmt: skip


def _figure(harm: Harm, account: Account, ledger: LedgerReader, back: Mapping[str, str]) -> Figure:
    low, high = harm.low if harm.low is not None else 0, harm.high if harm.high is not None else math.inf
    words = f"{harm.span.exact} {harm.who.exact if harm.who and not harm.span.overlaps(harm.who) else ''}".strip()
    return Figure(
        span=harm.span, low=low, high=high, group=group(words), document=account.document,
        voice=voice_of(harm.source, ledger), parts=parts_of(words), text=back.get(account.document, account.document),
    )  # fmt: skip


def copies(ledger: LedgerReader) -> Mapping[str, str]:
    """For each document that is a copy of another one in the ledger, the one that its words go back to."""
    derivations = ledger.derivations()
    return held("copies", ledger, derivations, make=lambda: _copies(derivations))


def _copies(derivations: Iterable[Derivation]) -> dict[str, str]:
    step = {d.this: d.that for d in derivations if d.kind in COPIED and d.basis == "wording"}
    ends = {}
    for document in step:
        end, seen = document, {document}
        while (onward := step.get(end)) and onward not in seen:
            seen.add(onward)
            end = onward
        ends[document] = end
    return ends


def voice_of(statement: str | None, ledger: LedgerReader) -> str:
    """Who gives the figure: an actor, a bare name, or nothing for the document's author."""
    said = _statement(statement, ledger)
    if said is None or said.source.kind in AUTHORIAL:
        return ""
    return said.source.actor or said.source.name.casefold() or said.id


def _statement(id_: str | None, ledger: LedgerReader) -> Statement | None:
    try:
        return ledger.statement(id_) if id_ else None
    except NotInLedger:
        return None


def group(words: str) -> frozenset[str]:
    """Whom a figure counts, by the words that stand with it."""
    found = (w.removesuffix("’s").removesuffix("'s") for w in _WORD.findall(words.lower()))
    telling = (_single(w) for w in found if len(w) > 2 and not GENERAL & {w, *w.split("-")[:1]})
    return frozenset(SAME.get(w, w) for w in telling)


def _single(word: str) -> str:
    return word.removesuffix("s") if len(word) > 3 and not word.endswith("ss") else word


def parts_of(words: str) -> tuple[Part, ...]:
    """The parts of a figure made of several, or nothing where it is one number. "A British one" is one of those named last."""
    found: list[Part] = []
    for match in _PART.finditer(words):
        number = figure("1" if match["n"].lower() in {"a", "an", "another"} else match["n"])
        mine = group(match["g"])
        if number is None or not (mine or not found) or number.best <= 0:
            continue
        if found and _PRONOUN.search(match["g"]):
            mine |= people_in(found[-1].group)
        found.append(Part(low=number.low or 0, high=math.inf if number.high is None else number.high, group=mine))
    return tuple(found) if len(found) > 1 else ()


def people_in(words: frozenset[str]) -> frozenset[str]:
    """The words that name sorts of people."""
    return frozenset(w for w in words if _sorts().get(w))


def sorts(words: frozenset[str]) -> frozenset[str]:
    """What sorts of people the words name: active_military, law_enforcement, civilian and the like."""
    return frozenset(kind for w in words for kind in _sorts().get(w, ()))


@cache
def _sorts() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for kind, row in table("targets")["people"].items():
        for word in row["words"]:
            found.setdefault(SAME.get(word, word), []).append(kind)
    return {word: tuple(kinds) for word, kinds in found.items()}


def other_group(a: Figure | Part, b: Figure | Part) -> bool:
    """Both name whom they count, and name no one in common."""
    return bool(a.group and b.group and not a.group & b.group)


def overlap(a: Figure | Part, b: Figure | Part) -> bool:
    """Some number fits both."""
    return a.low <= b.high and b.low <= a.high


def is_part(a: Figure, b: Figure) -> bool:
    """``a`` is one of the parts that ``b`` is made of: the same number of the same group."""
    return any(overlap(a, p) and bool(a.group & p.group) and _same_sort(a, p) for p in b.parts) and a.high < b.high + b.low


def within(a: Figure, b: Figure) -> bool:
    """``a`` counts one group, ``b`` all of them: the smaller may be among the larger."""
    return bool(a.group) and not b.group and a.low <= b.high


def _same_sort(a: Figure, b: Part) -> bool:
    one, other = people_in(a.group), people_in(b.group)
    return not (one and other) or bool(one & other)


def every_pair_apart(parts: tuple[Figure, ...]) -> bool:
    """Each counts a group of its own."""
    return all(other_group(a, b) for a, b in _pairs(parts))


def _pairs(parts: tuple[Figure, ...]) -> Iterator[tuple[Figure, Figure]]:
    for i, a in enumerate(parts):
        for b in parts[i + 1 :]:
            yield a, b
