"""The shipped knowledge files load and agree with themselves; a bad file of a user is named to the field."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

from standoff.errors import KnowledgeError
from standoff.knowledge import Organisation, load, load_countries

UN_MEMBERS = """
AFG ALB DZA AND AGO ATG ARG ARM AUS AUT AZE BHS BHR BGD BRB BLR BEL BLZ BEN BTN BOL BIH BWA BRA BRN BGR BFA BDI CPV KHM CMR CAN
CAF TCD CHL CHN COL COM COG COD CRI CIV HRV CUB CYP CZE DNK DJI DMA DOM ECU EGY SLV GNQ ERI EST SWZ ETH FJI FIN FRA GAB GMB GEO
DEU GHA GRC GRD GTM GIN GNB GUY HTI HND HUN ISL IND IDN IRN IRQ IRL ISR ITA JAM JPN JOR KAZ KEN KIR PRK KOR KWT KGZ LAO LVA LBN
LSO LBR LBY LIE LTU LUX MDG MWI MYS MDV MLI MLT MHL MRT MUS MEX FSM MDA MCO MNG MNE MAR MOZ MMR NAM NRU NPL NLD NZL NIC NER NGA
MKD NOR OMN PAK PLW PAN PNG PRY PER PHL POL PRT QAT ROU RUS RWA KNA LCA VCT WSM SMR STP SAU SEN SRB SYC SLE SGP SVK SVN SLB SOM
ZAF SSD ESP LKA SDN SUR SWE CHE SYR TJK THA TLS TGO TON TTO TUN TUR TKM TUV UGA UKR ARE GBR TZA USA URY UZB VUT VEN VNM YEM ZMB ZWE
"""
ENTRY = '[[entry]]\nid = "desert-hawks"\nname = "Desert Hawks"\n'


@pytest.fixture(scope="module")
def known():
    return load()


def written(folder: Path, file: str, text: str) -> Path:
    (folder / file).parent.mkdir(parents=True, exist_ok=True)
    (folder / file).write_text(text, encoding="utf-8")
    return folder


def names(organisation: Organisation) -> set[str]:
    return {organisation.name, *organisation.aliases}


def overlap(one: Organisation, other: Organisation) -> bool:
    """True when some day lies in both."""
    begins = max(one.since or date.min, other.since or date.min)
    return begins <= min(one.until or date.max, other.until or date.max)


def test_floors(known):
    assert len(known.countries) >= 195
    assert len(known.organisations) >= 1000
    assert len(known.backings) >= 150
    assert len(known.agents) >= 900


def test_every_member_of_the_un_is_there(known):
    members = set(UN_MEMBERS.split())
    assert len(members) == 193
    assert members <= known.countries.keys()
    assert {"XKX", "PSE", "TWN", "VAT"} <= known.countries.keys()


def test_codes_are_well_formed_and_unique(known):
    states = known.countries.values()
    assert all(len(s.iso3) == 3 and len(s.iso2) == 2 and (s.iso3 + s.iso2).isupper() for s in states)
    assert len({s.iso2 for s in states}) == len(known.countries)
    numbers = [s.gw for s in states if s.gw is not None]
    assert len(numbers) == len(set(numbers)) >= 190


def test_countries_load_alone_as_they_do_with_the_rest(known):
    assert load_countries() == known.countries


def test_every_country_has_a_demonym(known):
    assert [c.iso3 for c in known.countries.values() if not c.demonyms] == []


def test_no_name_of_a_country_is_another_countrys(known):
    owners = defaultdict(set)
    for c in known.countries.values():
        for text in (c.name, *c.names, *c.demonyms, c.capital, *c.seats):
            if text:
                owners[text.casefold()].add(c.iso3)
    assert {text: who for text, who in owners.items() if len(who) > 1} == {}


def test_organisations_that_share_a_name_have_different_dates(known):
    owners = defaultdict(list)
    for organisation in known.organisations.values():
        for text in {name.casefold() for name in names(organisation)}:
            owners[text].append(organisation)
    shared = [(text, a.id, b.id) for text, all_ in owners.items() for a, b in combinations(all_, 2) if overlap(a, b)]
    assert shared == []


def test_organisations_are_not_called_like_countries_or_agent_nouns(known):
    taken = {
        t.casefold() for c in known.countries.values() for t in (c.name, *c.names, *c.demonyms, c.capital, *c.seats)
    }
    taken |= known.agents.keys()
    assert [o.id for o in known.organisations.values() if any(n.casefold() in taken for n in names(o))] == []


def test_a_name_stands_once_in_its_entry(known):
    assert [o.id for o in known.organisations.values() if len(names(o)) != 1 + len(o.aliases)] == []


def test_ties_and_organisations_do_not_end_before_they_begin(known):
    dated = [*known.backings, *known.organisations.values()]
    assert [x for x in dated if x.since and x.until and x.until < x.since] == []


def test_part_of_has_no_circle(known):
    for start in known.organisations:
        seen, here = set(), start
        while here in known.organisations:
            assert here not in seen, start
            seen.add(here)
            here = known.organisations[here].part_of


@pytest.mark.parametrize(
    ("name", "country", "sector"),
    [
        ("Islamic State", None, "REB"), ("Hamas", "PSE", "REB"), ("anti-IS coalition", None, "IGO"), ("YPG", "SYR", "REB"),
        ("Pentagon", "USA", "MIL"), ("Coordination Framework", "IRQ", "PTY"), ("Houthis", "YEM", "REB"), ("NATO", None, "IGO"),
    ],
)  # fmt: skip
def test_sectors_follow_the_guidelines(known, name, country, sector):
    (found,) = [o for o in known.organisations.values() if o.name == name]
    assert (found.country, found.sector) == (country, sector)


def test_agent_nouns_are_lower_case_and_sectored(known):
    assert [a.noun for a in known.agents.values() if a.noun != a.noun.casefold().strip()] == []
    wanted = {
        "soldier": "MIL",
        "militia": "REB",
        "police": "COP",
        "protester": "CVL",
        "lawmaker": "LEG",
        "envoy": "GOV",
    }
    assert {noun: known.agents[noun].sector for noun in wanted} == wanted


def test_an_own_file_adds_and_replaces(tmp_path, known):
    text = (
        ENTRY
        + 'country = "SYR"\nsector = "REB"\n[[entry]]\nid = "hamas"\nname = "Hamas"\ncountry = "PSE"\nsector = "PTY"\n'
    )
    own = load(written(tmp_path, "organisations/mine.toml", text))
    assert own.organisations["desert-hawks"].country == "SYR"
    assert own.organisations["hamas"].sector == "PTY"
    assert known.organisations["hamas"].sector == "REB"
    assert len(own.organisations) == len(known.organisations) + 1


def test_own_agents_ties_and_countries_are_added(tmp_path):
    written(tmp_path, "agents.toml", 'REB = ["technical"]\n')
    written(
        tmp_path, "backing.toml", '[[entry]]\nfrom = "ZZZ"\nto = "hezbollah"\nsince = "2020-02"\nuntil = "2020-02"\n'
    )
    written(
        tmp_path,
        "countries.csv",
        "# mine\niso3,iso2,gw,name,names,demonyms,capital,seats\nZZZ,ZZ,,Zedland,Zed|Zeds,Zeddish,Zed City,\n",
    )
    own = load(tmp_path)
    assert own.agents["technical"].sector == "REB"
    assert own.countries["ZZZ"].names == ("Zed", "Zeds")
    assert (own.backings[-1].since, own.backings[-1].until) == (date(2020, 2, 1), date(2020, 2, 29))


@pytest.mark.parametrize(
    ("rest", "field", "problem"),
    [
        ('sector = "REB"\ncolour = "red"\n', "colour", "not a field"),
        ('sector = "ARMED"\n', "sector", "'ARMED' is none of GOV"),
        ('sector = "REB"\nsince = "2014-13"\n', "since", "'2014-13' is not a day"),
        ('sector = "REB"\nuntil = "long ago"\n', "until", "'long ago' is not a day"),
        ('sector = "REB"\naliases = "Hawks"\n', "aliases", "list of non-empty strings"),
    ],
)
def test_a_bad_entry_is_named_with_its_file_and_field(tmp_path, rest, field, problem):
    own = written(tmp_path, "organisations/mine.toml", ENTRY + rest)
    with pytest.raises(KnowledgeError) as raised:
        load(own)
    assert raised.value.path.endswith("mine.toml")
    assert (raised.value.entry, raised.value.field) == ("desert-hawks", field)
    assert problem in str(raised.value)


@pytest.mark.parametrize(("field", "value"), [("country", "XXX"), ("part_of", "no-such-group")])
def test_an_unknown_country_or_parent_is_named(tmp_path, field, value):
    own = written(tmp_path, "organisations.toml", ENTRY + f'sector = "REB"\n{field} = "{value}"\n')
    with pytest.raises(KnowledgeError, match=f"organisations: desert-hawks: {field}: '{value}' is not known"):
        load(own)


@pytest.mark.parametrize("file", ["organisations/mine.toml", "people.toml", "backing.toml", "agents.toml"])
def test_broken_toml_is_named(tmp_path, file):
    own = written(tmp_path, file, '[[entry]\nid = "x"\n')
    with pytest.raises(KnowledgeError, match="TOML") as raised:
        load(own)
    assert raised.value.path == str(tmp_path / file)


def test_a_tie_to_nobody_is_named(tmp_path):
    own = written(tmp_path, "backing.toml", '[[entry]]\nfrom = "IRN"\nto = "nobody"\n')
    with pytest.raises(KnowledgeError, match="IRN -> nobody: to: 'nobody' is not known"):
        load(own)
