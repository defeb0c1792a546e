"""An atlas that went out as Linked Places comes back as it was."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from placetime.build import check_folder, read_atlas
from placetime.export import export_scene
from placetime.model.atlas import Atlas
from placetime.scene.scene import scene_of
from tests.cli.test_cli import run
from tests.conftest import HANNIBAL, ROOT, TEMPLATE


def sent(folder: Path, path: Path) -> Atlas:
    atlas = read_atlas(folder)
    export_scene(scene_of(atlas), ["linked-places"], path)
    return atlas


@pytest.mark.parametrize("folder", [ROOT, TEMPLATE, HANNIBAL], ids=lambda p: p.name)
def test_nothing_is_lost(folder: Path, tmp_path: Path) -> None:
    before = sent(folder, tmp_path / "atlas.jsonld")
    shown = run("import", tmp_path / "atlas.jsonld", "--into", tmp_path / "back")
    assert shown.exit_code == 0, shown.output
    checked = check_folder(tmp_path / "back")
    after = checked.atlas
    assert after is not None and checked.errors == ()
    assert after.languages == before.languages and after.title == before.title
    assert list(after.places) == list(before.places)
    for place in before.places.values():
        back = after.places[place.id]
        for name in ("names", "feature_class", "label_at", "uncertainty_m", "part_of",
                     "coordinate_source", "links", "note"):  # fmt: skip
            assert getattr(back, name) == getattr(place, name), (place.id, name)
        same = place.geometry is None or (
            back.geometry is not None and back.geometry.normalize() == place.geometry.normalize()
        )
        assert same and (back.geometry is None) == (place.geometry is None), place.id
    for event, own in zip(before.events, after.events, strict=True):
        assert (own.id, own.layer, own.disputed) == (event.id, event.layer, event.disputed)
        for claim, back in zip(event.claims, own.claims, strict=True):
            for name in ("when", "when_written", "known", "status", "certainty", "places", "who", "kind",
                         "quantity", "unit", "of", "source", "passage", "summary", "differs",
                         "note"):  # fmt: skip
                assert getattr(back, name) == getattr(claim, name), (event.id, name)
    assert after.layers == before.layers and after.actors == before.actors
    assert [dict(s.item) for s in after.sources.values()] == [
        dict(s.item) for s in before.sources.values()
    ]


def test_into_an_atlas_that_has_some_of_it(tmp_path: Path, folder: Path) -> None:
    sent(HANNIBAL, tmp_path / "atlas.jsonld")
    settings = (folder / "atlas.toml").read_text().replace('["en"]', '["en", "fr"]')
    (folder / "atlas.toml").write_text(settings)
    places = folder / "geo/places.csv"
    places.write_text(places.read_text() + "carthage,settlement,point,10.3,36.85,900,,own,,\n")
    refused = run("import", tmp_path / "atlas.jsonld", "--into", folder)
    assert refused.exit_code == 1 and "C510  the event “departure” also stands" in refused.stdout
    assert not (folder / "layers/march").exists()
    claims = folder / "layers/voyage/claims.csv"
    claims.write_text(claims.read_text().replace("\ndeparture,", "\nleaving,"))
    done = run("import", tmp_path / "atlas.jsonld", "--into", folder)
    assert done.exit_code == 0, done.output
    checked = check_folder(folder)
    assert checked.errors == () and checked.atlas
    assert {layer.id for layer in checked.atlas.layers} == {"voyage", "march", "battles"}
    assert checked.atlas.places["carthage"].coordinate_source == "own", "what is there stays"
    assert "carthage" in checked.atlas.actors and "meridian" in checked.atlas.actors


@pytest.mark.parametrize("name", ["../../outside", "/outside", "a b"])
def test_paths_stay_inside_of_the_folder(tmp_path: Path, name: str) -> None:
    sent(TEMPLATE, tmp_path / "atlas.jsonld")
    text = (tmp_path / "atlas.jsonld").read_text("utf-8").replace('"voyage"', json.dumps(name))
    (tmp_path / "atlas.jsonld").write_text(text, "utf-8")
    shown = run("import", tmp_path / "atlas.jsonld", "--into", tmp_path / "back")
    assert shown.exit_code == 1 and f"“{name}” is not an id" in shown.stderr
    assert [p.name for p in tmp_path.iterdir()] == ["atlas.jsonld"]


def test_a_file_that_lost_its_record_is_one_of_others(tmp_path: Path) -> None:
    sent(TEMPLATE, tmp_path / "atlas.jsonld")
    data = json.loads((tmp_path / "atlas.jsonld").read_text("utf-8"))
    del data["features"][0]["placetime:record"]
    (tmp_path / "atlas.jsonld").write_text(json.dumps(data), "utf-8")
    shown = run("import", tmp_path / "atlas.jsonld", "--into", tmp_path / "back", "--yes")
    assert shown.exit_code == 1 and "lacks 'placetime:record'; export it anew" in shown.stderr
    assert not (tmp_path / "back").exists()
