"""A parsed document comes in; who and what stands in a role in it goes out, with the chance that encoder and word signs give it."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from spacy.lang.en.stop_words import STOP_WORDS

from sayso.codelists import table
from sayso.errors import ModelUnavailable
from sayso.extract.accounts.phrases import phrase
from sayso.extract.accounts.signs import Noun, nouns
from sayso.extract.parse import Parsed
from sayso.model import Record, Span

if TYPE_CHECKING:
    from sayso.extract.accounts.triggers import Trigger
    from sayso.extract.decode_roles import Role

LEAST = 0.05  # the least chance at which the encoder is asked for a mention
FLOOR = 0.1  # the least chance, by both together, at which a mention is seen
UNSIGNED = -2.0  # log odds by the signs of a mention without a noun at its head
MEASURES = frozenset(
    {"kg", "kilo", "kilogram", "kilogramme", "gram", "pound", "ton", "tonne", "stick", "quantity", "load", "burst"}
)
UNSAID = 0.02  # what the encoder's silence counts as


class Seen(Record, frozen=True):
    """A mention in a role as the model sees it, in page offsets."""

    span: Span
    label: str
    score: float
    status: str | None = None

    @property
    def key(self) -> str:
        """The words in lower case."""
        return " ".join(self.span.exact.lower().split())


class Blend(msgspec.Struct, frozen=True, kw_only=True):
    """How the two readers' log odds add up to one."""

    base: float
    encoder: float
    signs: float

    def chance(self, encoder: float, signs: float) -> float:
        """The chance from the encoder's chance and the log odds by the signs."""
        sure = min(max(encoder, UNSAID), 0.99)
        return _chance(self.base + self.encoder * math.log(sure / (1 - sure)) + self.signs * signs)


def _chance(odds: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


class Weights(msgspec.Struct, frozen=True, kw_only=True):
    """What each sign adds to the log odds of each label, in hundredths."""

    labels: tuple[str, ...]
    signs: Mapping[str, tuple[int, ...]]

    def odds(self, signs: Sequence[str]) -> dict[str, float]:
        """The log odds of each label."""
        rows = [row for s in signs if (row := self.signs.get(s)) is not None]
        sums = map(sum, zip(*rows, strict=True)) if rows else (0 for _ in self.labels)
        return {label: total / 100 for label, total in zip(self.labels, sums, strict=True)}


@cache
def weights() -> Weights:
    """The table that ``training/signs.py`` fitted."""
    path: Path = import_module("sayso_model_en").path() / "signs.json"
    if not path.is_file():
        raise ModelUnavailable(f"{path} is missing: the wheel sayso-model-en is not whole.")
    return msgspec.convert(json.loads(path.read_text(encoding="utf-8")), Weights)


@cache
def blends() -> Mapping[str, Blend]:
    """For each label how the two readers are weighed."""
    return msgspec.convert(table("role_levels")["blend"], dict[str, Blend])


def seen_by_model(parsed: Parsed, triggers: Sequence[Sequence[Trigger]] | None = None) -> tuple[Seen, ...]:
    """Every mention in a role, at any chance worth asking for, in reading order; ``triggers`` are those of each block."""
    from sayso.extract.encoder import roles

    whole = parsed.document.span
    stretches = [(b.span.start - whole.start, b.span.end - whole.start) for b in parsed.blocks]
    heard = [_heard(r, whole) for r in roles(whole.exact, paragraphs=stretches, least=LEAST)]
    return tuple(sorted(blended(tuple(nouns(parsed, triggers)), heard), key=lambda s: (s.span.start, s.span.end, s.label)))


def _heard(role: Role, whole: Span) -> Seen:
    span = whole.part(whole.start + role.start, whole.start + role.end)
    return Seen(span=span, label=role.label, score=role.score, status=role.status)


def blended(heads: Sequence[Noun], heard: Sequence[Seen]) -> Iterator[Seen]:
    """One mention for each noun and label that both readers together find likely; what only the encoder can see comes last."""
    known = blends()
    used: set[Seen] = set()
    places = [(h.span.start, h.span.end, h) for h in heard]
    for noun in heads:
        token = noun.token
        spot = noun.block.chars(token.idx, token.idx + len(token.text))
        odds = weights().odds(noun.signs)
        near = [h for start, end, h in places if start < spot.end and spot.start < end]
        used.update(near)
        if token.ent_type_ in {"DATE", "TIME"}:
            continue  # "the murders of 16 November": a day is nobody
        for label, blend in known.items():
            said = max((h for h in near if h.label == label), key=lambda h: h.score, default=None)
            score = blend.chance(said.score if said is not None else 0.0, odds[label])
            if score >= FLOOR:
                status = said.status if said is not None else None
                yield Seen(span=_extent(noun, label), label=label, score=score, status=status)
    for one in heard:
        score = known[one.label].chance(one.score, UNSIGNED)
        if one not in used and score >= FLOOR and not STOP_WORDS.issuperset(one.key.split()):
            yield msgspec.structs.replace(one, score=score)


def _extent(noun: Noun, label: str) -> Span:
    """The name of a person, or else the whole phrase; of "kilos of dynamite" the dynamite."""
    found = phrase(noun.block, noun.token)
    if label == "victim_named" and found.name is not None:
        return found.name
    inner = [p for c in noun.token.children if c.lower_ == "of" for p in c.children if p.dep_ == "pobj"]
    if label == "weapon" and inner and noun.token.lemma_.lower() in MEASURES:
        return phrase(noun.block, inner[0]).core
    return found.core if label == "weapon" else found.span
