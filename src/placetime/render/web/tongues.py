"""The words of the page itself, by language: one file each in `spec/ui`."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files
from typing import Any

import placetime.spec
from placetime.spec import load

_FOLDER = files(placetime.spec).joinpath("ui")


def words_of(langs: Iterable[str]) -> dict[str, Any]:
    """The tables of those languages (BCP 47) that have one; `zh-Hant` reads `zh` if there is no other.

    A table is {dates: month and weekday names and forms, words: text by key}; the page reads English
    for a language that has none, and for words that are missing.
    """
    found = {lang: _name(lang) for lang in langs}
    return {lang: load(f"ui/{name}") for lang, name in found.items() if name}


def _name(lang: str) -> str | None:
    parts = lang.lower().split("-")
    while parts:
        name = "-".join(parts)
        if name.replace("-", "").isalnum() and _FOLDER.joinpath(f"{name}.json").is_file():
            return name
        parts.pop()
    return None
