"""MUC-4 messages come in; accounts in the scorer's form and its figures go out, with bootstrap intervals."""

from __future__ import annotations

import datetime
import random
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec

from sayso.bench.corpora import article, rows, scorer
from sayso.bench.doers import DOUBTING, REAL, fullest, individuals, organisations, plain, unique, with_guesses
from sayso.bench.templates import MONTHS, UNARMED, one_template_each, written
from sayso.bench.worth import Told, worth
from sayso.codelists import table
from sayso.extract import extract
from sayso.extract.accounts.heads import is_probable, stands
from sayso.extract.accounts.lexicon import nationalities, words
from sayso.extract.accounts.phrases import singular
from sayso.model import (
    Account,
    Basis,
    DateRange,
    Document,
    Extraction,
    Precision,
    Target,
    Victim,
)  # fmt: skip

INTERVALS = ("ree", "ree_full", "templates", "incidents", "org_status_pairs", "dates")
SOLDIERS = frozenset({"active_military", "law_enforcement"})
HIT = 0.1  # the least chance that somebody or something was hit
FOREIGN = frozenset({"us", "american", "americans", "foreign", "spanish", "british", "french", "israeli", "german", "un"})
_NUMBER = re.compile(
    r"^(?:(?:AT LEAST|SO FAR|ONLY|ABOUT|SOME|OVER|\d[\d,]*|TWO|THREE|FOUR|FIVE|SIX|SEVEN|EIGHT|NINE|TEN|ELEVEN|TWELVE|"
    r"SEVERAL|VARIOUS|MANY|OTHER)\s+)+"
)
_HARMED = re.compile(
    r"^(?:(?:BURNED|BURNT|BURNING|DESTROYED|DAMAGED|WRECKED|RAVAGED|RUINED)\s+)+"
)  # what became of it is no name
_SIZE = re.compile(r"^(?:(?:VERY|HIGHLY)\s+)?(?:POWERFUL|STRONG|HUGE|LARGE|BIG|SMALL)\s+")
GENERIC = frozenset(
    {"OFFICES", "OFFICE", "HEADQUARTERS", "RESIDENCE", "RESIDENCES", "HOME", "HOMES", "HOUSE",
     "BRANCH", "BRANCHES", "FACILITIES", "INSTALLATIONS", "BUILDING"}
)  # fmt: skip
AREAS = frozenset(
    {"NEIGHBORHOOD", "NEIGHBORHOODS", "NEIGHBOURHOOD", "TOWN", "TOWNS", "VILLAGE", "VILLAGES", "CITY", "CITIES"}
)
_BODIES = re.compile(r"^(?:BODY|BODIES|CORPSE|CORPSES) OF\s+")
_SUFFERED = re.compile(r"^(?:(?:KIDNAPPED|ASSASSINATED|MURDERED|MASSACRED|SLAIN|KILLED|WOUNDED|INJURED)\s+)+")
VAGUE = frozenset(
    {"PEOPLE", "PERSONS", "PERSON", "CIVILIANS", "OTHERS", "OTHER", "VICTIMS", "MEMBERS",
     "MEN", "CIVILIAN POPULATION", "POPULATION", ""}
)  # fmt: skip
_STRIP = " \t\n\"'“”‘’,.;:-[]()"

Message = dict[str, Any]


def document_of(message: Message) -> Document:
    """A message's body as a document, dated by its dateline: the public way in, as for any page."""
    name = message["doc_id"]
    return article(name, message["body"], page=f"muc:{name}", published=_dateline(message))


def _dateline(message: Message) -> DateRange | None:
    found = re.match(r"(\d{1,2}) ([A-Z]{3}) (\d{2})", (message.get("dateline_parsed") or {}).get("date") or "")
    if not found or found[2] not in MONTHS:
        return None
    day = datetime.date(1900 + int(found[3]), MONTHS.index(found[2]) + 1, int(found[1])).isoformat()
    return DateRange(start=day, end=day, precision=Precision.DAY, basis=Basis.STATED)


def prediction(message: Message, extraction: Extraction) -> Message:
    """What the extraction says of the incidents that MUC-4 asks for."""
    extraction = msgspec.structs.replace(extraction, accounts=tuple(map(counted, extraction.accounts)))
    asked = {account.id for account in _worth_telling(message, extraction)}
    found = [incident_of(a, extraction, message) for a in with_guesses(extraction, asked)]
    kept = [i for n, i in enumerate(found) if n == 0 or _specific(i)]
    return {"doc_id": message["doc_id"], "incidents": one_template_each(kept)}


def counted(account: Account) -> Account:
    """Without the soldiers, and those whose assassination is recalled, whom MUC-4 would not count: a ledger keeps them."""
    victims = tuple(v for v in account.victims if is_probable(v) or not stands(v, account))
    return msgspec.structs.replace(account, victims=victims)


def _worth_telling(message: Message, extraction: Extraction) -> Iterator[Account]:
    """The accounts of MUC-4's kinds for which enough speaks."""
    for account in candidates(extraction):
        if worth().is_worth(account, told=told_in(message, extraction, account), wanted=is_wanted(account)):
            yield account


def told_in(message: Message, extraction: Extraction, account: Account) -> Told:
    """Where in its message the account stands."""
    ids = [a.id for a in candidates(extraction)]
    return Told(
        rank=ids.index(account.id), total=len(ids), length=len(message["body"]), published=_dateline(message),
        by_model=any(a.chance is not None for a in extraction.accounts),
    )  # fmt: skip


def candidates(extraction: Extraction) -> list[Account]:
    """The accounts of the types that MUC-4 knows."""
    known = table("events")["crosswalk"]
    return [a for a in extraction.accounts if known[a.type.value]["muc4"] is not None]


def _specific(incident: Message) -> bool:
    """More is told than that some unnamed people were hit; the incident told first may tell no more."""
    told = ("perp_individuals", "perp_orgs", "targets", "victims_named", "weapons")
    return any(incident[slot] for slot in told) or incident["dated"]


def incident_of(account: Account, extraction: Extraction, message: Message) -> Message:
    """The account with its fillers as MUC-4 writes them."""
    kind = table("events")["crosswalk"][account.type.value]["muc4"]
    victims = [v for v in account.victims if v.span.exact.strip(_STRIP)]
    return {
        "type": kind,
        "perp_individuals": individuals(account, extraction, message["body"]),
        "perp_orgs": organisations(account, extraction),
        "targets": [] if kind == "KIDNAPPING" else unique(_thing(t) for t in account.targets if t.kind != "military"),
        "victims": unique(plain(v.span.exact) if v.named else _undescribed(v.span.exact) for v in victims),
        "victims_named": unique(plain(v.span.exact) for v in victims if v.named),
        "weapons": [] if kind in UNARMED else fullest([_weapon(w.span.exact) for w in account.weapons]),
        "date": written(account.date, _dateline(message)),
        "location": _location(account, extraction),
        "stage": account.stage.value,
        "dated": account.date is not None and not account.date.carried,
    }


def is_wanted(account: Account) -> bool:
    """MUC-4's test of relevance: it happened, was tried or threatened; lately; against more than soldiers; on something told."""
    if account.stage not in REAL or "historical" in account.flags:
        return False
    if not (account.victims or account.targets) or (account.chance is not None and account.chance < HIT):
        return False
    return not _only_soldiers(account.victims, account) and not _general(account)


def _general(account: Account) -> bool:
    """Only people in general were hit, and nothing else is told: "civilians are murdered"."""
    told = account.targets or account.weapons or account.suspects or account.date or any(v.named for v in account.victims)
    return not told and all(_NUMBER.sub("", v.span.exact.upper()) in VAGUE for v in account.victims)


def _only_soldiers(victims: Sequence[Victim], account: Account) -> bool:
    civil = [t for t in account.targets if t.kind not in {"military", "law_enforcement"}]
    if account.targets and not civil and not account.victims:
        return True
    return (
        bool(victims)
        and not civil
        and all(not v.named and v.kind in {*SOLDIERS, "unknown"} for v in victims)
        and not any(_is_foreign(v.span.exact) for v in victims)
    )


def _is_foreign(words: str) -> bool:
    """Soldiers from outside the region that MUC-4 reads about: an attack on them is no fighting between the sides of a country."""
    return any(word in FOREIGN for word in words.lower().replace(".", "").split())


def _undescribed(text: str) -> str:
    """Without number, nationality and doubt, as the keys describe the unnamed."""
    bare = _SUFFERED.sub("", _NUMBER.sub("", _BODIES.sub("", _bare(text))))
    described = [w for w in bare.split() if w.lower() not in nationalities() and w not in DOUBTING]
    return " ".join(described) or _bare(text)


def _thing(target: Target) -> str:
    """The target; a word like "offices" with what it belongs to. The keys count no area and no part of a building as one."""
    head = _bare(target.span.exact).split(" OF ")[0].rpartition(" ")[2]
    if head in AREAS or singular(head.lower()) in words("targets", "parts"):
        return ""
    whole = max((m.exact for m in target.mentions), key=len, default=target.span.exact)
    generic = _bare(target.span.exact) in GENERIC
    return _HARMED.sub("", _bare(whole if generic else target.span.exact))


def _weapon(text: str) -> str:
    """Without number and size: "two powerful bombs" are bombs."""
    return _SIZE.sub("", _bare(text)) or _bare(text)


def _bare(text: str) -> str:
    """Without a number in front: the keys give that in a slot of its own."""
    return _NUMBER.sub("", plain(text))


def _location(account: Account, extraction: Extraction) -> str:
    place = next((p for p in extraction.places if p.id == account.place), None)
    if place is None:
        return ""
    country = next((p.name for p in extraction.places if p.country == place.country and p.kind == "country"), "")
    return f"{country}: {place.name}".upper().strip(": ")


# -- measuring


def messages(shared: Path, names: Sequence[str] = ("tst1", "tst2")) -> list[Message]:
    """The messages of the named splits."""
    return [row for name in names for row in rows(shared / "data" / "muc4" / f"{name}.jsonl")]


def scorer_of(shared: Path) -> ModuleType:
    """The outside scorer of MUC-4."""
    return scorer(shared, "score_muc4")


def headline(scores: Message) -> dict[str, float]:
    """The figures that count, by their usual names."""
    roles = {f"ree.{r}": v["f1"] for r, v in scores["ree_lit"].items() if r != "micro"}
    roles |= {f"ree_full.{r}": v["f1"] for r, v in scores["ree_full"].items() if r != "micro"}
    where_when = scores["where_when"]
    return {
        "ree": scores["ree_lit"]["micro"]["f1"], "ree_full": scores["ree_full"]["micro"]["f1"],
        "templates": scores["tmpl_lit"]["micro"]["f1"],
        "incidents": scores["incident"]["micro"]["f1"], "org_status_pairs": scores["attribution"]["org_confidence_pair"]["f1"],
        "status_accuracy": scores["attribution"]["confidence_accuracy"] or 0.0,
        "always_fact_accuracy": scores["attribution"]["majority_accuracy"] or 0.0,
        "dates": round(100 * where_when["date_exact"] / max(1, where_when["aligned_dates"]), 2), **roles,
    }  # fmt: skip


def measure(
    shared: Path, *, names: Sequence[str] = ("tst1", "tst2"), read: Callable[[Document], Extraction] = extract
) -> dict[str, float]:
    """Headline figures on the named splits."""
    gold = messages(shared, names)
    predicted = {m["doc_id"]: prediction(m, read(document_of(m))) for m in gold}
    return headline(scorer_of(shared).score_all(gold, predicted))


def _lean(tool: ModuleType) -> Callable[[Sequence[Message], dict[str, Message]], Message]:
    """The outside scorer's parts behind the headline figures, without its looser views."""

    def score(gold: Sequence[Message], predicted: dict[str, Message]) -> Message:
        return {
            "ree_lit": tool.score_ree(gold, predicted, "lit", tool.phi_strict),
            "ree_full": tool.score_ree(gold, predicted, "full", tool.phi_strict),
            "tmpl_lit": tool.score_tmpl(gold, predicted, tool.phi_strict),
            "incident": tool.score_incident(gold, predicted),
            "attribution": tool.score_attrib(gold, predicted, tool.phi_strict),
            "where_when": tool.score_where_when(gold, predicted, tool.phi_head),
        }

    return score


def accounts(folder: Path) -> dict[str, float]:
    """Figures on TST1 and TST2 by rules and encoder together, each with its 95 % bootstrap interval, and by rules alone."""
    found = _figures(folder, extract)
    alone = measure(folder, read=lambda document: extract(document, model="off"))
    return {**found, **{f"rules.{name}": alone[name] for name in ("ree", "templates", "org_status_pairs", "dates")}}


def _figures(folder: Path, read: Callable[[Document], Extraction]) -> dict[str, float]:
    gold = messages(folder)
    predicted = {m["doc_id"]: prediction(m, read(document_of(m))) for m in gold}
    figures = headline(scorer_of(folder).score_all(gold, predicted))
    for name, (low, high) in intervals(folder, gold, predicted).items():
        if name in INTERVALS:
            figures |= {f"{name}.low": low, f"{name}.high": high}
    return figures


def intervals(
    shared: Path, gold: Sequence[Message], predicted: dict[str, Message], *, rounds: int = 100, seed: int = 1
) -> dict[str, tuple[float, float]]:
    """95 % bootstrap intervals over documents."""
    score, chance = _lean(scorer_of(shared)), random.Random(seed)
    samples: dict[str, list[float]] = {}
    for _ in range(rounds):
        drawn = [chance.choice(gold) for _ in gold]
        for key, value in headline(score(drawn, predicted)).items():
            samples.setdefault(key, []).append(value)
    low, high = int(0.025 * rounds), int(0.975 * rounds) - 1
    return {key: (sorted(v)[low], sorted(v)[high]) for key, v in samples.items()}
