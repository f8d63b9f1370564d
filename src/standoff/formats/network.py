"""Events into the network of their actors, as GraphML or GEXF: who did how much to whom, counted by quad class.

An edge goes from an actor to a recipient; who meets, agrees or cooperates stands on one side as equals, and gets an edge each way.
Left out: events that are negated, future or hypothetical, and those that name one side only. In UCDP's fights and in all of ACLED's events but violence against civilians the direction is that of the file, and says nothing.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET  # written, never read
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import permutations, product
from typing import BinaryIO

from standoff import ontology
from standoff.records import Event, Participant

HAPPENED = frozenset({"actual", "historical"})
NODE_FIELDS = ("label", "country", "sector")
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Network:
    """Parties by id, and for each pair (from, to) how many events of each quad class there were."""

    parties: dict[str, Participant] = field(default_factory=dict)
    dyads: defaultdict[tuple[str, str], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))


def network(events: Iterable[Event]) -> Network:
    """The network of all that happened."""
    found = Network()
    for event in events:
        if event.status not in HAPPENED:
            continue
        for actor, recipient in _pairs(event):
            for party in (actor, recipient):
                found.parties.setdefault(party.id, party)
            found.dyads[actor.id, recipient.id][event.quad] += 1
    return found


def _pairs(event: Event) -> Iterator[tuple[Participant, Participant]]:
    """Who does it to whom; of conflict among several on one side nobody knows whether they fight together or each other."""
    if event.recipients or not event.quad.endswith("cooperation"):
        return product(event.actors, event.recipients)
    return permutations(event.actors, 2)


def write_graphml(found: Network, stream: BinaryIO) -> None:
    """GraphML 1.0, as Gephi, yEd, igraph and networkx read it."""
    root = ET.Element("graphml", xmlns="http://graphml.graphdrawing.org/xmlns")
    for name in NODE_FIELDS:
        ET.SubElement(root, "key", {"id": name, "for": "node", "attr.name": name, "attr.type": "string"})
    for name in ("weight", *map(_plain, ontology.QUADS)):
        ET.SubElement(root, "key", {"id": name, "for": "edge", "attr.name": name, "attr.type": "int"})
    graph = ET.SubElement(root, "graph", id="standoff", edgedefault="directed")
    for party in found.parties.values():
        node = ET.SubElement(graph, "node", id=_clean(party.id))
        _data(node, _about(party))
    for (source, target), counts in found.dyads.items():
        edge = ET.SubElement(graph, "edge", source=_clean(source), target=_clean(target))
        _data(edge, _weights(counts))
    _save(root, stream)


def write_gexf(found: Network, stream: BinaryIO) -> None:
    """GEXF 1.3, the format of Gephi."""
    root = ET.Element("gexf", xmlns="http://gexf.net/1.3", version="1.3")
    graph = ET.SubElement(root, "graph", defaultedgetype="directed", mode="static")
    _declare(graph, "node", NODE_FIELDS[1:], "string")
    _declare(graph, "edge", tuple(map(_plain, ontology.QUADS)), "integer")
    nodes, edges = ET.SubElement(graph, "nodes"), ET.SubElement(graph, "edges")
    for party in found.parties.values():
        about = _about(party)
        node = ET.SubElement(nodes, "node", id=_clean(party.id), label=about.pop("label"))
        _values(node, about)
    for n, ((source, target), counts) in enumerate(found.dyads.items()):
        weights = _weights(counts)
        ends = {"id": str(n), "source": _clean(source), "target": _clean(target), "weight": weights.pop("weight")}
        _values(ET.SubElement(edges, "edge", ends), weights)
    _save(root, stream)


def _about(party: Participant) -> dict[str, str]:
    return {"label": _clean(party.name), "country": party.country or "", "sector": party.sector}


def _weights(counts: Counter[str]) -> dict[str, str]:
    return {"weight": str(counts.total())} | {_plain(quad): str(counts[quad]) for quad in ontology.QUADS}


def _data(element: ET.Element, values: Mapping[str, str]) -> None:
    for key, value in values.items():
        ET.SubElement(element, "data", key=key).text = value


def _declare(graph: ET.Element, of: str, names: Iterable[str], kind: str) -> None:
    attributes = ET.SubElement(graph, "attributes", {"class": of})
    for name in names:
        ET.SubElement(attributes, "attribute", id=name, title=name, type=kind)


def _values(element: ET.Element, values: Mapping[str, str]) -> None:
    held = ET.SubElement(element, "attvalues")
    for key, value in values.items():
        ET.SubElement(held, "attvalue", {"for": key, "value": value})


def _plain(quad: str) -> str:
    return quad.replace(" ", "_")


def _clean(text: str) -> str:
    return NOT_IN_XML.sub("", text)


def _save(root: ET.Element, stream: BinaryIO) -> None:
    ET.indent(root)
    ET.ElementTree(root).write(stream, encoding="utf-8", xml_declaration=True)
