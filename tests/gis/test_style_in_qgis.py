"""The style travels with the GeoPackage: renderer, labels, time and titles without user action."""

from __future__ import annotations

from pathlib import Path

MARKS = ["air_bases_points", "marches_moves", "loose_lines", "loose_areas", "undated_points"]


def test_each_layer_is_styled_when_it_is_opened_alone(written: Path, qgis) -> None:
    layers = qgis("styles", path=written / "atlas.gpkg", tables=MARKS)["layers"]
    for layer in layers.values():
        assert layer["valid"] and layer["crs"] == "EPSG:4326"
        assert layer["renderer"] == "categorizedSymbol"
        assert layer["labels"] and '"label_en"' in layer["label_field"]
    assert layers["air_bases_points"]["symbol_layers"] == [
        "FontMarker",
        "GeometryGenerator",
        "SvgMarker",
    ]
    assert layers["marches_moves"]["symbol_layers"] == ["GeometryGenerator"]
    assert layers["loose_lines"]["symbol_layers"] == ["HashLine", "SimpleLine"]
    assert layers["loose_areas"]["symbol_layers"] == ["LinePatternFill", "SimpleFill", "SimpleLine"]


def test_time_is_active_over_datetime_columns_and_not_for_undated_marks(
    written: Path, qgis
) -> None:
    layers = qgis("styles", path=written / "atlas.gpkg", tables=MARKS)["layers"]
    assert not layers.pop("undated_points")["temporal"]
    for layer in layers.values():
        assert layer["temporal"] and layer["mode"] == 2
        assert layer["start_type"] == layer["end_type"] == "DateTime"


def test_legend_says_what_who_and_how_sure(written: Path, qgis) -> None:
    (layer,) = qgis("styles", path=written / "atlas.gpkg", tables=MARKS[:1])["layers"].values()
    assert layer["categories"] == [
        "a stay · The North · reported, alleged, inferred",
        "a letter · The South · reported, alleged, inferred",
        "a stay · The North · planned, ordered, proposed",
        "a stay · The North",
        "other",
    ]


def test_columns_have_ascii_names_and_titles(written: Path, qgis) -> None:
    tables = ["air_bases_points", "places", "claims", "sources"]
    layers = qgis("styles", path=written / "atlas.gpkg", tables=tables)["layers"]
    for layer in layers.values():
        assert layer["valid"]
        names = set(layer["aliases"]) - {"fid"}
        assert all(name.isascii() and name.isidentifier() for name in names)
        assert all(layer["aliases"][name] for name in names)
    assert layers["claims"]["aliases"]["summary_zh"] == "summary (zh)"
