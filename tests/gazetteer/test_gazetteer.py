"""Names of conflict news lead to the right spot on the globe."""

from __future__ import annotations

import sqlite3
import zipfile
from pathlib import Path

import pytest

from sayso.errors import InputError
from sayso.gazetteer import build, candidates, distance_km, import_geonames, lookup
from sayso.gazetteer.build import Row, cache_folder, write
from sayso.gazetteer.geodesy import great_circle_km
from sayso.model import GeoPrecision, Place

PLACES = Path(__file__).parents[1] / "eval" / "places.tsv"
HIT_KM = 25.0  # UCDP's "near"


def _place(lat: float, lon: float) -> Place:
    return Place(id="place-1", name="Somewhere", lat=lat, lon=lon)


@pytest.mark.parametrize(
    ("this", "that", "km"),
    [
        ((0.0, 0.0), (0.0, 0.0), 0.0),
        ((0.0, 0.0), (0.0, 180.0), 20015.1),
        ((52.52, 13.405), (48.8566, 2.3522), 877.5),
        ((-10.0, 179.9), (-10.0, -179.9), 21.9),
    ],
)
def test_distance(this: tuple[float, float], that: tuple[float, float], km: float) -> None:
    assert distance_km(_place(*this), _place(*that)) == pytest.approx(km, abs=1.0)


def test_no_distance_without_coordinates() -> None:
    assert distance_km(_place(1, 1), Place(id="place-2", name="Nowhere")) is None


def test_the_sixty_two_places_are_found() -> None:
    missed = []
    lines = [line.split("\t") for line in PLACES.read_text("utf-8").splitlines() if not line.startswith(("#", "region\t"))]
    for _, name, country, lat, lon in lines:
        found = lookup(name, countries=[country] if country else [])
        if (
            not found
            or found[0].lat is None
            or found[0].lon is None
            or great_circle_km(found[0].lat, found[0].lon, float(lat), float(lon)) > HIT_KM
        ):
            missed.append(name)
    assert len(lines) == 62
    assert len(missed) <= 4, missed


@pytest.mark.parametrize(
    ("name", "countries", "country", "kind"),
    [
        ("San Salvador", (), "SLV", "populated_place"),
        ("Palma", ("MOZ",), "MOZ", "populated_place"),
        ("Palma", (), "ESP", "populated_place"),
        ("Tripoli", ("LBY",), "LBY", "populated_place"),
        ("Anbar province", (), "IRQ", "region"),
        ("Basra airport", (), "IRQ", "airfield"),
        ("Strait of Hormuz", (), None, "water"),
        ("Iraq", (), "IRQ", "country"),
        ("Hudayda", ("YEM",), "YEM", "populated_place"),
    ],
)
def test_lookup(name: str, countries: tuple[str, ...], country: str | None, kind: str) -> None:
    place = lookup(name, countries=countries)[0]
    assert (place.country, place.kind) == (country, kind)


def test_precision_follows_the_kind() -> None:
    assert lookup("Iraq")[0].precision is GeoPrecision.COUNTRY
    assert lookup("Anbar province")[0].precision is GeoPrecision.PROVINCE
    assert lookup("Kirkuk")[0].precision is GeoPrecision.EXACT


def test_nothing_is_made_up() -> None:
    assert lookup("Qqzxv Grblf") == ()
    assert lookup("") == ()


def test_candidates_come_best_first_and_say_how() -> None:
    found = candidates("Camp Taji", countries=("IRQ",))
    assert [c.score for c in found] == sorted((c.score for c in found), reverse=True)
    assert found[0].how == "name"


def test_ids_do_not_depend_on_the_question() -> None:
    assert lookup("Kirkuk")[0].id == lookup("Kirkuk", countries=("IRQ",))[0].id


def test_cache_folder_follows_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.delenv("SAYSO_CACHE", raising=False)
    assert cache_folder() == tmp_path / "sayso"
    monkeypatch.setenv("SAYSO_CACHE", str(tmp_path / "own"))
    assert cache_folder() == tmp_path / "own"


def test_the_same_rows_give_the_same_file(tmp_path: Path) -> None:
    rows = [Row("own:1", "Port Ilden", 10.0, 20.0, "IRQ", "populated_place", 900, also=("Ildan",))]
    write(tmp_path / "a", rows)
    write(tmp_path / "b", rows)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


LINE = "\t".join(
    [
        "9000001",
        "Qasr Velda",
        "Qasr Velda",
        "Velda Fort",
        "33.1",
        "44.2",
        "S",
        "FT",
        "IQ",
        "",
        "07",
        "",
        "",
        "",
        "0",
        "",
        "30",
        "Asia/Baghdad",
        "2020-01-01",
    ]
)


def test_import_of_a_geonames_country_file(tmp_path: Path) -> None:
    target, archive = tmp_path / "g.sqlite", tmp_path / "IQ.zip"
    write(target, [])
    with zipfile.ZipFile(archive, "w") as out:
        out.writestr("IQ.txt", LINE + "\n")
    assert import_geonames(archive, into=target) == 1
    assert import_geonames(archive, into=target) == 0


def test_import_refuses_what_is_no_geonames_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no file"):
        import_geonames(tmp_path / "XX.zip")
    broken = tmp_path / "IQ.txt"
    broken.write_text("a\tb\n")
    target = tmp_path / "g.sqlite"
    write(target, [])
    with pytest.raises(InputError, match="19 fields"):
        import_geonames(broken, into=target)


def test_an_imported_country_file_outlives_a_rebuilding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYSO_CACHE", str(tmp_path / "cache"))
    for source in ("_cities", "_airports", "_provinces"):
        monkeypatch.setattr(build, source, lambda *_: [])
    line = "99\tMade-up Fort\tMade-up Fort\t\t33.5\t44.2\tL\tMILB\tIQ\t\t07\t\t\t\t0\t\t20\tAsia/Baghdad\t2020-01-01\n"
    archive = tmp_path / "IQ.txt"
    archive.write_text(line, "utf-8")
    build._fingerprint.cache_clear()
    try:
        before = build.gazetteer_file()
        assert import_geonames(archive) == 1
        after = build.gazetteer_file()
        assert before != after
        assert [p.name for p in build.imported()] == ["IQ.txt"]
        with sqlite3.connect(after) as db:
            assert db.execute("SELECT name, kind FROM place WHERE ref = 'geonames:99'").fetchall() == [
                ("Made-up Fort", "site")
            ]
        db.close()
    finally:
        build._fingerprint.cache_clear()
