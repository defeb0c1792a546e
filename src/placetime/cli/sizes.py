"""Sizes of films and pictures: a name or width × height."""

from __future__ import annotations

import re
from typing import Final

import click

SIZES: Final = {
    "720p": (1280, 720),
    "1080p": (1920, 1080),
    "4k": (3840, 2160),
    "square": (1080, 1080),
    "portrait": (1080, 1920),
}


class Size(click.ParamType[tuple[int, int]]):
    """`1280x720` or a name of `SIZES`, as (width, height) in px."""

    name = "size"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, int]:
        if isinstance(value, tuple):
            return value
        text = str(value).lower()
        if text in SIZES:
            return SIZES[text]
        match = re.fullmatch(r"(\d{1,6})[x×](\d{1,6})", text)
        if match is None:
            self.fail(f"{value!r}: write 1280x720, or one of {', '.join(SIZES)}", param, ctx)
        return int(match[1]), int(match[2])


class Bytes(click.ParamType[int]):
    """`5MB`, `800 kB` or a plain number, in bytes (of 1,000)."""

    name = "bytes"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        if isinstance(value, int):
            return value
        match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*(k|m|g)?b?", str(value).strip().lower())
        if match is None:
            self.fail(f"{value!r}: write 5MB, 800kB or a number of bytes", param, ctx)
        factor = {None: 1, "k": 1_000, "m": 1_000_000, "g": 1_000_000_000}[match[2]]
        return round(float(match[1]) * factor)
