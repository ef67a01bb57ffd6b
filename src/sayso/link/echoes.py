"""A document and its extraction come in; accounts that only point back to another one in it go out, each with the sign.

A headline tells what its text opens with, and "the strikes" are the strikes told before. Everything else that one document
tells twice stays two happenings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from sayso.extract.around import tellings
from sayso.extract.happenings import Noun, Pointing
from sayso.link.features import of_unlike_means, own_date, same_family, toll
from sayso.model import Account, BlockKind, Document, DocumentKind, Extraction, Record, Span
from sayso.model.account import HAPPENED
from sayso.model.reckon import day_range

OPENING = 3  # accounts of the body among which the headline's is looked for
# Nouns that name one happening in the plural; "the attacks" may be many.
PLURAL_OF_ONE = frozenset({
    "strikes", "airstrikes", "air strikes", "air raids", "drone strikes", "missile strikes", "rockets", "missiles", "mortars",
    "bombs", "riots", "clashes", "fires", "deaths", "protests", "shellings",
})  # fmt: skip
_ANOTHER = re.compile(
    r"\b(?:other|another|second|third|fourth|separate|similar|previous|earlier|different|both|all|such|new"
    r"|next|latest|future|further|many|several|recent|past|most|worst|deadliest)\b",
    re.I,
)

_NAME_BEHIND = re.compile(r"\s(?:of|on|in|at|against|near|by)\s(?:the\s)?(?:[a-z]+\s){0,3}?([A-Z][\w’'-]+)")


class Echo(Record, frozen=True):
    """``this`` only speaks again of ``that``; the reason is the sign by which it is known."""

    this: str
    that: str
    reason: str


def find_echoes(document: Document, extraction: Extraction) -> tuple[Echo, ...]:
    """Every account of the document that a clear sign shows to be another of its accounts."""
    whole = document.span
    places = tuple(sorted(((s, p) for p in extraction.places for s in p.mentions), key=lambda w: w[0]))
    known = Pointing(told=tellings(extraction.accounts), places=places, text=whole.exact, start=whole.start)
    head, apart = _headline(document), _told_as_two(extraction)
    found: dict[str, Echo] = {}
    for account in extraction.accounts:
        if account.stage not in HAPPENED:
            continue
        if document.kind is DocumentKind.CORRECTION:
            echo = _corrected(account, extraction.accounts)
        elif head is not None and head.holds(account.span):
            echo = _of_headline(account, extraction.accounts, head)
        else:
            echo = _pointing(account, known)
        if echo is not None and frozenset((echo.this, echo.that)) not in apart:
            found[account.id] = echo
    return tuple(found.values())


def _told_as_two(extraction: Extraction) -> frozenset[frozenset[str]]:
    """Pairs between which the text puts a time, an order, an answer or a comparison."""
    measured = [(m.this, m.that) for m in extraction.measures]
    answered = [(r.trigger, r.response) for r in extraction.responses]
    compared = [(c.this, c.that) for c in extraction.comparisons]
    return frozenset(frozenset((a, b)) for a, b in (*measured, *answered, *compared) if a and b)


def trimmed(account: Account) -> Account:
    """The account without the date and place that it has only from what stands around its words."""
    own = [*account.mentions, account.span]
    placed = account.place_span is not None and any(m.holds(account.place_span) for m in own)
    dated = account.date is not None and any(m.holds(s) for m in own for s in account.date.spans)
    return msgspec.structs.replace(
        account,
        place=account.place if placed else None,
        place_span=account.place_span if placed else None,
        date=account.date if dated else None,
    )


def _headline(document: Document) -> Span | None:
    heads = [b.span for b in document.blocks if b.kind is BlockKind.HEADLINE]
    return document.title_span or (heads[0] if heads else None)


def _of_headline(account: Account, accounts: Sequence[Account], head: Span) -> Echo | None:
    """The first account of the body that can be what the headline tells."""
    body = sorted((a for a in accounts if not head.holds(a.span)), key=lambda a: a.span.start)[:OPENING]
    fits = [a for a in body if a.stage in HAPPENED and _compatible(trimmed(account), a)]
    best = min(fits, key=lambda a: (a.type is not account.type, a.span.start), default=None)
    if best is None:
        return None
    return Echo(this=account.id, that=best.id, reason="the headline tells what the text below it opens with")


def _corrected(account: Account, accounts: Sequence[Account]) -> Echo | None:
    """A correction speaks of one happening, wrongly and rightly: what it tells first, whatever the figures."""
    first = min((a for a in accounts if a.stage in HAPPENED), key=lambda a: a.span.start)
    bare = msgspec.structs.replace(account, harm=())
    if first.id == account.id or not _compatible(trimmed(bare), first):
        return None
    return Echo(this=account.id, that=first.id, reason="a correction sets two tellings of one happening side by side")


def _pointing(account: Account, known: Pointing) -> Echo | None:
    """The account told before that a "the attack" means, where nothing in the words makes it another one."""
    bare = trimmed(account)
    if bare.date is not None or any(v.named for v in account.victims) or toll(account, "killed") or toll(account, "injured"):
        return None
    first = min((m.start for m in (*account.mentions, account.span)), default=0)
    for noun in _own_nouns(account, known):
        meant = known.pointed(noun, besides=(account.id,))
        fits = meant and meant.stage in HAPPENED and meant.span.start < first and _compatible(bare, meant)
        if meant and fits and _names_nothing_new(noun, meant, known):
            words = known.text[noun.start - known.start : noun.end - known.start]
            return Echo(this=account.id, that=meant.id, reason=f"“the {words}” points back to it in the same text")
    return None


def _names_nothing_new(noun: Noun, meant: Account, known: Pointing) -> bool:
    """ "The shelling of Orvel" is no echo of a raid in whose telling Orvel does not stand."""
    found = _NAME_BEHIND.match(known.text, noun.end - known.start)
    if found is None or (meant.place and known.place_of(noun) == meant.place):
        return True
    return any(found[1] in m.exact for m in (*meant.mentions, meant.span))


def _own_nouns(account: Account, known: Pointing) -> Iterator[Noun]:
    """The first event noun of the account's fullest words, if it points back to one happening."""
    span = account.span
    for noun in known.nouns(span.start, span.end):
        words = known.text[noun.start - known.start : noun.end - known.start].lower()
        lead = known.text[max(0, noun.start - known.start - 40) : noun.start - known.start]
        near = re.split(r"\b(?:the|this|that|these|those|its|their|his|her|our)\b", lead, flags=re.I)[-1]
        single = not words.endswith("s") or words in PLURAL_OF_ONE
        if noun.definite and single and not _ANOTHER.search(near):
            yield noun
        return


def _compatible(a: Account, b: Account) -> bool:
    """Nothing in the two says that they are two."""
    if not same_family(a.type, b.type) or of_unlike_means(a.type, b.type):
        return False
    if a.place and b.place and a.place != b.place:
        return False
    one, other = day_range(own_date(a)), day_range(own_date(b))
    if one and other and (one[0] > other[1] + 1 or other[0] > one[1] + 1):
        return False
    weapons = [{w.kind for w in x.weapons if w.kind != "unknown"} for x in (a, b)]
    if weapons[0] and weapons[1] and not weapons[0] & weapons[1]:
        return False
    tolls = [(toll(a, kind), toll(b, kind)) for kind in ("killed", "injured")]
    return all(x is None or y is None or (x[0] <= y[1] and y[0] <= x[1]) for x, y in tolls)
