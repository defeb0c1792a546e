"""The few words that the animation says itself, by language; English where there is no other."""

from __future__ import annotations

from typing import Final

from placetime.model.text import primary

WORDS: Final[dict[str, dict[str, str]]] = {
    "en": {
        "who": "Who",
        "what": "What",
        "sure": "How sure",
        "vague": "date vague or past: faint",
        "disputed": "sources disagree",
        "inferred": "place inferred",
        "ring": "lies within this ring",
        "borders": "coasts, rivers and borders of today",
        "waters": "coasts and rivers of today",
        "sources": "Sources: {}",
        "base": "Base map: {}",
        "density": "Points in a cell",
    },
    "zh": {
        "who": "行动者",
        "what": "图例",
        "sure": "确定程度",
        "vague": "日期不确或已过：浅色",
        "disputed": "各来源说法不一",
        "inferred": "地点由编者推断",
        "ring": "实际位置在此圈之内",
        "borders": "海岸、河流与国界为今日状况",
        "waters": "海岸与河流为今日状况",
        "sources": "来源：{}",
        "base": "底图：{}",
        "density": "每格点数",
    },
}


def say(key: str, lang: str) -> str:
    """A word or phrase in a language."""
    return WORDS.get(primary(lang), WORDS["en"])[key]
