"""TOML and JSON files as plain values, with the line and column of each key and value.

The standard parsers give the values; tree-sitter's grammars give the positions, which no TOML or
JSON reader on offer keeps.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, TypeAlias

import tree_sitter_json
import tree_sitter_toml
from tree_sitter import Language, Node, Parser, Tree

from placetime.model.finding import Finding, Location
from placetime.read.text import read_text

KeyPath: TypeAlias = tuple[str | int, ...]
"""Keys and indices from the top to a value."""


@dataclass(frozen=True)
class Document:
    """A file's value; `at` says where each part of it stands."""

    file: str
    value: Any
    text: str
    grammar: Literal["toml", "json"]

    def at(self, *path: str | int) -> Location:
        """Where a value stands: of a key the key itself, else of the nearest part above it."""
        node = self._toml_node(path) if self.grammar == "toml" else self._json_node(path)
        if node is None:
            return Location(self.file)
        row, column = node.start_point
        before = self._raw.split(b"\n")[row][:column]
        return Location(self.file, row + 1, len(before.decode()) + 1)

    def span(self, *path: str | int) -> tuple[int, int] | None:
        """Begin and end (exclusive) in `text` of a value of a JSON file; None if it is not there."""
        node = self._tree.root_node.named_children[0]
        for part in path:
            if isinstance(part, int):
                if node.type != "array" or part >= node.named_child_count:
                    return None
                node = node.named_children[part]
            else:
                pair = next((p for p in node.named_children if _json_key(p) == part), None)
                if pair is None:
                    return None
                node = pair.named_children[1]
        start = len(self._raw[: node.start_byte].decode())
        return start, start + len(self._raw[node.start_byte : node.end_byte].decode())

    @cached_property
    def _raw(self) -> bytes:
        return self.text.encode()

    @cached_property
    def _tree(self) -> Tree:
        module = tree_sitter_toml if self.grammar == "toml" else tree_sitter_json
        return Parser(Language(module.language())).parse(self._raw)

    @cached_property
    def _toml_nodes(self) -> dict[KeyPath, Node]:
        return dict(_walk_toml(self._tree.root_node))

    def _toml_node(self, path: KeyPath) -> Node | None:
        lengths = range(len(path), 0, -1)
        return next(
            (self._toml_nodes[path[:n]] for n in lengths if path[:n] in self._toml_nodes), None
        )

    def _json_node(self, path: KeyPath) -> Node | None:
        found = value = self._tree.root_node.named_children[0]
        for part in path:
            if value.type == "array" and isinstance(part, int) and part < value.named_child_count:
                found = value = value.named_children[part]
                continue
            pair = next((p for p in value.named_children if _json_key(p) == part), None)
            if pair is None:
                break
            found, value = pair.named_children[0], pair.named_children[1]
        return found


def _json_key(pair: Node) -> str | None:
    if pair.type != "pair" or pair.named_children[0].text is None:
        return None
    return str(json.loads(pair.named_children[0].text))


def read_toml(root: Path, relative: str, found: list[Finding]) -> Document | None:
    """A TOML file of the folder as nested dicts, or None and a finding."""
    text = read_text(root, relative, found)
    if text is None:
        return None
    try:
        value = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        line, column = (int(place[1]), int(place[2])) if place else (text.count("\n") + 1, 1)
        reason = re.sub(r" \(at .*\)$", "", str(error))
        found.append(
            Finding(Location(relative, line, column), "F103", f"not TOML: {reason}; mend the line")
        )
        return None
    return Document(relative, value, text, "toml")


def read_json(root: Path, relative: str, found: list[Finding]) -> Document | None:
    """A JSON file of the folder, or None and a finding."""
    text = read_text(root, relative, found)
    if text is None:
        return None
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        found.append(
            Finding(
                Location(relative, error.lineno, error.colno),
                "F103",
                f"not JSON: {error.msg}; mend the line",
            )
        )
        return None
    return Document(relative, value, text, "json")


def _walk_toml(root: Node) -> Iterator[tuple[KeyPath, Node]]:
    counts: dict[KeyPath, int] = {}
    for node in root.named_children:
        if node.type == "pair":
            yield from _toml_pair(node, ())
        elif node.type in ("table", "table_array_element"):
            key, *pairs = node.named_children
            path = _toml_key(key)
            full: KeyPath = ()
            for part in path[:-1]:  # tables below an array of tables belong to its last element
                full = (*full, part)
                if full in counts:
                    full = (*full, counts[full] - 1)
            full = (*full, path[-1])
            if node.type == "table_array_element":
                counts[full] = counts.get(full, 0) + 1
                full = (*full, counts[full] - 1)
            yield full, key
            for pair in pairs:
                if pair.type == "pair":
                    yield from _toml_pair(pair, full)


def _toml_key(node: Node) -> KeyPath:
    if node.type == "dotted_key":
        return tuple(part for child in node.named_children for part in _toml_key(child))
    text = (node.text or b"").decode()
    return (next(iter(tomllib.loads(f"{text} = 0"))),)


def _toml_pair(pair: Node, above: KeyPath) -> Iterator[tuple[KeyPath, Node]]:
    key, value = [child for child in pair.named_children if child.type != "comment"]
    path = (*above, *_toml_key(key))
    yield path, key
    yield from _toml_value(value, path)


def _toml_value(value: Node, path: KeyPath) -> Iterator[tuple[KeyPath, Node]]:
    if value.type == "inline_table":
        for child in value.named_children:
            if child.type == "pair":
                yield from _toml_pair(child, path)
    elif value.type == "array":
        items = [child for child in value.named_children if child.type != "comment"]
        for index, child in enumerate(items):
            yield (*path, index), child
            yield from _toml_value(child, (*path, index))
