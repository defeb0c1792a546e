"""The plugin's JavaScript as one script, made of the modules in `assets/`.

Modules are joined without a build step, so they keep to a few forms: imports are
`import { name, … } from "./file.js";`, exports stand before a declaration, top-level names are unique
among all modules and nothing is renamed. Anything else raises BundleError.
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from pathlib import PurePosixPath
from typing import Final

from placetime.spec import load

MAIN: Final = "main.js"
SPEC: Final = "spec.js"
"""A module that is not a file: `SPEC`, the style and the symbols of `placetime.spec`."""

_IMPORT = re.compile(r'^import \{([^}]*)\} from "(\.[^"]+)";\n', re.M)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|class)\b)", re.M)
_DECLARED = re.compile(r"^(?:async )?(?:function\*?|const|let|class) (\w+)", re.M)
_COMMENT = re.compile(r"^[ \t]*(?:/\*\*.*?\*/|//[^\n]*)\n", re.M | re.S)


class BundleError(ValueError):
    """A module does not keep to the forms that can be joined."""


@cache
def script() -> str:
    """The whole plugin: sets `window.placetime`."""
    return bundle(_module, MAIN, "placetime")


@cache
def stylesheet() -> str:
    """The plugin's CSS without comments."""
    css = _asset("style.css")
    return re.sub(r"\n\s*", "\n", re.sub(r"/\*.*?\*/", "", css, flags=re.S)).strip() + "\n"


def _asset(path: str) -> str:
    return files(__package__).joinpath("assets", path).read_text("utf-8")


def _module(path: str) -> str:
    if path == SPEC:
        spec = {"style": load("style"), "symbols": load("symbols")}
        return f"export const SPEC = {json.dumps(spec, ensure_ascii=False)};\n"
    return _asset(path)


def bundle(read: object, main: str, name: str) -> str:
    """One script that runs `main` after all that it imports; its exports become `window.<name>`.

    `read(path)` gives the text of a module.
    """
    order: list[str] = []
    texts: dict[str, str] = {}
    owner: dict[str, str] = {}

    def visit(path: str, chain: tuple[str, ...]) -> None:
        if path in chain:
            raise BundleError(f"modules import each other in a ring: {' → '.join((*chain, path))}")
        if path in texts:
            return
        text = read(path)  # type: ignore[operator]
        for names, target in _IMPORT.findall(text):
            if " as " in names:
                raise BundleError(f"{path}: an import is renamed: {names.strip()}")
            visit(_beside(path, target), (*chain, path))
        texts[path] = text
        order.append(path)

    visit(main, ())
    exports = {p: set(_DECLARED.findall("\n".join(_exported(texts[p])))) for p in order}
    parts = []
    for path in order:
        text = texts[path]
        for names, target in _IMPORT.findall(text):
            missing = {n.strip() for n in names.split(",") if n.strip()} - exports[_beside(path, target)]
            if missing:
                raise BundleError(f"{path}: {target} does not export {', '.join(sorted(missing))}")
        body = _EXPORT.sub("", _IMPORT.sub("", text))
        if re.search(r"^\s*(import|export)\b", body, re.M):
            raise BundleError(f"{path}: an import or export of another form")
        for declared in _DECLARED.findall(body):
            if owner.setdefault(declared, path) != path:
                raise BundleError(f"{declared} is declared in {owner[declared]} and {path}")
        parts.append(_COMMENT.sub("", body).strip("\n"))
    public = ", ".join(sorted(exports[main]))
    code = "\n".join(parts)
    return (
        f'(function () {{\n"use strict";\nif (window.{name}) return;\n{code}\n'
        f"window.{name} = {{ {public} }};\n}})();\n"
    )


def _exported(text: str) -> list[str]:
    return [text[match.end() :].split("\n", 1)[0] for match in _EXPORT.finditer(text)]


def _beside(path: str, target: str) -> str:
    parts: list[str] = []
    for part in (PurePosixPath(path).parent / target).parts:
        if part == "..":
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)
