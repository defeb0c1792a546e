"""Text in several languages, and the choice of one for a reader."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, TypeAlias

Translated: TypeAlias = Mapping[str, str]
"""BCP 47 tag → text."""

BCP47: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
"""The shape of a language tag: language, then script, region and variants."""


def primary(tag: str) -> str:
    """The primary language subtag, lower case: `zh-Hans` → `zh`."""
    return tag.split("-", 1)[0].lower()


def matches(tag: str, wanted: str) -> bool:
    """Whether text tagged `tag` serves a reader of `wanted` (RFC 4647 basic filtering, either way).

    A romanisation (`zh-Latn`) does not serve a reader of `zh`.
    """
    have, want = tag.lower(), wanted.lower()
    if "latn" in have.split("-") and "latn" not in want.split("-"):
        return False
    return have == want or have.startswith(want + "-") or want.startswith(have + "-")


def pick(text: Translated, lang: str) -> str:
    """The text for `lang`: exact tag, then same primary language, then the first there is, or ''."""
    if lang in text:
        return text[lang]
    for tag, value in text.items():
        if matches(tag, lang):
            return value
    return next(iter(text.values()), "")
