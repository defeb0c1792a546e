"""The nearest known word, for “did you mean”."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

MOST: Final = 24
"""Words that are listed; more would be no help."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """“; did you mean “x”?”, or the known words if they are few, or ''."""
    words = sorted(set(known))
    close = get_close_matches(word, words, n=1, cutoff=0.6)
    if close:
        return f"; did you mean “{close[0]}”?"
    if 0 < len(words) <= MOST:
        return f"; known are {', '.join(words)}"
    return ""
