"""The Python examples of the README, to be run as they stand there."""

from __future__ import annotations

import re
from pathlib import Path

README = Path(__file__).parent.parent / "README.md"


def example(word: str) -> str:
    """The only Python example that has this word; ValueError if there is not one."""
    blocks = re.findall(r"^```python\n(.*?)^```$", README.read_text("utf-8"), re.M | re.S)
    (found,) = [block for block in blocks if word in block]
    return str(found)
