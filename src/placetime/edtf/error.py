"""Why a date text is refused."""

from collections.abc import Mapping
from typing import Final, Literal

Code = Literal["syntax", "range", "order", "calendar"]
FINDINGS: Final[Mapping[Code, str]] = {
    "syntax": "D401", "order": "D402", "range": "D403", "calendar": "D404",
}  # fmt: skip
"""The codes of findings."""


class EDTFError(ValueError):
    """A refused text: what is wrong, where, and how to mend it.

    `column` is 1-based. `code`: "syntax" (not EDTF), "range" (a year beyond -9999…9999),
    "order" (the end before the begin), "calendar" (no such month, day or time).
    `suggestions` are accepted texts that may have been meant; the message names them too.
    """

    def __init__(
        self,
        message: str,
        column: int = 1,
        code: Code = "syntax",
        suggestions: tuple[str, ...] = (),
    ) -> None:
        super().__init__(message, column, code, suggestions)
        self.message = message
        self.column = column
        self.code = code
        self.suggestions = suggestions

    def __str__(self) -> str:
        return self.message
