"""A change of files as a unified diff."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import unified_diff


def diff(texts: Mapping[str, tuple[str, str]]) -> str:
    """The change of each file from before to after, as `git apply` takes it; '' if there is none."""
    return "".join(line for file, pair in texts.items() for line in _lines(file, *pair))


def _lines(file: str, before: str, after: str) -> Iterator[str]:
    old, new = (text.split("\n") for text in (before, after))
    for line in unified_diff(_ended(old), _ended(new), f"a/{file}", f"b/{file}"):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _ended(lines: list[str]) -> list[str]:
    whole = [line + "\n" for line in lines[:-1]]
    return [*whole, lines[-1]] if lines[-1] else whole
