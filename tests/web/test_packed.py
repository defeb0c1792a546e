"""Packed columns give back what went in, in Python and in the page's own JavaScript."""

from __future__ import annotations

import json
import shutil
import subprocess
from base64 import b64decode
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from placetime.render.web import bundle
from placetime.render.web.packed import any_values, decimals, texts, whole_numbers

TYPES = {"u8": np.uint8, "u16": np.dtype("<u2"), "i32": np.dtype("<i4")}
NUMBERS = {
    "the same": [7] * 20,
    "one by one": list(range(-5, 30)),
    "small": [3, 1, 200, 77] * 5,
    "a narrow range far from 0": [700_000, 700_200, 700_100] * 4,
    "of 16 bits": [0, 65_535, 300],
    "unbounded days": [-(2**23), 2**23, 7, 8] * 100,
    "of 32 bits": [-(2**31), 2**31 - 1, 0],
    "none": [],
    "a single one": [9],
}
VALUES = {
    "few texts": ["a", "b", "a", None] * 5,
    "many texts": [f"{i}" * 3 + "x" for i in range(20)],
    "mappings": [{"en": "1"}, {"en": "2"}, None] * 4,
    "numbers and texts alike": [1, "1", True, 1.5] * 4,
    "the same": ["a"] * 9,
    "none": [],
}


def unpacked(column: Any, count: int) -> list[Any]:
    """The values of a column, as `packed` describes it."""
    if isinstance(column, list):
        return column
    name = next((key for key in TYPES if key in column), None)
    if "all" in column:
        values: list[Any] = [column["all"]] * count
    elif "from" in column:
        values = list(range(column["from"], column["from"] + count))
    else:
        assert name is not None
        values = np.frombuffer(b64decode(column[name]), TYPES[name]).tolist()
    if "of" in column:
        values = [column["of"][value] for value in values]
    if "add" in column or "per" in column:
        values = [(value + column.get("add", 0)) / column.get("per", 1) for value in values]
    return [str(int(value)) for value in values] if column.get("text") else values


def read_by_page(columns: dict[str, tuple[str, Any, int]]) -> dict[str, Any]:
    """What assets/packed.js reads from columns: {name: (function, column, count)}."""
    node = shutil.which("node")
    assert node, "no node: install nodejs"
    module = (Path(bundle.__file__).parent / "assets/packed.js").as_uri()
    code = f"""
        const {{ numbersIn, valueIn }} = await import({json.dumps(module)});
        const out = {{}};
        for (const [name, [how, column, count]] of Object.entries({json.dumps(columns)})) {{
            const value = how === "numbers" ? null : valueIn(column, count);
            out[name] = how === "numbers"
                ? [...numbersIn(column, count, Float64Array)]
                : Array.from({{ length: count }}, (_, i) => value(i));
        }}
        console.log(JSON.stringify(out));
    """
    done = subprocess.run(
        [node, "--input-type=module", "-e", code], capture_output=True, text=True, check=True
    )
    return dict(json.loads(done.stdout))


def test_numbers_and_values_come_back() -> None:
    packed = {f"n {name}": ("numbers", whole_numbers(v), len(v)) for name, v in NUMBERS.items()}
    packed |= {f"v {name}": ("values", any_values(v), len(v)) for name, v in VALUES.items()}
    digits = ["17", "0", "5"] * 9
    zeros = ["007", "0", "x"] * 9
    packed |= {"digits": ("values", texts(digits), 27), "zeros": ("values", texts(zeros), 27)}
    expected = {f"n {name}": list(v) for name, v in NUMBERS.items()}
    expected |= {f"v {name}": v for name, v in VALUES.items()}
    expected |= {"digits": digits, "zeros": zeros}
    assert {
        name: unpacked(column, count) for name, (_, column, count) in packed.items()
    } == expected
    assert read_by_page(packed) == expected


def test_degrees_are_kept_to_a_centimetre() -> None:
    values = np.array([-179.99999994, 0.0, 126.97830014, 45.5])
    column = decimals(values)
    assert np.abs(np.array(unpacked(column, 4)) - values).max() <= 0.5e-7
    assert read_by_page({"a": ("numbers", column, 4)})["a"] == unpacked(column, 4)
    far = np.array([-540.1234567, 539.0])
    assert np.abs(np.array(unpacked(decimals(far), 2)) - far).max() <= 0.5e-6


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(OverflowError, match="2147483648"):
        whole_numbers([0, 2**31])
