"""CSV tables: values as RFC 4180 has them, and where each cell stands."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from placetime.model.finding import Finding
from placetime.read.table import Table, read_table


def table(tmp_path: Path, raw: bytes) -> tuple[Table | None, list[Finding]]:
    (tmp_path / "t.csv").write_bytes(raw)
    found: list[Finding] = []
    return read_table(tmp_path, "t.csv", found), found


def test_cells_know_their_line_and_column(tmp_path: Path) -> None:
    read, found = table(tmp_path, b'a,b,c\n1,"x ""y"", z\nw",3\n\n  4 ,"5",\n')
    assert read and not found
    assert [row.text("b") for row in read.rows] == ['x "y", z\nw', "5"]
    first, second = read.rows
    assert (first["b"].location.line, first["b"].location.column) == (2, 4)
    assert (first["c"].location.line, first["c"].location.column) == (3, 4)
    assert (second["a"].location.line, second["a"].location.column) == (5, 3)
    assert (second["b"].location.line, second["b"].location.column) == (5, 7)
    assert second.text("c") == ""


def test_excel_s_byte_order_mark_and_line_ends(tmp_path: Path) -> None:
    read, found = table(tmp_path, "\ufeffa,b\r\n安東,2\r\n".encode())
    assert read and not found
    assert read.columns == ("a", "b")
    assert read.rows[0].text("a") == "安東"


@pytest.mark.parametrize(
    ("raw", "line", "column", "word"),
    [
        (b"a,b\n1\n2,3\n", 2, 1, "1 cells"),
        (b'a,b\n1,"2\n3,4\n', 2, 3, "never closed"),
        (b'a,b\n1,2"3\n4,5\n', 2, 3, "stray"),
        (b'a,b\n"1"2,3\n4,5\n', 2, 1, "stray"),
        (b"", 1, 1, "empty"),
        (b"a;b\n1;2\n", 1, 1, "with commas"),
    ],
)
def test_bad_rows_are_found(tmp_path: Path, raw: bytes, line: int, column: int, word: str) -> None:
    _, found = table(tmp_path, raw)
    assert [(f.location.line, f.location.column, f.code) for f in found] == [(line, column, "T201")]
    assert word in found[0].message


def test_rows_after_a_bad_one_are_read(tmp_path: Path) -> None:
    read, found = table(tmp_path, b'a,b\n1,2"3\n4,5\n')
    assert read and len(found) == 1
    assert [row.text("a") for row in read.rows] == ["4"]
    assert read.rows[0].location.line == 3


def test_wrong_encoding_says_where_and_what_it_may_be(tmp_path: Path) -> None:
    read, found = table(tmp_path, "a,b\nok,安東和瀋陽\n".encode("gb18030"))
    assert read is None
    assert (found[0].code, found[0].location.line, found[0].location.column) == ("F102", 2, 4)
    assert "GB18030" in found[0].message


@settings(derandomize=True, max_examples=200)
@given(
    st.lists(
        st.lists(st.text(alphabet='ab",\n 安é', max_size=5), min_size=2, max_size=2), min_size=1
    )
)
def test_reads_what_the_standard_library_writes(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([["a", "b"], *rows])
    read, found = table(tmp_path_factory.mktemp("csv"), text.getvalue().encode())
    assert read and not found
    expected = [[cell.strip() for cell in row] for row in rows if any(c.strip() for c in row)]
    assert [[row.text("a"), row.text("b")] for row in read.rows] == expected
