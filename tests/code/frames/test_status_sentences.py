"""Actual, historical, future, hypothetical, negated: sentences read on 10 March 2024, written for this file."""

from __future__ import annotations

import pytest

SENTENCES = {
    "historical": (
        ("ASSAULT", "The 2003 invasion of Iraq by the United States destabilised the region."),
        ("ASSAULT", "Iraq invaded Kuwait in 1990."),
        ("ASSAULT", "In the 1980s the Soviet Union bombed Afghan villages."),
        ("ASSAULT", "Years ago, Ethiopia attacked Eritrea."),
        ("ASSAULT", "Two decades ago the United States invaded Iraq."),
        ("ASSAULT", "Russia, which annexed Crimea in 2014, denied the report."),
        ("ASSAULT", "Hezbollah had attacked Israel in 2006."),
        ("ASSAULT", "During the Cold War the United States bombed Cambodia."),
        ("ASSAULT", "The PKK has fought a decades-long insurgency against Turkey."),
        ("CONSULT", "Barack Obama visited Cuba in March 2016."),
        ("AID", "In the 1990s Iran sent weapons to Bosnia."),
        ("SANCTION", "Turkey expelled Israel's ambassador in 2018."),
        ("RETREAT", "The United States withdrew its troops from Vietnam in 1973."),
        ("COERCE", "Turkey had jailed Kurdish politicians in 2016."),
        ("REJECT", "North Korea rejected the offer in 2019."),
        ("ASSAULT", "Saddam Hussein gassed Kurdish civilians."),
        ("MOBILIZE", "Barack Obama sent troops to Iraq."),
        ("ASSAULT", "Japanese troops massacred Chinese civilians in Nanjing in World War II."),
        ("ASSAULT", "French soldiers tortured Algerian prisoners under French rule."),
        ("SUPPORT", "Israel and Egypt signed a peace treaty decades ago."),
        ("COERCE", "Years ago Myanmar jailed Aung San Suu Kyi."),
        ("ASSAULT", "Turkey has bombed Kurdish villages in the past."),
        ("ASSAULT", "In the past, Iran has attacked tankers in the Gulf."),
        ("ASSAULT", "Generations ago, settlers killed Aboriginal people in Australia."),
        ("COERCE", "Under British rule, the authorities jailed Indian activists."),
        ("SANCTION", "George W. Bush imposed sanctions on Myanmar."),
    ),
    "actual": (
        ("ASSAULT", "Israel has bombed Gaza since October."),
        ("ASSAULT", "Russia has attacked Ukraine for two years."),
        ("ASSAULT", "Hamas attacked Israel on 7 October."),
        ("ASSAULT", "Ukraine had attacked the bridge on Friday."),
        ("ACCUSE", "Former US president Barack Obama criticised Israel."),
        ("ACCUSE", "Iran will continue to condemn Israel."),
        ("REQUEST", "We will continue to call for a ceasefire in Gaza, the Egyptian foreign minister said."),
        ("ACCUSE", "Turkey will keep condemning Israel."),
        ("ASSAULT", "Russia continues to bomb Kharkiv."),
        ("ASSAULT", "Israel keeps attacking Lebanon."),
        ("AGREE", "France will send weapons to Ukraine."),
        ("AGREE", "Germany promised to help Ukraine."),
        ("AGREE", "The Chinese president will visit France in May."),
        ("AGREE", "Egypt will host talks between Israel and Hamas next week."),
        ("THREATEN", "Iran will attack Israel, its president said."),
        ("CONSULT", "Former chancellor Angela Merkel met Volodymyr Zelensky in Kyiv on Friday."),
        ("ASSAULT", "Israel bombed Rafah hours ago."),
        ("ASSAULT", "Russia attacked Odesa days ago."),
        ("REQUEST", "Turkey will go on demanding the extradition of Kurdish militants, its foreign minister said."),
        ("REJECT", "Hamas will continue to reject the plan."),
        ("AGREE", "The UK will continue to support Ukraine."),
        ("ASSAULT", "No soldiers were hurt in the Hezbollah attack on the Israeli base."),
        ("ASSAULT", "Israel has bombed Gaza in the past week."),
        ("ASSAULT", "In the past month Russia has attacked Odesa 20 times."),
        ("ASSAULT", "The decisive battle between Russian and Ukrainian forces took place on Friday."),
        ("CONSULT", "Joe Biden met Olaf Scholz."),
        ("ACCUSE", "Barack Obama, the former US president, criticised Israel."),
        ("AGREE", "Turkey agreed to release the pastor."),
        ("CONSULT", "No fewer than three ministers met Vladimir Putin on Friday."),
    ),
    "future": (
        ("ACCUSE", "The European Parliament will condemn Russia on Tuesday."),
        ("MOBILIZE", "Poland will send troops to the border with Belarus."),
        ("MOBILIZE", "The Pentagon said on Friday it would send 500 troops to Syria in June."),
    ),
    "hypothetical": (
        ("ASSAULT", "China could invade Taiwan."),
        ("ASSAULT", "Russia might attack Moldova."),
        ("ASSAULT", "If Israel attacks Iran, Iran will retaliate."),
        ("ASSAULT", "North Korea may attack South Korea."),
        ("CONSULT", "Putin could meet Zelensky in Istanbul."),
        ("SANCTION", "The EU may impose sanctions on Georgia."),
        ("CONSULT", "Trump may meet Kim Jong Un in Hanoi."),
    ),
    "negated": (
        ("ASSAULT", "Iran did not attack Israel."),
        ("ASSAULT", "Ukraine has not attacked Belarus."),
        ("CONSULT", "The two leaders did not meet in Geneva, and Xi Jinping did not meet Narendra Modi."),
        ("ASSAULT", "Israel never bombed Qatar."),
        ("COERCE", "Police did not arrest the activists in Kampala."),
        ("AID", "China has not sent weapons to Russia."),
        ("AID", "No weapons were sent to Ukraine by Hungary."),
        ("ASSAULT", "Neither Israel nor Egypt attacked Sudan."),
        ("ASSAULT", "No Israeli planes attacked Lebanon on Friday."),
        ("SANCTION", "The EU imposed no sanctions on Israel."),
        ("COERCE", "No journalists were arrested in Harare by police."),
        ("ASSAULT", "None of the militias attacked US bases, but Iran did not attack Israel."),
        ("RETREAT", "Hamas has not released any hostages."),
        ("RETREAT", "Hamas released no hostages on Friday."),
    ),
}


@pytest.mark.parametrize(
    ("status", "kind", "text"),
    [(status, kind, text) for status, told in SENTENCES.items() for kind, text in told],
)
def test_the_words_give_the_status(code, status, kind, text):
    assert status in {m.status for m in code(text).mentions if m.type == kind}


def test_background_has_no_date_of_the_report(code):
    [mention] = code("Decades ago Ethiopia attacked Eritrea.").mentions
    assert mention.date is None
