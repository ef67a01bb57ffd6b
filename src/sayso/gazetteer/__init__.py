"""A place's name comes in; places with coordinates go out, likeliest first."""

from sayso.gazetteer.build import NOTICE, import_geonames
from sayso.gazetteer.geodesy import distance_km
from sayso.gazetteer.search import Candidate, candidates, lookup

__all__ = ["NOTICE", "Candidate", "candidates", "distance_km", "import_geonames", "lookup"]
