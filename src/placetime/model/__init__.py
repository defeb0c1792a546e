"""Frozen nouns: what an atlas is made of. Nothing here reads or writes."""
