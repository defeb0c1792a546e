"""Uncertain dates as text: EDTF (ISO 8601-2:2019) ⇄ Interval."""

from placetime.edtf.error import EDTFError
from placetime.edtf.many import parse_many
from placetime.edtf.parse import parse
from placetime.edtf.words import describe
from placetime.model.edtf import EDTF, format

__all__ = ["EDTF", "EDTFError", "describe", "format", "parse", "parse_many"]
