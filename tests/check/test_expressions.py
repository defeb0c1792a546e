"""Date expressions in running text: what is found, whole, and what only looks like one."""

from __future__ import annotations

import pytest

from placetime.check.expressions import LANGUAGES, date_expressions

FOUND = [
    ("zh", "1953年7月27日，协定在板门店签署", ["1953年7月27日"]),
    ("zh-Hans", "到1955 \n年底，大部分军队", ["1955 \n年底"]),
    ("zh-Hant", "從 3 月 8 日到 8 月 1 日共出動", ["3 月 8 日", "8 月 1 日"]),
    ("zh", "7月12（或13）日，周恩来", ["7月12（或13）日"]),
    ("zh", "1958 年3-4月撤回第一批，7至9月撤回第二批", ["1958 年3-4月", "7至9月"]),
    ("zh", "11月1~12日的最初几次战斗", ["11月1~12日"]),
    ("zh", "1950年3月中旬以后；次日；同年10月又撤回", ["1950年3月中旬", "次日", "同年10月"]),
    ("zh", "九月下旬，三天后，1958年夏天", ["九月下旬", "三天后", "1958年夏天"]),
    ("zh", "1958年中国从朝鲜撤军", ["1958年"]),
    ("zh", "十月革命四十周年，八月事件，12个师，平均每日，日本", []),
    ("en", "On 3 May they left; by the end of June 1911 they were there.", ["3 May", "June 1911"]),
    ("en", "in 218 BC, on the ides of March 44 BC", ["218 BC", "March 44 BC"]),
    ("en", "March 15th, 1958, and the next day", ["March 15th, 1958", "the next day"]),
    ("en", "the summer of 1911; the 1950s; two days later", ["summer of 1911", "1950s", "two days later"]),
    ("en", "He may go; they march on; 40 hands, 12 ships", []),
    ("fr", "le 2 août 216 av. J.-C., puis le lendemain", ["2 août 216 av. J.-C.", "le lendemain"]),
    ("fr", "au printemps de 218 av. J.-C.", ["printemps de 218 av. J.-C."]),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "expected"), FOUND)
def test_expressions_are_found_whole(lang: str, text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in date_expressions(text, lang)] == expected


def test_a_language_without_patterns_has_none() -> None:
    assert "de" not in LANGUAGES
    assert list(date_expressions("am 3. Mai 1911", "de")) == []
