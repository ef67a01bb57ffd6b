"""Which places a text names, where they lie, and how precisely. Made-up events in real places."""

from __future__ import annotations

import pytest
from tests.made_up import document_of

from sayso.extract.parse import parse
from sayso.extract.places import Places, find_places
from sayso.model import Block, BlockKind, GeoPrecision


def places_of(text: str) -> Places:
    return find_places(parse(document_of(text)))


def at(text: str, words: str) -> tuple[str | None, GeoPrecision]:
    """The country and the precision of the place that these words name."""
    places = places_of(text)
    start = text.index(words)
    place = places.at(start, start + len(words))
    return (place.country if place else None), places.precision_at(start, start + len(words))


PRECISE = [
    ("exact", "Shells fell on Avdiivka in Ukraine.", "Avdiivka", "UKR", GeoPrecision.EXACT),
    ("near", "A bus was hit near Mandera in Kenya.", "Mandera", "KEN", GeoPrecision.NEAR),
    ("outskirts", "Troops reached the outskirts of Goma in Congo.", "Goma", "COD", GeoPrecision.NEAR),
    ("17 km", "A mine killed two 17 km from Kidal in Mali.", "Kidal", "MLI", GeoPrecision.NEAR),
    ("75 km", "A mine killed two 75 km south of Kidal in Mali.", "Kidal", "MLI", GeoPrecision.FUZZY),
    ("12 miles", "A mine killed two 12 miles from Kidal in Mali.", "Kidal", "MLI", GeoPrecision.NEAR),
    ("road", "The convoy was hit on the road between Kunduz and Baghlan in Afghanistan.", "Kunduz", "AFG", GeoPrecision.FUZZY),
    ("district", "Two were shot in Churachandpur district in India.", "Churachandpur district", "IND", GeoPrecision.DISTRICT),
    ("province", "Two were shot in Anbar province in Iraq.", "Anbar province", "IRQ", GeoPrecision.PROVINCE),
    ("country", "The war in Yemen went on.", "Yemen", "YEM", GeoPrecision.COUNTRY),
    ("part of a country", "Two were shot in eastern Chad.", "Chad", "TCD", GeoPrecision.FUZZY),
    ("border", "They crossed the border with Somalia.", "Somalia", "SOM", GeoPrecision.FUZZY),
    ("water", "A tanker was hit in the Strait of Hormuz.", "Strait of Hormuz", None, GeoPrecision.INTERNATIONAL),
    ("site", "Rockets hit Bagram Airfield in Afghanistan.", "Bagram Airfield", "AFG", GeoPrecision.EXACT),
    ("airport", "Drones hit Tripoli's Mitiga airport in Libya.", "Mitiga airport", "LBY", GeoPrecision.EXACT),
    ("camp", "Shells fell on the Zamzam camp in Sudan.", "Zamzam camp", "SDN", GeoPrecision.EXACT),
    ("small words inside", "He was shot in San Vicente del Caguan in Colombia.", "San Vicente del Caguan", "COL", GeoPrecision.EXACT),
]  # fmt: skip


UNDER_NAME = [
    ("link words", "Two were shot in Lagos de Moreno in Mexico.", "Lagos de Moreno", "Lagos de Moreno", "MEX"),
    ("link words and a province", "A raid hit Maguindanao del Sur province.", "Maguindanao del Sur", "Maguindanao del Sur Province", "PHL"),
    ("two words and a village", "A bus in Nigeria was hit near Gidan Bawa village.", "Gidan Bawa", "Gidan Bawa village", None),
    ("on no list, near", "Eight were shot near Hombori a day later in Mali.", "Hombori", "Hombori", None),
    ("on no list, towns of", "Shells fell on the towns of Orvel, Kafarzon and Oster.", "Kafarzon", "Kafarzon", None),
    ("dateline with a colon", "SRINAGAR: Two were shot on Thursday.", "SRINAGAR", "Srinagar", "IND"),
    ("one letter doubled", "Syria said that shells fell on Raqa province.", "Raqa province", "Ar Raqqah", "SYR"),
    ("a county is no town", "Two were shot in Wayne County in Michigan.", "Wayne County", "Wayne County", None),
    ("a camp is no airport", "Chile said that rockets fell near Camp Loa.", "Camp Loa", "Camp Loa", None),
]  # fmt: skip


@pytest.mark.parametrize("row", UNDER_NAME, ids=[r[0] for r in UNDER_NAME])
def test_the_whole_name(row: tuple[str, str, str, str, str | None]) -> None:
    _, text, words, name, country = row
    start = text.index(words)
    place = places_of(text).at(start, start + len(words))
    assert place is not None
    assert (place.name, place.country) == (name, country)


@pytest.mark.parametrize(
    "text",
    [
        "Officers of the Baton Rouge Police Department shot a man.",
        "The law was passed in Parliament.",
        "They met in June.",
        "He believes in Islam.",
        "Explosion Kills Four in Hometown of Singer",
    ],
)
def test_other_names_after_a_preposition(text: str) -> None:
    assert not places_of(text).places


def test_a_town_named_again_as_what_happened_there() -> None:
    text = "Armed men raided a hospital in Zalingei in Sudan. Nobody knows who carried out the Zalingei raid."
    (place,) = (p for p in places_of(text).places if p.kind != "country")
    assert [m.exact for m in place.mentions] == ["Zalingei", "Zalingei"]


@pytest.mark.parametrize("row", PRECISE, ids=[r[0] for r in PRECISE])
def test_precision(row: tuple[str, str, str, str | None, GeoPrecision]) -> None:
    _, text, words, country, precision = row
    assert at(text, words) == (country, precision)


SHARED = [
    ("Palma", "Insurgents in Mozambique attacked Palma at dawn.", "MOZ"),
    ("Tripoli", "The Libyan army shelled Tripoli.", "LBY"),
    ("Islamabad", "He flew from India to Islamabad.", "PAK"),
    ("Gao", "Mali's army left Gao.", "MLI"),
    ("Yala", "Thai police found bombs in Pattani and Yala.", "THA"),
]


@pytest.mark.parametrize(("words", "text", "country"), SHARED, ids=[s[0] for s in SHARED])
def test_a_shared_name_goes_by_what_the_text_is_about(words: str, text: str, country: str) -> None:
    assert at(text, words)[0] == country


NO_PLACE = [
    ("a person", "Lt. Gen. Ramon Salcedo spoke in the Philippines. Salcedo left.", "Salcedo left"),
    ("a government", "Moscow denied it.", "Moscow"),
    ("a body's name", "The West Papua National Liberation Army shot a pilot in Indonesia.", "West Papua"),
    ("a person named like a country", "Jordan Smith spoke.", "Jordan"),
    ("an adjective", "US officials spoke.", "US"),
]


@pytest.mark.parametrize(("text", "words"), [r[1:] for r in NO_PLACE], ids=[r[0] for r in NO_PLACE])
def test_no_place(text: str, words: str) -> None:
    start = text.index(words)
    assert places_of(text).at(start, start + len(words.split()[0])) is None


def test_an_unknown_village_keeps_its_name_and_has_no_coordinates() -> None:
    [place] = [p for p in places_of("Gunmen in Mali stormed the village of Sarakala.").places if p.kind == "unknown"]
    assert (place.name, place.lat, place.precision) == ("Sarakala", None, GeoPrecision.UNKNOWN)


def test_half_of_a_double_name_is_no_place() -> None:
    assert "Carrefour" not in {p.name for p in places_of("Homes burned in Carrefour-Feuilles in Haiti.").places}


@pytest.mark.parametrize("opening", ["BAMAKO, Mali — ", "BAMAKO, Jan. 14 (Agency) -- ", "BAMAKO (Wire) - "])
def test_a_dateline_in_the_first_block_is_where_it_was_filed(opening: str) -> None:
    text = opening + "Two men were held."
    place = places_of(text).at(0, 6)
    assert place is not None
    assert (place.name, place.country) == ("Bamako", "MLI")


def test_a_dateline_block_is_where_it_was_filed() -> None:
    document = document_of("GAO, Mali, May 5 (Wire) -\n\nTwo men were held.", published=None)
    first, last = document.span.part(0, 25), document.span.part(27, len(document.span.exact))
    blocks = (Block(kind=BlockKind.DATELINE, span=first), Block(kind=BlockKind.PARAGRAPH, span=last))
    document = document_of(document.span.exact, blocks=blocks)
    [place] = [p for p in find_places(parse(document)).places if p.kind == "populated_place"]
    assert (place.name, place.country, [m.exact for m in place.mentions]) == ("Gao", "MLI", ["GAO"])


def test_mentions_quote_the_page() -> None:
    text = "Shells fell on Avdiivka and Bakhmut in Ukraine. Bakhmut burned."
    for place in places_of(text).places:
        assert all(text[m.start : m.end] == m.exact for m in place.mentions)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Rebels seized a depot south of Marrowby on Monday.", "Marrowby"),
        ("On Friday, militants ambushed an army patrol outside Telmar, killing two.", "Telmar"),
    ],
)
def test_a_town_on_no_map_is_known_by_what_stands_before_it(text: str, name: str) -> None:
    assert [p.name for p in places_of(text).places] == [name]


def test_what_stands_outside_parliament_stands_at_no_town() -> None:
    assert not places_of("Crowds gathered outside Parliament. He is head of Marrowby.").places
