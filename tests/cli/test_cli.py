"""The commands as a user types them: what they print, where, and the exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from placetime.cli import cli


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(a) for a in arguments], catch_exceptions=False)


def test_new_check_and_a_csv(tmp_path: Path) -> None:
    made = run("new", tmp_path / "voyage")
    assert made.exit_code == 0 and "placetime check" in made.stdout
    checked = run("check", tmp_path / "voyage")
    assert (checked.exit_code, checked.stdout) == (0, "")
    assert "5 of 5 passages compared" in checked.stderr
    assert run("build", tmp_path / "voyage", "--only", "csv").exit_code == 0
    assert [p.name for p in (tmp_path / "voyage/outputs").iterdir()] == ["claims.csv"]


def test_new_does_not_overwrite(folder: Path) -> None:
    result = run("new", folder)
    assert result.exit_code == 1
    assert "not empty" in result.stderr


def test_check_lists_findings_and_fails(folder: Path) -> None:
    text = (folder / "atlas.toml").read_text().replace("trace = 20", "trase = 20")
    (folder / "atlas.toml").write_text(text)
    result = run("check", folder)
    assert result.exit_code == 1
    assert result.stdout == "atlas.toml:10:1  T204  unknown key “trase”; did you mean “trace”?\n"
    assert "1 error" in result.stderr


def test_findings_as_json(folder: Path) -> None:
    assert json.loads(run("check", folder, "--format", "json").stdout) == []
    (folder / "geo/names.csv").unlink()
    findings = json.loads(run("check", folder, "--format", "json").stdout)
    assert findings[0] == {
        "file": "geo/names.csv",
        "line": 1,
        "column": 1,
        "code": "F101",
        "severity": "error",
        "message": "there is no such file; create it or mend its name",
    }


def test_findings_as_annotations(folder: Path) -> None:
    (folder / "geo/names.csv").write_text("place,name,lang\nplymouth,x,e%n\n")
    first = run("check", folder, "--format", "github").stdout.splitlines()[0]
    assert first.startswith("::error file=geo/names.csv,line=2,col=12,title=T206::“e%25n” is not")


def test_warnings_can_be_left_out(folder: Path) -> None:
    with (folder / "geo/places.csv").open("a") as places:
        places.write("lisbon,settlement,point,-9.14,38.72,3000,,,,\n")
    assert run("check", folder).exit_code == 1
    assert run("check", folder, "--errors-only").exit_code == 0


def test_build_with_errors_writes_nothing(folder: Path) -> None:
    (folder / "layers/bibliography.json").write_text("[")
    result = run("build", folder)
    assert result.exit_code == 1
    assert "F103" in result.stdout
    assert "nothing was written" in result.stderr
    assert not (folder / "outputs").exists()


def test_what_is_no_atlas(tmp_path: Path) -> None:
    for command in ("check", "build", "info"):
        result = run(command, tmp_path)
        assert result.exit_code == 1
        assert "no atlas folder" in result.stderr


def test_an_unknown_output() -> None:
    result = run("build", ".", "--only", "html,pdf")
    assert result.exit_code == 2
    assert "pdf; known are html" in result.stderr


def test_cite_prints_the_selector_and_the_context(folder: Path) -> None:
    result = run("cite", "--folder", folder, "letter", "THIRTY-EIGHT  of us")
    assert result.exit_code == 0
    selector, context = result.stdout.splitlines()
    claims = (folder / "layers/voyage/claims.csv").read_text()
    assert selector.startswith("letter,") and selector.count(":") == 1
    assert "【thirty-eight of us】" in context
    assert "letter," in claims


@pytest.mark.parametrize(
    ("source", "words", "says"),
    [
        ("leter", "x", "did you mean “letter”?"),
        ("letter", "thirty-nine of us", "the longest beginning that is there: “thirty-”"),
        ("letter", "  ", "a few words"),
    ],
)
def test_cite_helps_where_it_finds_nothing(
    folder: Path, source: str, words: str, says: str
) -> None:
    result = run("cite", "--folder", folder, source, words)
    assert result.exit_code == 1
    assert says in result.stderr


def test_cite_says_where_the_document_should_be(folder: Path) -> None:
    (folder / "documents/letter.txt").unlink()
    result = run("cite", "--folder", folder, "letter", "us")
    assert result.exit_code == 1
    assert "letter.txt" in result.stderr and "--documents" in result.stderr


def test_info(hannibal: Path) -> None:
    result = run("info", hannibal)
    assert result.exit_code == 0
    assert "Hannibal in Italy" in result.stdout
    assert "from 218 to 202 BC" in result.stdout
    assert "<with signs>" in result.stdout


def test_info_counts_by_layer_and_by_source(folder: Path) -> None:
    lines = [line.split() for line in run("info", folder).stdout.splitlines()]
    figures = {line[0]: line[-6:] for line in lines if len(line) > 6}
    assert figures["layer"] == [
        "events", "claims", "disputed", "undated", "unlocated", "places",
    ]  # fmt: skip
    assert figures["voyage"] == ["4", "5", "1", "0", "0", "3"]
    assert figures["log"] == ["4", "4", "1", "0", "0", "3"]
    assert figures["letter"] == ["1", "1", "1", "0", "0", "1"]


@pytest.mark.parametrize(
    "command", [[], ["new"], ["check"], ["build"], ["export"], ["cite"], ["coverage"], ["info"]]
)
def test_help_names_arguments_and_options(command: list[str]) -> None:
    result = run(*command, "--help")
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) > 8


def test_coverage_writes_a_page_and_counts(folder: Path) -> None:
    result = run("coverage", folder, "--complete")
    assert result.exit_code == 0
    assert "log" in result.stdout and "coverage.html" in result.stderr
    page = folder / "outputs/coverage.html"
    assert "We left Plymouth" in page.read_text("utf-8").replace("</span>", "")
    log = folder / "documents/log.txt"
    log.write_text(log.read_text("utf-8") + "On 9 July we saw a whale.\n", "utf-8")
    assert run("coverage", folder).exit_code == 0
    assert run("coverage", folder, "--complete").exit_code == 1
    figures = json.loads(run("coverage", folder, "--format", "json").stdout)
    assert figures[0]["source"] == "log"
    assert figures[0]["dates"][-1]["text"] == "9 July"
    assert figures[0]["dates"][-1]["state"] == "open"


def test_coverage_needs_a_document(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    result = run("coverage", folder, "--documents", tmp_path / "none")
    assert result.exit_code == 1
    assert "no document is at hand" in result.stderr
    assert not (folder / "outputs").exists()


@pytest.mark.parametrize("target", ["/proc", "{file}", "{file}/inner"])
@pytest.mark.parametrize(
    "command",
    [
        ["export", "{atlas}", "--format", "gpkg", "-o", "{target}/x.gpkg"],
        ["export", "{atlas}", "--format", "kmz,csv", "-o", "{target}/x"],
        ["frame", "{atlas}", "--at", "1911-05", "-o", "{target}/x.png"],
        ["animate", "{atlas}", "-o", "{target}/x.gif"],
        ["import", "{atlas}/geo/places.csv", "--yes", "--class", "region", "--into", "{target}/x"],
        ["coverage", "{atlas}", "-o", "{target}/x.html"],
        ["new", "{target}/x"],
    ],
    ids=lambda words: words[0] if isinstance(words, list) else None,
)
def test_where_nothing_can_be_written(
    folder: Path, tmp_path: Path, command: list[str], target: str
) -> None:
    (tmp_path / "file").write_text("mine")
    where = target.format(file=tmp_path / "file")
    result = run(*(word.format(atlas=folder, target=where) for word in command))
    assert result.exit_code == 1
    last = result.stderr.splitlines()[-1]
    assert last.startswith("placetime: ") and last.endswith("; choose another place")
    assert ("/proc" if target == "/proc" else f"{tmp_path / 'file'} is a file") in last
    assert (tmp_path / "file").read_text() == "mine"


def test_several_formats_do_not_go_into_a_file(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "there.gpkg").write_text("mine")
    result = run("export", folder, "--format", "kmz,csv", "-o", tmp_path / "there.gpkg")
    assert result.exit_code == 1 and len(result.stderr.splitlines()) == 1
    assert "there.gpkg is a file, where a folder is to be written" in result.stderr


def test_a_folder_of_the_same_name_is_left_with_all_the_rest(folder: Path) -> None:
    (folder / "outputs/events.geojson").mkdir(parents=True)
    result = run("build", folder, "--only", "csv,geojson")
    assert result.exit_code == 1 and "events.geojson is a folder, where a file" in result.stderr
    assert [p.name for p in (folder / "outputs").iterdir()] == ["events.geojson"]
