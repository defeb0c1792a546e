"""XLSX and CSV: what a spreadsheet shows is what the atlas says."""

from __future__ import annotations

import csv
import datetime as dt
from dataclasses import replace
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from placetime.build import read_atlas
from placetime.export import export_scene
from placetime.scene.scene import Scene, scene_of

from .conftest import NASTY

LEFT = (
    "11 marks (8 points, 1 moves, 1 lines, 1 areas) are left out: claims and places have lon and lat "
    "instead"
)
NAMES = ["events", "sources", "claims", "claim_places", "places", "names"]


@pytest.fixture(scope="module")
def book(scene: Scene, tmp_path_factory: pytest.TempPathFactory) -> openpyxl.Workbook:
    path = tmp_path_factory.mktemp("xlsx") / "atlas.xlsx"
    assert export_scene(scene, ["xlsx"], path) == [f"xlsx: {LEFT}"]
    return openpyxl.load_workbook(path)


def rows(page: openpyxl.worksheet.worksheet.Worksheet) -> list[dict[str, object]]:
    head, *body = page.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in body]


def test_a_sheet_a_table_with_frozen_heads_and_filters(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == NAMES
    for page in book.worksheets:
        assert page.freeze_panes == "B2" and page.auto_filter.ref
        assert all(cell.font.b for cell in page[1])


def test_days_are_dates_and_texts_stay_texts(book: openpyxl.Workbook) -> None:
    events = {row["event"]: row for row in rows(book["events"])}
    assert events["oneday"]["earliest begin"] == dt.datetime(1958, 3, 15)
    assert events["open"]["latest end"] is None
    claims = {row["event"]: row for row in rows(book["claims"])}
    # XML holds no vertical tab: the format writes it as _x000B_, which Excel shows as the sign
    assert str(claims["odd"]["summary (en)"]).replace("_x000B_", "\x0b") == NASTY
    assert claims["open"]["when (EDTF)"] == "1958-03-10/.."
    places = {row["place"]: row for row in rows(book["places"])}
    assert (places["oneday"]["longitude"], places["oneday"]["latitude"]) == (125, 39)
    assert places["nowhere"]["longitude"] is None


def test_early_days_are_texts_and_counted(early: Scene, tmp_path: Path) -> None:
    notes = export_scene(early, ["xlsx"], tmp_path / "a.xlsx")
    assert notes[0] == "xlsx: 16 days before March 1900 are texts: spreadsheets have no dates there"
    events = {
        row["event"]: row for row in rows(openpyxl.load_workbook(tmp_path / "a.xlsx")["events"])
    }
    assert events["caesar"]["earliest begin"] == "-0043-03-15"


def test_a_formula_in_the_text_is_no_formula(scene: Scene, tmp_path: Path) -> None:
    first = scene.atlas.events[0]
    claim = replace(first.claims[0], note='=HYPERLINK("http://x.example","x")')
    events = (replace(first, claims=(claim,)), *scene.atlas.events[1:])
    export_scene(
        replace(scene, atlas=replace(scene.atlas, events=events)), ["xlsx"], tmp_path / "a.xlsx"
    )
    page = openpyxl.load_workbook(tmp_path / "a.xlsx")["claims"]
    cells = [cell for row in page.iter_rows() for cell in row if str(cell.value).startswith("=")]
    assert [cell.data_type for cell in cells] == ["s"] and not cells[0].hyperlink


def test_csv_holds_the_same(scene: Scene, book: openpyxl.Workbook, tmp_path: Path) -> None:
    assert export_scene(scene, ["csv"], tmp_path) == [f"csv: {LEFT}"]
    assert {path.stem for path in tmp_path.iterdir()} == set(NAMES)
    for page in book.worksheets:
        with (tmp_path / f"{page.title}.csv").open(encoding="utf-8", newline="") as file:
            table = list(csv.DictReader(file))
        assert len(table) == page.max_row - 1
    claims = pd.read_csv(tmp_path / "claims.csv", keep_default_na=False).set_index("event")
    assert claims.loc["odd", "summary_en"] == NASTY
    assert claims.loc["odd", ["place", "lon", "lat"]].tolist() == ["odd", "130", "39"]
    assert claims.loc["lost", ["place", "lon", "lat"]].tolist() == ["", "", ""]
    moves = claims.loc["move"].set_index("claim")
    assert moves.loc["move/1", ["place", "lon", "lat"]].tolist() == ["east", "128", "36"]


def test_series_have_a_sheet_where_there_are_any(tmp_path: Path) -> None:
    export_scene(scene_of(read_atlas(Path(__file__).parents[2])), ["xlsx"], tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert "numbers" in book.sheetnames and book["numbers"].max_row > 2


def test_same_bytes(scene: Scene, tmp_path: Path) -> None:
    for name in ("a", "b"):
        export_scene(scene, ["xlsx"], tmp_path / f"{name}.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
