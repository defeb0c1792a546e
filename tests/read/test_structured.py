"""TOML and JSON: the value of every key, and where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from placetime.model.finding import Finding, Location
from placetime.read.structured import read_json, read_toml

TOML = """\
title = { en = "x", zh = "中" }
[a.b]
list = [1,
  2]
[[c]]
k = 1
[[c]]
"k e" = 2
[c.d]
deep = 3
"""


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        (("title",), 1, 1),
        (("title", "zh"), 1, 21),
        (("a", "b"), 2, 2),
        (("a", "b", "list", 1), 4, 3),
        (("c", 0, "k"), 6, 1),
        (("c", 1, "k e"), 8, 1),
        (("c", 1, "d", "deep"), 10, 1),
        (("a", "b", "nothing"), 2, 2),
        (("nothing",), 1, 1),
    ],
)
def test_positions_in_toml(
    tmp_path: Path, path: tuple[str | int, ...], line: int, column: int
) -> None:
    (tmp_path / "x.toml").write_text(TOML, "utf-8")
    document = read_toml(tmp_path, "x.toml", [])
    assert document and document.value["c"][1]["k e"] == 2
    assert document.at(*path) == Location("x.toml", line, column)


def test_positions_in_json(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text('[{"a": 1,\n "中": [2, {"c": 3}]}]', "utf-8")
    document = read_json(tmp_path, "x.json", [])
    assert document
    assert document.at(0, "中", 1, "c") == Location("x.json", 2, 12)
    assert document.at(0, "nothing") == Location("x.json", 1, 2)


@pytest.mark.parametrize(
    ("name", "text", "line", "column"),
    [("x.toml", "a = 1\nb = = 2\n", 2, 5), ("x.json", '{"a": 1,\n  b}', 2, 3)],
)
def test_syntax_errors_are_findings(
    tmp_path: Path, name: str, text: str, line: int, column: int
) -> None:
    (tmp_path / name).write_text(text)
    found: list[Finding] = []
    read = read_toml if name.endswith("toml") else read_json
    assert read(tmp_path, name, found) is None
    assert [(f.code, f.location) for f in found] == [("F103", Location(name, line, column))]


def test_paths_stay_inside_the_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.json").write_text("{}")
    (tmp_path / "atlas").mkdir()
    found: list[Finding] = []
    assert read_json(tmp_path / "atlas", "../secret.json", found) is None
    assert [f.code for f in found] == ["F104"]
