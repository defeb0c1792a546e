"""Writes the field tables of the README from spec/fields.json: `python tests/readme_fields.py`."""

from __future__ import annotations

import re
from pathlib import Path

from placetime.spec import load

README = Path(__file__).parent.parent / "README.md"


def with_fields(text: str) -> str:
    """The README's text with each table between its two marks as the spec has it."""

    def table(match: re.Match[str]) -> str:
        mark = match[0].split("\n", 1)[0]
        rows = [f"| `{name}` | {doc} |" for name, doc in load("fields")[match[1]].items()]
        return "\n".join([mark, "| column | what it holds |", "|---|---|", *rows, "<!-- end -->"])

    return re.sub(r"<!-- fields:([a-z.]+) -->\n.*?<!-- end -->", table, text, flags=re.DOTALL)


if __name__ == "__main__":
    README.write_text(with_fields(README.read_text("utf-8")), "utf-8")
