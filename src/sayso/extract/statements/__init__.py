"""A parsed document comes in; its statements go out: who says, the saying word, what is said."""

from __future__ import annotations

from sayso.extract.actors import Actors
from sayso.extract.encoder import available, version
from sayso.extract.parse import Parsed
from sayso.extract.statements.attributions import attributions_in, outermost
from sayso.extract.statements.build import Built, build
from sayso.model import Statement

__all__ = ["Built", "attributions_in", "find_statements", "outermost", "read_statements"]


def read_statements(parsed: Parsed, actors: Actors, *, model: str = "auto") -> Built:
    """The statements of a document, the actor references that they use, and which reader made them."""
    return build(parsed, actors, attributions_in(parsed, model=model), made_by=_lane(model))


def _lane(model: str) -> str:
    return f"model:{version()}" if model != "off" and available() else "rules"


def find_statements(parsed: Parsed, actors: Actors) -> tuple[Statement, ...]:
    """The statements of a document, in reading order."""
    return read_statements(parsed, actors).statements
