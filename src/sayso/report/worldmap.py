"""Points with names come in; printable SVG maps of their surroundings go out, with no tiles and no network."""

from __future__ import annotations

import gzip
import math
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

import msgspec
import shapely
from shapely.geometry import MultiPolygon, Polygon, box
from shapely.geometry.base import BaseGeometry

WIDE = (960, 520)
NARROW = (360, 380)  # for phones: letters keep their size, the picture does not shrink
_MARGIN = 0.35  # of the points' extent, left free around them
_LEAST = 3.0  # degrees: a single point still shows where in a country it lies
_LETTER, _LINE = 7.0, 16  # pixels of a label's letter, and between two lines of labels
_APART_KM = 1500  # places farther from all others get a map of their own
_SHIFTS = (0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6)  # lines by which a label may move to find room


class MapPoint(msgspec.Struct, frozen=True, kw_only=True):
    """One mark: its name, where (WGS 84 degrees), what it links to, and how many incidents."""

    name: str
    lat: float
    lon: float
    href: str
    count: int = 1


class MapMark(msgspec.Struct, frozen=True, kw_only=True):
    """A point with its pixel, its label's place, and whether a line must join the two."""

    point: MapPoint
    label: str
    x: float
    y: float
    label_x: float
    label_y: float
    anchor: str
    moved: bool


class _Frame(msgspec.Struct, frozen=True):
    west: float
    south: float
    east: float
    north: float
    width: int
    height: int

    def xy(self, lon: float, lat: float) -> tuple[float, float]:
        x = (lon - self.west) / (self.east - self.west) * self.width
        y = (self.north - lat) / (self.north - self.south) * self.height
        return round(x, 1), round(y, 1)


class MapView(msgspec.Struct, frozen=True, kw_only=True):
    """What the template draws: shapes as SVG path data, country names, grid lines and marks in pixels."""

    width: int
    height: int
    shapes: tuple[str, ...]
    names: tuple[tuple[str, float, float], ...]
    grid: tuple[tuple[str, str, float, float], ...]
    marks: tuple[MapMark, ...]
    scale_km: int
    scale_px: float


def clusters(points: Sequence[MapPoint]) -> tuple[tuple[MapPoint, ...], ...]:
    """Points that belong on one map, the fullest map first."""
    groups: list[list[MapPoint]] = []
    for point in points:
        near = [g for g in groups if any(_km(point, other) <= _APART_KM for other in g)]
        groups = [g for g in groups if g not in near] + [[point, *(p for g in near for p in g)]]
    groups.sort(key=lambda g: (-sum(p.count for p in g), min(p.name for p in g)))
    return tuple(tuple(g) for g in groups)


def _km(a: MapPoint, b: MapPoint) -> float:
    """Great-circle distance."""
    lat1, lat2, step = math.radians(a.lat), math.radians(b.lat), math.radians(b.lon - a.lon)
    inner = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin(step / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(inner)))


def draw(points: Sequence[MapPoint], size: tuple[int, int] = WIDE) -> MapView | None:
    """The map around the points, or None where there are none."""
    if not points:
        return None
    frame = _frame(points, size)
    view = box(frame.west, frame.south, frame.east, frame.north)
    shapes, names = [], []
    for name, shape in _countries():
        seen = shapely.clip_by_rect(shape, *view.bounds).simplify((frame.east - frame.west) / frame.width / 2)
        if seen.is_empty:
            continue
        shapes.append(_path(seen, frame))
        if seen.area > view.area * 0.02:
            middle = seen.representative_point()
            names.append((name, *frame.xy(middle.x, middle.y)))
    km, px = _scale(frame)
    scale = (frame.width - 22 - px, frame.height - 46, frame.width, frame.height - 18)
    marks, taken = _marks(points, frame, taken=[scale])
    free = tuple(n for n in names if _inside(_centred(*n), frame) and not any(_meet(_centred(*n), t) for t in taken))
    return MapView(
        width=frame.width, height=frame.height, shapes=tuple(shapes), names=free, grid=tuple(_grid(frame)),
        marks=marks, scale_km=km, scale_px=px,
    )  # fmt: skip


def _frame(points: Sequence[MapPoint], size: tuple[int, int]) -> _Frame:
    width, height = size
    lats, lons = [p.lat for p in points], [p.lon for p in points]
    middle_lat, middle_lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
    shrink = max(0.2, math.cos(math.radians(middle_lat)))  # a degree of longitude is shorter away from the equator
    tall = max(max(lats) - min(lats), (max(lons) - min(lons)) * shrink * height / width, _LEAST) * (1 + _MARGIN)
    tall = min(tall, 170.0)
    wide = min(tall * width / height / shrink, 360.0)
    return _Frame(middle_lon - wide / 2, middle_lat - tall / 2, middle_lon + wide / 2, middle_lat + tall / 2, width, height)


_Box = tuple[float, float, float, float]


def _marks(points: Sequence[MapPoint], frame: _Frame, *, taken: Sequence[_Box]) -> tuple[tuple[MapMark, ...], list[_Box]]:
    """Each point with its label where nothing else stands: beside it, or some lines above or below it."""
    ordered = sorted(points, key=lambda p: (-p.count, -p.lat, p.lon))
    rooms = [*taken, *((x - 7, y - 7, x + 7, y + 7) for x, y in (frame.xy(p.lon, p.lat) for p in ordered))]
    marks = []
    for point in ordered:
        x, y = frame.xy(point.lon, point.lat)
        label = f"{point.name} ({point.count})" if point.count > 1 else point.name
        anchor, label_x, label_y, room = _label(x, y, wide=len(label) * _LETTER, taken=rooms, frame=frame)
        rooms.append(room)
        marks.append(
            MapMark(
                point=point, label=label, x=x, y=y, label_x=label_x, label_y=label_y, anchor=anchor,
                moved=abs(label_y - y) > _LINE,
            )
        )  # fmt: skip
    return tuple(marks), rooms


def _label(x: float, y: float, *, wide: float, taken: list[_Box], frame: _Frame) -> tuple[str, float, float, _Box]:
    """The side, place and room of a label."""
    for shift in _SHIFTS:
        middle = y + shift * _LINE
        for anchor, left in (("start", x + 11), ("end", x - 11 - wide)):
            room = (left, middle - 8, left + wide, middle + 8)
            if _inside(room, frame) and not any(_meet(room, other) for other in taken):
                return anchor, round(left if anchor == "start" else x - 11, 1), round(middle + 4.5, 1), room
    return "start", x + 11, y + 4.5, (x + 11, y - 8, x + 11 + wide, y + 8)


def _inside(room: _Box, frame: _Frame) -> bool:
    """Wholly on the map, above the line of degrees."""
    return room[0] >= 0 and room[2] <= frame.width and room[1] >= 0 and room[3] <= frame.height - 20


def _meet(a: _Box, b: _Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _centred(name: str, x: float, y: float) -> _Box:
    half = len(name) * _LETTER / 2
    return (x - half, y - 12, x + half, y + 4)


def _grid(frame: _Frame) -> Iterator[tuple[str, str, float, float]]:
    """Lines of latitude and longitude, none within a label's width of the left edge or a line of the bottom."""
    for kind, low, high, names in (("row", frame.south, frame.north, "NS"), ("column", frame.west, frame.east, "EW")):
        room = frame.height / 70 if kind == "row" else frame.width / 80
        step = next(s for s in (0.2, 0.5, 1, 2, 5, 10, 20, 45, 90) if (high - low) / s <= room)
        at = math.ceil(low / step) * step
        while at < high:
            name = f"{abs(round(at, 1)):g}°{names[0] if at >= 0 else names[1]}"
            x, y = frame.xy(frame.west if kind == "row" else at, at if kind == "row" else frame.north)
            if (kind == "row" and 14 < y < frame.height - 24) or (kind == "column" and 44 < x < frame.width - 30):
                yield kind, name, x, y
            at += step


def _scale(frame: _Frame) -> tuple[int, float]:
    """A round length in kilometres and its width in pixels at the middle of the map."""
    middle = math.radians((frame.north + frame.south) / 2)
    km_a_pixel = (frame.east - frame.west) * 111.32 * max(0.2, math.cos(middle)) / frame.width
    km = next((k for k in (1000, 500, 200, 100, 50, 20, 10, 5) if k / km_a_pixel <= frame.width / 5), 5)
    return km, round(km / km_a_pixel, 1)


def _path(shape: BaseGeometry, frame: _Frame) -> str:
    parts = []
    for polygon in _polygons(shape):
        for ring in (polygon.exterior, *polygon.interiors):
            parts.append("M" + "L".join(f"{x},{y}" for x, y in (frame.xy(*p[:2]) for p in ring.coords)) + "Z")
    return "".join(parts)


def _polygons(shape: BaseGeometry) -> Iterator[Polygon]:
    if isinstance(shape, Polygon):
        yield shape
    elif hasattr(shape, "geoms"):
        for part in shape.geoms:
            yield from _polygons(part)


@lru_cache(maxsize=1)
def _countries() -> tuple[tuple[str, MultiPolygon], ...]:
    """Every country's name and shape, decoded from TopoJSON (github.com/topojson/topojson-specification, 2.1.3-2.1.4)."""
    raw = (files("sayso.report") / "data" / "countries-50m.json.gz").read_bytes()
    topology: dict[str, Any] = msgspec.json.decode(gzip.decompress(raw))
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            line.append((x * kx + dx, y * ky + dy))
        arcs.append(line)

    def ring(indices: list[int]) -> list[tuple[float, float]]:
        points: list[tuple[float, float]] = []
        for index in indices:
            piece = arcs[index] if index >= 0 else arcs[~index][::-1]
            points += piece[1:] if points else piece
        return points

    found = []
    for geometry in topology["objects"]["countries"]["geometries"]:
        polygons = {"Polygon": [geometry.get("arcs")], "MultiPolygon": geometry.get("arcs")}.get(geometry["type"]) or []
        shape = MultiPolygon([Polygon(ring(p[0]), [ring(hole) for hole in p[1:]]) for p in polygons])
        found.append((geometry["properties"]["name"], shape if shape.is_valid else _mended(shape)))
    return tuple(found)


def _mended(shape: MultiPolygon) -> MultiPolygon:
    return MultiPolygon(list(_polygons(shapely.make_valid(shape))))
