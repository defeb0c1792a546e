"""Rate of parse_many on a million plain dates, beside PyPI `edtf` where that is installed.

python tests/bench/edtf.py
"""

import importlib
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from placetime.edtf import parse, parse_many

ROWS = 1_000_000
THEIR_ROWS = 50


def seconds(run: Callable[[], object], repeats: int = 5) -> float:
    """The shortest of some runs."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> None:
    """Prints one line a measure."""
    days = np.random.default_rng(0).integers(-400_000, 20_000, ROWS)
    texts = np.datetime_as_string(days.astype("datetime64[D]")).tolist()
    ours = ROWS / seconds(lambda: parse_many(texts))
    print(f"parse_many, plain dates     {ours:12,.0f} texts/s")
    few = texts[:10_000]
    print(f"parse, plain dates          {len(few) / seconds(lambda: [*map(parse, few)]):12,.0f}")
    vague = [text + "~" for text in few]
    print(f"parse, qualified dates      {len(few) / seconds(lambda: [*map(parse, vague)]):12,.0f}")
    mixed = [text if row % 10 else text[:3] + "X" for row, text in enumerate(texts)]
    print(f"parse_many, a tenth `195X`  {ROWS / seconds(lambda: parse_many(mixed)):12,.0f}")
    # this file has the other package's name and must not be found instead of it
    sys.path[:] = [path for path in sys.path if Path(path).resolve() != Path(__file__).parent]
    sys.modules.pop("edtf", None)
    try:
        parse_edtf = importlib.import_module("edtf").parse_edtf
    except ImportError:
        print("PyPI edtf is not installed: no comparison")
        return
    theirs = THEIR_ROWS / seconds(lambda: [*map(parse_edtf, texts[:THEIR_ROWS])], 2)
    print(f"PyPI edtf, plain dates      {theirs:12,.0f}")
    print(f"parse_many is {ours / theirs:,.0f} times as fast")


if __name__ == "__main__":
    main()
