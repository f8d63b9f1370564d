"""What can and what cannot be one event, pair by pair."""

from __future__ import annotations

import re
from datetime import date
from importlib.resources import files
from itertools import pairwise
from typing import Any

import pytest

from standoff.merge import DocumentFacts, weights
from standoff.merge.compare import FEATURES, Scale, compare, forbids, places_agree
from standoff.merge.kinship import Kinship
from standoff.merge.profile import profiles, stem
from standoff.records import Amount, Mention, Participant, Span, When, Where

FACTS = {d: DocumentFacts(date(2024, 2, 6), d, d) for d in ("a", "b")}
US = Participant("USA/MIL", "US forces", "USA", "MIL", "US forces")
SOLDIERS = Participant("IRQ/MIL", "Iraqi soldiers", "IRQ", "MIL", "Iraqi soldiers")
MILITIA = Participant("IRQ/REB", "militia", "IRQ", "REB", "a militia")
KATAIB = Participant("kataib-hezbollah", "Kataib Hezbollah", "IRQ", "REB", "Kataib Hezbollah")
FRANCE = Participant("FRA/MIL", "French forces", "FRA", "MIL", "French forces")
IS = Participant("islamic-state", "Islamic State", None, "REB", "IS")


def mention(document: str = "a", at: int = 0, **fields: Any) -> Mention:
    sentence = "The attack took place."
    plain = {
        "document": document,
        "start": at,
        "end": at + len(sentence),
        "sentence": sentence,
        "trigger": Span(at + 4, at + 10),
    }
    return Mention(**{**plain, "rule": "r", "coder": "c", "type": "ASSAULT", **fields})


@pytest.fixture
def scale(known) -> Scale:
    return Scale(weights.load(), Kinship(known))


def pair(a: Mention, b: Mention, scale: Scale):
    return profiles([a, b], FACTS, scale.weights)


def day(number: int, end: int | None = None) -> When:
    return When(date(2024, 2, number), date(2024, 2, end or number))


OTHER = {"at": 40}
NEXT = {"document": "b"}


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        ({}, {**OTHER, "type": "ACCUSE"}, "type"),
        ({"status": "future"}, OTHER, "status"),
        ({"status": "historical"}, OTHER, None),
        ({"date": day(1)}, {**OTHER, "date": day(2)}, "date"),
        ({"date": day(1)}, {**NEXT, "date": day(2)}, None),
        ({"date": day(1)}, {**NEXT, "date": day(3)}, "date"),
        ({"date": day(1)}, OTHER, None),
        ({"actors": (US,)}, {**OTHER, "actors": (FRANCE,)}, "actors"),
        ({"actors": (US,)}, OTHER, None),
        ({"actors": (MILITIA,)}, {**OTHER, "actors": (KATAIB,)}, None),
        (
            {"actors": (MILITIA,), "recipients": (SOLDIERS,)},
            {**OTHER, "actors": (SOLDIERS,), "recipients": (MILITIA,)},
            "roles",
        ),
        ({"actors": (MILITIA,)}, {**OTHER, "actors": (SOLDIERS,)}, "camps"),
        ({"actors": (MILITIA,)}, {**NEXT, "actors": (SOLDIERS,)}, None),
        ({"actors": (MILITIA, SOLDIERS)}, {**OTHER, "actors": (SOLDIERS,), "recipients": (MILITIA,)}, None),
        ({"count": Amount(161, None)}, {**OTHER, "date": day(2)}, "number"),
        ({"count": Amount(161, None)}, OTHER, None),
        ({"count": Amount(5, 5)}, {**OTHER, "count": Amount(2, 2)}, "number"),
        ({"count": Amount(5, 5)}, {**OTHER, "count": Amount(2, None)}, None),
        ({"count": Amount(5, 5)}, {**NEXT, "count": Amount(2, 2)}, None),
        ({"deaths": Amount(16, 16)}, {**NEXT, "deaths": Amount(25, 25)}, None),
    ],
)
def test_forbids(scale, first, second, reason):
    assert forbids(*pair(mention(**first), mention(**second), scale), scale) == reason


def test_contested_authorship_is_not_forbidden(scale):
    hospital = Where("the hospital", "PSE", precision="site")
    told = {"date": day(1), "place": hospital, "deaths": Amount(100, 100)}
    a, b = mention(actors=(US,), **told), mention(document="b", actors=(FRANCE,), **told)
    assert forbids(*pair(a, b, scale), scale) is None
    assert ("actors", "clash", -4.0) in compare(*pair(a, b, scale), scale)
    unlike = mention(document="b", actors=(FRANCE,), date=day(1), place=hospital)
    assert forbids(*pair(a, unlike, scale), scale) == "actors"


@pytest.mark.parametrize(
    ("left", "right", "level"),
    [
        (KATAIB, KATAIB, "named"),
        (MILITIA, MILITIA, "same"),
        (KATAIB, Participant("popular-mobilization-forces", "PMF", "IRQ", "REB", "PMF"), "family"),
        (
            Participant("esmail-qaani", "Qaani", "IRN", "MIL", "Qaani"),
            Participant("irgc", "IRGC", "IRN", "MIL", "IRGC"),
            "family",
        ),
        (MILITIA, KATAIB, "sector"),
        (SOLDIERS, Participant("IRQ", "Iraq", "IRQ", "GOV", "Iraq"), "sector"),
        (SOLDIERS, MILITIA, "camps"),
        (US, Participant("anti-is-coalition", "coalition", None, "IGO", "coalition"), "related"),
        (IS, MILITIA, "country"),
        (KATAIB, Participant("SYR/REB", "gunmen", "SYR", "REB", "Gunmen"), "country"),
        (KATAIB, Participant("SYR/REB", "suicide bomber", "SYR", "REB", "a suicide bomber"), "country"),
        (KATAIB, Participant("SYR/REB", "Syrian rebels", "SYR", "REB", "the Syrian rebels"), "clash"),
        (KATAIB, Participant("SYR/MIL", "soldiers", "SYR", "MIL", "soldiers"), "clash"),
        (IS, US, "clash"),
        (KATAIB, Participant("harakat-al-nujaba", "Nujaba", "IRQ", "REB", "Nujaba"), "rivals"),
        (Participant("UNK", "gunmen", None, "UNK", "gunmen"), US, "unknown"),
    ],
)
def test_kinship_is_hierarchical_and_symmetric(known, left, right, level):
    kinship = Kinship(known)
    assert kinship.level(left, right) == level
    assert kinship.level(right, left) == level


def test_every_finding_has_a_weight(scale, reports, gold):
    for bed in (reports, gold):
        prepared = profiles(list(bed.mentions), bed.documents, scale.weights)
        for a, b in pairwise(prepared):
            compare(a, b, scale)


def test_places():
    qaim, anbar = Where("al-Qaim", "IRQ", 34.37, 41.09), Where("Anbar", "IRQ", precision="region")
    assert places_agree(qaim, qaim, 40) == "same"
    assert places_agree(qaim, anbar, 40) == "contains"
    assert places_agree(qaim, Where("Husaybah", "IRQ", 34.39, 41.01), 40) == "near"
    assert places_agree(qaim, Where("Mosul", "IRQ", 36.34, 43.13), 40) == "elsewhere"
    assert places_agree(qaim, Where("Amman", "JOR", 31.95, 35.93), 40) == "abroad"
    assert places_agree(qaim, None, 40) == "unknown"


def test_stems_join_the_forms_of_a_word():
    assert stem("strikes") == stem("striking") == stem("airstrike")
    assert stem("attacked") == stem("attacks") == stem("attack")
    assert stem("killed") != stem("struck")


@pytest.mark.parametrize(
    ("second", "finding"),
    [
        ({**OTHER, "deaths": Amount(401, None)}, "clash_inside"),
        ({**OTHER, "deaths": Amount(60, None)}, "compatible"),
        ({**NEXT, "deaths": Amount(401, None)}, "compatible"),
    ],
)
def test_one_report_has_no_two_tolls_so_far_apart(scale, second, finding):
    found = compare(*pair(mention(deaths=Amount(40, None)), mention(**second), scale), scale)
    assert finding in {f for name, f, _ in found if name == "deaths"}


def test_acts_of_different_kinds(scale):
    expelled, suspended = (
        mention(type="SANCTION", mode=("expel",)),
        mention(at=40, type="SANCTION", mode=("discontinue",)),
    )
    assert ("mode", "other_act", -2.4) in compare(*pair(expelled, suspended, scale), scale)
    bombed, shot = mention(mode=("explosives",)), mention(at=40, mode=("firearms",))
    assert ("mode", "clash", -1.5) in compare(*pair(bombed, shot, scale), scale)


def civilians(country: str, text: str) -> Participant:
    return Participant(f"{country}/CVL", "people", country, "CVL", text)


def test_a_country_that_the_story_lends_is_no_clash(scale):
    kinship = scale.kinship
    assert kinship.level(civilians("LBN", "residents of Lebanon"), civilians("USA", "two more people")) == "lent"
    assert kinship.level(civilians("LBN", "Lebanese residents"), civilians("USA", "Americans")) == "clash"
    told = {"type": "REQUEST", "recipients": (civilians("USA", "people"),)}
    asked = pair(mention(**told), mention(**OTHER, type="REQUEST", recipients=(civilians("LBN", "people"),)), scale)
    assert findings(asked, scale)["recipients"] == "clash"  # who is spoken to is told


def test_the_day_of_a_comment_is_not_that_of_the_event(scale):
    sentence = "France condemned the strike on Monday."
    at = sentence.index("strike")
    plain = {"end": len(sentence), "sentence": sentence, "trigger": Span(at, at + 6), "anaphoric": True}
    profile, *_ = pair(mention(date=day(5), **plain), mention(**OTHER), scale)
    assert (profile.start, profile.end) == (None, None)
    earlier, *_ = pair(mention(date=day(1), **plain), mention(**OTHER), scale)
    assert earlier.start is not None  # long before the report: it may well be that of the strike


def test_the_strikes_can_be_one_that_hit_three_sites(scale):
    sentence = "Jets bombed three sites."
    wide = mention(end=len(sentence), sentence=sentence, trigger=Span(5, 11))
    plural = {**OTHER, "count": Amount(2, None)}
    assert findings(pair(wide, mention(**plural, anaphoric=True), scale), scale)["number"] == "wide"
    assert findings(pair(mention(), mention(**plural, anaphoric=True), scale), scale)["number"] == "one_and_plural"
    assert findings(pair(mention(), mention(**plural), scale), scale)["number"] == "one_and_many"


def test_two_towns_of_one_report_are_two_events(scale):
    kyiv = Where("Kyiv", "UKR", 50.45, 30.52, "town")
    dnipro = Where("Dnipro", "UKR", 48.46, 35.04, "town")
    assert forbids(*pair(mention(place=kyiv), mention(**OTHER, place=dnipro), scale), scale) == "place"
    assert forbids(*pair(mention(place=kyiv), mention(**NEXT, place=dnipro), scale), scale) is None


def test_what_is_feared_of_the_raids_does_not_undo_them(scale):
    assert forbids(*pair(mention(), mention(**OTHER, status="hypothetical", anaphoric=True), scale), scale) is None
    assert forbids(*pair(mention(), mention(**OTHER, status="hypothetical"), scale), scale) == "status"


def told(sentence: str, trigger: str, document: str = "a", **fields: Any) -> Mention:
    at = sentence.index(trigger)
    return mention(document, sentence=sentence, end=len(sentence), trigger=Span(at, at + len(trigger)), **fields)


BAGHDAD = Where("Baghdad", "IRQ", 33.34, 44.4, "town")


@pytest.mark.parametrize(
    ("sentence", "anaphoric", "kept"),
    [
        ("In Baghdad the minister condemned the attack.", True, False),
        ("The minister condemned the attack in Baghdad.", True, True),
        ("The attack followed the bombing of Baghdad.", True, False),
        ("The attack on Baghdad followed a warning.", True, True),
        ("They met in Baghdad for the first time since an attack killed four.", False, False),
        ("In Baghdad the minister spoke of an attack.", False, True),
    ],
)
def test_the_place_of_other_words_is_not_that_of_the_event(scale, sentence, anaphoric, kept):
    profile, *_ = pair(told(sentence, "attack", place=BAGHDAD, anaphoric=anaphoric), mention(**OTHER), scale)
    assert profile.place == (BAGHDAD if kept else None)


def test_those_who_fired_are_not_many_attacks(scale):
    one, many = pair(told("They will punish those who attacked.", "attacked"), told("Those attacks", "attacks"), scale)
    assert (one.many, many.many) == (False, True)


@pytest.mark.parametrize(
    ("first", "second", "finding"),
    [
        ("assault.kill", "assault.strike", "none"),
        ("assault.kill", "assault.take-territory", "one_kind"),
        ("assault.occupy", "assault.take-territory", "same"),
        ("assault.kill", "assault.shoot-down", "other"),
        ("assault.kill", "assault.abduct", "one_kind"),
        ("assault.abduct", "assault.take-territory", "other"),
    ],
)
def test_kinds_of_deed(scale, first, second, finding):
    assert findings(pair(mention(rule=first), mention(**OTHER, rule=second), scale), scale)["act"] == finding


def test_deeds_name_entries_of_the_lexicon(scale):
    files_of_lexicon = files("standoff.code.lexicon").iterdir()
    files_read = {f.name.removesuffix(".toml"): f.read_text() for f in files_of_lexicon if f.name.endswith(".toml")}
    entries = {
        f"{name}.{id}" for name, text in files_read.items() for id in re.findall(r'^id = "([^"]+)"', text, re.MULTILINE)
    }
    assert set(scale.weights.act_of_rule) <= entries


def test_an_accord_is_one_whether_it_was_agreed_or_signed(scale):
    agreed = mention(type="AGREE", rule="agree.agree")
    signed, welcomed = (mention(**NEXT, type="SUPPORT", rule=f"support.{verb}") for verb in ("sign", "welcome"))
    assert forbids(*pair(agreed, signed, scale), scale) is None
    assert forbids(*pair(agreed, welcomed, scale), scale) == "type"


@pytest.mark.parametrize(
    ("first", "second", "reason", "finding"),
    [
        ({"date": day(1)}, {"date": day(5, 6), "dated_by": "report"}, None, "told_later"),
        ({"date": day(1), "dated_by": "report"}, {"date": day(5)}, "date", "next_days"),
        ({"date": day(1)}, {"date": day(1, 3), "dated_by": "report"}, None, "within_week"),
        ({"date": day(1, 7)}, {"date": day(10)}, None, "next_days"),
        ({"date": day(1, 7)}, {"date": day(20)}, "date", "next_days"),
    ],
)
def test_the_day_of_a_report_can_lie_after_that_of_the_event(scale, first, second, reason, finding):
    two = pair(mention(**first), mention(**NEXT, **second), scale)
    assert (forbids(*two, scale), findings(two, scale)["date"]) == (reason, finding)


def test_regions_that_lie_far_apart(scale):
    sokoto, borno = Where("Sokoto", "NGA", 13.06, 5.24, "region"), Where("Borno", "NGA", 11.5, 13.0, "region")
    assert places_agree(sokoto, borno, 40) == "elsewhere"
    assert places_agree(sokoto, Where("Zamfara", "NGA", 12.17, 6.66, "region"), 40) == "contains"


def test_two_who_are_named_in_one_sentence_are_two_visitors(scale):
    minister = Participant("IRN", "Iran", "IRN", "GOV", "The head of the Security Council")
    general = Participant("esmail-qaani", "Esmail Qaani", "IRN", "MIL", "Gen. Ismail Qaani")
    first, second = (mention(type="CONSULT", actors=(who,)) for who in (minister, general))
    later = mention(at=200, type="CONSULT", actors=(general,))
    assert findings(pair(first, second, scale), scale)["actors"] == "other_voice"
    assert findings(pair(first, later, scale), scale)["actors"] != "other_voice"


def findings(two, scale: Scale) -> dict[str, str]:
    """What each feature finds, whatever it is worth."""
    return {name: feature(*two, scale) for name, feature in FEATURES.items()}
