"""Values as TOML; the standard library only reads it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPED: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def tables(name: str, entries: Mapping[str, Mapping[str, Any]]) -> str:
    """Tables `[name.key]`, a blank line before each."""
    return "".join(f"\n[{name}.{key(k)}]\n{pairs(entry)}" for k, entry in entries.items())


def pairs(entry: Mapping[str, Any]) -> str:
    """`key = value`, a line each; None is left out."""
    return "".join(f"{key(k)} = {value(v)}\n" for k, v in entry.items() if v is not None)


def key(name: str) -> str:
    """A key, in quotation marks where it needs them."""
    return name if _BARE.fullmatch(name) else text(name)


def value(given: Any) -> str:
    """Text, numbers, truth, lists and inline tables."""
    if isinstance(given, bool):
        return "true" if given else "false"
    if isinstance(given, str):
        return text(given)
    if isinstance(given, Mapping):
        inside = ", ".join(f"{key(k)} = {value(v)}" for k, v in given.items())
        return "{ " + inside + " }" if inside else "{}"
    if isinstance(given, list | tuple):
        return "[" + ", ".join(value(v) for v in given) + "]"
    return str(given)


def text(given: str) -> str:
    """A basic string (TOML 1.0): quotation marks, backslashes and control characters are escaped."""
    signs = (
        _ESCAPED.get(sign) or (f"\\u{ord(sign):04x}" if ord(sign) < 32 or sign == "\x7f" else sign)
        for sign in given
    )
    return '"' + "".join(signs) + '"'
