"""CSV and XLSX become a layer: guesses are shown, what does not fit is found, each claim cites its row."""

from __future__ import annotations

import csv
import datetime as dt
import tomllib
from pathlib import Path

import openpyxl
import pytest

import placetime
from placetime.build import check_folder, read_atlas
from placetime.check.document import document_of
from tests.cli.test_cli import run
from tests.conftest import ROOT

FINDS = """id,Site,Date,Latitude,Longitude,Description,Count
1,Étaples,1755-06-01,50.52,1.64,"A hoard, of coins
in ""a pot"" again",12
2,Calais,[1755-06..1755-08],50.95,1.85,A ring,~3
3,Calais,1756,50.95,1.85,Another ring,
"""
BAD = (
    FINDS
    + """4,Nowhere,1757,,,Nothing,
5,Dover,June 1755,51.13,1.31,A nail,x
6,Dover,1758,151.13,1.31,A nail,1
7,Dover,1758,51.13,east,A nail,1
"""
)


@pytest.fixture
def finds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "finds.csv"
    path.write_text(FINDS, "utf-8")
    return path


def claims(folder: Path, layer: str) -> list[dict[str, str]]:
    with (folder / f"layers/{layer}/claims.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_guesses_are_the_flags_to_give_and_nothing_is_written(finds: Path) -> None:
    shown = run("import", finds)
    assert shown.exit_code == 1 and not Path("finds").exists()
    for flag in ("--when Date", "--name Site", "--lon Longitude", "--lat Latitude", "--into finds",
                 "--summary Description", "--quantity Count", "--lang en", "--source finds"):  # fmt: skip
        assert f": {flag}\n" in shown.stderr
    (command,) = [line for line in shown.stderr.splitlines() if line.startswith("to write it: ")]
    words = command.removeprefix("to write it: placetime ").split()
    assert run(*words).exit_code == 0
    assert read_atlas(Path("finds")).languages == ("en",)


def test_each_row_is_a_claim_that_cites_its_own_words(finds: Path) -> None:
    assert run("import", finds, "--yes").exit_code == 0
    checked = check_folder(Path("finds"))
    assert checked.findings == () and checked.atlas
    source = checked.atlas.sources["finds"]
    document = document_of(source)
    assert document is not None and document.raw == FINDS
    said = [event.principal for event in checked.atlas.events]
    texts = [document.excerpt(c.passage.start, c.passage.end) for c in said]
    assert texts[0].startswith("1,Étaples,1755-06-01,") and texts[0].endswith('""a pot"" again",12')
    assert texts[1:] == ["2,Calais,[1755-06..1755-08],50.95,1.85,A ring,~3",
                         "3,Calais,1756,50.95,1.85,Another ring,"]  # fmt: skip
    assert [(c.when.text, c.when_written) for c in said if c.when] == [
        ("1755-06-01", "1755-06-01"), ("[1755-06..1755-08]", "[1755-06..1755-08]"), ("1756", "1756"),
    ]  # fmt: skip
    assert [c.quantity.text if c.quantity else None for c in said] == ["12", "~3", None]
    assert said[0].summary == {"en": 'A hoard, of coins in "a pot" again'}
    assert list(checked.atlas.places) == ["etaples", "calais"], "a place that comes twice is one"
    place = checked.atlas.places["etaples"]
    assert (place.names[0].text, place.label_at, place.uncertainty_m) == (
        "Étaples",
        (1.64, 50.52),
        557,
    )


def test_it_builds(finds: Path) -> None:
    run("import", finds, "--yes")
    assert run("build", "finds", "--only", "html,gpkg,csv").exit_code == 0
    assert len(placetime.open("finds").at("1755-06-01")) == 2  # the second from June to August


def test_what_does_not_fit_is_found_at_once_with_line_and_column(finds: Path) -> None:
    finds.write_text(BAD, "utf-8")
    shown = run("import", finds, "--yes")
    assert shown.exit_code == 1 and not Path("finds").exists()
    codes = [line.split("  ")[:2] for line in shown.stdout.splitlines()]
    assert codes == [
        ["finds.csv:6:4", "T205"], ["finds.csv:7:3", "D401"], ["finds.csv:7:7", "C505"],
        ["finds.csv:8:4", "P301"], ["finds.csv:9:5", "C505"],
    ]  # fmt: skip
    assert "write '1755-06'" in shown.stdout and "leave them out with --skip" in shown.stderr
    skipped = run("import", finds, "--yes", "--skip")
    assert skipped.exit_code == 0 and "3 of 7 rows fit" in skipped.stderr
    assert "--skip leaves out 4 rows" in skipped.stderr and "mend" not in skipped.stderr
    assert len(claims(Path("finds"), "finds")) == 3
    assert check_folder(Path("finds")).findings == ()


def test_into_an_atlas_that_is_there_nothing_else_changes(finds: Path, folder: Path) -> None:
    (folder / "geo/names.csv").write_bytes(
        (folder / "geo/names.csv").read_bytes().replace(b"\n", b"\r\n")
    )
    finds.write_text(FINDS + "4,Plymouth,1911-06,,,In port,\n5,Dover,1911-06,51.13,1.31,In port,\n")
    before = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    done = run("import", finds, "--into", folder, "--layer", "stops", "--source", "list", "--yes")
    assert done.exit_code == 0, done.output
    for path, old in before.items():
        new = path.read_bytes()
        if path.suffix == ".csv":
            assert new.startswith(old)
        elif path.name not in ("atlas.toml", "bibliography.json"):
            assert new == old
    assert (folder / "geo/names.csv").read_bytes().endswith(b"\r\ndover,Dover,en,,\r\n")
    settings = tomllib.loads((folder / "atlas.toml").read_text("utf-8"))
    assert settings["documents"]["files"] == {
        "log": "log.txt",
        "letter": "letter.txt",
        "list": "list.csv",
    }
    old_lines = before[folder / "atlas.toml"].decode().splitlines()
    assert (
        sum(line not in (folder / "atlas.toml").read_text().splitlines() for line in old_lines) == 1
    )
    checked = check_folder(folder)
    assert checked.errors == () and checked.atlas
    assert {f.code for f in checked.findings} == {"D405"}, "finds of 1755 lie outside of the span"
    stops = [row["at"] for row in claims(folder, "stops")]
    assert stops[3] == "plymouth = Plymouth", "a place of the gazetteer is found by its name"
    again = run("import", finds, "--into", folder, "--layer", "stops", "--source", "new", "--yes")
    assert again.exit_code == 1 and "layers/stops/layer.toml is there already" in again.stderr


def test_documents_outside_of_the_atlas_are_left_alone(finds: Path, folder: Path) -> None:
    outside = folder.parent / "documents"
    (folder / "documents").rename(outside)
    text = (
        (folder / "atlas.toml")
        .read_text()
        .replace('folder = "documents"', 'folder = "../documents"')
    )
    (folder / "atlas.toml").write_text(text)
    names = sorted(p.name for p in outside.iterdir())
    assert run("import", finds, "--into", folder, "--yes").exit_code == 0
    assert sorted(p.name for p in outside.iterdir()) == names
    assert (folder / "layers/finds/finds.csv").read_text("utf-8") == FINDS
    assert check_folder(folder).errors == () and (folder / "atlas.toml").read_text() == text


def test_a_begin_and_an_end_and_words_for_all_rows(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("x.csv").write_text(
        "Ort;von;bis;lon;lat\nBonn;1949;1990;7,1;50,73\nKöln;1950-05;..;6,96;50,94\nAachen;;1950;6,08;50,77\n",
        "utf-8",
    )
    done = run("import", "x.csv", "--yes", "--lang", "de", "--status", "planned", "--kind", "seat",
               "--class", "building", "--uncertainty", "250")  # fmt: skip
    assert done.exit_code == 0, done.output
    rows = claims(Path("x"), "x")
    assert [row["when"] for row in rows] == ["1949/1990", "1950-05/..", "/1950"]
    assert {(row["status"], row["kind"]) for row in rows} == {("planned", "seat")}
    place = read_atlas(Path("x")).places["koln"]
    assert (place.feature_class, place.label_at, place.uncertainty_m) == (
        "building",
        (6.96, 50.94),
        250,
    )
    assert check_folder(Path("x")).findings == ()


@pytest.mark.parametrize(
    ("lang", "heading"),
    [("en", "Mombasa, from 1593 to 13 December 1698"), ("fr", "Mombasa, 1593/1698-12-13"),
     ("zh", "Mombasa, 1593年至1698年12月13日")],
)  # fmt: skip
def test_a_heading_can_be_read(tmp_path: Path, monkeypatch, lang: str, heading: str) -> None:
    monkeypatch.chdir(tmp_path)
    Path("x.csv").write_text("name,begin,end,lon,lat\nMombasa,1593,1698-12-13,39.68,-4.06\n")
    assert run("import", "x.csv", "--yes", "--lang", lang).exit_code == 0
    assert claims(Path("x"), "x")[0][f"summary_{lang}"] == heading


def test_a_note_is_the_summary_where_there_is_no_other(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    row = "name,date,lon,lat,note{}\nMombasa,1593,39.68,-4.06,Fort Jesus held{}\n"
    Path("x.csv").write_text(row.format("", ""))
    Path("y.csv").write_text(row.format(",summary", ",Begun"))
    shown = run("import", "x.csv", "--yes")
    assert "guessed column of the summary: --summary note" in shown.stderr
    (claim,) = claims(Path("x"), "x")
    assert (claim["summary_en"], claim["note"]) == ("Fort Jesus held", "")
    assert run("import", "y.csv", "--yes").exit_code == 0
    (claim,) = claims(Path("y"), "y")
    assert (claim["summary_en"], claim["note"]) == ("Begun", "Fort Jesus held")


def test_a_sheet_with_typed_dates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    book = openpyxl.Workbook()
    book.active.append(["nothing here"])
    page = book.create_sheet("Finds 2")
    page.append([None])
    for row in (["place", "when", "lon", "lat"], ["Bonn", dt.datetime(1949, 5, 23), 7.1, 50.73],
                ["Köln", 1950, 6.96, 50.94], ["Aachen", "1950~", 6.08, 50.77]):  # fmt: skip
        page.append(row)
    book.save("book.xlsx")
    shown = run("import", "book.xlsx")
    assert shown.exit_code == 1 and "not read: Finds 2; --table takes one" in shown.stderr
    assert run("import", "book.xlsx", "--table", "Finds 2", "--yes").exit_code == 0
    assert [row["when"] for row in claims(Path("book"), "book")] == ["1949-05-23", "1950", "1950~"]
    text = Path("book/documents/book.txt").read_text("utf-8")
    assert text.splitlines()[0] == "3. place: Bonn | when: 1949-05-23 | lon: 7.1 | lat: 50.73"
    assert check_folder(Path("book")).findings == ()


def test_an_uncertainty_that_is_no_number_leaves_the_row_out(finds: Path) -> None:
    rows = ["id,Site,Date,Latitude,Longitude,Accuracy", "1,Calais,1756,50.95,1.85,300",
            "2,Dover,1757,51.13,1.31,40", "3,Deal,1757,51.22,1.4,small"]  # fmt: skip
    finds.write_text("\n".join(rows), "utf-8")
    done = run("import", finds, "--yes", "--skip")
    assert done.stdout.startswith("finds.csv:4:6  C505  “small”")
    places = read_atlas(Path("finds")).places
    assert {p.id: p.uncertainty_m for p in places.values()} == {"calais": 300, "dover": 40}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"name,lon\nA,1,2\n", "x.csv:2:1  T201  3 cells where the header has 2"),
        ("名称,日期\n北京,1950\n".encode("gb18030"), "x.csv:1:1  F102"),
        (b"", "T201  the table is empty"),
    ],
)
def test_a_file_that_cannot_be_read(tmp_path: Path, content: bytes, says: str) -> None:
    (tmp_path / "x.csv").write_bytes(content)
    shown = run("import", tmp_path / "x.csv", "--into", tmp_path / "new", "--yes")
    assert shown.exit_code == 1 and says in shown.stdout
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    ("flags", "says"),
    [
        (["--when", "Dat"], "--when: finds.csv has no column “Dat”; did you mean “Date”?"),
        (["--layer", "../x"], "“../x” is not an id"),
        (["--source", "a/b"], "“a/b” is not an id"),
        (["--class", "town"], "--class: “town” is not a feature class"),
        (["--into", str(ROOT / "tests")], "is no atlas folder"),
        (["--into", "finds.csv"], "is no atlas folder"),
    ],
)
def test_flags_that_fit_nothing(finds: Path, flags: list[str], says: str) -> None:
    shown = run("import", finds, *flags, "--yes")
    assert shown.exit_code == 1 and says in shown.stderr


def test_signs_of_toml_and_csv_in_the_file_stay_text(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    nasty = 'A "b"; = <c>\\ [x]'
    with Path('q".csv').open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["name", "date", "lon", "lat"], [nasty, "1950", "1", "2"]])
    assert run("import", 'q".csv', "--yes").exit_code == 0
    atlas = read_atlas(Path("q"))
    assert atlas.places["a-b-c-x"].names[0].text == nasty
    assert check_folder(Path("q")).errors == ()
