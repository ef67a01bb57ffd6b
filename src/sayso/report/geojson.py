"""A ledger reader in; the incidents as GeoJSON (RFC 7946) out, with how precise each place is."""

from __future__ import annotations

from typing import Any

import msgspec

from sayso.assess.toll import DEFAULT
from sayso.ledger.reader import LedgerReader
from sayso.report.gaps import gaps
from sayso.report.happenings import Happening, happenings

_encode = msgspec.json.Encoder(order="sorted").encode


def ledger_geojson(ledger: LedgerReader, harm_rule: str = DEFAULT) -> bytes:
    """One feature an incident; its geometry is null where the texts give no place with coordinates.

    The member ``sayso`` lists what may be missing: partial pages and unreadable sources.
    """
    features = [_feature(happening) for happening in happenings(ledger, harm_rule)]
    return _encode({"type": "FeatureCollection", "features": features, "sayso": gaps(ledger).told()}) + b"\n"


def _feature(h: Happening) -> dict[str, Any]:
    date = h.incident.date
    return {
        "type": "Feature",
        "id": h.incident.id,
        "geometry": _point(h),
        "properties": {
            "label": h.incident.label,
            "type": h.incident.type,
            "start": date and date.start,
            "end": date and date.end,
            "date_precision": date and date.precision,
            "place": h.place and h.place.name,
            "geo_precision": h.geo_precision,
            "suspects": [{"name": named.actor.name, "status": named.status} for named in h.suspects],
            "harm": h.harm,
            "sources": h.addresses,
            "partial_sources": h.partial,
            "quotes": [account.span.exact for account in h.accounts],
        },
    }


def _point(h: Happening) -> dict[str, Any] | None:
    if h.place is None or h.place.lat is None or h.place.lon is None:
        return None
    return {"type": "Point", "coordinates": [h.place.lon, h.place.lat]}
