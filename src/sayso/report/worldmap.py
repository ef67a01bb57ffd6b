"""Points with names come in; one printable SVG map of their surroundings goes out, with no tiles and no network."""

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

WIDTH, HEIGHT = 960, 560
_MARGIN = 0.35  # of the points' extent, left free around them
_LEAST = 3.0  # degrees: a single point still shows where in a country it lies
_LABEL_ROOM = 17  # pixels between two labels' lines


class MapPoint(msgspec.Struct, frozen=True, kw_only=True):
    """One mark: its name, where (WGS 84 degrees), what it links to, how many incidents, and how sure the place is."""

    name: str
    lat: float
    lon: float
    href: str
    count: int = 1
    exact: bool = True


class _Frame(msgspec.Struct, frozen=True):
    west: float
    south: float
    east: float
    north: float

    def xy(self, lon: float, lat: float) -> tuple[float, float]:
        x = (lon - self.west) / (self.east - self.west) * WIDTH
        y = (self.north - lat) / (self.north - self.south) * HEIGHT
        return round(x, 1), round(y, 1)


class MapView(msgspec.Struct, frozen=True, kw_only=True):
    """What the template draws: shapes as SVG path data, country names, grid lines and marks in pixels."""

    width: int
    height: int
    shapes: tuple[str, ...]
    names: tuple[tuple[str, float, float], ...]
    grid: tuple[tuple[str, str, float, float], ...]
    marks: tuple[tuple[MapPoint, float, float, float, float, str], ...]
    scale_km: int
    scale_px: float


def draw(points: Sequence[MapPoint]) -> MapView | None:
    """The map around the points, or None where there are none."""
    if not points:
        return None
    frame = _frame(points)
    view = box(frame.west, frame.south, frame.east, frame.north)
    shapes, names = [], []
    for name, shape in _countries():
        seen = shapely.clip_by_rect(shape, *view.bounds).simplify((frame.east - frame.west) / WIDTH / 2)
        if seen.is_empty:
            continue
        shapes.append(_path(seen, frame))
        if seen.area > view.area * 0.02:
            middle = seen.representative_point()
            names.append((name, *frame.xy(middle.x, middle.y)))
    km, px = _scale(frame)
    return MapView(
        width=WIDTH, height=HEIGHT, shapes=tuple(shapes), names=tuple(names), grid=tuple(_grid(frame)),
        marks=tuple(_marks(points, frame)), scale_km=km, scale_px=px,
    )  # fmt: skip


def _frame(points: Sequence[MapPoint]) -> _Frame:
    lats, lons = [p.lat for p in points], [p.lon for p in points]
    middle_lat, middle_lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
    shrink = max(0.2, math.cos(math.radians(middle_lat)))  # a degree of longitude is shorter away from the equator
    tall = max(max(lats) - min(lats), (max(lons) - min(lons)) * shrink * HEIGHT / WIDTH, _LEAST) * (1 + _MARGIN)
    tall = min(tall, 170.0)
    wide = min(tall * WIDTH / HEIGHT / shrink, 360.0)
    return _Frame(middle_lon - wide / 2, middle_lat - tall / 2, middle_lon + wide / 2, middle_lat + tall / 2)


def _marks(points: Sequence[MapPoint], frame: _Frame) -> Iterator[tuple[MapPoint, float, float, float, float, str]]:
    """Each point with its place, and its label's place: to the right, to the left near the edge, never on another."""
    taken: list[tuple[float, float]] = []
    for point in sorted(points, key=lambda p: (-p.lat, p.lon)):
        x, y = frame.xy(point.lon, point.lat)
        side = "end" if x > WIDTH * 0.72 else "start"
        label_x, label_y = x + (-11 if side == "end" else 11), y + 4.5
        while any(abs(label_y - ty) < _LABEL_ROOM and abs(label_x - tx) < 190 for tx, ty in taken):
            label_y += _LABEL_ROOM
        taken.append((label_x, label_y))
        yield point, x, y, label_x, label_y, side


def _grid(frame: _Frame) -> Iterator[tuple[str, str, float, float]]:
    step = next(s for s in (0.5, 1, 2, 5, 10, 20, 45, 90) if (frame.north - frame.south) / s <= 7)
    lat = math.ceil(frame.south / step) * step
    while lat < frame.north:
        yield "row", f"{abs(lat):g}°{'N' if lat >= 0 else 'S'}", 0.0, frame.xy(frame.west, lat)[1]
        lat += step
    lon = math.ceil(frame.west / step) * step
    while lon < frame.east:
        yield "column", f"{abs(lon):g}°{'E' if lon >= 0 else 'W'}", frame.xy(lon, frame.north)[0], 0.0
        lon += step


def _scale(frame: _Frame) -> tuple[int, float]:
    """A round length in kilometres and its width in pixels at the middle of the map."""
    middle = math.radians((frame.north + frame.south) / 2)
    km_a_pixel = (frame.east - frame.west) * 111.32 * max(0.2, math.cos(middle)) / WIDTH
    km = next((k for k in (1000, 500, 200, 100, 50, 20, 10, 5) if k / km_a_pixel <= WIDTH / 5), 5)
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
