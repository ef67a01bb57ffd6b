"""A parsed block comes in; the steps that it tells of go out: what somebody does, as states, forces and people do when something has
happened, with who does it and how far it got."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from spacy.tokens import Span as Slice
from spacy.tokens import Token

from sayso.codelists import table
from sayso.extract.accounts.clauses import full, is_passive, subjects_of
from sayso.extract.accounts.deeds import Clause, Sense, around
from sayso.extract.accounts.phrases import left_edge, right_edge
from sayso.extract.answers.standing import Standing, standing_of
from sayso.extract.parse import ParsedBlock
from sayso.model import Record, Span, Stage

LONGEST = 200  # characters of a step's words that are quoted
RESTRAINT = "restraint"
WITH = frozenset({"dobj", "prt", "oprd", "dative", "acomp", "attr", "advmod", "npadvmod", "agent", "prep"})
GROUNDS = frozenset({"after", "since", "when", "once", "because"})
CAUSATIVE = frozenset({"have", "get"})


class Answer(Sense, frozen=True, kw_only=True):
    """A sense in which a verb tells of an answer. ``event``: only with a happening below it; a weak one only where words point at one;
    ``only_withheld``: only where it is said not to have been done."""

    kind: str
    only_withheld: bool = False
    event: bool = False
    strong: bool = True


class Step(Record, frozen=True):
    """One thing done, or said not to have been done; ``verb`` is the index of its word in the block's analysis."""

    block: ParsedBlock
    verb: int
    kind: str
    span: Span
    doer: int | None = None  # index of the head of the words for whoever does it
    stage: Stage = Stage.ACCOMPLISHED
    event: bool = False
    strong: bool = True

    @property
    def token(self) -> Token:
        """The verb's token."""
        return self.block.doc[self.verb]

    @property
    def doing(self) -> Slice | None:
        """The words for whoever does it."""
        if self.doer is None:
            return None
        head = self.block.doc[self.doer]
        return head.doc[left_edge(head) : right_edge(head) + 1]

    @property
    def who(self) -> Span | None:
        """The same, as the page has them."""
        return self.block.span_of(self.doing) if self.doing is not None else None


@lru_cache(maxsize=1)
def answers() -> dict[str, tuple[Answer, ...]]:
    """Verb lemma, with its particle joined by ``_``, to the answers that it may tell of."""
    found: dict[str, tuple[Answer, ...]] = {}
    for row in table("answers")["verbs"]:
        sense = Answer(
            kind=row["kind"], event=row.get("event", False), strong=row.get("strong", True), only_withheld=row.get("only_withheld", False),
            **around(row),
        )  # fmt: skip
        for lemma in row["lemmas"]:
            found[lemma] = (*found.get(lemma, ()), sense)
    return found


@lru_cache(maxsize=1)
def _bare() -> frozenset[str]:
    return frozenset(lemma.partition("_")[0] for lemma in answers())


def find_steps(block: ParsedBlock) -> Iterator[Step]:
    """Every step told by a verb of the block, in reading order."""
    verbs = _bare()
    for token in block.doc:
        if (
            token.pos_ == "VERB"
            and token.lemma_.lower() in verbs
            and token.dep_ not in {"amod", "compound"}
            and not is_ground(token)
        ):
            allowed = _senses(token)
            standing = standing_of(token) if allowed else Standing()
            found = next((s for s in allowed if standing.withheld >= s.only_withheld), None)
            if found is not None:
                yield _step(block, token, found, standing)


def is_ground(verb: Token) -> bool:
    """ "after the army recalled its men": told as what came before, and no answer to it."""
    return verb.dep_ == "advcl" and any(c.dep_ in {"mark", "advmod"} and c.lower_ in GROUNDS for c in verb.children)


def _senses(verb: Token) -> list[Answer]:
    """The senses that the words around the verb allow, the most telling first."""
    known = answers()
    senses = dict.fromkeys((*known.get(full(verb), ()), *known.get(verb.lemma_.lower(), ())))
    if not senses:
        return []
    clause = Clause(verb)
    return [s for s in senses if clause.allows(s)]


def _step(block: ParsedBlock, verb: Token, sense: Answer, standing: Standing) -> Step:
    who = next(iter(doers_of(verb)), None)
    return Step(
        block=block, verb=verb.i, kind=RESTRAINT if standing.withheld else sense.kind, span=words_of(block, verb),
        doer=who.i if who is not None else None, stage=standing.stage, event=sense.event, strong=sense.strong,
    )  # fmt: skip


def doers_of(verb: Token) -> list[Token]:
    """Heads of the words for whoever does it: "Lund", in "prompted Lund to act", "the army", in "had them shot by the army"."""
    agents = [p for c in verb.children if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj"]
    if agents:
        return agents
    head = verb.head
    if verb.tag_ in {"VBN", "VBD"} and verb.dep_ in {"ccomp", "xcomp", "advcl"} and head.lemma_ in CAUSATIVE:
        return subjects_of(head)
    if is_passive(verb):
        return []
    own = [c for c in verb.children if c.dep_ == "nsubj" and c.tag_ not in {"WDT"}]
    if not own and verb.dep_ in {"xcomp", "ccomp"} and head.lemma_.lower() in moved():
        return [c for c in head.children if c.dep_ == "dobj"]
    return subjects_of(verb)


@lru_cache(maxsize=1)
def moved() -> frozenset[str]:
    """Verbs whose subject brings about what their object does."""
    return frozenset(table("answers")["moved"])


def words_of(block: ParsedBlock, verb: Token) -> Span:
    """The verb with its helpers and what belongs to it, without the clauses that hang on it."""
    first = min([verb.i, *(c.i for c in verb.children if c.dep_ in {"aux", "auxpass", "neg", "nsubjpass"} and c.i < verb.i)])
    passive = [c.left_edge.i for c in verb.children if c.dep_ == "nsubjpass"]
    first = min([first, *(p for p in passive if verb.i - p < 12)])
    last = max([verb.i, *(_end(c) for c in verb.children if c.dep_ in WITH and c.i > verb.i)])
    doc = verb.doc
    while last > verb.i and doc[last].idx + len(doc[last]) - doc[first].idx > LONGEST:
        last -= 1
    return block.span_of(doc[first : last + 1])


def _end(child: Token) -> int:
    """The last token of what stands below, up to the first clause in it."""
    clauses = [t.left_edge.i for t in child.subtree if t.dep_ in {"relcl", "advcl", "ccomp"} and t.left_edge.i > child.i]
    return min([child.right_edge.i, *(c - 1 for c in clauses)])
