"""One style drives all outputs: a file laid over placetime's own, in film, page, QGIS and MapLibre."""

from __future__ import annotations

import json
import multiprocessing
import zipfile
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pytest
from PIL import Image

import placetime
from placetime.build import build, check_folder, read_atlas
from placetime.errors import InvalidAtlas
from placetime.model.atlas import Atlas
from placetime.model.days import day_number
from placetime.model.finding import Finding
from placetime.read.folder import read_folder
from placetime.read.structured import read_json
from placetime.render.raster.design import Design
from placetime.render.raster.pixels import rgb
from placetime.render.raster.renderer import Renderer
from placetime.resolve.style import read_style
from placetime.scene.scene import scene_of
from placetime.spec import current_style, load, over, styled
from placetime.trial import tried
from placetime.write.animation import write_animation
from tests.cli.test_cli import run
from tests.raster.scenes import near

WATER, LAND = "#123456", "#665544"
DARK = {"ink": "#ece8df", "paper": "#1b1f23", "halo": "#14181c", "base": {"water": WATER}}


def give_style(folder: Path, style: object, name: str = "style.json") -> None:
    """Writes a style into an atlas folder and names it in atlas.toml."""
    text = style if isinstance(style, str) else json.dumps(style)
    (folder / "style.json").write_text(text, "utf-8")
    path = folder / "atlas.toml"
    path.write_text(f'style = "{name}"\n' + path.read_text("utf-8"), "utf-8")


def test_the_colours_of_an_atlas_are_the_same_in_all_outputs(folder: Path, tmp_path: Path) -> None:
    give_style(folder, {"base": {"water": WATER, "lake": WATER, "land": LAND}})
    build(folder, only=["html", "gpkg"])
    outputs = folder / "outputs"
    page = (outputs / "map.html").read_text("utf-8")
    with zipfile.ZipFile(outputs / "atlas.qgz") as archive:
        project = archive.read("atlas.qgs").decode()
    result = run("export", folder, "--format", "pmtiles", "-o", tmp_path / "atlas.pmtiles")
    assert result.exit_code == 0, result.stderr
    vector = json.loads((tmp_path / "atlas.style.json").read_text("utf-8"))
    result = run(
        "frame", folder, "-o", tmp_path / "day.png", "--at", "1911-06", "--size", "320x180"
    )
    assert result.exit_code == 0, result.stderr
    with Image.open(tmp_path / "day.png") as image:
        pixels = np.asarray(image.convert("RGB"))[:120, 100:]
    (paint,) = (layer["paint"] for layer in vector["layers"] if layer["id"] == "ground")
    assert paint == {"background-color": LAND}, "the tiles have no water"
    for role, color in (("water", WATER), ("land", LAND)):
        plain = load("style")["base"][role]
        assert f'"{role}": "{color}"' in page and f'"{role}": "{plain}"' not in page
        for one, there in ((color, True), (plain, False)):
            red, green, blue = rgb(one)
            ground, fill = f'red="{red}" green="{green}" blue="{blue}"', f"{red},{green},{blue},255"
            assert (ground in project or fill in project) == there
        assert near(pixels, color, 3).mean() > 0.1
        assert near(pixels, plain, 3).mean() < 0.01


DAY = day_number(1911, 6, 1)


def renderer(atlas: Atlas, style: dict[str, Any]) -> Renderer:
    return Renderer(scene_of(replace(atlas, style=style)), Design((320, 180)))


def test_styles_do_not_mix_in_one_process(folder: Path) -> None:
    atlas = read_atlas(folder)
    dark, red = DARK, {"paper": "#ff0000", "symbol": {"hollow_fill": "#ff0000", "outline": 4}}
    made = [renderer(atlas, style) for style in ({}, dark, red)]
    here = [one.still(DAY, DAY) for one in made]
    spawned = multiprocessing.get_context("spawn")
    for own, drawn in zip(made, here, strict=True):
        with ProcessPoolExecutor(1, mp_context=spawned) as fresh:
            assert (fresh.submit(own.still, DAY, DAY).result() == drawn).all()


def test_films_of_two_styles_may_be_drawn_at_once(folder: Path) -> None:
    atlas = read_atlas(folder)
    one, other = renderer(atlas, DARK), renderer(atlas, {"paper": "#ff0000"})
    film, films = one.frames(2), other.frames(2)
    for _ in range(6):
        assert (next(film)[0, 0] == (27, 31, 35)).all()
        assert (next(films)[0, 0] == (255, 0, 0)).all()
        assert current_style() == load("style"), "nothing is left behind between frames"


@pytest.mark.parametrize("jobs", [1, 2])
def test_other_processes_draw_in_the_same_style(folder: Path, tmp_path: Path, jobs: int) -> None:
    scene = scene_of(replace(read_atlas(folder), style=DARK))
    write_animation(scene, tmp_path / "film.gif", Design((160, 90)), 4, jobs=jobs)
    with Image.open(tmp_path / "film.gif") as image:
        for index in (0, image.n_frames - 1):  # type: ignore[attr-defined]
            image.seek(index)
            assert image.convert("RGB").getpixel((2, 2)) == (27, 31, 35)


WRONG = """{
  "ink": "black",
  "papr": "#ffffff",
  "base": { "water": 7, "coast": { "width": 0 } },
  "hues": [],
  "opacity": { "least": 1.5 },
  "symbol": "round"
}"""
PLACES = [
    (2, 3, "T206", "#rrggbb"),
    (3, 3, "T204", "did you mean “paper”?"),
    (4, 13, "T206", "#rrggbb"),
    (4, 36, "T206", "more than 0"),
    (5, 3, "T206", "list of colours"),
    (6, 16, "T206", "from 0 to 1"),
    (7, 3, "T206", "must be a table"),
]


def test_all_that_is_wrong_with_a_style_is_found_at_once(folder: Path, tmp_path: Path) -> None:
    give_style(folder, WRONG)
    found = [f for f in check_folder(folder).findings if f.location.file == "style.json"]
    assert [(f.location.line, f.location.column, f.code) for f in found] == [p[:3] for p in PLACES]
    for finding, place in zip(found, PLACES, strict=True):
        assert place[3] in finding.message
    with pytest.raises(InvalidAtlas):
        build(folder, only=["csv"])
    other = tmp_path / "other.json"
    other.write_text(WRONG, "utf-8")
    for command in (
        ("animate", "-o", tmp_path / "a.gif"),
        ("frame", "--at", "1911", "-o", "a.png"),
    ):
        result = run(command[0], folder, *command[1:], "--style", other)
        assert result.exit_code == 1
        assert f"{other}:3:3  T204  unknown key “papr”" in result.stdout
        assert "style.json:3:3  T204" in result.stdout, "the atlas' own, too"
        assert "14 errors" in result.stderr


@pytest.mark.parametrize(
    ("text", "name", "word"),
    [
        ('{"ink": ', "style.json", "not JSON"),
        ("[1]", "style.json", "the style must be a table"),
        ('{"ring": {"width": NaN}}', "style.json", "more than 0"),
        ('{"ring": {"width": true}}', "style.json", "more than 0"),
        ("{}", "../style.json", "leads out of the atlas folder"),
        ("{}", "stil.json", "no such file"),
    ],
)
def test_a_style_that_cannot_be_used_is_a_finding(
    folder: Path, text: str, name: str, word: str
) -> None:
    give_style(folder, text, name)
    assert any(word in f.message for f in check_folder(folder).findings)


def test_all_of_the_style_may_be_given(tmp_path: Path) -> None:
    (tmp_path / "style.json").write_text(json.dumps(load("style")), "utf-8")
    found: list[Finding] = []
    document = read_json(tmp_path, "style.json", found)
    assert document is not None
    assert read_style(document, found) == load("style")
    assert found == []


def test_a_style_of_the_command_is_laid_over_that_of_the_atlas(
    folder: Path, tmp_path: Path
) -> None:
    give_style(folder, {"paper": "#101010", "base": {"water": WATER}})
    (tmp_path / "own.json").write_text('{"paper": "#202020"}', "utf-8")
    picture = ("frame", folder, "--at", "1911-06", "--size", "320x180")
    result = run(*picture, "-o", tmp_path / "day.png", "--style", tmp_path / "own.json")
    assert result.exit_code == 0, result.stdout
    with Image.open(tmp_path / "day.png") as image:
        pixels = np.asarray(image.convert("RGB"))
    assert (pixels[1, 1] == 0x20).all() and near(pixels, WATER, 3).mean() > 0.1


def test_a_style_in_python(folder: Path, tmp_path: Path) -> None:
    atlas = placetime.open(folder)
    (tmp_path / "own.json").write_text(json.dumps(DARK), "utf-8")
    atlas.frame(tmp_path / "a.png", "1911-06", size=(320, 180), style=DARK)
    atlas.frame(tmp_path / "b.png", "1911-06", size=(320, 180), style=tmp_path / "own.json")
    atlas.frame(tmp_path / "c.svg", "1911-06", size=(320, 180), style=DARK)
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()
    assert WATER in (tmp_path / "c.svg").read_text("utf-8")
    with pytest.raises(ValueError, match="unknown key “papr”"):
        atlas.frame(tmp_path / "d.png", "1911-06", style={"papr": "#ffffff"})
    table = gpd.GeoDataFrame({"when": ["1950"]}, geometry=gpd.points_from_xy([5], [5]), crs=4326)
    film = placetime.animate(
        table, tmp_path / "film.gif", when="when", size=(320, 180), seconds=1, style=DARK
    )
    with Image.open(film.path) as image:
        assert image.convert("RGB").getpixel((2, 176)) == (27, 31, 35), "the dock is paper"
        assert image.convert("RGB").getpixel((2, 2)) == rgb(WATER), "the map has no panel beside it"


def test_tables_are_laid_over_one_another() -> None:
    laid = over(load("style"), {"base": {"coast": {"color": WATER}}})
    assert laid["base"]["coast"] == load("style")["base"]["coast"] | {"color": WATER}
    assert laid["base"]["water"] == load("style")["base"]["water"]
    with styled({"ink": WATER}):
        with styled({"paper": WATER}):
            assert current_style()["ink"] == load("style")["ink"], "in place of the one before"
        assert current_style()["ink"] == WATER
    assert current_style() == load("style")


def test_a_map_keeps_its_style_until_it_is_saved(folder: Path, tmp_path: Path) -> None:
    plain = placetime.open(folder).to_folium()
    give_style(folder, {"base": {"water": WATER}})
    styled_map = placetime.open(folder).to_folium()
    for made, water in ((styled_map, WATER), (plain, load("style")["base"]["water"])):
        made.save(tmp_path / "map.html")
        assert f'"water": "{water}"' in (tmp_path / "map.html").read_text("utf-8")


def test_a_change_of_an_atlas_with_a_style_is_tried_with_it(folder: Path) -> None:
    give_style(folder, DARK)
    records, _ = read_folder(folder)
    checked = tried(records, {})
    assert checked.findings == () and checked.atlas is not None
    assert checked.atlas.style == DARK
