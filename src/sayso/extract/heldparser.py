"""spaCy's greedy parser comes in; the same parser, taking the same steps in half the time, goes out.

spaCy's own loop gives Python's lock away and must take it back some hundred times at each step. Here the loop keeps the lock, and asks
the parser's parts for the same: which tokens each state looks at, what they weigh, and the best move that is allowed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

FACTORY = "sayso_held_parser"
BATCH = 256  # documents parsed side by side

__all__ = ["FACTORY", "HeldParser", "held"]


class HeldParser:
    """A component in the place of a parser or of a finder of names; what it gives is what that gives."""

    def __init__(self, parser: Any) -> None:
        self._parser = parser

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], batch_size: int = BATCH) -> Iterator[Doc]:
        waiting = iter(docs)
        while batch := list(islice(waiting, batch_size)):
            self._parser.set_annotations(batch, self._states(batch))
            yield from batch

    def _states(self, docs: list[Doc]) -> Any:
        """The final state of every document."""
        whole = self._parser.moves.init_batch(docs)
        states = [state for state in whole if not state.is_final()]
        if not states:
            return whole
        step = self._parser.model.predict(docs)
        weights, bias = step.vec2scores.get_param("W").T, step.vec2scores.get_param("b")
        tokens, state_vectors, moved = step.get_token_ids, step.state2vec.predict, self._parser.transition_states
        while states:
            states = moved(states, state_vectors(tokens(states)) @ weights + bias)
        step.clear_memory()
        return whole


def held(parser: Any) -> HeldParser | None:
    """The component for this parser, unless it parses in a way of its own."""
    attrs = parser.model.attrs
    greedy = parser.cfg.get("beam_width", 1) == 1
    return HeldParser(parser) if greedy and attrs.get("has_upper") and not attrs.get("unseen_classes") else None


@Language.factory(FACTORY)
def _component(nlp: Language, name: str) -> _Place:
    return _Place()


class _Place:
    """Where the pipeline keeps the component: it makes its parts itself, by name."""

    parser: HeldParser

    def __call__(self, doc: Doc) -> Doc:
        return self.parser(doc)

    def pipe(self, docs: Iterable[Doc], batch_size: int = BATCH) -> Iterator[Doc]:
        return self.parser.pipe(docs, batch_size)
