"""Simplified and traditional characters that are one in searches."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from opencc import OpenCC

FIRST_HAN = "\u3400"


@cache
def _converter(kind: str) -> OpenCC:
    return OpenCC(kind)


def variants(texts: Iterable[str]) -> str:
    """Pairs, each a traditional character and the simplified one, for the characters in the texts."""
    pairs: set[tuple[str, str]] = set()
    for sign in sorted({sign for text in texts for sign in text if sign >= FIRST_HAN}):
        simple, full = _converter("t2s").convert(sign), _converter("s2t").convert(sign)
        pairs |= {(a, b) for a, b in ((sign, simple), (full, simple)) if a != b}
    return "".join(a + b for a, b in sorted(pairs) if len(a) == len(b) == 1)
