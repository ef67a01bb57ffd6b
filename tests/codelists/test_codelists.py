"""The code lists load, and say of the world what they should."""

from __future__ import annotations

import pytest

from sayso.codelists import table, tables
from sayso.codelists.known import known_actors, slug
from sayso.errors import InputError
from sayso.model import ActorKind


def test_every_table_is_yaml_with_something_in_it() -> None:
    assert {"actors", "agents", "countries", "given_names", "sites", "titles"} <= set(tables())
    assert all(table(name) for name in tables())


def test_unknown_table_says_which_there_are() -> None:
    with pytest.raises(InputError, match="countries"):
        table("nowhere")


def test_countries_have_three_letter_codes_and_unique_two_letter_ones() -> None:
    rows = table("countries")
    twos = [row["alpha2"] for row in rows.values() if row["alpha2"]]
    assert len(rows) >= 240
    assert all(len(code) == 3 and code.isupper() for code in rows)
    assert len(twos) == len(set(twos))


@pytest.mark.parametrize(
    ("adjective", "country"),
    [
        ("Iraqi", "IRQ"),
        ("Burkinabe", "BFA"),
        ("Dutch", "NLD"),
        ("Salvadoran", "SLV"),
        ("Emirati", "ARE"),
        ("Nigerien", "NER"),
    ],
)
def test_adjectives_belong_to_one_country(adjective: str, country: str) -> None:
    assert [code for code, row in table("countries").items() if adjective in row.get("adjectives", ())] == [country]


def test_pack_entries_have_known_kinds_and_countries() -> None:
    countries = set(table("countries")) | {"INT"}
    kinds = {kind.value for kind in ActorKind}
    for country, by_kind in table("actors").items():
        assert country in countries
        assert set(by_kind) <= kinds
    assert len(known_actors()) >= 1300


def test_pack_keys_are_slugs_of_names() -> None:
    assert all(entry.key == slug(entry.name) or len(entry.key) == 3 for entry in known_actors().values())
    assert slug("Kata'ib Hezbollah") == "kataib-hezbollah"


def test_given_names_go_with_one_sex_only() -> None:
    names = table("given_names")
    assert not set(names["female"]) & set(names["male"])


def test_sites_lie_on_the_globe() -> None:
    for sites in table("sites").values():
        for name, lat, lon, kind, *_ in sites:
            assert -90 <= lat <= 90, name
            assert -180 <= lon <= 180, name
            assert kind in {"site", "airfield", "region", "water", "populated_place"}, name
