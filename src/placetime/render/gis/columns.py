"""The columns of the GIS tables: names, types and titles, as `spec/columns.json` lists them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from placetime.model.text import Translated, pick
from placetime.spec import load

DTYPES: Final = {
    "text": "object",
    "integer": "Int32",
    "real": "Float64",
    "boolean": "bool",
    "datetime": "datetime64[ms, UTC]",
}


@dataclass(frozen=True, slots=True)
class Column:
    """`type` is a key of DTYPES; `lang` is the language of the content, or None."""

    name: str
    type: str
    titles: Translated
    lang: str | None = None

    def title(self, lang: str) -> str:
        """The column's name for a reader of `lang`, with the content's language if it has one."""
        title = pick(self.titles, lang)
        return f"{title} ({self.lang})" if self.lang else title


def suffix(lang: str) -> str:
    """A language tag as the end of a column name, ASCII: `zh-Hant` → `zh_hant`."""
    return lang.lower().replace("-", "_")


def columns_of(table: str, languages: Sequence[str]) -> list[Column]:
    """The columns of a table; those of text in several languages once for each language."""
    spec = load("columns")
    columns: list[Column] = []
    for name in spec["tables"][table]:
        entry = spec["columns"][name]
        titles = {lang: text for lang, text in entry.items() if lang != "type"}
        if name.endswith("_*"):
            stem = name[:-1]
            columns += [Column(stem + suffix(g), entry["type"], titles, g) for g in languages]
        else:
            columns.append(Column(name, entry["type"], titles))
    return columns


def by_language(stem: str, text: Translated, languages: Sequence[str]) -> dict[str, str | None]:
    """Column values `stem_en`, `stem_zh` … of a translated text; None where it is empty."""
    return {f"{stem}_{suffix(lang)}": (pick(text, lang) or None) for lang in languages}


def typed(rows: Iterable[Mapping[str, Any]], columns: Sequence[Column]) -> pd.DataFrame:
    """A frame of exactly these columns with their dtypes; a missing value is None, NA or NaT."""
    rows = list(rows)
    return pd.DataFrame(
        {
            c.name: pd.Series([row.get(c.name) for row in rows], dtype=DTYPES[c.type])
            for c in columns
        }
    )
