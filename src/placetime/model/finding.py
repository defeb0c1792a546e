"""One problem in the user's files, with its exact place and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Severity: TypeAlias = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a file: path relative to the atlas folder, 1-based line and column (characters).

    `column` counts from the start of the line; in a CSV row that spans lines, `line` is the line
    on which the cell starts.
    """

    file: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Finding:
    """`file:line:column  CODE  message`, where the message says what is wrong and how to mend it."""

    location: Location
    code: str
    message: str
    severity: Severity = "error"

    def __str__(self) -> str:
        at = self.location
        kind = "" if self.severity == "error" else "warning: "
        return f"{at.file}:{at.line}:{at.column}  {self.code}  {kind}{self.message}"


def in_order(findings: list[Finding]) -> list[Finding]:
    """Sorted by file, line, column and code, without repeats."""
    return sorted(
        dict.fromkeys(findings),
        key=lambda f: (f.location.file, f.location.line, f.location.column, f.code, f.message),
    )
