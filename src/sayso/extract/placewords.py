"""A word comes in; whether it says that what follows it is a place goes out."""

from __future__ import annotations

from spacy.tokens import Token

# "the village of X", "the districts of X and Y": what stands there is a place, whatever the recogniser takes it for.
CALLED = frozenset([
    "village", "town", "city", "district", "neighborhood", "neighbourhood", "province", "governorate", "suburb", "municipality",
    "region", "quarter", "hamlet", "county", "oblast", "township", "port", "island", "outskirts", "countryside", "settlement",
    "capital", "area", "enclave",
])  # fmt: skip


def is_called(token: Token) -> bool:
    """ "town", "villages": with "of" and a name they make a place."""
    return token.lower_ in CALLED or token.lower_.removesuffix("s") in CALLED
