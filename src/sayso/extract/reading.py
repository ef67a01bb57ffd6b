"""A document comes in; everything that it says goes out, each record with the exact words it came from."""

from __future__ import annotations

from sayso.extract.accounts import find_accounts
from sayso.extract.actors import find_actors
from sayso.extract.comparisons import find_comparisons
from sayso.extract.evidence import find_evidence
from sayso.extract.measures import find_measures
from sayso.extract.parse import parse
from sayso.extract.places import find_places
from sayso.extract.responses import find_responses
from sayso.extract.ruleset import rules
from sayso.extract.statements import read_statements
from sayso.extract.times import find_times
from sayso.model import Document, Extraction


def extract(document: Document, *, model: str = "auto") -> Extraction:
    """Read one document by rules and, where ``model`` allows and weights are installed, by the shipped encoder."""
    parsed = parse(document)
    actors, times = find_actors(parsed), find_times(parsed)
    places = find_places(parsed, actors)
    said = read_statements(parsed, actors, model=model)
    actors = actors.with_refs(said.refs)
    told = find_accounts(parsed, actors=actors, places=places, times=times, statements=said.statements, model=model)
    actors = actors.with_refs(told.refs)
    accounts, statements = told.accounts, told.statements
    measures = find_measures(parsed, places=places, times=times, accounts=accounts, statements=statements)
    return Extraction(
        document=document.id,
        made_by=rules(),
        actors=actors.actors,
        places=places.places,
        statements=statements,
        accounts=accounts,
        evidence=find_evidence(parsed, actors=actors, accounts=accounts, statements=statements),
        measures=measures,
        responses=find_responses(
            parsed, measures=measures, accounts=accounts, statements=statements, places=places, actors=actors, times=times
        ),
        comparisons=find_comparisons(parsed, actors=actors, accounts=accounts, statements=statements),
    )
