"""The reader's own copy of a source: addressed without white space, shown with it."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from placetime.model.source import Source, squeeze

_CJK = "\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef"
_BROKEN_LINE = re.compile(rf"(?<=[{_CJK}])\s+(?=[{_CJK}])")

_ENDS_SENTENCE = re.compile(r"[.!?:;…)\]。！？：；）〉》」』”’*-]")


@dataclass(frozen=True)
class Document:
    """A document's text as it is in the file."""

    raw: str

    @cached_property
    def text(self) -> str:
        """The text without white space: what passages count in."""
        return squeeze(self.raw)

    @cached_property
    def _positions(self) -> list[int]:
        return [index for index, sign in enumerate(self.raw) if not sign.isspace()]

    def offset(self, position: int) -> int:
        """The offset in `text` of a position in `raw`: how many characters stand before it."""
        return bisect_left(self._positions, position)

    def gap(self, offset: int) -> str:
        """What stands before the character at `offset`: '', a blank, or two line breaks.

        A line that was broken within a sentence of Chinese, Japanese or Korean leaves nothing; a
        blank line is the start of a paragraph if a sentence ended before it.
        """
        if not 0 < offset < len(self.text):
            return ""
        white = self.raw[self._positions[offset - 1] + 1 : self._positions[offset]]
        before, after = self.text[offset - 1], self.text[offset]
        if white.count("\n") > 1 and _ENDS_SENTENCE.match(before):
            return "\n\n"
        if white and _BROKEN_LINE.fullmatch(f"{before} {after}", 1, 2):
            return ""
        return " " if white else ""

    def excerpt(self, start: int, end: int) -> str:
        """The stretch from `start` to `end` (offsets in `text`, end exclusive) as readable text.

        White space is one blank, and none where a line of Chinese, Japanese or Korean was broken.
        Offsets beyond the text are clipped to it.
        """
        start, end = max(0, start), min(end, len(self.text))
        if start >= end:
            return ""
        stretch = self.raw[self._positions[start] : self._positions[end - 1] + 1]
        return " ".join(_BROKEN_LINE.sub("", stretch).split())


def document_of(source: Source) -> Document | None:
    """The reader's copy of a source, or None if it is not at hand or not UTF-8."""
    if source.document is None:
        return None
    try:
        return Document(source.document.read_text("utf-8"))
    except (OSError, UnicodeDecodeError):
        return None
