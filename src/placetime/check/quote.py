"""Finds words in a document, whatever its white space, script of Chinese and footnote marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from unicodedata import normalize

from opencc import OpenCC

from placetime.model.source import Passage, checksum, squeeze

_SUPERSCRIPT = re.compile(r"<sup>.*?</sup>")
_MARK = r"(?:<sup>[^<]{1,6}</sup>|\[[0-9]{1,3}\]|[0-9]{1,3}|[a-z]{2})?"
"""What a footnote mark can look like in a text that was made from a PDF."""


def find(text: str, words: str) -> Iterator[Passage]:
    """Every passage of the squeezed `text` that reads like `words`, in order.

    White space does not count; simplified and traditional characters, full and half width, and
    kinds of quotation marks and dashes are one; the document may have a footnote mark between any
    two characters. ValueError if there are no words.
    """
    wanted = fold(squeeze(_SUPERSCRIPT.sub("", words)))
    if not wanted:
        raise ValueError("there are no words to find")
    pattern = re.compile(_MARK.join(re.escape(sign) for sign in wanted))
    for match in pattern.finditer(fold(text)):
        start, end = match.span()
        yield Passage(start, end, checksum(text[start:end]))


def longest_found(text: str, words: str) -> str:
    """The longest beginning of `words` that stands in the squeezed `text`, or ''."""
    wanted = squeeze(_SUPERSCRIPT.sub("", words))
    low, high = 0, len(wanted)
    while low < high:
        middle = (low + high + 1) // 2
        if next(find(text, wanted[:middle]), None):
            low = middle
        else:
            high = middle - 1
    return wanted[:low]


def fold(text: str) -> str:
    """The text sign by sign in one form; as long as the text itself."""
    return "".join(_fold(sign) for sign in text)


_LIKE = str.maketrans(
    dict.fromkeys("“”„«»‘’‹›「」『』", '"')
    | dict.fromkeys("—–―‒−", "-")
    | dict.fromkeys("～∼", "~")
)


@cache
def _fold(sign: str) -> str:
    plain = normalize("NFKC", sign)
    sign = plain if len(plain) == 1 else sign
    simple = _to_simplified().convert(sign)
    return (simple if len(simple) == 1 else sign).translate(_LIKE).lower()[:1]


@cache
def _to_simplified() -> OpenCC:
    return OpenCC("t2s")
