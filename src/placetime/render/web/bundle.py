"""The plugin's JavaScript as one script, made of the modules in `assets/`.

Modules are joined without a build step, so they keep to a few forms: imports are
`import { name, … } from "./file.js";`, exports stand before the declaration of a function, a constant
or a class, and nothing is renamed. Anything else raises BundleError.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from pathlib import PurePosixPath
from typing import Final

from placetime.spec import current_style, kept_by_style, load

MAIN: Final = "main.js"
SPEC: Final = "spec.js"
"""A module that is not a file: `SPEC`, the style, the symbols and the English words of `placetime.spec`."""

_IMPORT = re.compile(r'^import \{([^}]*)\} from "(\.[^"]+)";\n', re.M)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|class)\b)", re.M)
_EXPORTED = re.compile(r"^export (?:async )?(?:function|const|class) (\w+)", re.M)
_COMMENT = re.compile(r"^[ \t]*(?:/\*\*.*?\*/|//[^\n]*)\n", re.M | re.S)


class BundleError(ValueError):
    """A module does not keep to the forms that can be joined."""


@kept_by_style(8)
def script() -> str:
    """The whole plugin: sets `window.placetime`."""
    return bundle(_module, MAIN, "placetime")


@cache
def stylesheet() -> str:
    """The plugin's CSS without comments."""
    css = _asset("style.css")
    return re.sub(r"\n\s*", "\n", re.sub(r"/\*.*?\*/", "", css, flags=re.S)).strip() + "\n"


@cache
def stand_in() -> str:
    """A script that does what folium's own elements ask of jQuery."""
    return _COMMENT.sub("", _asset("stand_in.js"))


def _asset(path: str) -> str:
    return files(__package__).joinpath("assets", path).read_text("utf-8")


def _module(path: str) -> str:
    if path == SPEC:
        spec = {"style": current_style(), "symbols": load("symbols"), "words": load("ui/en")}
        return f"export const SPEC = {json.dumps(spec, ensure_ascii=False)};\n"
    return _asset(path)


def bundle(read: Callable[[str], str], main: str, name: str) -> str:
    """One script that runs `main` after all that it imports; its exports become `window.<name>`.

    `read(path)` gives the text of a module. Each module is a function of its own, run once.
    """
    exports: dict[str, list[str]] = {}
    parts: list[str] = []

    def visit(path: str, chain: tuple[str, ...]) -> None:
        if path in chain:
            raise BundleError(f"modules import each other in a ring: {' → '.join((*chain, path))}")
        if path in exports:
            return
        text = read(path)
        imports = [(_names(n), _beside(path, t)) for n, t in _IMPORT.findall(text)]
        for _, target in imports:
            visit(target, (*chain, path))
        body = _EXPORT.sub("", _IMPORT.sub("", text))
        if re.search(r"^\s*(import|export)\b", body, re.M):
            raise BundleError(f"{path}: an import or export of another form")
        lines = [f"const {_variable(path)} = (() => {{"]
        for names, target in imports:
            missing = [n for n in names if n not in exports[target]]
            if missing:
                raise BundleError(f"{path}: {target} does not export {', '.join(missing)}")
            lines.append(f"const {{ {', '.join(names)} }} = {_variable(target)};")
        exports[path] = _EXPORTED.findall(text)
        lines.append(_COMMENT.sub("", body).strip("\n"))
        lines.append(f"return {{ {', '.join(exports[path])} }};\n}})();")
        parts.append("\n".join(lines))

    visit(main, ())
    code = "\n".join(parts)
    return (
        f'(function () {{\n"use strict";\nif (window.{name}) return;\n{code}\n'
        f"window.{name} = {_variable(main)};\n}})();\n"
    )


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def _variable(path: str) -> str:
    return "_" + re.sub(r"\W", "_", path.removesuffix(".js"))


def _beside(path: str, target: str) -> str:
    parts: list[str] = []
    for part in (PurePosixPath(path).parent / target).parts:
        if part == "..":
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)
