"""spaCy's pipeline comes in; the same pipeline, saying the same in less time, goes out.

Its products run in numpy's BLAS on one thread, which takes less time than the BLAS that spaCy brings, its parsers keep Python's lock
while they parse, and its rules for parts of speech are asked once for each kind of token.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from spacy.language import Language
from spacy.pipeline import AttributeRuler, DependencyParser, EntityRecognizer
from spacy.tokens import Doc
from thinc.api import Model, NumpyOps
from threadpoolctl import ThreadpoolController

from sayso.extract import heldparser
from sayso.extract.rememberedrules import FACTORY, remembered

RULES = "attribute_ruler"


def quickened(nlp: Language) -> Language:
    """The pipeline itself, changed in place."""
    ops = NumpyOps(use_blis=False)
    for _, part in nlp.pipeline:
        model = getattr(part, "model", None)
        for node in model.walk() if isinstance(model, Model) else ():
            node.ops = ops
    ruler = nlp.get_pipe(RULES) if RULES in nlp.pipe_names else None
    if isinstance(ruler, AttributeRuler) and (rules := remembered(ruler)):
        nlp.replace_pipe(RULES, FACTORY)
        nlp.get_pipe(RULES).rules = rules  # type: ignore[attr-defined]
    for name, part in list(nlp.pipeline):
        if isinstance(part, DependencyParser | EntityRecognizer) and (parser := heldparser.held(part)):
            nlp.replace_pipe(name, heldparser.FACTORY)
            nlp.get_pipe(name).parser = parser  # type: ignore[attr-defined]
    return nlp


def analysed(nlp: Language, texts: Iterable[str]) -> Iterator[Doc]:
    """The analyses of all texts, read together on one thread."""
    with _threads().limit(limits=1, user_api="blas"):
        yield from nlp.pipe(texts)


@lru_cache(maxsize=1)
def _threads() -> ThreadpoolController:
    return ThreadpoolController()
