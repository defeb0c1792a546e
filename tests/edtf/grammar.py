"""Texts of the EDTF grammar; some of them have no day in the calendar."""

from hypothesis import strategies as st

MARK = st.sampled_from(["", "", "", "?", "~", "%"])
YEAR = st.builds(
    str.__add__,
    st.sampled_from(["", "", "-"]),
    st.from_regex(r"\A([0-9]{4}|[0-9]{3}X|[0-9]{2}XX|[0-9X]{4})\Z"),
)
MONTH = st.from_regex(r"\A(0[1-9X]|1[0-2X]|XX|X[0-9]|2[1-9]|3[0-9]|4[01])\Z")
DAY = st.from_regex(r"\A(0[1-9X]|[12][0-9X]|3[01X]|XX|X[0-9])\Z")


def marked(component: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """A component, at most one of its sides qualified."""
    return st.builds(str.__add__, MARK, component) | st.builds(str.__add__, component, MARK)


def joined(separator: str, *parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(*parts).map(separator.join)


SIGNIFICANT = st.from_regex(r"\A-?[1-9][0-9]{3}S[1-4]\Z")
DATE = (
    marked(YEAR)
    | joined("-", marked(YEAR), marked(MONTH))
    | joined("-", marked(YEAR), marked(MONTH), marked(DAY))
    | SIGNIFICANT
)
TIMED = joined(
    "",
    st.dates().map(str),
    st.times().map(lambda time: f"T{time.replace(microsecond=0).isoformat()}"),
    st.sampled_from(["", "Z", "+09:00", "-05"]),
)
SIDE = DATE | st.sampled_from(["..", ""])
INTERVAL = joined("/", SIDE, SIDE)
ITEM = DATE | joined("..", DATE, DATE)
ITEMS = st.lists(ITEM, min_size=1, max_size=4).map(",".join)
SET = st.builds(
    lambda braces, items: f"{braces[0]}{items}{braces[1]}",
    st.sampled_from(["[]", "{}"]),
    ITEMS | DATE.map("..{}".format) | DATE.map("{}..".format),
)
TEXT = DATE | TIMED | INTERVAL | SET
