"""An account comes in; how much speaks for MUC-4's wanting a template of it goes out, by a table fitted on its messages.

The task's test of relevance asks for what no ledger drops: lately, told with particulars, against others than soldiers and
bands. The rules of ``is_wanted`` are one sign among those that ``training/worth.py`` weighs.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files

import msgspec

from sayso.extract.accounts import lexicon
from sayso.extract.accounts.flags import days_between
from sayso.extract.accounts.phrases import singular
from sayso.model import Account, DateRange, IncidentType

AGES = (-1, 0, 3, 10, 31, 60, 100, 200, 400, 1200)  # days
FEW = (1, 2, 4, 8)
LENGTHS = (800, 1500, 3000, 6000)  # characters of a message
# What the task called an attack and the ledger calls by a name of its own.
_KNOWN_AS = {IncidentType.INFRASTRUCTURE_DAMAGE: IncidentType.ATTACK, IncidentType.POISONING: IncidentType.ATTACK}
UNSEEN = 0.3  # the chance of an account of which the model has no say


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """Where in its message an account stands."""

    rank: int
    total: int
    length: int
    published: DateRange | None
    by_model: bool = False  # the model has read the message too


class Worth(msgspec.Struct, frozen=True, kw_only=True):
    """What each sign adds to the log odds, in hundredths; how far signs and model are trusted; from where on it is worth it."""

    signs: Mapping[str, int]
    base: float
    by_signs: float
    by_model: float
    least: float
    least_alone: float

    def is_worth(self, account: Account, *, told: Told, wanted: bool) -> bool:
        """Enough speaks for a template; without the model, the signs alone."""
        odds = sum(self.signs.get(s, 0) for s in signs_of(account, told=told, wanted=wanted)) / 100
        if not told.by_model:
            return odds >= self.least_alone
        chance = sure(account.chance)
        return self.base + self.by_signs * odds + self.by_model * math.log(chance / (1 - chance)) >= self.least


def sure(chance: float | None) -> float:
    """The model's chance, kept off both ends."""
    return min(max(UNSEEN if chance is None else chance, 0.02), 0.99)


@lru_cache(maxsize=1)
def worth() -> Worth:
    """The table that ``training/worth.py`` fitted."""
    return msgspec.convert(json.loads(files("sayso.bench").joinpath("worth.json").read_text(encoding="utf-8")), Worth)


def signs_of(account: Account, *, told: Told, wanted: bool) -> tuple[str, ...]:
    """What can be seen of an account, as short strings."""
    rank, total = min(told.rank, 4), _step(told.total, FEW)
    found = ["bias", f"rule={wanted}", f"n={total}", f"rank={rank}", f"rank={rank}|n={total}"]
    found += [f"doclen={_step(told.length, LENGTHS)}", f"at={5 * account.span.start // max(1, told.length)}"]
    found += [f"mentions={_step(len(account.mentions), FEW)}", *_setting(account, told.published), *_hit(account)]
    found += [*_doers(account)]
    return tuple(dict.fromkeys(found))


def _step(number: int, cuts: tuple[int, ...]) -> str:
    return next((str(cut) for cut in cuts if number <= cut), "more")


def _setting(account: Account, published: DateRange | None) -> Iterator[str]:
    kind = _KNOWN_AS.get(account.type, account.type).value
    yield f"type={kind}"
    yield f"stage={account.stage.value}"
    yield f"type={kind}|{account.stage.value}"
    yield from (f"flag={flag}" for flag in account.flags)
    yield f"place={account.place is not None}|{account.geo_precision.value}"
    yield f"counted={bool(account.harm)}"
    date = account.date
    if date is None:
        yield "age=none"
        return
    age = days_between(date.end, published.start) if published is not None else None
    yield f"age={'unknown' if age is None else _step(age, AGES)}"
    yield f"precision={date.precision.value}|{date.carried}"


def _hit(account: Account) -> Iterator[str]:
    named, others = [v for v in account.victims if v.named], [v for v in account.victims if not v.named]
    yield f"named={min(len(named), 2)}"
    yield f"unnamed={min(len(others), 2)}"
    yield f"targets={min(len(account.targets), 2)}"
    yield f"weapons={min(len(account.weapons), 2)}"
    yield f"hit={bool(named)}|{bool(others)}|{bool(account.targets)}"
    yield from (f"person={v.kind}|{v.named}" for v in account.victims)
    yield from (f"effect={v.effect}" for v in account.victims)
    yield from (f"victim={_word(v.span.exact)}" for v in others)
    yield from (f"target={t.kind}" for t in account.targets)
    yield from (f"thing={_word(t.span.exact)}" for t in account.targets)
    yield from (f"weapon={w.kind}" for w in account.weapons)
    yield from (f"arm={_word(w.span.exact)}" for w in account.weapons)
    yield "persons=" + "+".join(sorted({v.kind for v in account.victims}))


def _doers(account: Account) -> Iterator[str]:
    yield f"suspects={min(len(account.suspects), 2)}"
    words = [_word(s.span.exact) for s in account.suspects]
    yield from (f"held={s.kind}|{s.status.value}" for s in account.suspects)
    yield from (f"suspect={word}" for word in words)
    sides = [s for s in ("state", "rebel") if not lexicon.words("sides", s).isdisjoint(words)]
    kinds = {v.kind for v in account.victims} or {t.kind for t in account.targets} or {"nobody"}
    yield from (f"side={'+'.join(sides)}|{kind}" for kind in kinds)


def _word(phrase: str) -> str:
    """The noun of a phrase, without a plural ending."""
    words = re.findall(r"[a-z'-]+", phrase.lower().split(" of ")[0])
    return singular(words[-1]) if words else "#"
