"""MUC-4 messages come in; accounts in the scorer's form and its figures go out, with bootstrap intervals."""

from __future__ import annotations

import datetime
import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec

from sayso.bench.corpora import article, rows, scorer
from sayso.bench.templates import MONTHS, UNARMED, one_template_each, written
from sayso.codelists import table
from sayso.extract import extract
from sayso.extract.accounts import lexicon
from sayso.extract.accounts.heads import is_likely
from sayso.extract.accounts.lexicon import nationalities
from sayso.extract.accounts.phrases import singular
from sayso.model import (
    Account,
    ActorKind,
    Basis,
    DateRange,
    Document,
    Extraction,
    Precision,
    Stage,
    Suspect,
    SuspectStatus,
    Target,
    Victim,
)  # fmt: skip

CONFIDENCE = {
    SuspectStatus.FACT: "REPORTED AS FACT", SuspectStatus.CLAIMED: "CLAIMED OR ADMITTED", SuspectStatus.ACCUSED: "SUSPECTED OR ACCUSED",
    SuspectStatus.ACCUSED_BY_AUTHORITIES: "SUSPECTED OR ACCUSED BY AUTHORITIES", SuspectStatus.POSSIBLE: "POSSIBLE",
    SuspectStatus.ACQUITTED: "ACQUITTED",
}  # fmt: skip
# A suspect named more than once in one incident keeps the status that says most.
STRONGEST = [
    SuspectStatus.CLAIMED,
    SuspectStatus.FACT,
    SuspectStatus.ACCUSED_BY_AUTHORITIES,
    SuspectStatus.ACCUSED,
    SuspectStatus.POSSIBLE,
    SuspectStatus.ACQUITTED,
]
INTERVALS = ("ree", "ree_full", "templates", "incidents", "org_status_pairs", "dates")
SOLDIERS = frozenset({"active_military", "law_enforcement"})
HIT = 0.1  # the least chance that somebody or something was hit
FOREIGN = frozenset({"us", "american", "americans", "foreign", "spanish", "british", "french", "israeli", "german", "un"})
_BRACKETS = re.compile(r"\s*[\[(][^\])]*[\])]?\s*")
_NUMBER = re.compile(
    r"^(?:(?:AT LEAST|ABOUT|SOME|OVER|\d[\d,]*|TWO|THREE|FOUR|FIVE|SIX|SEVEN|EIGHT|NINE|TEN|ELEVEN|TWELVE|SEVERAL|VARIOUS|MANY|OTHER)\s+)+"
)
GENERIC = frozenset(
    {"OFFICES", "OFFICE", "HEADQUARTERS", "RESIDENCE", "RESIDENCES", "HOME", "HOMES", "HOUSE",
     "BRANCH", "BRANCHES", "FACILITIES", "INSTALLATIONS", "BUILDING"}
)  # fmt: skip
ARMED = frozenset({ActorKind.ARMED_GROUP, ActorKind.STATE_FORCE})
CLEARED = frozenset({SuspectStatus.DENIED, SuspectStatus.EXONERATED, SuspectStatus.ACQUITTED, SuspectStatus.UNKNOWN_STATED})
REAL = frozenset({Stage.ACCOMPLISHED, Stage.ATTEMPTED, Stage.THREATENED})
VAGUE = frozenset(
    {"PEOPLE", "PERSONS", "PERSON", "CIVILIANS", "OTHERS", "OTHER", "VICTIMS", "MEMBERS",
     "MEN", "CIVILIAN POPULATION", "POPULATION", ""}
)  # fmt: skip
DOUBTING = frozenset({"ALLEGED", "PRESUMED", "SUSPECTED", "SO-CALLED", "SELF-STYLED", "OTHER", "MORE"})
PRONOUNS = frozenset({"he", "she", "they", "we", "who", "it"})
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
    published = _dateline(message)
    accounts = _of_the_lone_group(extraction)
    found = [i for a in accounts if (i := _incident(a, extraction, published)) is not None]
    kept = [i for n, i in enumerate(found) if n == 0 or _specific(i)]
    return {"doc_id": message["doc_id"], "incidents": one_template_each(kept)}


def _of_the_lone_group(extraction: Extraction) -> Iterator[Account]:
    """MUC-4's ``possible``: the one armed group or force held responsible in a message is a possible doer of what else it tells
    of nobody; where nobody is held responsible, the one armed group that is named at all, if armed people did it.

    A guess from what messages of 1989 to 1991 are about: it helps to score, and has no place in a ledger, where nobody is
    named whom no words name.
    """
    named = _named_once(extraction)
    accounts = [_with(a, named) if _wanting(a) and any(map(_is_armed, a.suspects)) else a for a in extraction.accounts]
    held = _held_once([a for a in accounts if _in_question(a)], extraction)
    yield from (_with(a, held) if _wanting(a) else a for a in accounts)


def _in_question(account: Account) -> bool:
    return account.stage in REAL and table("events")["crosswalk"][account.type.value]["muc4"] is not None


def _wanting(account: Account) -> bool:
    return _in_question(account) and not any(s.kind == "organisation" for s in account.suspects)


def _is_armed(suspect: Suspect) -> bool:
    words = {singular(word) for word in _words(suspect.span.exact.lower())}
    return bool(words & lexicon.words("targets", "armed"))


def _words(text: str) -> list[str]:
    return re.findall(r"[\w’'-]+", text)


def _with(account: Account, guess: Suspect | None) -> Account:
    return account if guess is None else msgspec.structs.replace(account, suspects=(*account.suspects, guess))


def _held_once(accounts: Sequence[Account], extraction: Extraction) -> Suspect | None:
    kinds = {actor.id: actor.kind for actor in extraction.actors}
    held = {
        s.actor: s for a in reversed(accounts) for s in a.suspects if s.kind == "organisation" and s.status not in CLEARED
    }
    one = next(iter(held.values())) if len(held) == 1 else None
    if one is None or kinds.get(one.actor) not in ARMED:
        return None
    return msgspec.structs.replace(one, status=SuspectStatus.POSSIBLE, statement=None, implied=True)


def _named_once(extraction: Extraction) -> Suspect | None:
    groups = [a for a in extraction.actors if a.kind is ActorKind.ARMED_GROUP and a.named and a.mentions]
    if len(groups) != 1:
        return None
    (group,) = groups
    return Suspect(actor=group.id, span=group.mentions[0], kind="organisation", status=SuspectStatus.POSSIBLE, implied=True)


def _specific(incident: Message) -> bool:
    """More is told than that some unnamed people were hit; the incident told first may tell no more."""
    told = ("perp_individuals", "perp_orgs", "targets", "victims_named", "weapons")
    return any(incident[slot] for slot in told) or incident["dated"]


def _incident(account: Account, extraction: Extraction, published: DateRange | None) -> Message | None:
    kind = table("events")["crosswalk"][account.type.value]["muc4"]
    if kind is None or not is_wanted(account):
        return None
    victims = [v for v in account.victims if v.span.exact.strip(_STRIP)]
    return {
        "type": kind,
        "perp_individuals": _unique(_who(s, extraction) for s in _held(account) if s.kind == "individual"),
        "perp_orgs": _organisations(account, extraction),
        "targets": [] if kind == "KIDNAPPING" else _unique(_thing(t) for t in account.targets if t.kind != "military"),
        "victims": _unique(_plain(v.span.exact) if v.named else _undescribed(v.span.exact) for v in victims),
        "victims_named": _unique(_plain(v.span.exact) for v in victims if v.named),
        "weapons": [] if kind in UNARMED else _unique(_bare(w.span.exact) for w in account.weapons),
        "date": written(account.date, published),
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


def _held(account: Account) -> Iterable[Suspect]:
    told = (s for s in account.suspects if s.status in CONFIDENCE and s.status is not SuspectStatus.ACQUITTED)
    return (s for s in told if is_likely(s))


def _organisations(account: Account, extraction: Extraction) -> list[dict[str, str]]:
    best: dict[str, Suspect] = {}
    for suspect in _held(account):
        if suspect.kind != "organisation":
            continue
        old = best.get(suspect.actor)
        if old is None or STRONGEST.index(suspect.status) < STRONGEST.index(old.status):
            best[suspect.actor] = suspect
    known = {a.id for a in extraction.actors if a.named}
    called = [(_called(s, extraction), s) for s in best.values()]
    return [{"name": n, "confidence": CONFIDENCE[s.status]} for n, s in called if s.actor in known or not _is_band(n)]


def _called(suspect: Suspect, extraction: Extraction) -> str:
    """One name for one organisation throughout a message: what the text calls it most often, or the longest that stands as a suspect."""
    actor = next((a for a in extraction.actors if a.id == suspect.actor), None)
    spans = [
        s.span for a in extraction.accounts for s in a.suspects if s.actor == suspect.actor and s.kind == "organisation"
    ]
    names = [_plain(s.exact) for s in spans if s.exact.lower() not in PRONOUNS]
    if not names or (actor is not None and actor.named):
        names += [_plain(m.exact) for m in actor.mentions if m.exact.lower() not in PRONOUNS] if actor else []
        return max(names, key=lambda n: (names.count(n), len(n)), default=_plain(suspect.span.exact))
    return max(names, key=len)


def _is_band(name: str) -> bool:
    """People under arms who bear no name, "rebel forces": doers, and no organisation."""
    known = lexicon.words("targets", "armed")
    return any(w in known or singular(w) in known for w in name.lower().split())


def _plain(text: str) -> str:
    """The filler as the keys give it: upper case, one line, without brackets."""
    bare = _BRACKETS.sub(" ", " ".join(text.split())).strip(_STRIP)
    return bare.upper()


def _who(suspect: Suspect, extraction: Extraction) -> str:
    """The suspect's words; for a pronoun the words it stands for."""
    if suspect.span.exact.lower() not in PRONOUNS:
        return " ".join(w for w in _plain(suspect.span.exact).split() if w not in DOUBTING)
    actor = next((a for a in extraction.actors if a.id == suspect.actor), None)
    told = [m.exact for m in actor.mentions if m.exact.lower() not in PRONOUNS] if actor else []
    return _plain(told[0]) if told else ""


def _undescribed(text: str) -> str:
    """Without number, nationality and doubt, as the keys describe the unnamed."""
    words = [w for w in _bare(text).split() if w.lower() not in nationalities() and w not in DOUBTING]
    return " ".join(words) or _bare(text)


def _thing(target: Target) -> str:
    """The target; a word like "offices" with what it belongs to."""
    whole = max((m.exact for m in target.mentions), key=len, default=target.span.exact)
    generic = _bare(target.span.exact) in GENERIC
    return _bare(whole if generic else target.span.exact)


def _bare(text: str) -> str:
    """Without a number in front: the keys give that in a slot of its own."""
    return _NUMBER.sub("", _plain(text))


def _unique(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(t for t in texts if t))


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
