"""XML to a tree: no document type, no entities, nothing fetched."""

from typing import Any
from xml.etree.ElementTree import ParseError  # the exception alone; defusedxml parses

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from candidates.europass.errors import BrokenEuropass, DoctypeForbidden, NotEuropass, TooOldEuropass
from candidates.europass.nodes import Node, TreeBuilder

LEGACY, CURRENT = "SkillsPassport", "Candidate"
# EURES writes the root in the namespace of HR-XML; a file of another hand may have none at all.
CURRENT_NAMESPACES = {
    "http://www.europass.eu/1.0", "http://www.europass_eures.eu/1.0", "http://www.hr-xml.org/3", "",
}  # fmt: skip


class _CvBuilder(TreeBuilder):
    """Stops at a root that is no Europass CV, before anything else is read."""

    def start(self, name: str, attributes: dict[str, str] | None = None) -> None:
        namespace, _, local = name.rpartition("}")
        if not self.root.children:
            check_root(namespace.lstrip("{"), local)
        attributes = {key.rpartition("}")[2]: value for key, value in (attributes or {}).items()}
        super().start(local, attributes)

    def close(self) -> Node:
        return self.root.children[0]


def check_root(namespace: str, name: str) -> None:
    """Raises TooOldEuropass, NotEuropass."""
    if name == "learnerinfo":
        raise TooOldEuropass
    if name != LEGACY and not (name == CURRENT and namespace in CURRENT_NAMESPACES):
        raise NotEuropass


def read_xml(data: bytes) -> Node:
    """The root element.

    Raises DoctypeForbidden, NotEuropass, TooOldEuropass, EuropassTooComplex, BrokenEuropass.
    """
    parser: Any = DefusedXMLParser(target=_CvBuilder(), forbid_dtd=True)
    try:
        parser.feed(data)
        root: Node = parser.close()
    except DefusedXmlException as error:
        raise DoctypeForbidden from error
    except (ParseError, ValueError, LookupError) as error:  # also: an encoding that nobody knows
        raise BrokenEuropass from error
    return root
