"""PostGIS: tables, keys, indexes and views in a real database; all or nothing, again and again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas as gpd
import psycopg
import pytest

import placetime
from placetime.build import read_atlas
from placetime.errors import PlacetimeError
from placetime.export import export_database
from placetime.scene.scene import Scene, scene_of
from tests.cli.test_cli import run

from .conftest import NASTY

ROOT = Path(__file__).parent.parent.parent
Ask = Callable[..., list[tuple[Any, ...]]]


@pytest.fixture
def ask(postgis: str) -> Ask:
    def asked(query: str, *values: object) -> list[tuple[Any, ...]]:
        with psycopg.connect(postgis) as connection:
            cursor = connection.execute(query, values)
            return cursor.fetchall() if cursor.description else []

    return asked


@pytest.fixture(scope="module")
def filled(postgis: str, scene: Scene) -> str:
    assert export_database(scene, postgis) == []
    return postgis


def test_every_table_of_the_geopackage_is_there(filled: str, ask: Ask, scene: Scene) -> None:
    tables = {name for (name,) in ask("SELECT tablename FROM pg_tables WHERE schemaname = 'atlas'")}
    assert tables == {
        "places", "events", "sources", "claims", "claim_places", "names", "air_bases_points",
        "marches_moves", "loose_lines", "loose_areas", "undated_points", "base_land",
    }  # fmt: skip
    assert ask("SELECT count(*) FROM atlas.events") == [(len(scene.atlas.events),)]
    assert ask("SELECT summary_en FROM atlas.claims WHERE event = 'odd'") == [(NASTY,)]
    geometry = (
        "SELECT f_table_name, type, srid FROM geometry_columns WHERE f_table_schema = 'atlas'"
    )
    assert {row[0]: row[1:] for row in ask(geometry)}["loose_areas"] == ("MULTIPOLYGON", 4326)


def test_a_day_is_asked_for_by_range_and_index(filled: str, ask: Ask) -> None:
    on = "SELECT event FROM atlas.layer_air_bases WHERE shown @> %s::date ORDER BY event"
    assert [e for (e,) in ask(on, "1958-03-15")] == ["before", "inyear", "oneday", "open"]
    assert [e for (e,) in ask(on, "1958-03-16")] == ["inyear", "open"]
    assert [e for (e,) in ask(on, "2026-07-01")] == ["open"]
    ends = "SELECT t_start::text, t_end FROM atlas.air_bases_points WHERE event = 'open'"
    assert ask(ends)[0][1] is None
    indexes = ask("SELECT indexdef FROM pg_indexes WHERE tablename = 'air_bases_points'")
    assert (
        sum("USING gist (geom)" in text or "USING gist (shown)" in text for (text,) in indexes) == 2
    )


def test_keys_lead_from_marks_to_claims_to_sources(filled: str, ask: Ask) -> None:
    joined = (
        "SELECT s.title FROM atlas.air_bases_points m JOIN atlas.claims c USING (claim)"
        " JOIN atlas.sources s ON s.source = c.source WHERE m.event = 'oneday'"
    )
    assert ask(joined) == [(NASTY,)]
    keys = ask(
        "SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND connamespace = 'atlas'::regnamespace"
    )
    assert keys[0][0] >= 18
    with pytest.raises(psycopg.errors.ForeignKeyViolation):
        ask("INSERT INTO atlas.claims (claim, event) VALUES ('x/1', 'x')")


def test_again_gives_the_same_and_keeps_what_is_not_its_own(
    filled: str, ask: Ask, scene: Scene
) -> None:
    ask("CREATE TABLE atlas.mine AS SELECT 1 AS one")
    before = ask("SELECT * FROM atlas.layer_air_bases ORDER BY mark")
    export_database(scene, filled)
    export_database(scene, filled)
    assert ask("SELECT * FROM atlas.layer_air_bases ORDER BY mark") == before
    assert ask("SELECT one FROM atlas.mine") == [(1,)]
    ask("DROP TABLE atlas.mine")


def test_what_depends_on_it_is_kept_and_nothing_written(
    filled: str, ask: Ask, scene: Scene
) -> None:
    ask("CREATE VIEW public.mine AS SELECT * FROM atlas.events")
    with pytest.raises(PlacetimeError, match="something of yours depends"):
        export_database(scene, filled)
    assert len(ask("SELECT * FROM public.mine")) == len(scene.atlas.events)
    ask("DROP VIEW public.mine")


def test_a_table_of_somebody_else_is_not_replaced(postgis: str, ask: Ask, scene: Scene) -> None:
    ask("CREATE SCHEMA taken")
    ask("CREATE TABLE taken.claims AS SELECT 1 AS one")
    with pytest.raises(PlacetimeError, match="choose another with --schema"):
        export_database(scene, postgis, "taken")
    tables = ask("SELECT tablename FROM pg_tables WHERE schemaname = 'taken'")
    assert tables == [("claims",)]  # one transaction: the tables before it are not there either


def test_dates_before_christ_are_dates(postgis: str, ask: Ask, early: Scene) -> None:
    assert export_database(early, postgis, "early") == []
    said = "SELECT begin_earliest::text, t_end AT TIME ZONE 'UTC' = '0044-03-15 23:59:59.999 BC'"
    assert ask(f"{said} FROM early.marches_points WHERE event = 'caesar'") == [
        ("0044-03-15 BC", True)
    ]
    on = "SELECT event FROM early.layer_marches WHERE shown @> %s::date"
    assert ask(on, "0044-03-15 BC") == [("caesar",)]
    assert ask(on, "0044-03-16 BC") == []
    assert ask(on, "0001-07-01 BC") == [("year-zero",)]


def test_geopandas_and_gdal_types(filled: str) -> None:
    with psycopg.connect(filled) as connection:
        query = "SELECT event, ST_AsBinary(geom) AS geom FROM atlas.marches_moves"
        rows = connection.execute(query).fetchall()
    (line,) = gpd.GeoSeries.from_wkb([geom for _, geom in rows])
    assert line.geom_type == "LineString" and line.coords[0] == pytest.approx((126, 36))


def test_the_flagship_and_qgis(postgis: str, ask: Ask, qgis) -> None:
    scene = scene_of(read_atlas(ROOT))
    assert export_database(scene, postgis, "flagship") == []
    dated = sum(mark.interval is not None for mark in scene.marks)
    views = ask("SELECT viewname FROM pg_views WHERE schemaname = 'flagship'")
    union = " UNION ALL ".join(f"SELECT mark FROM flagship.{name}" for (name,) in views)
    assert ask(f"SELECT count(DISTINCT mark) FROM ({union}) AS everything") == [(dated,)]
    host = postgis.split("host=")[1]
    for table, kind in (("air_bases_points", "Point"), ("layer_meetings", "LineString")):
        source = (
            f"dbname='atlas' host={host} user='tester' key='mark' srid=4326 type={kind}"
            f' table="flagship"."{table}" (geom)'
        )
        layer = qgis("table", source=source, provider="postgres")
        assert layer["valid"] and layer["count"] > 0 and layer["crs"] == "EPSG:4326"


def test_the_command_and_python(hannibal: Path, postgis: str, ask: Ask) -> None:
    done = run(
        "export", hannibal, "--to", postgis, "--schema", "h", "--layer", "battles", "--to", "-0210"
    )
    assert done.exit_code == 0 and "PostGIS to the schema h" in done.stderr
    events = ask("SELECT event FROM h.events ORDER BY event")
    assert events == [("cannae",), ("trasimene",), ("trebia",)]
    placetime.open(hannibal).export(postgis, schema="h", layers=["march"])
    assert ask("SELECT count(*) FROM h.events") == [(4,)]


def test_a_database_that_is_not_there(scene: Scene) -> None:
    with pytest.raises(PlacetimeError, match="nothing was written"):
        export_database(scene, "postgresql://x:secret@/atlas?host=/nowhere/at/all")
    try:
        export_database(scene, "postgresql://x:secret@/atlas?host=/nowhere/at/all")
    except PlacetimeError as error:
        assert "secret" not in str(error)
