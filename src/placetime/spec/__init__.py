"""Data as code: vocabularies, limits, styles and symbols, read once."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load(name: str) -> Any:
    """The content of `spec/<name>.json`. Do not modify it."""
    return json.loads(files(__name__).joinpath(f"{name}.json").read_text("utf-8"))


@cache
def names(folder: str) -> frozenset[str]:
    """The names of the files in a folder of `spec/`, without their ending."""
    inside = files(__name__).joinpath(folder).iterdir()
    return frozenset(one.name.removesuffix(".json") for one in inside)
