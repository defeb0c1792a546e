"""claims.csv: exact columns, a row for each claim and place, plain values."""

from __future__ import annotations

import csv

import pytest

from placetime.model.atlas import Atlas
from placetime.render.gis.tables import claims_frame
from placetime.scene.scene import Scene
from placetime.spec import load
from placetime.write.claims_csv import write_claims_csv
from tests.conftest import ROOT

from .conftest import NASTY

COLUMNS = (
    *("event", "layer", "status", "when"),
    *("begin_earliest", "begin_latest", "end_earliest", "end_latest"),
    *("place", "role", "name_zh", "name_en", "lon", "lat", "uncertainty_m"),
    *("who", "kind", "quantity", "unit", "of"),
    *("source", "passage_start", "passage_end", "summary_en"),
)


@pytest.fixture(scope="module")
def table(atlas: Atlas, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, str]]:
    path = tmp_path_factory.mktemp("csv") / "claims.csv"
    write_claims_csv(atlas, path)
    data = path.read_bytes()
    assert not data.startswith(b"\xef\xbb\xbf") and b"\r" not in data
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def only(table: list[dict[str, str]], event: str) -> list[dict[str, str]]:
    return [row for row in table if row["event"] == event]


def test_the_columns_are_a_promise(table: list[dict[str, str]]) -> None:
    assert tuple(table[0])[: len(COLUMNS)] == COLUMNS
    assert "summary_zh" in table[0]


def test_a_row_for_each_claim_and_place(table: list[dict[str, str]]) -> None:
    assert len(table) == 14
    first, second, third = only(table, "move")
    assert [(r["role"], r["place"]) for r in (first, second, third)] == [
        ("from", "west"), ("to", "east"), ("", ""),
    ]  # fmt: skip
    assert (third["claim"], third["lon"], third["name_en"]) == ("2", "", "")


def test_values_are_plain(table: list[dict[str, str]]) -> None:
    (row,) = only(table, "open")
    assert row["when"] == "1958-03-10/.."
    assert (row["begin_earliest"], row["end_earliest"], row["end_latest"]) == ("1958-03-10", "", "")
    assert (row["lon"], row["lat"], row["uncertainty_m"]) == ("127", "39", "0")
    assert (row["name_zh"], row["name_en"]) == ("今", "Open")
    quantities = [r["quantity"] for r in only(table, "move") + only(table, "lost")]
    assert quantities == ["80000", "80000", "100..200", ">7"]
    (lost,) = only(table, "lost")
    assert (lost["lon"], lost["lat"], lost["uncertainty_m"], lost["quantity_high"]) == ("",) * 4
    assert not {"nan", "NaN", "None", "<NA>", "inf"} & {v for r in table for v in r.values()}


def test_words_survive(table: list[dict[str, str]]) -> None:
    (row,) = only(table, "odd")
    assert row["summary_en"] == NASTY


def test_dates_before_christ(early: Scene) -> None:
    row = claims_frame(early.atlas).iloc[0]
    assert row["when"] == row["begin_earliest"] == row["end_latest"] == "-0043-03-15"


def test_the_readme_tells_every_column() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    told = text.split("### What the columns say")[1].split("\n## ")[0]
    names = {*load("columns")["tables"]["mark"], *load("columns")["tables"]["claim"]}
    middles = {f"{d}{s}_{e}" for d in ("", "day_") for s, e in
               (("begin", "latest"), ("end", "earliest"))}  # fmt: skip
    parts = {f"{side}_{part}" for side in ("begin", "end") for part in ("year", "month", "day")}
    missing = {n for n in names - middles - parts - {"source", "note"} if f"`{n}`" not in told}
    assert missing == set()
