"""Linked Places: the gazetteer and the events as JSON-LD that is also GeoJSON."""
