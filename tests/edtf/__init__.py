"""The time core: days, intervals, EDTF texts."""
