"""XML from outside, parsed without harm: no entities of its own, no network, no other files."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from flows.read.grid import UnreadableError

_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)


def refuse_entities(data: bytes, place: str) -> None:
    """Raise UnreadableError where an XML part declares entities: office documents never do, attacks do."""
    if _ENTITY.search(data if b"\0" not in data else data.replace(b"\0", b"")):
        raise UnreadableError(
            f"{place}: the XML declares entities, which no office program writes; it was not read. "
            "Ask the force for the file again, or open it on a machine apart and save it anew"
        )


def parse_xml(data: bytes, place: str, recover: bool = False) -> etree._Element:
    """The root element of an XML part. Raises UnreadableError for entities and for XML that does not parse."""
    refuse_entities(data, place)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=recover)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError(f"{place}: the XML is damaged ({error}); ask the force for the file again") from error
    if root is None:
        raise UnreadableError(f"{place}: holds no XML; ask the force for the file again")
    return root


def local(element: etree._Element) -> str:
    """The name of an element without its namespace; empty for comments and processing instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element, name: str) -> str | None:
    """An attribute by its local name, whatever namespace it stands in."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The direct children with a local name."""
    return element.iterchildren(f"{{*}}{name}")


def child(element: etree._Element | None, *names: str) -> etree._Element | None:
    """The first child by local name, then its first child by the next name, and so on; None where one is missing."""
    for name in names:
        if element is None:
            return None
        element = next(element.iterchildren(f"{{*}}{name}"), None)
    return element
