"""What can go wrong in a way that a user can mend."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from placetime.model.finding import Finding


class PlacetimeError(Exception):
    """One clear line for the user; never a traceback in the command line."""


class InvalidAtlas(PlacetimeError):
    """The folder has errors; nothing was written. `findings` holds all of them, warnings too."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = list(findings)
        errors = sum(f.severity == "error" for f in self.findings)
        super().__init__(f"{errors} error{'' if errors == 1 else 's'} in the atlas folder")


class InvalidTable(InvalidAtlas):
    """A file of rows has errors; `findings` holds all of them."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(findings)
        more = f", and {len(findings) - 1} more" if len(findings) > 1 else ""
        self.args = (f"{findings[0]}{more}",)

    def __reduce__(self) -> tuple[type[InvalidTable], tuple[list[Finding]]]:
        return InvalidTable, (self.findings,)


class MissingPart(PlacetimeError):
    """A part that is not installed is needed; the message says what to install."""
