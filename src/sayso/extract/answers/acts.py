"""A parsed block and the accounts told in it come in; the verbs that tell these go out as steps: a strike may answer a strike, and an envoy
expelled answers something though no table of answers has the words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from sayso.extract.accounts import deeds, lexicon
from sayso.extract.accounts.clauses import full
from sayso.extract.answers.standing import Standing, standing_of
from sayso.extract.answers.steps import RESTRAINT, Step, doers_of, is_ground, words_of
from sayso.extract.around import Told
from sayso.extract.parse import ParsedBlock
from sayso.model import IncidentType, Stage

KINDS = {
    IncidentType.ARREST: "arrest", IncidentType.DIPLOMATIC: "diplomatic", IncidentType.SANCTIONS: "sanctions",
    IncidentType.PROTEST: "protest", IncidentType.RIOT: "protest",
}  # fmt: skip


def kind_of(type_: IncidentType) -> str:
    """How it is answered with a happening of this type."""
    return KINDS.get(type_, "military")


def find_acts(block: ParsedBlock, told: Iterable[Told]) -> Iterator[tuple[Step, Told]]:
    """Each account that a verb of the block tells, as what somebody did."""
    for telling in told:
        if not block.span.holds(telling.span):
            continue
        verb = next((t for t in block.tokens(telling.span.start, telling.span.end) if _tells(t)), None)
        if verb is not None:
            yield _act(block, verb, telling), telling


def _tells(token: Token) -> bool:
    if token.pos_ != "VERB" or token.dep_ in {"amod", "compound"} or is_ground(token):
        return False
    lemmas = {full(token), token.lemma_.lower()}
    return not lemmas.isdisjoint(lexicon.verbs()) or not lemmas.isdisjoint(deeds.verbs())


def _act(block: ParsedBlock, verb: Token, telling: Told) -> Step:
    standing, stage = standing_of(verb), telling.account.stage
    who = next(iter(doers_of(verb)), None)
    if stage is Stage.DENIED:
        standing = Standing(withheld=True)
    elif stage in {Stage.THREATENED, Stage.PLANNED, Stage.HYPOTHETICAL} and standing.stage is Stage.ACCOMPLISHED:
        standing = Standing(stage=stage, withheld=standing.withheld)
    return Step(
        block=block, verb=verb.i, kind=RESTRAINT if standing.withheld else kind_of(telling.account.type), span=words_of(block, verb),
        doer=who.i if who is not None else None, stage=standing.stage,
    )  # fmt: skip
