"""Copies of scripts and styles that lie in a folder of the user's, for the URLs that a map refers to."""

from __future__ import annotations

import os
import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import unquote, urlsplit

from placetime.render.web.inline import InlineScript, InlineStyle, Verbatim

Files = str | os.PathLike[str] | Mapping[str, str | os.PathLike[str]]

_SOURCE_MAP = re.compile(r"^\s*(?://|/\*)[#@] sourceMappingURL=.*$", re.M)
_URL = re.compile(r"""url\(\s*(['"]?)([^'")]+)\1\s*\)""")
_IMPORT = re.compile(r"""@import\s+(?:url\(\s*)?['"]?([^'")\s;]+)""")


class AtHand:
    """Files by the names that URLs end in; `gaps` lists what the styles among them need and is missing.

    `files` is a folder, with all folders in it, or a mapping of URLs or of file names to paths. Of
    several files of one name the one is taken whose path has most words of the URL. A `.min` more or
    less in the name does not matter. Raises FileNotFoundError for a folder or a path that is not there.
    """

    def __init__(self, files: Files | None) -> None:
        self.gaps: list[str] = []
        self._given: dict[str, Path] = {}
        self._found: dict[str, list[Path]] = {}
        if isinstance(files, Mapping):
            self._given = {key: Path(path) for key, path in files.items()}
            for path in self._given.values():
                if not path.is_file():
                    raise FileNotFoundError(f"no such file: {path}")
        elif files is not None:
            folder = Path(files)
            if not folder.is_dir():
                raise FileNotFoundError(f"no such folder: {folder}")
            for path in sorted(folder.rglob("*")):
                if path.suffix in (".js", ".css") and path.is_file():
                    self._found.setdefault(path.name, []).append(path)

    def element(self, url: str) -> Verbatim | None:
        """An element that holds what `url` refers to, or None if it is not at hand."""
        path = self.path(url)
        if path is None:
            return None
        text = path.read_text("utf-8-sig")
        if path.suffix == ".css":
            return InlineStyle(self._style(text, path))
        return InlineScript(_script(text))

    def path(self, url: str) -> Path | None:
        """The file for a URL."""
        name = unquote(urlsplit(url).path.rpartition("/")[2])
        for key in (url, name):
            if key in self._given:
                return self._given[key]
        for one in _names(name):
            if one in self._found:
                words = set(_words(url))
                return max(self._found[one], key=lambda path: len(words & set(_words(str(path)))))
        return None

    def _style(self, css: str, path: Path) -> str:
        """The style sheet with the pictures and fonts beside it inside."""
        self.gaps += [f"{path.name} imports {url}" for url in _IMPORT.findall(css)]

        def inside(match: re.Match[str]) -> str:
            url = match[2].strip()
            if url.startswith(("data:", "#")):
                return match[0]
            other = path.parent / unquote(urlsplit(url).path)
            if "://" in url or url.startswith("/") or not other.is_file():
                self.gaps.append(f"{path.name} needs {url}")
                return match[0]
            kind = guess_type(other.name)[0] or "application/octet-stream"
            return f"url(data:{kind};base64,{b64encode(other.read_bytes()).decode()})"

        return _URL.sub(inside, _SOURCE_MAP.sub("", css))


def _script(code: str) -> str:
    """A script as it may stand in a page: in strings and patterns `<\\/script` is the same."""
    code = re.sub(r"</(?=script)", r"<\\/", _SOURCE_MAP.sub("", code), flags=re.I)
    return code.replace("<!--", "<\\!--").strip() + "\n"


def _names(name: str) -> Iterator[str]:
    """A file's name, and that of its minified or full twin."""
    yield name
    stem, dot, ending = name.rpartition(".")
    yield (
        stem.removesuffix(".min") + dot + ending
        if stem.endswith(".min")
        else f"{stem}.min{dot}{ending}"
    )


def _words(text: str) -> list[str]:
    return re.findall(r"[\w.@-]+", text.lower().replace("@", " "))
