"""A source of the bibliography, and a passage in it. A citation is a source and a passage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from placetime.model.finding import Location

CHECK_DIGITS = 8


def squeeze(text: str) -> str:
    """The text with all white space removed (every character for which `str.isspace` is true)."""
    return "".join(text.split())


def checksum(stretch: str) -> str:
    """First eight hexadecimal digits of the SHA-256 of a squeezed stretch in UTF-8."""
    return sha256(stretch.encode()).hexdigest()[:CHECK_DIGITS]


@dataclass(frozen=True, slots=True)
class Passage:
    """A W3C TextPositionSelector over the squeezed text, with a checksum of the stretch.

    Offsets are code points from 0; `start` is inclusive, `end` exclusive.
    """

    start: int
    end: int
    check: str

    def __str__(self) -> str:
        return f"{self.start}-{self.end}:{self.check}"


@dataclass(frozen=True, slots=True)
class Omission:
    """A stretch of a source that dates something and is left out of the atlas, and why."""

    source: str
    passage: Passage
    reason: str
    note: str = ""
    location: Location = field(default=Location(""), compare=False)


@dataclass(frozen=True, slots=True)
class Source:
    """A work of the bibliography as CSL-JSON `item`; `document` is the reader's own copy, if any."""

    id: str
    item: Mapping[str, Any]
    document: Path | None = None
    location: Location = field(default=Location("atlas.toml"), compare=False)

    @property
    def title(self) -> str:
        return str(self.item.get("title", self.id))

    @property
    def language(self) -> str:
        """BCP 47 as the bibliography has it, or '' where it has none."""
        return str(self.item.get("language", ""))

    @property
    def year(self) -> str:
        """The year of issue as text, or '' where the bibliography has none."""
        parts = self.item.get("issued", {}).get("date-parts", [[]])
        return str(parts[0][0]) if parts and parts[0] else ""

    @property
    def authors(self) -> str:
        """Authors as one line: family names before given names for CJK, literal names as they are."""
        names = []
        for person in self.item.get("author", []):
            family, given = str(person.get("family", "")), str(person.get("given", ""))
            if person.get("literal"):
                names.append(str(person["literal"]))
            elif family and ord(family[0]) > 0x2E7F:
                names.append(family + given)
            else:
                names.append(f"{given} {family}".strip())
        return ", ".join(names)

    @property
    def short(self) -> str:
        """The authors, or else the title, and the year: as in a note."""
        return f"{self.authors or self.title} {self.year}".strip()

    @property
    def reference(self) -> str:
        """A full reference in one line: authors, title, container, number, year.

        A short title in another script, which may be a translation, stands in brackets.
        """
        item = self.item
        where = " ".join(
            str(item[key])
            for key in ("container-title", "collection-title", "genre", "volume", "issue", "number")
            if item.get(key)
        )
        short = str(item.get("title-short", ""))
        other = short and (ord(short[0]) > 0x2E7F) != (ord(self.title[0]) > 0x2E7F)
        title = f"“{self.title}” [{short}]" if other else f"“{self.title}”"
        bits = [self.authors, title, where, str(item.get("publisher", "")), self.year]
        return ", ".join(bit for bit in bits if bit) + "."
