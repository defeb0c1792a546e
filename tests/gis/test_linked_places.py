"""Linked Places: within the World Historical Gazetteer's rules, and nothing of the atlas is lost."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pyogrio
import pytest

from placetime.build import read_atlas
from placetime.edtf import parse
from placetime.export import export_scene
from placetime.model.atlas import Atlas
from placetime.model.claim import Claim
from placetime.render.gis.linked_places.when import timespan
from placetime.scene.scene import Scene, scene_of

from .lpf_rules import errors

ROOT = Path(__file__).parent.parent.parent


def exported(scene: Scene, path: Path) -> tuple[dict[str, Any], list[str]]:
    notes = export_scene(scene, ["linked-places"], path)
    return json.loads(path.read_text("utf-8")), notes


@pytest.fixture(params=["test", "early", "hannibal", "flagship"])
def any_scene(request, scene: Scene, early: Scene, hannibal: Path) -> Scene:
    if request.param in ("test", "early"):
        return scene if request.param == "test" else early
    return scene_of(read_atlas(hannibal if request.param == "hannibal" else ROOT))


def test_the_gazetteers_rules_refuse_nothing(any_scene: Scene, tmp_path: Path) -> None:
    data, _ = exported(any_scene, tmp_path / "x.jsonld")
    assert errors(data) == []
    assert len(data["features"]) == len(any_scene.atlas.places) + len(any_scene.atlas.events)


def said(claim: Claim) -> dict[str, Any]:
    """A claim as the tables have it, without the exporter's help."""
    return {
        "when": claim.when.text if claim.when else None,
        "when_written": claim.when_written,
        "places": [[r.role, r.place, r.written, r.inferred] for r in claim.places],
        "who": list(claim.who), "kind": claim.kind, "status": claim.status,
        "known": claim.known.text if claim.known else None,
        "quantity": claim.quantity.text if claim.quantity else None,
        "unit": claim.unit, "of": claim.of, "source": claim.source,
        "passage": f"{claim.passage.start}-{claim.passage.end}:{claim.passage.check}",
        "summary": dict(claim.summary), "certainty": claim.certainty,
        "differs": list(claim.differs), "note": claim.note,
    }  # fmt: skip


def gazetteer(atlas: Atlas) -> dict[str, list[tuple[str, str, str | None, str]]]:
    return {
        place.id: [(n.text, n.lang, n.when.text if n.when else None, n.note) for n in place.names]
        for place in atlas.places.values()
    }


def test_names_dates_claims_and_passages_come_back_unchanged(
    any_scene: Scene, tmp_path: Path
) -> None:
    data, _ = exported(any_scene, tmp_path / "x.jsonld")
    atlas = any_scene.atlas
    features = {feature["@id"]: feature for feature in data["features"]}
    names = {
        key.removeprefix("place:"): [
            (
                name["toponym"],
                name.get("lang") or name["placetime:lang"],
                name["when"]["placetime:edtf"][0] if "when" in name else None,
                name.get("placetime:note", ""),
            )
            for name in feature["names"]
        ]
        for key, feature in features.items()
        if key.startswith("place:")
    }
    assert names == gazetteer(atlas)
    for event in atlas.events:
        record = features[f"event:{event.id}"]["placetime:record"]
        claims = deepcopy(record["claims"])
        for claim in claims:
            claim["places"] = [list(ref.values()) for ref in claim["places"]]
        assert claims == [said(claim) for claim in event.claims]
        assert (record["layer"], record["disputed"]) == (event.layer, list(event.disputed))
    for place in atlas.places.values():
        record = features[f"place:{place.id}"]["placetime:record"]
        assert record["links"] == list(place.links) and record["part_of"] == place.part_of
        assert record["uncertainty_m"] == place.uncertainty_m and record["note"] == place.note
    sources = data["placetime:record"]["sources"]
    assert sources == [dict(source.item) for source in atlas.sources.values()]


def test_who_says_it_and_where_stand_in_the_formats_own_members(
    hannibal: Path, tmp_path: Path
) -> None:
    data, notes = exported(scene_of(read_atlas(hannibal)), tmp_path / "x.jsonld")
    features = {feature["@id"]: feature for feature in data["features"]}
    cannae = features["event:cannae"]
    assert cannae["when"]["timespans"] == [
        {"start": {"in": "-0215-08-02"}, "end": {"in": "-0215-08-02"}}
    ]
    assert [r["relationTo"] for r in cannae["relations"]] == ["place:cannae", "place:cannae"]
    assert cannae["relations"][1]["citations"][0]["placetime:passage"] == "292-341:98b8250c"
    assert features["place:carthage"]["links"] == [
        {"type": "closeMatch", "identifier": "pl:314921"}
    ]
    assert features["place:zama"]["geometry"]["certainty"] == "less-certain"
    assert features["place:carthage"]["names"][2]["lang"] == "phn"
    assert notes == []


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("1958-03-15", {"start": {"in": "1958-03-15"}, "end": {"in": "1958-03-15"}}),
        ("1958-02", {"start": {"earliest": "1958-02-01", "latest": "1958-02-28"},
                     "end": {"earliest": "1958-02-01", "latest": "1958-02-28"}}),
        ("1958-03-10/..", {"start": {"in": "1958-03-10"}, "end": {"earliest": "1958-03-10"}}),
        ("../1958-03-15", {"start": {"latest": "1958-03-15"}, "end": {"in": "1958-03-15"}}),
        ("1958-03-10/", {"start": {"in": "1958-03-10"}, "end": {"earliest": "1958-03-10"}}),
        ("../..", {}),
    ],
)  # fmt: skip
def test_a_date_is_never_told_narrower_than_it_is(text: str, span: dict[str, Any]) -> None:
    assert timespan(parse(text).interval) == span


def test_what_it_cannot_say_is_counted(scene: Scene, tmp_path: Path) -> None:
    data, notes = exported(scene, tmp_path / "x.jsonld")
    assert notes[:2] == [
        "linked-places: 2 events with an open begin or end have it as “not after” or “not before”",
        "linked-places: 1 undated events have a `when` without timespans",
    ]
    undated = next(f for f in data["features"] if f["@id"] == "event:undated")
    assert undated["when"] == {"timespans": [], "label": "undated"}


def test_the_rules_find_what_is_wrong(scene: Scene, tmp_path: Path) -> None:
    data, _ = exported(scene, tmp_path / "x.jsonld")
    feature = data["features"][0]
    feature["when"]["timespans"] = [{"start": {"in": "1850~"}, "end": None or {}}]
    feature["links"] = [{"type": "closeMatch", "identifier": "geonames:1"}]
    feature["names"][0]["citations"] = [{"label": "x", "year": 1850}]
    assert len(errors(data)) == 4


def test_it_is_geojson_for_gdal(scene: Scene, tmp_path: Path) -> None:
    export_scene(scene, ["linked-places"], tmp_path / "x.geojson")
    read = pyogrio.read_dataframe(tmp_path / "x.geojson")
    assert read.crs.to_epsg() == 4326 and len(read) == len(scene.atlas.places) + 12


def test_same_bytes(scene: Scene, tmp_path: Path) -> None:
    for name in ("a", "b"):
        export_scene(scene, ["linked-places"], tmp_path / f"{name}.jsonld")
    assert (tmp_path / "a.jsonld").read_bytes() == (tmp_path / "b.jsonld").read_bytes()
