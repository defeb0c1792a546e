"""A folder in, all outputs out: another continent, dates BCE, the same bytes twice, all or nothing."""

from __future__ import annotations

import csv
import hashlib
import shutil
from pathlib import Path

import pytest

from placetime.build import OUTPUTS, build
from placetime.write.safely import aside

EXPECTED = {
    "map.html",
    "claims.csv",
    "events.geojson",
    "atlas.gpkg",
    "atlas.qgz",
    "timelapse.gif",
    "timelapse.mp4",
}


def hashes(folder: Path) -> dict[str, str]:
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.iterdir())}


@pytest.fixture(scope="module")
def built(hannibal: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("build") / "hannibal"
    shutil.copytree(hannibal, copy)
    assert build(copy) == ()
    return copy


def test_all_outputs_are_there_and_nothing_else(built: Path) -> None:
    assert {p.name for p in (built / "outputs").iterdir()} == EXPECTED


def test_the_same_input_gives_the_same_bytes(built: Path, tmp_path: Path) -> None:
    again = tmp_path / "another-name"
    shutil.copytree(built, again, ignore=shutil.ignore_patterns("outputs"))
    build(again)
    assert hashes(again / "outputs") == hashes(built / "outputs")


def test_claims_csv_has_dates_bce(built: Path) -> None:
    with (built / "outputs/claims.csv").open(encoding="utf-8", newline="") as file:
        rows = {(r["event"], r["source"]): r for r in csv.DictReader(file)}
    cannae = rows["cannae", "second"]
    assert cannae["when"] == "-0215-08-02"
    assert cannae["begin_earliest"] == cannae["end_latest"] == "-0215-08-02"
    assert (cannae["name_en"], cannae["name_zh"], cannae["quantity"]) == ("Cannae", "", "48200")
    assert rows["departure", "first"]["begin_earliest"] == "-0217-03-01"


def test_progress_is_told_for_each_output(built: Path) -> None:
    told: list[tuple[str, float]] = []
    build(built, only=["csv", "gif"], progress=lambda name, share: told.append((name, share)))
    assert told[0] == ("csv", 0.0)
    assert list(dict.fromkeys(name for name, share in told if share == 1.0)) == ["csv", "gif"]
    shares = [share for name, share in told if name == "gif"]
    assert len(shares) > 10 and shares == sorted(shares)


def test_a_failure_in_the_middle_leaves_the_outputs_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(folder, only=["csv", "geojson"])
    before = hashes(folder / "outputs")

    def fails(job: object) -> None:
        (job.folder / "events.geojson").write_text("half")  # type: ignore[attr-defined]
        raise KeyboardInterrupt

    monkeypatch.setitem(OUTPUTS, "geojson", fails)  # type: ignore[arg-type]
    with pytest.raises(KeyboardInterrupt):
        build(folder, only=["csv", "geojson"])
    assert hashes(folder / "outputs") == before


def test_files_are_moved_into_place_at_the_end(tmp_path: Path) -> None:
    with aside(tmp_path) as building:
        (building / "a").write_text("new")
        assert not (tmp_path / "a").exists()
    assert [p.name for p in tmp_path.iterdir()] == ["a"]
