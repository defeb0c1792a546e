"""A small atlas made in code, its files, and sessions of the system's QGIS and GDAL."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from shapely.geometry import LineString, Point, box
from shapely.geometry.base import BaseGeometry

from placetime.edtf import parse
from placetime.model.atlas import Actor, Atlas, BaseLayer
from placetime.model.claim import Claim, PlaceRef, Quantity, Role
from placetime.model.event import Event
from placetime.model.finding import Location
from placetime.model.layer import KindStyle, Layer
from placetime.model.place import Name, Place
from placetime.model.source import Passage, Source
from placetime.scene.scene import Scene, scene_of
from placetime.write.gpkg import write_gpkg
from placetime.write.qgis import write_qgz

from .cluster import cluster

SYSTEM_PYTHON = "/usr/bin/python3"
NASTY = (
    '“Said” "no" & <b>it\'s</b>; DROP TABLE events; --\nline two ]]> [% 1+1 %] %s \\ \x0b 志愿军 말'
)
ODD_KIND = "it's \"odd\" <kind> & 'more'"


def place(id: str, geometry: BaseGeometry | None, zh: str, radius: float = 0.0) -> Place:
    at = geometry.representative_point() if geometry is not None else None
    names = (Name(id.title(), "en"), Name(zh, "zh-Hans"))
    label = (at.x, at.y) if at is not None else None
    return Place(id, "settlement", names, geometry, label, radius)


PLACES = [
    place("oneday", Point(125, 39), "一日"),
    place("inyear", Point(126, 39), "一年", 20_000),
    place("open", Point(127, 39), "今"),
    place("before", Point(128, 39), "昔"),
    place("undated", Point(129, 39), "无期"),
    place("odd", Point(130, 39), "怪"),
    place("seats", Point(125, 37), "座"),
    place("west", Point(126, 36), "西"),
    place("east", Point(128, 36), "东"),
    place("caesar", Point(129, 36), "凯撒"),
    place("year-zero", Point(130, 36), "零年"),
    place("limit", LineString([(126, 38), (129, 38)]), "界线"),
    place("zone", box(126, 36.6, 129, 37.4), "区"),
    place("nowhere", None, "某地"),
]


class Claims:
    """Makes claims with a line number each."""

    def __init__(self) -> None:
        self.lines = count(2)

    def __call__(
        self, event: str, layer: str, when: str | None, status: str = "done", kind: str = "stay",
        who: tuple[str, ...] = ("north",), quantity: Quantity | None = None,
        summary: str = "", **roles: str,
    ) -> Claim:  # fmt: skip
        names: dict[str, Role] = {
            "at": "at", "from_": "from", "to": "to", "along": "along", "within": "within",
        }  # fmt: skip
        return Claim(
            event=event, layer=layer, when=parse(when) if when else None,
            when_written="then" if when else "",
            places=tuple(PlaceRef(names[role], id, "as written") for role, id in roles.items()),
            who=who, kind=kind, status=status, quantity=quantity, unit="persons", of="soldiers",
            source="book", passage=Passage(1, 9, "0123abcd"),
            summary={"en": summary or f"About {event}.", "zh": f"关于{event}。"},
            location=Location(f"layers/{layer}/claims.csv", next(self.lines)),
        )  # fmt: skip


def atlas_with(claims: list[Claim], span: str = "1958-01/1958-12") -> Atlas:
    def layer(id: str, group: str | None, order: int) -> Layer:
        return Layer(
            id=id, title={"en": f"Layer {id}", "zh": f"图层 {id}"}, meaning={"en": "…", "zh": "…"},
            group=group, order=order, symbol="airfield", legend={"en": "a stay", "zh": "驻留"},
            trace_days=90, kinds={"letter": KindStyle("letter", {"en": "a letter", "zh": "信"})},
        )  # fmt: skip

    events: dict[str, list[Claim]] = {}
    for claim in claims:
        events.setdefault(claim.event, []).append(claim)
    base = BaseLayer("land", (box(120, 33, 132, 44),), "Drawn for the test", "CC0-1.0")
    return Atlas(
        title={"en": "A test [% 1 %] & more", "zh": "测试"}, about={"en": "For tests.", "zh": "测试用。"},
        languages=("en", "zh"), span=parse(span).interval, bbox=(124.0, 35.0, 131.0, 40.0),
        crs="EPSG:3857", chapters=(),
        groups={"land": {"en": "On land", "zh": "陆上"}, "air": {"en": "In the air", "zh": "空中"}},
        actors={
            "north": Actor("north", {"en": "The North", "zh": "北方"}, "#0072B2"),
            "south": Actor("south", {"en": "The South", "zh": "南方"}, "#D55E00"),
        },
        sources={"book": Source("book", {"type": "book", "title": NASTY, "author": [{"family": "沈"}]})},
        places={p.id: p for p in PLACES},
        layers=(layer("air-bases", "air", 1), layer("marches", "land", 2), layer("loose", None, 3)),
        events=tuple(Event(id, own[0].layer, tuple(own)) for id, own in events.items()), base=(base,),
    )  # fmt: skip


@pytest.fixture(scope="session")
def atlas() -> Atlas:
    c = Claims()
    return atlas_with([
        c("oneday", "air-bases", "1958-03-15", at="oneday"),
        c("inyear", "air-bases", "1958", at="inyear"),
        c("open", "air-bases", "1958-03-10/..", at="open"),
        c("before", "air-bases", "../1958-03-15", at="before"),
        c("undated", "air-bases", None, at="undated"),
        c("odd", "air-bases", "1958-02-01", "alleged", ODD_KIND, summary=NASTY, at="odd"),
        c("seat-a", "air-bases", "1958-06", "planned", at="seats"),
        c("seat-b", "air-bases", "1958-06-10", "reported", "letter", ("south",), at="seats"),
        c("move", "marches", "1958-04-01/1958-04-10", quantity=Quantity("~80000", 80000, 80000),
          from_="west", to="east"),
        c("move", "marches", "1958-04-02", quantity=Quantity("100..200", 100, 200)),
        c("limit", "loose", "1958-05-01", kind="limit", along="limit"),
        c("zone", "loose", "1958-05-02", "ordered", within="zone"),
        c("lost", "loose", "1958", quantity=Quantity(">7", 7, float("inf")), at="nowhere"),
    ])  # fmt: skip


@pytest.fixture(scope="session")
def scene(atlas: Atlas) -> Scene:
    return scene_of(atlas)


@pytest.fixture(scope="session")
def early() -> Scene:
    """Dates before the year 1: 15 March 44 BC and some time in 1 BC."""
    c = Claims()
    ides = c("caesar", "marches", "-0043-03-15", at="caesar")
    zero = c("year-zero", "marches", "0000", at="year-zero")
    return scene_of(atlas_with([ides, zero], "-0043/0000"))


@pytest.fixture(scope="session")
def written(scene: Scene, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with atlas.gpkg and atlas.qgz, moved after it was written."""
    first = tmp_path_factory.mktemp("first") / "outputs"
    first.mkdir()
    write_gpkg(scene, first / "atlas.gpkg")
    write_qgz(scene, "atlas.gpkg", first / "atlas.qgz")
    moved = tmp_path_factory.mktemp("moved") / "else where 别处"
    shutil.move(first, moved)
    return moved


Qgis = Callable[..., dict[str, Any]]


@pytest.fixture(scope="session")
def qgis(tmp_path_factory: pytest.TempPathFactory) -> Qgis:
    """Runs one job of `qgis_session.py` in the system's QGIS; `tz` is the session's time zone."""
    found = (
        Path(SYSTEM_PYTHON).exists()
        and not subprocess.run(
            [SYSTEM_PYTHON, "-c", "import qgis.core"], capture_output=True, check=False
        ).returncode
    )
    if not found:
        pytest.fail("these tests read the files with QGIS itself: apt-get install python3-qgis")

    def session(job: str, *, tz: str = "UTC", **values: Any) -> dict[str, Any]:
        home = tmp_path_factory.mktemp("qgis")
        answer = home / "answer.json"
        home.chmod(0o700)
        ran = subprocess.run(
            [SYSTEM_PYTHON, str(Path(__file__).with_name("qgis_session.py"))],
            input=json.dumps({"job": job, "answer": str(answer), **values}, default=str),
            env={
                "HOME": str(home), "XDG_RUNTIME_DIR": str(home), "QT_QPA_PLATFORM": "offscreen",
                "TZ": tz, "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8",
            },
            capture_output=True, text=True, timeout=180, check=False,
        )  # fmt: skip
        assert answer.exists(), ran.stderr
        read: dict[str, Any] = json.loads(answer.read_text("utf-8"))
        return read

    return session


@pytest.fixture(scope="session")
def postgis() -> Iterator[str]:
    """The address of a new database with PostGIS."""
    try:
        with cluster() as url:
            yield url
    except FileNotFoundError as missing:
        pytest.fail(f"these tests write to a real database: {missing}")
