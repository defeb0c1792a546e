"""Typed values out of TOML tables, with a finding for each one that is missing, unknown or wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from placetime.model.finding import Finding, Location
from placetime.model.text import Translated, matches
from placetime.read.structured import Document, KeyPath
from placetime.read.table import Table
from placetime.resolve.nearest import did_you_mean
from placetime.spec import load

_KINDS: dict[type, str] = {str: "text in quotation marks", int: "a whole number", float: "a number"}


class Fields:
    """A TOML table being read. Unknown keys are found at once; `spec` names it in spec/fields.json, or is
    None where the keys are the user's own."""

    def __init__(
        self, document: Document, spec: str | None, found: list[Finding], path: KeyPath = ()
    ) -> None:
        self.document, self.found, self.path = document, found, path
        value: Any = document.value
        for part in path:
            value = value[part]
        self.value: dict[str, Any] = value if isinstance(value, dict) else {}
        if not isinstance(value, dict):
            self.wrong("T206", "is not a table; write it as [name] with keys below it")
        known = load("fields")[spec] if spec else self.value
        for key in self.value:
            if key not in known:
                self.wrong("T204", f"unknown key “{key}”{did_you_mean(key, known)}", key)

    def at(self, *path: str | int) -> Location:
        """Where a value of this table stands."""
        return self.document.at(*self.path, *path)

    def wrong(self, code: str, message: str, *path: str | int) -> None:
        """Notes a finding at a value of this table."""
        self.found.append(Finding(self.at(*path), code, message))

    def get(self, key: str, kind: type, *, required: bool = False) -> Any:
        """The value of a key if it is of this type (an int does for a float), else None."""
        value = self.value.get(key)
        if value is None:
            if required:
                self.missing(key)
            return None
        if kind is float and type(value) is int:
            return float(value)
        if type(value) is not kind:
            self.wrong("T206", f"“{key}” must be {_KINDS.get(kind, kind.__name__)}", key)
            return None
        return value

    def missing(self, key: str) -> None:
        """Notes that a required key is not there."""
        name = ".".join(str(part) for part in (*self.path, key))
        self.wrong("T205", f"“{name}” is missing; add it")

    def text(self, key: str, *, required: bool = False) -> str:
        """Text, or ''."""
        return str(self.get(key, str, required=required) or "")

    def word(self, key: str, known: Sequence[str], default: str) -> str:
        """One of the known words, or the default and a finding."""
        word = self.text(key)
        if word and word not in known:
            self.wrong("T206", f"“{word}” is not a {key}{did_you_mean(word, known)}", key)
        return word if word in known else default

    def translated(
        self, key: str, languages: Sequence[str], *, required: bool = True
    ) -> Translated:
        """Text by language; one plain string counts as the first language's."""
        value = self.value.get(key)
        if value is None:
            if required:
                self.missing(key)
            return {}
        if isinstance(value, str):
            value = {languages[0]: value}
        if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
            self.wrong("T206", f'“{key}” must be text by language, such as {{ en = "…" }}', key)
            return {}
        self.untranslated(key, value, languages)
        return dict(value)

    def untranslated(self, key: str, value: Translated, languages: Sequence[str]) -> None:
        """Warns of languages of the atlas that a text lacks."""
        for lang in languages:
            if not any(matches(tag, lang) and text for tag, text in value.items()):
                message = f"“{key}” has no text in “{lang}”; add it"
                self.found.append(Finding(self.at(key), "T209", message, "warning"))

    def numbers(self, key: str, count: int, *, required: bool = False) -> tuple[float, ...] | None:
        """A list of exactly `count` numbers, or None."""
        value = self.value.get(key)
        if value is None:
            if required:
                self.missing(key)
            return None
        numeric = isinstance(value, list) and all(type(v) in (int, float) for v in value)
        if not numeric or len(value) != count:
            self.wrong("T206", f"“{key}” must be a list of {count} numbers", key)
            return None
        return tuple(float(v) for v in value)

    def below(self, key: str, spec: str) -> Fields:
        """The table at a key; an empty one if it is not there."""
        if key not in self.value:
            return Fields(Document(self.document.file, {}, "", "toml"), spec, self.found)
        return Fields(self.document, spec, self.found, (*self.path, key))

    def named(self, key: str, spec: str) -> Iterator[tuple[str, Fields]]:
        """The tables `[key.name]` by name."""
        value = self.value.get(key, {})
        if not isinstance(value, dict):
            self.wrong("T206", f"“{key}” must hold tables, such as [{key}.name]", key)
            return
        for name in value:
            yield name, Fields(self.document, spec, self.found, (*self.path, key, name))

    def listed(self, key: str, spec: str) -> Iterator[Fields]:
        """The tables `[[key]]` in order."""
        value = self.value.get(key, [])
        if not isinstance(value, list):
            self.wrong("T206", f"“{key}” must be a list of tables; write each as [[{key}]]", key)
            return
        for index in range(len(value)):
            yield Fields(self.document, spec, self.found, (*self.path, key, index))


def check_columns(
    table: Table, spec: str, required: Sequence[str], languages: Sequence[str], found: list[Finding]
) -> None:
    """Finds unknown, doubled and missing columns of a table."""
    known: list[str] = []
    for column in load("fields")[spec]:
        known += [column[:-1] + lang for lang in languages] if column.endswith("*") else [column]
    seen: set[str] = set()
    for cell in table.header:
        if cell.text in seen:
            message = f"the column “{cell.text}” stands twice; keep one"
            found.append(Finding(cell.location, "T202", message))
        elif cell.text not in known:
            message = f"unknown column “{cell.text}”{did_you_mean(cell.text, known)}"
            found.append(Finding(cell.location, "T202", message))
        seen.add(cell.text)
    for column in required:
        if column not in seen:
            message = f"the column “{column}” is missing; add it"
            found.append(Finding(Location(table.file), "T203", message))
