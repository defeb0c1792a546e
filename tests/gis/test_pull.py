"""What is edited in QGIS comes back as a change of the atlas' own files, and of nothing else."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from pathlib import Path
from typing import Any

import pytest

import placetime
from placetime.build import check_folder, read_atlas
from placetime.errors import PlacetimeError
from placetime.export import export_scene, part_of
from placetime.pull import Pulled, pull
from placetime.scene.scene import scene_of
from tests.cli.test_cli import run
from tests.conftest import HANNIBAL, ROOT, TEMPLATE

from .conftest import Qgis

CLAIMS = "layers/voyage/claims.csv"


def exported(folder: Path, path: Path) -> Path:
    """The GeoPackage of an atlas folder; it is written outside of it."""
    export_scene(scene_of(read_atlas(folder)), ["gpkg"], path)
    return path


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The second atlas, for a test to change: it has lines and areas."""
    return Path(shutil.copytree(HANNIBAL, tmp_path / "hannibal"))


def edited(qgis: Qgis, folder: Path, *edits: dict[str, Any]) -> Pulled:
    path = exported(folder, folder.parent / "atlas.gpkg")
    assert qgis("edit", path=str(path), edits=edits) == {"problems": []}
    return pull(path, folder)


def changed_lines(pulled: Pulled) -> list[str]:
    return [
        line
        for line in pulled.diff.splitlines()
        if line[0] in "+-" and not line.startswith(("+++", "---"))
    ]


@pytest.mark.parametrize("folder", [ROOT, TEMPLATE, HANNIBAL], ids=lambda p: p.name)
def test_nothing_edited_nothing_changed(folder: Path, tmp_path: Path) -> None:
    pulled = pull(exported(folder, tmp_path / "atlas.gpkg"), folder)
    assert (pulled.texts, pulled.diff, pulled.findings, pulled.errors) == ({}, "", (), ())


def test_nothing_edited_in_a_part_in_another_language(tmp_path: Path) -> None:
    part, _ = part_of(scene_of(read_atlas(HANNIBAL)), ["march"], None, "fr")
    export_scene(part, ["gpkg"], tmp_path / "part.gpkg")
    assert pull(tmp_path / "part.gpkg", HANNIBAL).texts == {}


def test_opening_and_saving_in_qgis_changes_nothing(qgis: Qgis, copy: Path) -> None:
    same = [
        {"table": "march_points", "where": "1", "set": {"look": "solid"}},
        {"table": "claims", "where": "1", "set": {"unit": "x"}},
    ]

    def unit(row: dict[str, Any]) -> str | None:
        return row["unit"] if isinstance(row["unit"], str) else None

    path = exported(copy, copy.parent / "atlas.gpkg")
    before = _rows(path, "claims")
    assert qgis("edit", path=str(path), edits=same) == {"problems": []}
    back = [
        {"table": "claims", "where": f"claim = '{row['claim']}'", "set": {"unit": unit(row)}}
        for row in before
    ]
    assert qgis("edit", path=str(path), edits=back) == {"problems": []}
    assert pull(path, copy).texts == {}


def _rows(path: Path, table: str) -> list[dict[str, Any]]:
    import pyogrio

    return pyogrio.read_dataframe(path, layer=table).to_dict("records")


def test_a_moved_place_a_date_a_name_and_words(qgis: Qgis, folder: Path) -> None:
    where = "event = 'departure' and source = 'log'"
    pulled = edited(
        qgis, folder,
        {"table": "places", "where": "place = 'funchal'", "wkt": "POINT(-16.9 32.65)"},
        {"table": "names", "where": "name = 'Kaapstad'",
         "set": {"name": 'Kaap, "die"', "name_edtf": "1652/.."}},
        {"table": "claims", "where": where, "set": {
            "edtf": "1911-05-02", "status": "reported", "quantity": "~41", "certainty": "less-certain",
            "summary_en": "A line,\nand “another”.", "note": "Mended in QGIS."}},
    )  # fmt: skip
    assert pulled.findings == () and pulled.errors == ()
    log = (folder / CLAIMS).read_text("utf-8").splitlines()[1]
    mended = log
    for old, new in [
        ("1911-05-03", "1911-05-02"), (",departure,done,,40", ",departure,reported,,~41"),
        ("The log has the ship leave Plymouth on 3 May with forty hands.", '"A line,\nand “another”."'),
        ("certain,,The year is that of the log.", "less-certain,,Mended in QGIS."),
    ]:  # fmt: skip
        assert mended.count(old) == 1
        mended = mended.replace(old, new)
    assert changed_lines(pulled) == [
        "-cape-town,Kaapstad,af,,",
        '+cape-town,"Kaap, ""die""",af,1652/..,',
        "-funchal,settlement,point,-16.9241,32.6669,2000,,GeoNames 2267827,geonames:2267827,",
        "+funchal,settlement,point,-16.9,32.65,2000,,GeoNames 2267827,geonames:2267827,",
        f"-{log}",
        *(f"+{line}" for line in mended.splitlines()),
    ]


def test_git_applies_the_diff_as_written(qgis: Qgis, folder: Path) -> None:
    pulled = edited(
        qgis, folder, {"table": "claims", "where": "event = 'water'", "set": {"edtf": "1911-06-09"}}
    )
    applied = shutil.copytree(folder, folder.parent / "applied")
    git = ["git", "apply", "--unsafe-paths", "-"]
    subprocess.run(git, input=pulled.diff.encode(), cwd=applied, check=True)
    pulled.write()
    for file in sorted(p for p in folder.rglob("*") if p.is_file()):
        assert (applied / file.relative_to(folder)).read_bytes() == file.read_bytes()


def test_a_mark_on_the_map_is_its_place_and_its_claim(qgis: Qgis, folder: Path) -> None:
    pulled = edited(
        qgis, folder,
        {"table": "voyage_points", "where": "event = 'water'", "wkt": "POINT(-17.123456789 32.7)",
         "set": {"edtf": "1911-06-10", "summary_en": "Water."}},
    )  # fmt: skip
    assert pulled.findings == () and pulled.errors == ()
    lines = changed_lines(pulled)
    assert lines[1].startswith("+funchal,settlement,point,-17.1234568,32.7,2000,")
    assert lines[3].startswith("+water,1911-06-10,") and ",Water.,certain," in lines[3]
    pulled.write()
    assert pull(folder.parent / "atlas.gpkg", folder).texts == {}, "it has come back already"


def test_what_is_computed_is_said_and_not_taken(qgis: Qgis, folder: Path) -> None:
    pulled = edited(
        qgis, folder,
        {"table": "voyage_points", "where": "event = 'water'", "set": {"hue": "#000000"}},
        {"table": "voyage_moves", "where": "event = 'to-funchal'", "wkt": "LINESTRING(0 0, 1 1)"},
        {"table": "events", "where": "event = 'water'", "set": {"disputed": "date"}},
    )  # fmt: skip
    assert pulled.texts == {} and pulled.sound
    said = [(f.code, f.severity, f.location.file) for f in pulled.findings]
    assert said == [
        ("G701", "warning", "atlas.gpkg|events"),
        ("G701", "warning", "atlas.gpkg|voyage_moves"),
        ("G701", "warning", "atlas.gpkg|voyage_points"),
    ]
    assert "“hue”" in pulled.findings[2].message


@pytest.mark.parametrize(
    ("ring", "old", "new"),
    [
        (
            "7.5 44.7, 9.5 44.6, 12.25 44.4, 12.3 45.3, 9.2 45.6, 7.6 45.3, 7.5 44.7",
            "[12.2, 44.4]",
            "[12.25, 44.4]",
        ),
        (
            "7.5 44.7, 9.5 44.6, 12.2 44.4, 12.3 45.3, 10 45.5, 9.2 45.6, 7.6 45.3, 7.5 44.7",
            "[12.3, 45.3], ",
            "[12.3, 45.3], [10, 45.5], ",
        ),
    ],
    ids=["a vertex is moved", "a vertex is added"],
)
def test_an_area_is_drawn_anew_in_its_own_file(
    qgis: Qgis, copy: Path, ring: str, old: str, new: str
) -> None:
    before = (copy / "geo/lines.geojson").read_text("utf-8")
    edit = {
        "table": "march_areas",
        "where": "place = 'po-plain'",
        "wkt": f"MULTIPOLYGON((({ring})))",
    }
    pulled = edited(qgis, copy, edit)
    assert set(pulled.texts) == {"geo/lines.geojson"} and pulled.sound
    assert before.count(old) == 1
    assert pulled.texts["geo/lines.geojson"][1] == before.replace(old, new)


def test_a_label_a_preferred_name_and_a_title(qgis: Qgis, copy: Path) -> None:
    pulled = edited(
        qgis, copy,
        {"table": "places", "where": "place = 'po-plain'", "wkt": "POINT(10 45)"},
        {"table": "places", "where": "place = 'zama'",
         "set": {"name_en": "Zama Regia", "uncertainty_m": 40000.0, "links": "pleiades:315259"}},
        {"table": "sources", "where": "source = 'first'", "set": {"title": "A “digest”"}},
    )  # fmt: skip
    assert pulled.findings == () and pulled.errors == ()
    lines = changed_lines(pulled)
    assert "+po-plain,region,lines.geojson#po,10,45,0,,,," in lines
    zama = '+zama,settlement,point,8.9,36.1,40000,,,pleiades:315259,"which Zama is not known"'
    assert zama in lines
    assert any(line.startswith("+zama,Zama Regia,en,") for line in lines)
    before, after = pulled.texts["layers/bibliography.json"]
    assert after == before.replace('"A digest after Polybius"', '"A “digest”"')
    assert len(lines) == 8


def test_rows_that_come_and_go(qgis: Qgis, folder: Path) -> None:
    new = {
        "claim": "water/2", "event": "water", "layer": "voyage", "source": "letter", "kind": "stop",
        "status": "done", "edtf": "1911-06", "passage_start": 11, "passage_end": 68,
        "passage_check": "4bbd14d2", "summary_en": "Lowe, too.",
    }  # fmt: skip
    pulled = edited(
        qgis, folder,
        {"table": "claims", "set": new},
        {"table": "claim_places", "set": {"claim": "water/2", "role": "at", "place": "funchal",
                                          "place_written": "Funchal", "inferred": False}},
        {"table": "claim_places", "set": {"claim": "departure/1", "role": "at", "place": "funchal",
                                          "inferred": True}},
        {"table": "claim_places", "where": "claim = 'to-funchal/1' and role = 'from'", "delete": True},
        {"table": "claim_places", "where": "claim = 'to-cape-town/1' and role = 'to'",
         "set": {"place_written": "Table Bay"}},
        {"table": "names", "where": "name = 'Kaapstad'", "delete": True},
        {"table": "names", "set": {"place": "funchal", "name": "Funchau", "lang": "pt"}},
        {"table": "places", "set": {"place": "madeira", "class": "island", "uncertainty_m": 5000.0},
         "wkt": "POINT(-17 32.75)"},
        {"table": "voyage_points", "where": "event = 'water'", "delete": True},
        {"table": "sources", "set": {"source": "diary", "title": "A diary"}},
    )  # fmt: skip
    assert [(f.code, f.severity) for f in pulled.findings] == [("G705", "warning")] * 2
    assert [f.code for f in pulled.errors] == []
    lines = changed_lines(pulled)
    assert "+funchal,Funchau,pt,,\n" in pulled.diff and "-cape-town,Kaapstad,af,," in lines
    assert "+madeira,island,point,-17,32.75,5000,,,," in lines
    assert any(",plymouth = Plymouth; funchal?,," in line for line in lines)
    assert any(
        line.startswith("+to-funchal,") and ",,,,funchal = Funchal," in line for line in lines
    )
    assert any("cape-town = Table Bay" in line for line in lines)
    assert (
        '+water,1911-06,,funchal = Funchal,,,,,,,stop,done,,,,,letter,11-68:4bbd14d2,Lowe", too.,,,'
        in pulled.diff.replace('"Lowe, too."', 'Lowe", too.')
    )
    assert set(pulled.summary) >= {
        "water/2: added", "funchal/pt/Funchau: added", "cape-town/af/Kaapstad: deleted", "madeira: added",
        "departure/1: at plymouth = Plymouth → plymouth = Plymouth; funchal?",
    }  # fmt: skip
    pulled.write()
    water = next(e for e in read_atlas(folder).events if e.id == "water")
    assert [claim.source for claim in water.claims] == ["log", "letter"]


def test_an_atlas_with_errors_is_not_written(qgis: Qgis, folder: Path) -> None:
    path = exported(folder, folder.parent / "atlas.gpkg")
    edits = [
        {
            "table": "claims",
            "where": "event = 'water'",
            "set": {"edtf": "June 1911", "status": "don"},
        },
        {"table": "places", "where": "place = 'funchal'", "set": {"class": "towne"}},
    ]
    assert qgis("edit", path=str(path), edits=edits) == {"problems": []}
    before = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    result = run("pull", path, folder, "--write")
    assert result.exit_code == 1 and "+water,June 1911," in result.stdout
    lines = result.stderr.splitlines()
    assert lines[:2] == [
        "funchal: class settlement → towne",
        "water/1: when [1911-06-08..1911-06-14] → June 1911, status done → don",
    ]
    said = [line.split("  ") for line in lines if line.startswith("atlas.gpkg|")]
    assert [line[:2] for line in said] == [
        ["atlas.gpkg|claims:4:1", "C507"], ["atlas.gpkg|claims:4:1", "D401"],
        ["atlas.gpkg|places:2:1", "T206"],
    ]  # fmt: skip
    assert said[1][2].startswith("“water/1”: “June 1911”")
    assert said[1][2].endswith(f"; it would go to {CLAIMS}:5:7")
    assert "nothing was written" in result.stderr
    assert {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()} == before


def test_two_wishes_for_one_cell_and_a_folder_that_changed(qgis: Qgis, folder: Path) -> None:
    path = exported(folder, folder.parent / "atlas.gpkg")
    edits = [
        {"table": "claims", "where": "event = 'water'", "set": {"edtf": "1911-06-09"}},
        {"table": "voyage_points", "where": "event = 'water'", "set": {"edtf": "1911-06-10"}},
        {"table": "names", "where": "name = 'Kaapstad'", "set": {"name": "Kaapstadt"}},
    ]
    assert qgis("edit", path=str(path), edits=edits) == {"problems": []}
    names = folder / "geo/names.csv"
    text = names.read_text("utf-8").replace("Kaapstad,af", "Die Kaap,af")
    names.write_text(text.replace("\nplymouth", "\nplymouth,Sutton,en,../1439,\nplymouth"), "utf-8")
    pulled = pull(path, folder)
    assert [f.code for f in pulled.findings] == ["G702", "G703"] and not pulled.sound
    with pytest.raises(ValueError, match="not sound"):
        pulled.write()


def test_rows_are_found_again_when_lines_have_shifted(qgis: Qgis, folder: Path) -> None:
    path = exported(folder, folder.parent / "atlas.gpkg")
    edit = {"table": "claims", "where": "event = 'water'", "set": {"edtf": "1911-06-09"}}
    assert qgis("edit", path=str(path), edits=[edit]) == {"problems": []}
    text = (folder / CLAIMS).read_text("utf-8")
    head, first, *rest = text.splitlines(keepends=True)
    (folder / CLAIMS).write_text(head + "".join(rest) + first, "utf-8")
    pulled = pull(path, folder)
    assert [line[:17] for line in changed_lines(pulled)] == [
        "-water,[1911-06-0",
        "+water,1911-06-09",
    ]


def test_line_ends_quotes_and_a_mark_of_byte_order_stay(qgis: Qgis, folder: Path) -> None:
    text = (folder / CLAIMS).read_text("utf-8").replace(",Funchal,", ',"Funchal",')
    rows = text.replace("letter,11-68", '"letter",11-68').replace("\n", "\r\n")
    (folder / CLAIMS).write_bytes(("\ufeff" + rows).encode())
    pulled = edited(
        qgis, folder, {"table": "claims", "where": "event = 'water'", "set": {"edtf": "1911-06-09"}}
    )
    pulled.write()
    after = (folder / CLAIMS).read_bytes().decode()
    assert after == "\ufeff" + rows.replace("water,[1911-06-08..1911-06-14]", "water,1911-06-09")


def test_numbers_of_the_flagship(qgis: Qgis, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    copy.mkdir()
    shutil.copy(ROOT / "atlas.toml", copy)
    for name in ("geo", "layers"):
        shutil.copytree(ROOT / name, copy / name)
    where = "series = 'cpv-strength' and edtf = '1956-04'"
    pulled = edited(qgis, copy, {"table": "numbers", "where": where, "set": {"quantity": "441000"}})
    (gone, come) = changed_lines(pulled)
    assert come[1:] == gone[1:].replace("1956-04,440000", "1956-04,441000")
    assert list(pulled.texts) == ["layers/strength/series.csv"] and pulled.sound


def test_a_geopackage_of_something_else(folder: Path, tmp_path: Path) -> None:
    import geopandas as gpd
    from shapely.geometry import Point

    gpd.GeoDataFrame(geometry=[Point(1, 2)], crs="EPSG:4326").to_file(tmp_path / "x.gpkg")
    with pytest.raises(PlacetimeError, match="export --format gpkg"):
        pull(tmp_path / "x.gpkg", folder)
    (tmp_path / "y.gpkg").write_text("no database")
    with pytest.raises(PlacetimeError, match="cannot be read as a GeoPackage"):
        pull(tmp_path / "y.gpkg", folder)


def test_what_an_open_window_keeps_beside_the_file_is_read(folder: Path) -> None:
    """QGIS sets the journal to WAL: what was saved may stand in a file of its own."""
    import sqlite3
    from contextlib import closing

    path = exported(folder, folder.parent / "atlas.gpkg")
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA wal_autocheckpoint=0")
        db.execute("UPDATE claims SET edtf='1911-06-09' WHERE event='water'")
        before = path.read_bytes()
        pulled = pull(path, folder)
        assert path.read_bytes() == before
    assert [line[:17] for line in changed_lines(pulled)] == [
        "-water,[1911-06-0",
        "+water,1911-06-09",
    ]


def test_errors_are_told_where_the_edit_is_when_rows_have_come(qgis: Qgis, folder: Path) -> None:
    """New rows stand above; a summary on two lines makes the lines of the file other than those of rows."""
    new = {"claim": "departure/3", "event": "departure", "layer": "voyage", "source": "log",
           "status": "done", "edtf": "1911-05-03", "passage_start": 0, "passage_end": 1,
           "passage_check": "00000000", "summary_en": "Two\nlines."}  # fmt: skip
    pulled = edited(
        qgis, folder,
        {"table": "claims", "set": new},
        {"table": "claims", "where": "event = 'water'", "set": {"edtf": "3 sometime"}},
        {"table": "places", "where": "place = 'funchal'", "wkt": "POINT(300 123)"},
    )  # fmt: skip
    found = {(f.location.file, f.location.line, f.code): f.message for f in pulled.errors}
    water = next(r["fid"] for r in _fids(folder.parent / "atlas.gpkg") if r["event"] == "water")
    assert (
        "it would go to layers/voyage/claims.csv:7:7" in found["atlas.gpkg|claims", water, "D401"]
    )
    wrong = [f.message for f in pulled.errors if f.location.file == "atlas.gpkg|places"]
    assert len(wrong) == 2 and "lon 300 is not" in wrong[0] + wrong[1]
    assert all("“funchal”: " in message for message in wrong) and "lat 123" in wrong[0] + wrong[1]
    added = [f for f in pulled.errors if f.message.startswith("“departure/3”")]
    assert added and all(f.location.file == "atlas.gpkg|claims" for f in added)


def _fids(path: Path) -> list[dict[str, Any]]:
    import pyogrio

    frame = pyogrio.read_dataframe(path, layer="claims", fid_as_index=True)
    return frame.reset_index().to_dict("records")


def test_from_python(folder: Path) -> None:
    path = exported(folder, folder.parent / "atlas.gpkg")
    assert placetime.open(folder).pull(path).summary == ()
    with sqlite3.connect(path) as db:
        db.execute("UPDATE claims SET edtf='1911-06-09' WHERE event='water'")
    pulled = placetime.open(folder).pull(path)
    assert pulled.summary == ("water/1: when [1911-06-08..1911-06-14] → 1911-06-09",)
    pulled.write()
    assert "1911-06-09" in placetime.open(folder).events["edtf"].tolist()
    model = read_atlas(folder)
    with pytest.raises(PlacetimeError, match="not opened from a folder"):
        placetime.Atlas(model).pull(path)


def test_the_command(qgis: Qgis, folder: Path) -> None:
    path = exported(folder, folder.parent / "atlas.gpkg")
    assert run("pull", path, folder).stderr.startswith("nothing was edited")
    edit = {"table": "places", "where": "place = 'funchal'", "wkt": "POINT(-16.9 32.65)"}
    assert qgis("edit", path=str(path), edits=[edit]) == {"problems": []}
    shown = run("pull", path, folder)
    assert shown.exit_code == 0 and shown.stdout.startswith("--- a/geo/places.csv")
    assert shown.stderr == "funchal: moved 2.9 km\n1 file would change; --write writes them\n"
    assert read_atlas(folder).places["funchal"].label_at == (-16.9241, 32.6669)
    assert run("pull", path, folder, "--write").exit_code == 0
    assert read_atlas(folder).places["funchal"].label_at == (-16.9, 32.65)
    assert check_folder(folder).findings == ()
