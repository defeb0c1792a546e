"""coverage.html: the documents with what is mapped and what is not."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from placetime.check.coverage import Coverage
from placetime.model.atlas import Atlas
from placetime.render.coverage.page import coverage_page
from placetime.write.safely import aside


def write_coverage(atlas: Atlas, coverages: Sequence[Coverage], path: Path) -> None:
    """Writes the page; what was there before stays as it was if that fails."""
    with aside(path.parent) as building:
        (building / path.name).write_text(coverage_page(atlas, coverages), "utf-8", newline="\n")
