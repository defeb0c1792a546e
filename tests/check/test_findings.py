"""Each kind of mistake is found, at its place, with a word on how to mend it; all of them at once."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from placetime.build import build, check_folder
from placetime.errors import InvalidAtlas
from placetime.model.finding import Finding

CLAIMS = "layers/voyage/claims.csv"


def set_cell(folder: Path, file: str, row: int, column: str, value: str) -> None:
    """Sets a cell of a CSV file; row 0 is the first below the header."""
    path = folder / file
    rows = list(csv.reader(path.read_text("utf-8").splitlines()))
    rows[row + 1][rows[0].index(column)] = value
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows(rows)


def replace(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def findings(folder: Path) -> tuple[Finding, ...]:
    return check_folder(folder).findings


def test_the_template_has_nothing_to_mend(folder: Path) -> None:
    assert findings(folder) == ()


CELLS = [
    # file, row, column, value, code, line, a word of the message
    (CLAIMS, 0, "at", "plymoth = x", "C501", 2, "did you mean “plymouth”?"),
    (CLAIMS, 0, "source", "logg", "C503", 2, "did you mean “log”?"),
    (CLAIMS, 0, "who", "meridan", "C502", 2, "did you mean “meridian”?"),
    (CLAIMS, 0, "status", "don", "C507", 2, "did you mean “done”?"),
    (CLAIMS, 0, "source", "", "C506", 2, "fill it in"),
    (CLAIMS, 0, "passage", "", "C506", 2, "fill it in"),
    (CLAIMS, 0, "passage", "12", "S601", 2, "start-end:check"),
    (CLAIMS, 0, "passage", "30-20:0a1b2c3d", "S601", 2, "start before end"),
    (CLAIMS, 0, "passage", "10-99999:0a1b2c3d", "S602", 2, "outside of the document"),
    (CLAIMS, 0, "passage", "10-20:0a1b2c3d", "S603", 2, "reads otherwise"),
    (CLAIMS, 0, "quantity", "forty", "C505", 2, "not a number"),
    (CLAIMS, 0, "when", "1911-5-3", "D401", 2, "1911-05-03"),
    (CLAIMS, 0, "when", "1911-06/1911-05", "D402", 2, "before"),
    (CLAIMS, 0, "when", "Y-12000", "D403", 2, "9999"),
    (CLAIMS, 0, "when", "1911-02-30", "D404", 2, "28"),
    (CLAIMS, 0, "when", "1812", "D405", 2, "outside of the atlas' span"),
    (CLAIMS, 0, "kind", "", "T205", 2, "fill it in"),
    (CLAIMS, 1, "differs", "colour", "C507", 3, "who, order, content"),
    (CLAIMS, 4, "kind", "saling", "C508", 6, "did you mean “sailing”?"),
    (CLAIMS, 0, "event", "The Departure", "T208", 2, "not an id"),
    (CLAIMS, 0, "summary_en", "", "T209", 2, "summary_en"),
    (CLAIMS, 0, "certainty", "sure", "C507", 2, "less-certain"),
    (CLAIMS, 4, "known", "1911-10", "D407", 6, "was over when this was said"),
    (CLAIMS, 4, "known", "October", "D401", 6, "YYYY-MM"),
    (CLAIMS, 0, "when_written", "the ides of May", "S604", 2, "does not stand"),
    ("geo/places.csv", 1, "lon", "-196.9", "P301", 3, "between -180 and 180"),
    ("geo/places.csv", 1, "lat", "x", "C505", 3, "not a number"),
    ("geo/places.csv", 1, "class", "setlement", "T206", 3, "did you mean “settlement”?"),
    ("geo/places.csv", 1, "geometry", "lines.geojson#x", "P304", 3, "feature"),
    ("geo/places.csv", 1, "uncertainty_m", "", "P305", 3, "uncertainty_m"),
    ("geo/places.csv", 1, "id", "plymouth", "T207", 3, "stands twice"),
    ("geo/places.csv", 1, "part_of", "madeira", "C501", 3, "unknown place"),
    ("geo/names.csv", 1, "place", "funchall", "C501", 3, "did you mean “funchal”?"),
    ("geo/names.csv", 1, "lang", "en_GB", "T206", 3, "BCP 47"),
    ("geo/names.csv", 1, "when", "before 1965", "D401", 3, "[..1965]"),
]


@pytest.mark.parametrize(("file", "row", "column", "value", "code", "line", "word"), CELLS)
def test_a_wrong_cell_is_found(
    folder: Path, file: str, row: int, column: str, value: str, code: str, line: int, word: str
) -> None:
    set_cell(folder, file, row, column, value)
    own = [f for f in findings(folder) if f.code == code]
    assert own, findings(folder)
    assert (own[0].location.file, own[0].location.line) == (file, line)
    assert word in own[0].message


CHAPTER = '[[chapters]]\ntitle = "May"\nwhen = "1911-05"\n'
TEXTS = [
    # file, old, new, code, line, column, a word of the message
    ("atlas.toml", "languages =", "langauges =", "T204", 5, 1, "did you mean “languages”?"),
    ("atlas.toml", 'hue = "#0072B2"', 'hue = "blue"', "T206", 21, 1, "#rrggbb"),
    ("atlas.toml", "bbox = [-30, -40", "bbox = [30, -40", "P301", 13, 1, "west"),
    ("atlas.toml", 'crs = "EPSG:3857"', 'crs = "EPSG:1"', "T206", 14, 1, "EPSG:3857"),
    (
        "atlas.toml",
        "[groups.sea]",
        f"{CHAPTER}hold = -1\n[groups.sea]",
        "T206",
        19,
        1,
        "from 0 to 60",
    ),
    (
        "atlas.toml",
        "[groups.sea]",
        f"{CHAPTER}hold = inf\n[groups.sea]",
        "T206",
        19,
        1,
        "from 0 to",
    ),
    (
        "atlas.toml",
        "[groups.sea]",
        f"{CHAPTER}seconds = 0\n[groups.sea]",
        "T206",
        19,
        1,
        "more than 0",
    ),
    (
        "atlas.toml",
        "[groups.sea]",
        f"{CHAPTER}seconds = nan\n[groups.sea]",
        "T206",
        19,
        1,
        "more than 0",
    ),
    (
        "atlas.toml",
        "[groups.sea]",
        f"{CHAPTER}hold = true\n[groups.sea]",
        "T206",
        19,
        1,
        "a number",
    ),
    ("atlas.toml", "[view]", '[view]\ntiles = "OpenStretMap"', "T206", 13, 1, "unknown tiles"),
    (
        "atlas.toml",
        "[view]",
        '[view]\ntiles = "OpenStretMap.Mapnik"',
        "T206",
        13,
        1,
        "did you mean",
    ),
    ("atlas.toml", "trace = 20", 'trace = "long"', "T206", 10, 1, "whole number"),
    ("atlas.toml", 'span = "1911-05/1911-09"', 'span = "1911-05/.."', "D406", 9, 1, "end"),
    ("atlas.toml", 'log = "log.txt"', 'log = "../log.txt"', "F104", 25, 11, "leads out"),
    ("atlas.toml", "log = ", "lg = ", "C503", 25, 11, "did you mean “log”?"),
    ("atlas.toml", "[groups.sea]", "[groups.see]", "C504", 3, 1, "did you mean “see”?"),
    ("layers/voyage/layer.toml", 'symbol = "circle"', 'symbol = "cirle"', "T206", 5, 1, "circle"),
    ("layers/voyage/layer.toml", "order = 10", "order = 1.5", "T206", 4, 1, "whole number"),
    ("layers/voyage/layer.toml", "meaning =", "meaninng =", "T204", 2, 1, "“meaning”"),
    ("layers/bibliography.json", '"id": "log"', '"id": "letter"', "T207", 10, 5, "stands twice"),
    ("layers/bibliography.json", '"title": "Log', '"titel": "Log', "T205", 2, 3, "no title"),
    (CLAIMS, "event,when", "event,whne", "T202", 1, 7, "did you mean “when”?"),
    (CLAIMS, "event,when,", "event,", "T203", 1, 1, "“when” is missing"),
]


@pytest.mark.parametrize(("file", "old", "new", "code", "line", "column", "word"), TEXTS)
def test_a_wrong_text_is_found(
    folder: Path, file: str, old: str, new: str, code: str, line: int, column: int, word: str
) -> None:
    replace(folder, file, old, new)
    own = [f for f in findings(folder) if f.code == code and word in f.message]
    assert own, findings(folder)
    assert (own[0].location.line, own[0].location.column) == (line, column)


def test_swapped_coordinates(folder: Path) -> None:
    set_cell(folder, "geo/places.csv", 1, "lon", "32.6669")
    set_cell(folder, "geo/places.csv", 1, "lat", "-116.9241")
    assert [f.code for f in findings(folder)] == ["P302"]
    set_cell(folder, "geo/places.csv", 1, "lon", "50.3715")
    set_cell(folder, "geo/places.csv", 1, "lat", "-4.1427")
    warnings = [f for f in findings(folder) if f.code == "P302"]
    assert [f.severity for f in warnings] == ["warning"]


def test_invalid_geometry(folder: Path) -> None:
    (folder / "geo/areas.geojson").write_text(
        '{"type": "FeatureCollection", "features": [\n'
        '{"type": "Feature", "id": "bow", "properties": {}, "geometry": {"type": "Polygon",'
        ' "coordinates": [[[0, 0], [2, 2], [2, 0], [0, 2], [0, 0]]]}}]}'
    )
    own = [f for f in findings(folder) if f.code == "P303"]
    assert [(f.location.file, f.location.line) for f in own] == [("geo/areas.geojson", 2)]
    assert "Self-intersection" in own[0].message


def test_an_event_in_two_layers(folder: Path) -> None:
    other = folder / "layers/other"
    other.mkdir()
    (other / "layer.toml").write_bytes((folder / "layers/voyage/layer.toml").read_bytes())
    (other / "claims.csv").write_bytes((folder / CLAIMS).read_bytes())
    assert {f.code for f in findings(folder)} == {"C510"}


def test_an_unused_place_is_a_warning(folder: Path) -> None:
    with (folder / "geo/places.csv").open("a") as places:
        places.write("lisbon,settlement,point,-9.14,38.72,3000,,,,\n")
    with (folder / "geo/names.csv").open("a") as names:
        names.write("lisbon,Lisbon,en,,\n")
    assert [(f.code, f.severity) for f in findings(folder)] == [("P306", "warning")]


def test_a_place_without_a_name_in_a_language(folder: Path) -> None:
    set_cell(folder, "geo/names.csv", 1, "lang", "pt")
    found = findings(folder)
    assert [(f.code, f.location.file, f.location.line) for f in found] == [
        ("P307", "geo/places.csv", 3)
    ]


def test_a_missing_document_is_not_an_error(folder: Path) -> None:
    (folder / "documents/log.txt").unlink()
    assert findings(folder) == ()


def test_all_problems_are_found_at_once_and_in_order(folder: Path) -> None:
    set_cell(folder, CLAIMS, 0, "at", "plymoth")
    set_cell(folder, CLAIMS, 2, "when", "June")
    set_cell(folder, "geo/places.csv", 0, "lat", "195")
    replace(folder, "atlas.toml", 'hue = "#0072B2"', 'hue = "blue"')
    (folder / "geo/names.csv").write_bytes(
        "place,name,lang\nplymouth,Pl\xfd,en\n".encode("latin-1")
    )
    codes = [f.code for f in findings(folder) if f.severity == "error"]
    assert codes == ["T206", "F102", "P301", "C501", "D401"]
    files = [f.location.file for f in findings(folder)]
    assert files == sorted(files)


def test_nothing_is_written_when_there_are_errors(folder: Path) -> None:
    outputs = folder / "outputs"
    outputs.mkdir()
    (outputs / "claims.csv").write_text("from before")
    set_cell(folder, CLAIMS, 0, "at", "plymoth")
    with pytest.raises(InvalidAtlas) as caught:
        build(folder, only=["csv"])
    assert [f.code for f in caught.value.findings if f.severity == "error"] == ["C501"]
    assert [p.name for p in outputs.iterdir()] == ["claims.csv"]
    assert (outputs / "claims.csv").read_text() == "from before"
