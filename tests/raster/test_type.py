"""Type of every script: shaped, in the language's own shapes, broken into lines."""

from __future__ import annotations

import numpy as np
import pytest

from placetime.render.raster.coverage import coverage
from placetime.render.raster.faces import chain
from placetime.render.raster.path import Path
from placetime.render.raster.pixels import blank
from placetime.render.raster.shaping import shape, visual_runs, with_fonts
from placetime.render.raster.type import Style, block_sprite, broken, line_sprite, width

INK = Style(20, "#000000")


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("中国人民志愿军", "zh"),
        ("조선민주주의인민공화국", "ko"),
        ("\u1112\u1161\u11ab\u1100\u116e\u11a8", "ko"),
        ("東京湾", "ja"),
        ("القاهرة", "ar"),
        ("ירושלים", "he"),
        ("Ấp Bắc q\u0303 é", "vi"),
        ("Москва", "ru"),
        ("हिन्दी", "hi"),
    ],
)
def test_no_script_is_a_row_of_boxes(text: str, lang: str) -> None:
    shaped = shape(text, lang, 400)
    assert shaped.missing == 0 and shaped.glyphs
    pixels = blank(400, 40, "#ffffff")
    line_sprite(text, lang, INK).onto(pixels, 5, 28)
    assert (pixels < 100).any()


def test_a_character_that_no_font_has_is_counted() -> None:
    assert shape("\U000e0100x\ue123", "en", 400).missing == 1


def test_conjoining_jamo_become_one_syllable() -> None:
    joined, composed = (shape(text, "ko", 400) for text in ("\u1112\u1161\u11ab", "한"))
    assert [g.index for g in joined.glyphs] == [g.index for g in composed.glyphs]


def test_arabic_letters_join() -> None:
    alone = sum(shape(letter, "ar", 400).width for letter in "بيت")
    assert shape("بيت", "ar", 400).width < alone
    assert [g.index for g in shape("بيت", "ar", 400).glyphs] != [
        shape(letter, "ar", 400).glyphs[0].index for letter in "تيب"
    ]


def test_right_to_left_text_runs_to_the_left() -> None:
    letters = [shape(letter, "he", 400).glyphs[0].index for letter in "אבג"]
    assert [g.index for g in shape("אבג", "he", 400).glyphs] == letters[::-1]


def test_mixed_directions_stand_in_visual_order() -> None:
    assert [part for part, _ in visual_runs("abc אבג def")] == ["abc ", "אבג", " def"]
    assert [part for part, _ in visual_runs("אבג abc")] == ["abc", "אבג "]
    assert visual_runs("אבג 1958")[0] == ("1958", False)


def test_each_script_of_a_line_is_shaped_by_its_own_rules() -> None:
    runs = with_fonts("Aa 한 中.", chain("ko", 400))
    assert [script for _, (_, script) in runs] == ["Latn"] * 3 + ["Hang"] * 2 + ["Hani"] * 2


def test_chinese_and_japanese_have_their_own_shapes() -> None:
    faces = {
        lang: [(id(g.font), g.index) for g in shape("骨直", lang, 400).glyphs]
        for lang in ("zh-Hans", "zh-Hant", "ja", "ko")
    }
    assert len({str([i for _, i in glyphs]) for glyphs in faces.values()}) >= 3


def test_weight_makes_heavier() -> None:
    light, heavy = (
        block_sprite(("mm",), "en", Style(30, "#000000", weight)).alpha.sum()
        for weight in (400, 700)
    )
    assert heavy > light * 1.15


def test_figures_are_as_wide_as_each_other() -> None:
    assert len({round(width(digit, "en", INK), 3) for digit in "0123456789"}) == 1


def test_an_apostrophe_is_narrow_in_english_and_square_in_chinese() -> None:
    assert width("’", "en", INK) < 0.4 * INK.size
    assert width("’", "zh", INK) == INK.size


def test_lines_break_between_words_and_between_characters() -> None:
    lines = broken("the quick brown fox jumps over the dog", "en", INK, 120)
    assert " ".join(lines) == "the quick brown fox jumps over the dog"
    assert all(width(line, "en", INK) <= 120 for line in lines)
    chinese = broken("中国人民志愿军，全部撤出朝鲜。", "zh", INK, 100)
    assert "".join(chinese) == "中国人民志愿军，全部撤出朝鲜。"
    assert not any(line[0] in "，。" for line in chinese)


def test_what_does_not_fit_ends_in_an_ellipsis() -> None:
    lines = broken("the quick brown fox jumps over the lazy dog", "en", INK, 110, 2)
    assert len(lines) == 2 and lines[-1].endswith("…")
    assert all(width(line, "en", INK) <= 110 for line in lines)


def test_coverage_is_the_exact_area() -> None:
    square = np.array([[10.25, 10.0], [30, 10], [30, 30.5], [10.25, 30.5]])
    hole = np.array([[12.0, 12], [20, 12], [20, 20], [12, 20]])
    covered = coverage([square], 60, 60)
    assert covered is not None and covered.share.sum() == pytest.approx(19.75 * 20.5)
    part = coverage([square - 20], 40, 40)
    assert part is not None and part.share.sum() == pytest.approx(10 * 10.5)
    holed = coverage([square, hole], 60, 60, even_odd=True)
    assert holed is not None and holed.share.sum() == pytest.approx(19.75 * 20.5 - 64)
    circle = Path()
    circle.circle(20, 20, 10)
    disc = coverage(circle.lines, 60, 60)
    assert disc is not None and disc.share.sum() == pytest.approx(np.pi * 100, rel=0.01)
    assert coverage([square + 500], 60, 60) is None
