"""Bytes to records that know their file, line and column. Nothing here judges what they mean."""
