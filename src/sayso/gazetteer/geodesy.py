"""Two positions come in; the distance between them in kilometres goes out."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

from sayso.model import Place

_EARTH_KM = 6371.0088  # mean radius; the ellipsoid differs by at most 0.6 %


def great_circle_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """The shortest way over a sphere, in kilometres."""
    phi1, phi2 = radians(lat1), radians(lat2)
    half = sin((phi2 - phi1) / 2) ** 2 + cos(phi1) * cos(phi2) * sin(radians(lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(half)))


def distance_km(this: Place, that: Place) -> float | None:
    """Kilometres between two places; None where one has no coordinates."""
    if this.lat is None or this.lon is None or that.lat is None or that.lon is None:
        return None
    return great_circle_km(this.lat, this.lon, that.lat, that.lon)
