"""Shaping: from a text to glyphs in their visual order, for any script.

Runs are split by direction and font, then shaped by HarfBuzz. Of the Unicode bidirectional
algorithm (UAX 9) this follows strong characters, numbers and neutrals on one level of embedding,
which is what names and captions need; explicit embeddings and isolates are not followed.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from typing import Any

import uharfbuzz as hb

from placetime.model.text import primary
from placetime.render.raster.faces import UNITS, chain, font_for

_FEATURES = {"kern": True, "tnum": True, "liga": True}
_NARROW = {"pwid": True}
"""Quotation marks as wide as they are, not as a square: for languages other than those of CJK."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph of `font`, moved (x, y) units right and up from the start of the text's base line."""

    font: Any
    index: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Shaped:
    """Glyphs in visual order from the left, and the width of all, in em."""

    glyphs: tuple[Glyph, ...]
    width: float

    @property
    def missing(self) -> int:
        """How many glyphs show as an empty box, since no font has the character."""
        return sum(glyph.index == 0 for glyph in self.glyphs)


@lru_cache(maxsize=4096)
def shape(text: str, lang: str, weight: int) -> Shaped:
    """Shapes one line of text."""
    fonts = chain(lang, weight)
    features = _FEATURES if primary(lang) in ("zh", "ja", "ko") else _FEATURES | _NARROW
    glyphs: list[Glyph] = []
    at = 0.0
    for part, right_to_left in visual_runs(unicodedata.normalize("NFC", text)):
        pieces = [
            ("".join(cluster for cluster, _ in group), index)
            for (index, _), group in groupby(with_fonts(part, fonts), key=lambda pair: pair[1])
        ]
        for piece, index in reversed(pieces) if right_to_left else pieces:
            buffer = hb.Buffer()
            buffer.add_str(piece)
            buffer.guess_segment_properties()
            buffer.direction = "rtl" if right_to_left else "ltr"
            buffer.language = lang
            hb.shape(fonts[index], buffer, features)
            for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
                x, y = at + place.x_offset, float(place.y_offset)
                glyphs.append(Glyph(fonts[index], info.codepoint, x, y))
                at += place.x_advance
    return Shaped(tuple(glyphs), at / UNITS)


def with_fonts(text: str, fonts: tuple[Any, ...]) -> list[tuple[str, tuple[int, str]]]:
    """Each character, with the marks that combine with it, its font and its script.

    Spaces and signs common to all scripts go with what is before them if its font has them.
    """
    out: list[tuple[str, tuple[int, str]]] = []
    for cluster in _clusters(text):
        script = _script(cluster[0])
        if out and not script:
            index, script = out[-1][1]
            if not all(fonts[index].get_nominal_glyph(ord(c)) for c in cluster):
                index = font_for(cluster, fonts)
        else:
            index = font_for(cluster, fonts)
        out.append((cluster, (index, script)))
    return out


def _clusters(text: str) -> list[str]:
    """Characters together with the combining and joining ones that follow them."""
    clusters: list[str] = []
    for character in text:
        if clusters and unicodedata.category(character) in ("Mn", "Me", "Mc", "Cf"):
            clusters[-1] += character
        else:
            clusters.append(character)
    return clusters


@cache
def _script(character: str) -> str:
    """The ISO 15924 script, or '' for characters common to several."""
    buffer = hb.Buffer()
    buffer.add_str(character)
    buffer.guess_segment_properties()
    return buffer.script or ""


def visual_runs(text: str) -> list[tuple[str, bool]]:
    """The runs of one direction from left to right: (text in reading order, right to left?)."""
    kinds = [_direction(c) for c in text]
    base = next((k for k in kinds if k in "LR"), "L")
    before = base
    for i, kind in enumerate(kinds):  # a number belongs to the right-to-left text that it stands in
        if kind in "LR":
            before = kind
        elif kind == "N":
            kinds[i] = "n" if before == "R" else "L"
    for i, kind in enumerate(kinds):  # neutrals take the direction of both neighbours, or the base
        if kind == " ":
            left = next((k for k in reversed(kinds[:i]) if k != " "), base)
            right = next((k for k in kinds[i:] if k != " "), base)
            left, right = left.replace("n", "R"), right.replace("n", "R")
            kinds[i] = left if left == right else base
    runs = [
        ("".join(text[i] for i in group), kind)
        for kind, group in ((k, list(g)) for k, g in groupby(range(len(text)), kinds.__getitem__))
    ]
    if base == "R":
        runs.reverse()
    elif any(kind == "n" for _, kind in runs):
        runs = _right_to_left_stretches_turned(runs)
    return [(part, kind == "R") for part, kind in runs]


def _right_to_left_stretches_turned(runs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """In left-to-right text, each stretch of right-to-left runs and their numbers reversed."""
    out: list[tuple[str, str]] = []
    for forward, group in groupby(runs, key=lambda run: run[1] == "L"):
        stretch = list(group)
        out += stretch if forward else reversed(stretch)
    return out


def _direction(character: str) -> str:
    """L, R, N (number) or a space for a neutral; other marks go with what is before them."""
    match unicodedata.bidirectional(character):
        case "L":
            return "L"
        case "R" | "AL":
            return "R"
        case "EN" | "AN":
            return "N"
        case _:
            return " "
