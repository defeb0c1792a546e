"""XML elements as QGIS writes them: maps of options, and text that XML can hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final
from xml.etree.ElementTree import Element, indent, tostring

_FORBIDDEN: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold, even escaped (section 2.2, Char)."""


def clean(text: str) -> str:
    """The text without the control characters that XML 1.0 forbids."""
    return _FORBIDDEN.sub("", text)


def element(tag: str, text: str = "", **attributes: str | int | float) -> Element:
    """An element; a trailing underscore in an attribute's name is dropped (`type_`, `class_`)."""
    made = Element(tag, {k.rstrip("_"): clean(str(v)) for k, v in attributes.items()})
    if text:
        made.text = clean(text)
    return made


def option(name: str, value: str | bool | int | Mapping[str, object] | None) -> Element:
    """A QGIS `Option` of the type of its value; a mapping becomes a nested map."""
    match value:
        case None:
            return element("Option", name=name)
        case bool():
            return element("Option", name=name, type_="bool", value="true" if value else "false")
        case int():
            return element("Option", name=name, type_="int", value=value)
        case str():
            return element("Option", name=name, type_="QString", value=value)
    nested = options(value)
    nested.set("name", name)
    return nested


def options(values: Mapping[str, object]) -> Element:
    """A QGIS map of options, in the order given."""
    made = element("Option", type_="Map")
    for name, value in values.items():
        made.append(option(name, value))  # type: ignore[arg-type]
    return made


def data_defined(expressions: Mapping[str, str], tag: str = "data_defined_properties") -> Element:
    """Properties that an expression drives for each feature: property name → expression."""
    made = element(tag)
    properties = {
        name: {"active": True, "expression": expression, "type": 3}
        for name, expression in expressions.items()
    }
    made.append(options({"name": "", "properties": properties or None, "type": "collection"}))
    return made


def xml(root: Element, doctype: str) -> str:
    """The document as text, indented by one space."""
    indent(root, " ")
    return f"<!DOCTYPE {doctype}>\n{tostring(root, 'unicode')}\n"


def child(parent: Element, tag: str, text: str = "", **attributes: str | int | float) -> Element:
    """A new last child of `parent`."""
    made = element(tag, text, **attributes)
    parent.append(made)
    return made
