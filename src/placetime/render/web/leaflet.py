"""Leaflet's own script and style, from the xstatic-leaflet package."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from functools import cache
from pathlib import Path

from xstatic.pkg import leaflet

_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.M)
_URL = re.compile(r"url\((images/[\w.-]+)\)")


@cache
def script() -> str:
    """leaflet.js without the pointer to its source map, with the pictures of its default marker."""
    images = {
        "iconUrl": data_uri("images/marker-icon.png"),
        "iconRetinaUrl": data_uri("images/marker-icon-2x.png"),
        "shadowUrl": data_uri("images/marker-shadow.png"),
    }
    code = _MAP.sub("", _read("leaflet.js")).strip()
    icons = f'L.Icon.Default.imagePath = "";\nL.Icon.Default.mergeOptions({json.dumps(images)});'
    return f"{code}\n{icons}\n"


@cache
def stylesheet() -> str:
    """leaflet.css with its images as data URIs."""
    return _URL.sub(lambda match: f"url({data_uri(match[1])})", _read("leaflet.css"))


@cache
def data_uri(image: str) -> str:
    """One of Leaflet's PNG images, such as `images/layers.png`."""
    return "data:image/png;base64," + b64encode(_folder().joinpath(image).read_bytes()).decode()


def _folder() -> Path:
    return Path(leaflet.BASE_DIR)


def _read(name: str) -> str:
    return _folder().joinpath(name).read_text("utf-8")
