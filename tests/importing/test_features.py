"""Files with geometries become a layer: points, lines and areas, by the real writers of each format."""

from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZipFile

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import LineString, Point, Polygon, box

from placetime.build import check_folder, read_atlas
from placetime.export import export_scene
from placetime.scene.scene import scene_of
from tests.cli.test_cli import run
from tests.conftest import TEMPLATE

GPX = """<?xml version="1.0"?>
<gpx version="1.1" creator="x" xmlns="http://www.topografix.com/GPX/1/1">
<wpt lat="50.5" lon="2.25"><time>2020-05-01T10:00:00Z</time><name>Well</name></wpt>
<trk><name>Walk</name><trkseg>
<trkpt lat="50.5" lon="2.25"><time>2020-05-01T10:00:00Z</time></trkpt>
<trkpt lat="50.6" lon="2.5"><time>2020-05-02T10:00:00Z</time></trkpt></trkseg></trk></gpx>
"""


@pytest.fixture
def frame(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> gpd.GeoDataFrame:
    monkeypatch.chdir(tmp_path)
    return gpd.GeoDataFrame(
        {"name": ["Well", "Wall", "Wood"], "start": ["1900", "1901-05", "1902"],
         "end": ["1905", "..", "1903~"], "desc": ["dug", "built", "cut"]},
        geometry=[Point(1.5, 50.25), LineString([(0, 50), (1, 51)]), box(2, 50, 3, 51)], crs=4326,
    )  # fmt: skip


@pytest.mark.parametrize("ending", ["geojson", "gpkg", "parquet", "fgb"])
def test_points_lines_and_areas(frame: gpd.GeoDataFrame, ending: str) -> None:
    path = Path(f"works.{ending}")
    if ending == "parquet":
        frame.to_parquet(path)
    else:
        (frame.to_crs(3857) if ending == "gpkg" else frame).to_file(path)
    done = run("import", path, "--yes", "--class", "region")
    assert done.exit_code == 0, done.output
    checked = check_folder(Path("works"))
    assert checked.findings == () and checked.atlas
    events = sorted((e.principal for e in checked.atlas.events), key=lambda c: c.summary["en"])
    said = [(c.summary["en"], c.when.text, c.places[0]) for c in events if c.when]
    assert [(summary, when, ref.role, ref.place) for summary, when, ref in said] == [
        ("built", "1901-05/..", "along", "wall"), ("cut", "1902/1903~", "within", "wood"),
        ("dug", "1900/1905", "at", "well"),
    ]  # fmt: skip
    for name, shape in zip(["well", "wall", "wood"], frame.geometry, strict=True):
        made = checked.atlas.places[name].geometry
        assert made is not None and made.normalize().equals_exact(shape.normalize(), 1e-6)


def test_kml_by_gdal_and_kmz_by_placetime(frame: gpd.GeoDataFrame) -> None:
    when = {"begin": pd.Timestamp("1900-01-01"), "end": pd.Timestamp("1900-02-01")}
    frame.drop(columns=["start", "end"]).assign(**when).to_file("works.kml", driver="LIBKML")
    assert run("import", "works.kml", "--yes").exit_code == 0
    rows = [event.principal.when for event in read_atlas(Path("works")).events]
    assert [when and when.text for when in rows] == ["1900-01-01/1900-02-01"] * 3
    export_scene(scene_of(read_atlas(TEMPLATE)), ["kmz"], Path("voyage.kmz"))
    done = run("import", "voyage.kmz", "--yes", "--summary", "")
    assert done.exit_code == 0, done.output
    dates = {e.principal.when.text for e in read_atlas(Path("voyage")).events if e.principal.when}
    assert "1911-05-03" in dates and "[1911-06-08..1911-06-14]" in dates


def test_a_gpx_with_the_days_of_its_tracks(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("walk.gpx").write_text(GPX)
    assert run("import", "walk.gpx", "--yes").exit_code == 0
    atlas = read_atlas(Path("walk"))
    claims = [event.principal for event in atlas.events]
    assert [(c.places[0].place, c.when.text) for c in claims if c.when] == [
        ("well", "2020-05-01"), ("walk", "2020-05-01/2020-05-02"),
    ]  # fmt: skip
    assert check_folder(Path("walk")).findings == ()


def test_tables_that_are_not_read_are_named(frame: gpd.GeoDataFrame) -> None:
    frame.iloc[:1].to_file("two.gpkg", layer="first")
    frame.iloc[2:].to_file("two.gpkg", layer="second")
    shown = run("import", "two.gpkg")
    assert "not read: second; --table takes one" in shown.stderr and "1 of 1 rows" in shown.stderr
    assert run("import", "two.gpkg", "--table", "second", "--yes").exit_code == 0
    assert list(read_atlas(Path("two")).places) == ["wood"]
    assert "did you mean “second”?" in run("import", "two.gpkg", "--table", "secnd").stderr


def test_shapes_that_do_not_fit_are_rows_to_skip(frame: gpd.GeoDataFrame) -> None:
    bow = Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])
    frame.geometry = [bow, Point(500000, 4649776), box(2, 50, 3, 51)]
    frame.to_file("works.geojson")
    shown = run("import", "works.geojson", "--yes")
    said = [line.split("  ")[:2] for line in shown.stdout.splitlines()]
    assert said == [["works.geojson:1:1", "P303"], *[["works.geojson:2:1", "P301"]] * 2]
    assert "lon 500000 is not between -180 and 360 degrees" in shown.stdout
    assert "lat 4.64978e+06 is not between -90 and 90 degrees" in shown.stdout
    assert "CRS" not in shown.stdout
    assert run("import", "works.geojson", "--yes", "--skip").exit_code == 0
    assert list(read_atlas(Path("works")).places) == ["wood"]


def test_what_is_no_such_file_is_one_sentence(tmp_path: Path) -> None:
    for name, content in [("x.gpkg", "no"), ("x.geojson", "{"), ("x.kmz", "no"), ("x.parquet", "no"),
                          ("x.xlsx", "no"), ("x.pdf", "no")]:  # fmt: skip
        (tmp_path / name).write_text(content)
        shown = run("import", tmp_path / name, "--into", tmp_path / "new")
        assert shown.exit_code == 1 and shown.stderr.startswith("placetime: "), name
        assert len(shown.stderr.splitlines()) == 1 or "cannot be read" in shown.stderr


def test_linked_places_of_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    context = "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/linkedplaces-context-v1.1.jsonld"
    span = {
        "start": {"earliest": "1850-01-01", "latest": "1850-12-31"},
        "end": {"in": "1900-05-03"},
    }
    feature = {
        "@id": "http://example.org/1", "type": "Feature", "properties": {"title": "Abila"},
        "when": {"timespans": [span]},
        "names": [{"toponym": "Abila", "lang": "en", "when": {"timespans": [{"start": {"in": "-0043"}}]}},
                  {"toponym": "Ἄβιλα", "lang": "grc"}],
        "types": [{"identifier": "aat:300008347", "label": "settlement"}],
        "geometry": {"type": "Point", "coordinates": [32.3, 36.2]},
        "links": [{"type": "closeMatch", "identifier": "pl:678006"}],
        "descriptions": [{"value": "A town.", "lang": "en"}],
    }  # fmt: skip
    data = {"type": "FeatureCollection", "@context": context, "features": [feature]}
    Path("places.jsonld").write_text(json.dumps(data), "utf-8")
    done = run("import", "places.jsonld", "--yes")
    assert done.exit_code == 0, done.output
    checked = check_folder(Path("places"))
    assert checked.errors == () and checked.atlas
    place = checked.atlas.places["abila"]
    assert [(n.text, n.lang, n.when.text if n.when else "") for n in place.names] == [
        ("Abila", "en", "-0043"), ("Ἄβιλα", "grc", "")
    ]  # fmt: skip
    assert place.links == ("pl:678006",)
    (event,) = checked.atlas.events
    assert event.principal.when and event.principal.when.text == "1850/1900-05-03"
    assert event.principal.summary == {"en": "A town."}
    span["end"], feature["names"][1]["when"] = (
        {"in": "1900-13"},
        {"timespans": [{"start": {"in": "x"}}]},
    )
    Path("places.jsonld").write_text(json.dumps(data), "utf-8")
    shown = run("import", "places.jsonld", "--into", "again", "--yes", "--when", "when")
    assert [line.split("  ")[1] for line in shown.stdout.splitlines()] == ["D401", "D404"]


KML = """<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2"><Document>
<Folder><name>1</name><TimeSpan><begin>1700</begin></TimeSpan>{}</Folder>
<Folder><name>2</name>{}</Folder></Document></kml>
"""


def placemark(name: str, time: str, lon: float) -> str:
    where = f"<Point><coordinates>{lon},-4</coordinates></Point>"
    return f"<Placemark><name>{name}</name>{time}{where}</Placemark>"


def span(begin: str, end: str) -> str:
    return f"<TimeSpan><begin>{begin}</begin><end>{end}</end></TimeSpan>"


def stamp(when: str) -> str:
    return f"<TimeStamp><when>{when}</when></TimeStamp>"


TIMES = {
    "Year": (span("1593", "1698-12-13"), "1593/1698-12-13"),
    "Month": (span("1498-04", "1498-05"), "1498-04/1498-05"),
    "Same": (span("1812", "1812"), "1812"),
    "Doubt": (span("1505", "1550?"), "1505/1550?"),
    "Stamp": (stamp("1498-04"), "1498-04"),
    "Moment": (stamp("1498-04-14T22:00:00+03:00"), "1498-04-14"),
    "Folder's": ("", "1700/"),
}


@pytest.mark.parametrize("ending", ["kml", "kmz"])
def test_times_of_kml_are_what_the_file_says(tmp_path: Path, monkeypatch, ending: str) -> None:
    monkeypatch.chdir(tmp_path)
    marks = [placemark(name, time, 30 + i) for i, (name, (time, _)) in enumerate(TIMES.items())]
    bad = [placemark("Bad", stamp("13/02/1637"), 41), placemark("None", "", 42)]
    text = KML.format("".join(marks), "".join(bad))
    if ending == "kml":
        Path("rows.kml").write_text(text, "utf-8")
    else:
        with ZipFile("rows.kmz", "w") as archive:
            archive.writestr("doc.kml", text)
    shown = run("import", f"rows.{ending}", "--yes", "--skip")
    (line,) = shown.stdout.splitlines()
    assert "is not an EDTF date, which is YYYY-MM-DD; write '1637-02-13'" in line
    assert line.startswith(f"rows.{ending}:8:") and "D401  “13/02/1637”" in line
    events = read_atlas(Path("rows")).events
    said = [e.principal.when.text if e.principal.when else "" for e in events]
    assert said == [*(edtf for _, edtf in TIMES.values()), ""]
    words = Path("rows/documents/rows.txt").read_text("utf-8").splitlines()
    assert "begin: 1593 | end: 1698-12-13" in words[0] and "13/02/1637" in words[7]


def test_stamps_alone_are_one_column(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("x.kml").write_text(KML.replace("TimeSpan", "Snippet").format(
        placemark("A", stamp("1498"), 40), placemark("B", stamp("149X"), 41)))  # fmt: skip
    shown = run("import", "x.kml", "--yes")
    assert "--when timestamp" in shown.stderr
    rows = [event.principal.when for event in read_atlas(Path("x")).events]
    assert [when and when.text for when in rows] == ["1498", "149X"]


def test_entities_of_kml_are_refused(tmp_path: Path) -> None:
    entity = '<!DOCTYPE kml [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    text = KML.replace("?>\n", f"?>{entity}", 1).format(placemark("&a;", "", 40), "")
    (tmp_path / "x.kml").write_text(text)
    shown = run("import", tmp_path / "x.kml", "--into", tmp_path / "new", "--yes")
    assert shown.exit_code == 1 and not (tmp_path / "new").exists()
    assert (
        shown.stderr
        == "placetime: x.kml declares a document type, which is not read; take it out\n"
    )
