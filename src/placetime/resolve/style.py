"""A style of one's own: values laid over those of spec/style.json."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from placetime.model.finding import Finding
from placetime.read.structured import Document, KeyPath, read_json
from placetime.resolve.nearest import did_you_mean
from placetime.spec import load

HUE: Final = re.compile(r"#[0-9a-fA-F]{6}")
MOST: Final = 1000
"""No width or size is larger."""
SHARES: Final = ("opacity",)
"""Tables and ends of keys whose numbers are shares from 0 to 1."""


def read_style(document: Document, found: list[Finding]) -> dict[str, Any]:
    """What of a JSON file can be laid over the style; a finding for each key that is unknown and each
    value that is none such as style.json has there."""
    return _table(document, (), document.value, load("style"), found)


def style_file(path: str | os.PathLike[str], found: list[Finding]) -> dict[str, Any]:
    """The same of a file anywhere."""
    place = Path(path).resolve()
    own: list[Finding] = []
    document = read_json(place.parent, place.name, own)
    style = read_style(document, own) if document is not None else {}
    found += [replace(f, location=replace(f.location, file=os.fspath(path))) for f in own]
    return style


def style_given(style: Mapping[str, Any] | str | os.PathLike[str]) -> dict[str, Any]:
    """The same of a file, or of values in Python. Raises ValueError with all that is wrong."""
    found: list[Finding] = []
    if isinstance(style, Mapping):
        own = _table(Document("style", style, "{}", "json"), (), style, load("style"), found)
        wrong = [f.message for f in found]
    else:
        own = style_file(style, found)
        wrong = [str(f) for f in found]
    if wrong:
        raise ValueError("\n".join(wrong))
    return own


def _table(
    document: Document, path: KeyPath, value: Any, known: Mapping[str, Any], found: list[Finding]
) -> dict[str, Any]:
    """The sound values of a table, those of style.json being `known`."""
    if not isinstance(value, Mapping):
        name = f"“{path[-1]}”" if path else "the style"
        message = f'{name} must be a table, such as {{"{next(iter(known))}": …}}'
        found.append(Finding(document.at(*path), "T206", message))
        return {}
    sound: dict[str, Any] = {}
    for key, one in value.items():
        where = (*path, key)
        if key not in known:
            message = f"unknown key “{key}”{did_you_mean(str(key), known)}"
            found.append(Finding(document.at(*where), "T204", message))
        elif isinstance(known[key], dict):
            sound[key] = _table(document, where, one, known[key], found)
        elif wrong := _wrong(where, one, known[key]):
            found.append(Finding(document.at(*where), "T206", f"“{key}” {wrong}"))
        else:
            sound[key] = one
    return sound


def _wrong(path: KeyPath, value: Any, known: Any) -> str:
    """What is wrong with a value where style.json has `known`; empty if nothing is."""
    if isinstance(known, str):
        return "" if _is_hue(value) else "must be a colour; write it as #rrggbb"
    if isinstance(known, list):
        kind = "colours, such as #0072B2" if isinstance(known[0], str) else "numbers more than 0"
        sound = _is_hue if isinstance(known[0], str) else _is_size
        if isinstance(value, list) and value and all(map(sound, value)):
            return ""
        return f"must be a list of {kind}"
    if any(str(part).endswith(SHARES) for part in path):
        return "" if _is_number(value) and 0 <= value <= 1 else "must be from 0 to 1"
    return "" if _is_size(value) else f"must be a number more than 0, up to {MOST}"


def _is_hue(value: Any) -> bool:
    return isinstance(value, str) and HUE.fullmatch(value) is not None


def _is_number(value: Any) -> bool:
    return type(value) in (int, float)


def _is_size(value: Any) -> bool:
    return _is_number(value) and 0 < value <= MOST
