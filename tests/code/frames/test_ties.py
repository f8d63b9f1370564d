"""Standing relations that a text asserts, and what does not assert one."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "tie"),
    [
        ("Iran backs Hezbollah, which attacked Israel on Friday.", "backs: IRN > hezbollah"),
        ("Russia supports the Syrian government.", "backs: RUS > SYR"),
        ("Yemen's Iran-backed Houthis attacked a British tanker on Friday.", "backs: IRN > houthis"),
        ("An Iranian-backed Iraqi militia attacked US troops.", "backs: IRN > IRQ/REB:irn-backed"),
        ("Militias backed by Iran attacked US troops in Iraq.", "backs: IRN > IRQ/REB:irn-backed"),
        ("Iraqi militias backed by Iran attacked US troops.", "backs: IRN > IRQ/REB:irn-backed"),
        ("Hassan Nasrallah, the leader of Hezbollah, spoke on Friday.", "leads: hassan-nasrallah > hezbollah"),
        ("French President Emmanuel Macron spoke on Friday.", "leads: emmanuel-macron > FRA"),
        (
            "The CJTF-OIR commanding general, Lt. Gen. Stephen J. Townsend, spoke on Friday.",
            "leads: stephen-townsend > cjtf-oir",
        ),
        ("The commanding general of US Central Command, Gen. Robert Stone, spoke.", "leads: robert-stone > centcom"),
        ("Barkhane commanding officer Col. Marc Petit accused the rebels.", "leads: marc-petit > operation-barkhane"),
        ("The Ukrainian army's commanding general, Pavlo Koval, spoke.", "leads: pavlo-koval > ukrainian-armed-forces"),
        ("The commander of UNIFIL, Maj. Gen. Aldo Rossi, condemned Hezbollah.", "leads: aldo-rossi > unifil"),
        ("The commanding officer of ISAF, Gen. David Brown, spoke in Kabul.", "leads: david-brown > isaf"),
        ("Finland is a member of NATO.", "member_of: FIN > nato"),
        ("Belarus is an ally of Russia.", "allied_with: BLR > RUS"),
        ("Hezbollah is close to Iran.", "allied_with: hezbollah > IRN"),
        ("Israel opposes Hamas.", "opposes: ISR > hamas"),
        ("Iran views Israel as an enemy.", "opposes: IRN > ISR"),
        ("Qatar hosts American troops at Al Udeid air base.", "hosts_forces_of: QAT > USA/MIL"),
        ("American troops in Iraq came under attack on Friday.", "hosts_forces_of: IRQ > USA"),
        ("The M23, a proxy of Rwanda, captured Goma on Friday.", "backs: RWA > m23"),
        ("Hezbollah, an Iranian proxy, fired rockets at Israel.", "backs: IRN > hezbollah"),
        ("With the support of Russia, Syrian troops captured Aleppo on Friday.", "backs: RUS > SYR/MIL"),
        ("Kenya stands shoulder to shoulder with Somalia.", "allied_with: KEN > SOM"),
        ("Chad has long partnered with France.", "allied_with: TCD > FRA"),
        (
            "Boko Haram, which is linked to al-Qaeda, attacked a village in Nigeria.",
            "allied_with: boko-haram > al-qaeda",
        ),
        ("The anti-Houthi coalition bombed Sanaa on Friday.", "opposes: coalition > houthis"),
        ("Mali has designated JNIM as a terrorist organisation.", "opposes: MLI > jnim"),
        ("Colombian soldiers attacked ELN fighters on Friday.", "opposes: COL/MIL > eln-colombia"),
        ("The Syrian Democratic Forces, led by the YPG, captured Raqqa.", "part_of: ypg > syrian-democratic-forces"),
        ("Turkey views the YPG as an extension of the PKK.", "part_of: ypg > pkk"),
        ("Maduro's government condemned the United States on Friday.", "leads: nicolas-maduro > VEN"),
        ("President Vladimir Putin will visit China on Friday.", "leads: vladimir-putin > RUS"),
        ("They discussed Prime Minister Narendra Modi's visit on Friday.", "leads: narendra-modi > IND"),
        ("Turkey is a NATO ally.", "member_of: TUR > nato"),
        (
            "Jens Stoltenberg, the secretary general of NATO, condemned Iran on Friday.",
            "leads: jens-stoltenberg > nato",
        ),
        ("Narendra Modi, India's prime minister, condemned Pakistan.", "leads: narendra-modi > IND"),
        ("A spokesman for Hamas, Sami Abu Zuhri, condemned Israel on Friday.", "member_of: sami-abu-zuhri > hamas"),
        ("The UN envoy, Ghassan Salame, condemned the attack.", "member_of: ghassan-salame > un"),
        (
            "Ethiopia is at peace again after the war between the Ethiopian government and the TPLF.",
            "opposes: ETH > tplf",
        ),
        ("India and Pakistan have been enemies for decades.", "opposes: IND > PAK"),
        ("Egypt and Saudi Arabia are close allies.", "allied_with: EGY > SAU"),
        ("Civilians pay the price of the conflict between Israel and Hezbollah.", "opposes: ISR > hezbollah"),
        ("The partnership between Kenya and Somalia is old.", "allied_with: KEN > SOM"),
        ("Japan stands with its Philippine ally.", "allied_with: JPN > PHL"),
        ("France has about 1,500 troops in Niger.", "hosts_forces_of: NER > FRA"),
        ("Russian troops are stationed in Georgia.", "hosts_forces_of: GEO > RUS"),
        ("Turkey condemned the PKK, which it deems a terrorist group.", "opposes: TUR > pkk"),
        ("Russian-backed separatists fired at Ukrainian soldiers.", "backs: RUS > pro-russian-separatists"),
        ("Donald Trump ordered airstrikes against the Islamic State.", "opposes: USA > islamic-state"),
        ("The Quds Force is a branch of the Islamic Revolutionary Guard Corps.", "part_of: quds-force > irgc"),
        ("Vladimir Putin telephoned his Syrian counterpart, Bashar al-Assad.", "leads: bashar-al-assad > SYR"),
        ("The Secretary-General, António Guterres, condemned the attack.", "leads: antonio-guterres > un"),
        ("South Korean President Yoon Suk-yeol said talks were impossible.", "leads: yoon-suk-yeol > KOR"),
        ("Fighters loyal to Khalifa Haftar attacked Tripoli.", "leads: khalifa-haftar > libyan-national-army"),
        ("Bashar al-Assad's artillery shelled Douma.", "leads: bashar-al-assad > SYR"),
        ("They met the Iranian general Esmail Qaani.", "member_of: esmail-qaani > IRN/MIL"),
        ("Soldiers detained Aung San Suu Kyi and the president, Win Myint.", "leads: win-myint > MMR"),
        ("Sheikh Naim Qassem, the deputy leader of Hezbollah, condemned Israel.", "member_of: naim-qassem > hezbollah"),
        ("Members of the Arab League include Egypt and Jordan.", "member_of: JOR > arab-league"),
        ("Kenya and Uganda, both of them allies of Somalia, sent soldiers.", "allied_with: UGA > SOM"),
        ("Turkey, which looks on the YPG as a branch of the PKK, shelled it.", "part_of: ypg > pkk"),
        ("The Iranian-backed militia Kataib Hezbollah attacked a base.", "backs: IRN > kataib-hezbollah"),
        ("Al-Shabaab, which is allied to al-Qaeda, killed 20 soldiers.", "allied_with: al-shabaab > al-qaeda"),
        ("Niger has been a key partner of the EU.", "allied_with: NER > eu"),
        ("Hezbollah, which answers to Iran, fired rockets at Haifa.", "backs: IRN > hezbollah"),
        (
            "The Peshmerga, the soldiers of the Kurdistan Regional Government, held on.",
            "part_of: peshmerga > kurdistan-regional-government",
        ),
        (
            "Hadi al-Ameri, one of the leaders of the Badr Organisation, spoke.",
            "leads: hadi-al-amiri > badr-organization",
        ),
        (
            "The SDF, which includes the Syrian Arab Coalition, held on.",
            "part_of: syrian-arab-coalition > syrian-democratic-forces",
        ),
        ("Hezbollah is fighting on the side of the Syrian government.", "allied_with: hezbollah > SYR"),
        ("Turkey launched an anti-PKK operation in Iraq.", "opposes: TUR > pkk"),
        ("Australian aircraft operate from a base in the United Arab Emirates.", "hosts_forces_of: ARE > AUS"),
    ],
)
def test_tie(tied, text, tie):
    assert tie in tied(text)


@pytest.mark.parametrize(
    "text",
    [
        "Iran does not support al-Qaeda.",
        "Iran supported the resolution on Friday.",
        "Iran could back Hezbollah.",
        "Mahmoud Ahmadinejad, a former president of Iran, spoke on Friday.",
        "Nuri al-Maliki, a former prime minister of Iraq, condemned the United States.",
        "American troops in Texas trained on Friday.",
        "Russia could stand shoulder to shoulder with Iran.",
        "The Obama administration condemned Iran.",
        "Iran's government condemned Israel.",
        "France praised Obama's support for the Iran nuclear deal.",
        "Turkey is not a proxy of Russia.",
        "Crimea is part of Russia.",
        "Rwanda denied supporting the M23.",
        "Chad vowed to stop backing the RSF.",
        "Vice-President Kamala Harris condemned Iran.",
        "Iran accused Damascus and its allies of lying.",
        "Iran accused Syria's allies of lying.",
        "France could have 1,500 troops in Chad.",
        "Officials feared a war between Egypt and Ethiopia.",
        "Germany has lost three soldiers in Mali.",
        "Steve Witkoff, Donald Trump's envoy, spoke on Friday.",
        "Iran no longer backs Hamas.",
        "US soldiers train every day in Texas.",
        "Liwa Fatemiyoun, a force of Afghan Shias, trained in Syria.",
        "The former general secretary of the United Nations, Ban Ki-moon, spoke.",
    ],
)
def test_no_tie(tied, text):
    assert tied(text) == []


def test_said_twice_stands_once(tied):
    assert tied("Iran backs Hezbollah. Iran supports Hezbollah.") == ["backs: IRN > hezbollah"]


def test_coordination_keeps_the_backed_apart(tied):
    ties = tied("American and Iranian-backed forces have clashed repeatedly in Iraq.")
    assert not any(t.startswith("backs: IRN > USA") for t in ties)


def test_a_tie_points_at_its_sentence(code):
    text = "Snow fell. Iran backs Hezbollah."
    [tie] = code(text).ties
    assert text[tie.start : tie.end] == tie.sentence == "Iran backs Hezbollah."
    assert tie.rule == "ties.backs"
