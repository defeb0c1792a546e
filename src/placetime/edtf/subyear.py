"""Which months a sub-year code 21…41 covers.

LoC EDTF 2019-02-04, level 1 (21…24) and level 2 (25…41). EDTF leaves the months of a season
open; placetime uses the meteorological seasons. 21…24 are taken as northern, and a season that
crosses the year's end belongs to the year in which it begins: `1958-24` is December 1958 to
February 1959.
"""

from typing import Final

SUBYEAR_MONTHS: Final = {
    **{21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14)},  # spring, summer, autumn, winter
    **{25: (3, 5), 26: (6, 8), 27: (9, 11), 28: (12, 14)},  # the same, northern
    **{29: (9, 11), 30: (12, 14), 31: (3, 5), 32: (6, 8)},  # the same, southern
    **{33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12)},  # quarters
    **{37: (1, 4), 38: (5, 8), 39: (9, 12)},  # quadrimesters
    **{40: (1, 6), 41: (7, 12)},  # semesters
}
"""First and last month, inclusive; 13 and 14 are January and February of the next year."""
