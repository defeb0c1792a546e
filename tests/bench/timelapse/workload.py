"""The workload: an invented country, its names, moving lines and dated points, as plain files."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import geopandas as gpd
import numpy as np
import shapely

BOX: Final = (100.0, 20.0, 128.0, 36.0)
FIRST: Final = date(1950, 1, 1)
DAYS: Final = 7_200
WINDOW: Final = 144
"""Days for which a point shows, fading: 2 % of the time."""
SIZE: Final = (1280, 720)
FPS: Final = 12
COLORS: Final = {"north": "#0072B2", "south": "#D55E00", "west": "#009E73"}
NAMES: Final = (
    "Aarhus", "Boston", "Kraków", "São Paulo", "Zürich", "Łódź", "Malmö", "Tromsø", "Gdańsk", "Reykjavík",
    "北京", "沈阳", "安东", "平壤", "新义州", "上海", "徐州", "辽阳", "鞍山", "旅順",
    "京都", "大阪", "名古屋", "札幌",
    "서울", "평양", "신의주", "개성", "원산", "부산", "함흥", "청진", "나진", "해주", "안주",
    "Harbin 哈尔滨", "Dalian 大连", "Busan 부산", "Kyōto 京都", "Mukden 奉天",
)  # fmt: skip


def make(folder: Path, points: int) -> None:
    """Writes base.geojson (120 polygons, 50,000 vertices), lines.geojson (30, 7,700), labels.geojson
    (`name`), moves.geojson (50 lines, `first`, `last`) and points.fgb (`day`, `category`), which is
    points.parquet, too."""
    rng = np.random.default_rng(20)
    west, south, east, north = BOX
    middles = rng.uniform((west, south), (east, north), (120, 2))
    areas = [_blob(rng, x, y, 417) for x, y in middles]
    _save(folder / "base.geojson", areas)
    walks = []
    for _ in range(30):
        steps = rng.normal(0, 0.06, (257, 2)) + rng.normal(0, 0.05, 2)
        walks.append(
            shapely.linestrings(rng.uniform((west, south), (east, north)) + steps.cumsum(0))
        )
    _save(folder / "lines.geojson", walks)
    spots = rng.uniform((west + 1, south + 1), (east - 1, north - 1), (len(NAMES), 2))
    _save(folder / "labels.geojson", list(shapely.points(spots)), name=list(NAMES))
    begins = rng.integers(0, DAYS - 400, 50)
    moves = []
    for x, y in rng.uniform((west + 3, south + 3), (east - 3, north - 3), (50, 2)):
        turn, t = rng.uniform(0, 6.28), np.linspace(0, 1, 60)[:, None]
        along = np.array((np.cos(turn), np.sin(turn))) * rng.uniform(2, 6)
        bend = np.array((-along[1], along[0])) * 0.2
        moves.append(shapely.linestrings((x, y) + t * along + 4 * t * (1 - t) * bend))
    ends = begins + rng.integers(60, 400, 50)
    _save(folder / "moves.geojson", moves, first=_iso(begins), last=_iso(ends))
    days = np.sort(rng.integers(0, DAYS, points))
    table = gpd.GeoDataFrame(
        {"day": _iso(days), "category": rng.choice(list(COLORS), points)},
        geometry=shapely.points(rng.uniform((west, south), (east, north), (points, 2))),
        crs=4326,
    )
    table.to_file(folder / "points.fgb", driver="FlatGeobuf", SPATIAL_INDEX="NO")
    table["day"] = np.datetime64(FIRST) + days
    table.to_parquet(folder / "points.parquet")


def _blob(rng: np.random.Generator, x: float, y: float, vertices: int) -> shapely.Polygon:
    angle = np.linspace(0, 2 * np.pi, vertices, endpoint=False)
    radius = 1.2 + 0.25 * np.sin(3 * angle + x) + 0.04 * rng.normal(size=vertices)
    ring = np.column_stack([x + radius * np.cos(angle), y + radius * 0.8 * np.sin(angle)])
    return shapely.Polygon(ring)


def _iso(days: np.ndarray) -> list[str]:
    return [(FIRST + timedelta(int(day))).isoformat() for day in days]


def _save(path: Path, shapes: list[shapely.Geometry], **columns: list[str]) -> None:
    table = gpd.GeoDataFrame(columns or {"id": range(len(shapes))}, geometry=shapes, crs=4326)
    path.write_text(json.dumps(json.loads(table.to_json())), "utf-8")
