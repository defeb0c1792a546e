"""Captions in English and Chinese."""

import pytest

from placetime.edtf import describe, parse

WORDS = [
    ("1958-03-15", "15 March 1958", "1958年3月15日"),
    ("1958-03-15T14:00:00Z", "15 March 1958", "1958年3月15日"),
    ("1958-03", "March 1958", "1958年3月"),
    ("1958-03-XX", "March 1958", "1958年3月"),
    ("1958", "1958", "1958年"),
    ("1850~", "about 1850", "约1850年"),
    ("1984?", "1984 (uncertain)", "1984年（存疑）"),
    ("1984%", "about 1984 (uncertain)", "约1984年（存疑）"),
    ("195X", "the 1950s", "1950年代"),
    ("195X~", "about the 1950s", "约1950年代"),
    ("190X", "between 1900 and 1909", "1900年至1909年间"),
    ("19XX", "between 1900 and 1999", "1900年至1999年间"),
    ("-015X", "between 160 and 151 BC", "公元前160年至公元前151年间"),
    ("1958-10-2X", "between 20 and 29 October 1958", "1958年10月20日至29日间"),
    ("1958-1X", "between October and December 1958", "1958年10月至12月间"),
    ("1958-03-11/1958-03-20", "from 11 to 20 March 1958", "1958年3月11日至20日"),
    ("[1958-03-11..1958-03-20]", "between 11 and 20 March 1958", "1958年3月11日至20日间"),
    ("1958-03-15/1958-04-25", "from 15 March to 25 April 1958", "1958年3月15日至4月25日"),
    (
        "1950-10-19/1953-07-27",
        "from 19 October 1950 to 27 July 1953",
        "1950年10月19日至1953年7月27日",
    ),
    ("1950/1953", "from 1950 to 1953", "1950年至1953年"),
    ("1958-03/1958-05", "from March to May 1958", "1958年3月至5月"),
    ("1850~/1860", "from about 1850 to 1860", "约1850年至1860年"),
    ("1958/1958", "1958", "1958年"),
    ("1985/..", "from 1985 on", "1985年起"),
    (
        "1950-11-06/",
        "from 6 November 1950, end unknown",
        "1950年11月6日起，结束时间不详",
    ),
    ("../1985", "until 1985", "至1985年"),
    ("/1985", "until 1985, beginning unknown", "至1985年，开始时间不详"),
    ("../..", "always", "始终"),
    ("../", "at an unknown time", "时间不详"),
    ("[..1899]", "before 1900", "1900年以前"),
    ("[..-0001]", "before 1 BC", "公元前1年以前"),
    ("[..1760-12-03]", "3 December 1760 or earlier", "1760年12月3日或更早"),
    ("[1760-12..]", "December 1760 or later", "1760年12月或更晚"),
    (
        "[1667,1668,1670..1672]",
        "1667, 1668 or between 1670 and 1672",
        "1667年、1668年或1670年至1672年间",
    ),
    (
        "{1667,1668,1670..1672}",
        "1667, 1668 and from 1670 to 1672",
        "1667年、1668年及1670年至1672年",
    ),
    ("[1984]", "1984", "1984年"),
    ("1950S2", "about 1950, between 1900 and 1999", "约1950年，1900年至1999年间"),
    ("-0043", "44 BC", "公元前44年"),
    ("0000", "1 BC", "公元前1年"),
    ("-0043-03-15", "15 March 44 BC", "公元前44年3月15日"),
    ("0079-08-24", "24 August AD 79", "公元79年8月24日"),
    ("-0010/0014", "from 11 BC to AD 14", "公元前11年至公元14年"),
    ("1958-21", "spring 1958", "1958年春"),
    ("1958-24", "winter 1958–1959", "1958年至1959年冬"),
    ("1958-28", "winter 1958–1959 (northern hemisphere)", "1958年至1959年冬（北半球）"),
    ("1958-30", "summer 1958–1959 (southern hemisphere)", "1958年至1959年夏（南半球）"),
    ("1958-32", "winter 1958 (southern hemisphere)", "1958年冬（南半球）"),
    ("1958-34", "second quarter of 1958", "1958年第二季度"),
    ("1958-37", "first four months of 1958", "1958年1月至4月"),
    ("1958-41", "second half of 1958", "1958年下半年"),
]
BY_DAYS = [
    ("1850~", "between 1845 and 1855", "1845年至1855年间"),
    ("1958-24", "between December 1958 and February 1959", "1958年12月至1959年2月间"),
    ("1958-03-15/1958-04-25", "from 15 March to 25 April 1958", "1958年3月15日至4月25日"),
    ("1950/..", "from 1950 on", "1950年起"),
    ("1950/", "from 1950, end unknown", "1950年起，结束时间不详"),
    ("../1950", "until 1950", "至1950年"),
    ("/1950", "until 1950, beginning unknown", "至1950年，开始时间不详"),
    ("[..1899]", "before 1900", "1900年以前"),
    ("[1760-12..]", "1 December 1760 or later", "1760年12月1日或更晚"),
    ("/..", "at an unknown time", "时间不详"),
    ("../..", "always", "始终"),
]


@pytest.mark.parametrize(("text", "english", "chinese"), WORDS)
def test_as_written(text: str, english: str, chinese: str) -> None:
    assert describe(parse(text), "en") == english
    assert describe(parse(text), "zh") == chinese


@pytest.mark.parametrize(("text", "english", "chinese"), BY_DAYS)
def test_by_its_days(text: str, english: str, chinese: str) -> None:
    assert describe(parse(text).interval) == english
    assert describe(parse(text).interval, "zh-Hans") == chinese


@pytest.mark.parametrize("lang", ["en-GB", "ko", "fr", ""])
def test_other_languages_fall_back_to_english(lang: str) -> None:
    assert describe(parse("1958-03-15"), lang) == "15 March 1958"
