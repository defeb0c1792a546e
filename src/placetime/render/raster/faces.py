"""Font faces by language and weight, and the faces to turn to where one lacks a character."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import uharfbuzz as hb

from placetime.model.text import primary

UNITS = 1000
"""All outlines are given for a type size of this many units."""

_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\ufeff"

_CJK = {"ja": 0, "ko": 1, "zh": 2, "zh-hans": 2, "zh-hant": 3, "zh-tw": 3, "zh-hk": 4, "zh-mo": 4}
"""Face of the collection by language: JP, KR, SC, TC, HK; for Han characters without one, SC."""


def cjk_index(lang: str) -> int:
    """Which face of Noto Sans CJK has the character shapes of a language (BCP 47)."""
    tags = lang.lower().split("-")
    if "hk" in tags or "mo" in tags:
        return _CJK["zh-hk"] if tags[0] == "zh" else _CJK["zh"]
    if "hant" in tags or (tags[0] == "zh" and "tw" in tags):
        return _CJK["zh-hant"]
    return _CJK.get(primary(lang), _CJK["zh"])


@cache
def chain(lang: str, weight: int) -> tuple[Any, ...]:
    """The fonts to try in turn: the language's face of Noto Sans CJK, then other scripts' Noto Sans."""
    cjk = Path(str(files("manimgx_fonts_cjk").joinpath("NotoSansCJK-VF.otf.ttc")))
    others = Path(str(files("manimgx_fonts")))
    more = sorted(p for p in others.glob("NotoSans*wght*.ttf") if "Italic" not in p.name)
    return (
        _font(cjk, cjk_index(lang), weight),
        *(_font(path, 0, weight) for path in more),
    )


@cache
def _blob(path: Path) -> Any:
    return hb.Blob.from_file_path(str(path))


@cache
def _font(path: Path, index: int, weight: int) -> Any:
    font = hb.Font(hb.Face(_blob(path), index))
    font.scale = (UNITS, UNITS)
    font.set_variations({"wght": float(weight)})
    return font


def font_for(characters: str, fonts: tuple[Any, ...]) -> int:
    """The index of the first font that has them all, else of the first that has the first one, else 0."""
    for wanted in (characters, characters[:1]):
        for index, font in enumerate(fonts):
            if all(font.get_nominal_glyph(ord(c)) or c in _INVISIBLE for c in wanted):
                return index
    return 0
