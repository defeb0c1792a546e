"""Words are found in a document whatever its white space, script of Chinese and footnote marks."""

from __future__ import annotations

from pathlib import Path

import pytest

from placetime.check.document import Document
from placetime.check.quote import find, longest_found
from placetime.model.source import checksum, squeeze


def found(text: str, words: str) -> list[str]:
    text = squeeze(text)
    return [text[p.start : p.end] for p in find(text, words)]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("於是\n\n蘇聯空軍 進駐", "蘇聯空軍進駐", "蘇聯空軍進駐"),
        ("部署在瀋陽地區", "部署在沈阳地区", "部署在瀋陽地區"),
        ("部署在沈阳地区", "部署在瀋陽地區", "部署在沈阳地区"),
        ("直接參戰<sup>12</sup>的時候", "直接參戰的時候", "直接參戰<sup>12</sup>的時候"),
        ("全部撤出bk，然後", "全部撤出，然後", "全部撤出bk，然後"),
        ("考虑这个问题17\n几天后", "这个问题几天后", "这个问题17几天后"),
        ("全角１９５８年（三月）", "1958年(三月)", "１９５８年（三月）"),
        ("他說“走”。", "他說「走」。", "他說“走”。"),
        ("Left  PLYMOUTH\non 3 May", "left Plymouth on 3 may", "LeftPLYMOUTHon3May"),
        ("한국 전쟁", "한국전쟁", "한국전쟁"),
    ],
)
def test_found(text: str, words: str, expected: str) -> None:
    assert found(text, words) == [expected]


def test_every_hit_is_given_with_offsets_and_checksum() -> None:
    text = squeeze("平壤 和 元山，平壤")
    first, second = find(text, "平壤")
    assert (first.start, first.end, second.start) == (0, 2, 6)
    assert first.check == checksum("平壤") == second.check


def test_what_is_not_there() -> None:
    assert found("平壤和元山", "平壤與元山") == []
    assert longest_found("平壤和元山", "平壤和咸興") == "平壤和"
    with pytest.raises(ValueError, match="no words"):
        list(find("平壤", " \n"))


def test_an_excerpt_is_readable() -> None:
    document = Document("在三八線以北\n地區組織。 They left\n  Plymouth .")
    assert document.excerpt(1, 8) == "三八線以北地區"
    assert document.excerpt(11, 24) == "They left Plymo"
    assert document.excerpt(-5, 2) == "在三"
    assert document.excerpt(90, 99) == ""


def test_the_real_documents(documents: Path) -> None:
    text = squeeze((documents / "003_9f41adc821ddab0b.txt").read_text("utf-8"))
    hits = [text[p.start : p.end] for p in find(text, "向南不得超越平壤—元山一线，东西两侧")]
    assert hits == ["向南不得超越平壤—元山一線，東西兩側"]
    broken = squeeze((documents / "001_c8d0e8b45cff0870.txt").read_text("utf-8"))
    (hit,) = find(broken, "这次终于同意考虑这个问题。几天后，与毛泽东第二次会谈时")
    assert "17" in broken[hit.start : hit.end]
