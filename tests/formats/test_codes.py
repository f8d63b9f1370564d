"""The code tables that formats join with name only what exists."""

from __future__ import annotations

import pytest

from standoff import knowledge, ontology
from standoff.formats import codes


def test_every_spelling_leads_to_a_country():
    assert sorted(set(codes.country_names().values()) - knowledge.load().countries.keys()) == []


@pytest.mark.parametrize("dataset", ["gdelt", "icews", "polecat", "ucdp", "acled", "plover"])
def test_our_own_sectors_are_read_as_themselves(dataset):
    for sector in ontology.load().sectors:
        assert codes.sector(dataset, sector) == sector


def test_sectors_in_lists_and_none():
    assert codes.sector("icews", "Executive,Foreign Ministry,Government") == "GOV"
    assert codes.sector("icews", "Military,Government") == "MIL"
    assert codes.sector("icews", "Hindu") == "UNK"
    assert codes.sector("icews", "NA") is None
    assert codes.sector("icews", None) is None


@pytest.mark.parametrize("type", [*ontology.load().types, "STATEMENT"])
def test_a_type_is_written_as_a_code_of_its_own(type):
    by_code = {row[0]: row[1] or "STATEMENT" for row in codes._cameo()}
    modes = ontology.load().types[type].modes if type in ontology.load().types else ()
    assert {by_code[codes.cameo_code(type, mode)] for mode in (None, *modes)} == {type}


def test_types_and_modes_of_acled_exist():
    kinds = {r[0] for t in codes.tables() if t.name == "kinds" for r in t.rows}
    types = ontology.load().types
    for _, _, type, mode in (r for t in codes.tables() if t.name == "acled" for r in t.rows):
        assert type in kinds
        assert mode is None or mode in types[type].modes
