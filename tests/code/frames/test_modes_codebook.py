"""One sentence or more for every PLOVER mode, written for this file after the codebook's definitions."""

from __future__ import annotations

import pytest

from standoff import ontology

SENTENCES = {
    "CONSULT": {
        "visit": (
            "The Brazilian president travelled to Beijing on Monday for talks with Chinese leaders.",
            "The Iranian foreign minister arrived in Damascus for meetings with Syrian officials.",
            "India's foreign secretary was in Kathmandu for talks with Nepali officials.",
            "The Kenyan president hosted the Ethiopian prime minister in Nairobi.",
            "Chancellor Olaf Scholz paid a two-day visit to Turkey.",
            "Israel's defence minister flew to Washington on Tuesday for talks at the Pentagon.",
            "The Vietnamese president received the Cuban foreign minister in Hanoi.",
            "A Taliban delegation visited Moscow last week.",
        ),
        "phone": (
            "The Saudi crown prince spoke by telephone with the Russian president.",
            "The French president held a video conference with Ukraine's president.",
            "The Egyptian foreign minister telephoned his Israeli counterpart.",
            "Xi Jinping and Volodymyr Zelensky held a phone call on Wednesday.",
        ),
        "multilateral": (
            "Foreign ministers of Egypt, Jordan, Qatar and Turkey held talks in Cairo.",
            "The presidents of Russia, Iran and Turkey met in Astana.",
            "African Union leaders held a summit in Addis Ababa.",
        ),
        "third-party": (
            "Qatar mediated between Israel and Hamas.",
            "Norway brokered talks between Venezuela's government and the opposition.",
            "A UN envoy shuttled between Athens and Ankara.",
            "Switzerland hosted indirect talks between Cyprus and Turkey.",
        ),
    },
    "AID": {
        "economic": (
            "China lent Pakistan two billion dollars.",
            "The IMF approved a loan to Egypt.",
            "Saudi Arabia gave Egypt five billion dollars in grants.",
        ),
        "military": (
            "The United States sent Ukraine anti-tank missiles.",
            "Germany trained Iraqi soldiers in Erbil.",
            "Iran supplied the Houthis with drones.",
            "Britain donated armoured vehicles to Ukraine.",
            "Russia delivered S-300 missiles to Iran.",
        ),
        "humanitarian": (
            "Turkey sent tents and blankets to Syria after the earthquake.",
            "The Red Cross delivered medicine to besieged residents in Taiz.",
            "India airlifted food and medicine to Sri Lanka.",
            "Norwegian doctors treated the wounded in Gaza.",
        ),
        "asylum": (
            "Germany granted asylum to a Russian dissident.",
            "Uganda took in thousands of refugees from South Sudan.",
            "Ecuador gave refuge to Julian Assange.",
        ),
    },
    "RETREAT": {
        "withdraw": (
            "Russia pulled its troops out of Kherson.",
            "Rebels retreated from Goma.",
            "France withdrew its soldiers from Niger on Friday.",
            "The M23 rebels pulled back from Kibumba.",
        ),
        "release": (
            "Hamas freed ten hostages.",
            "Myanmar released a jailed Japanese filmmaker.",
            "Iran freed two French nationals from prison.",
            "Russia and Ukraine exchanged 300 prisoners of war.",
        ),
        "return": ("Belgium returned looted artefacts to Congo.",),
        "disarm": (
            "FARC fighters laid down their arms.",
            "ELN guerrillas surrendered their weapons in Colombia.",
        ),
        "ceasefire": ("Israel and Hezbollah stopped fighting after a truce took effect.",),
        "access": (
            "Iran let UN inspectors into the nuclear site.",
            "Syria allowed UN aid convoys to enter Idlib.",
        ),
        "resign": (
            "The Pakistani prime minister stepped down.",
            "Sri Lanka's president resigned on Thursday.",
        ),
        "ease": (
            "Saudi Arabia lifted the blockade of Qatar.",
            "The United States lifted sanctions on Sudan.",
        ),
    },
    "REQUEST": {
        "yield": (
            "The United Nations called for an immediate ceasefire in Sudan.",
            "Israel demanded the release of the hostages held by Hamas.",
            "France urged Rwanda to withdraw its troops from Congo.",
            "The Security Council demanded that Eritrea pull its troops out of Tigray.",
            "Jordan called on Israel to lift the blockade of Gaza.",
            "Colombia's president urged the ELN to lay down its weapons.",
            "Amnesty International called on Egypt to free Alaa Abdel Fattah.",
        ),
        "meet": (
            "Egypt urged Israel and Hamas to hold talks.",
            "China called on Russia and Ukraine to negotiate.",
            "Pakistan called for talks with India over Kashmir.",
            "Zelensky proposed a meeting with Putin.",
        ),
        "assist": (
            "Ukraine asked Germany for tanks.",
            "Somalia appealed to the United Nations for food aid.",
            "Haiti requested international troops to fight gangs.",
            "Armenia requested military assistance from Russia.",
            "Poland urged NATO to send air defence systems.",
        ),
        "change": (
            "The European Union urged Hungary to reform its courts.",
            "The opposition demanded the resignation of Kenya's president.",
            "The United States urged Bangladesh to hold free elections.",
            "Sudanese protesters demanded civilian rule.",
            "The EU urged Georgia to drop the law on foreign agents.",
            "Opposition leaders called on Maduro to resign.",
        ),
    },
    "ACCUSE": {
        "disapprove": (
            "Germany condemned the execution of protesters in Iran.",
            "China's foreign ministry criticised Japan.",
            "The Vatican denounced the bombing of a church in Nigeria.",
            "Chile deplored Israel's raid.",
        ),
        "allege": (
            "Ukraine accused Russia of shelling a hospital.",
            "South Africa blamed Israel for the famine in Gaza.",
            "Congo sued Rwanda at the International Court of Justice.",
            "Kyiv alleged that Russian troops had executed prisoners.",
            "Prosecutors charged the former Peruvian president with corruption.",
        ),
        "investigate": (
            "The International Criminal Court opened an investigation into Duterte.",
            "Brazilian prosecutors are investigating Bolsonaro.",
            "Police in Paris launched an inquiry into the minister.",
        ),
    },
    "REJECT": {
        "meet": (
            "North Korea refused to hold talks with South Korea.",
            "Serbia boycotted the meeting with Kosovo.",
            "The Taliban ruled out talks with the Afghan government.",
            "Iran turned down the invitation to negotiate with the United States.",
        ),
        "yield": (
            "Hamas refused to release the hostages.",
            "Israel rejected a ceasefire with Hamas.",
            "Russia refused to withdraw its troops from Moldova.",
            "Ethiopia's government dismissed calls for a truce.",
        ),
        "assist": (
            "Germany refused to send Taurus missiles to Ukraine.",
            "India rejected a request for aid from the Maldives.",
            "Kuwait declined to extradite the cleric to Iraq.",
            "Denmark refused asylum to a Syrian family.",
        ),
        "change": (
            "The Thai prime minister refused to resign.",
            "Hungary rejected the European Union's demand for reforms.",
            "Venezuela's government rejected opposition calls for a recount.",
        ),
    },
    "THREATEN": {
        "violence": (
            "North Korea threatened to attack South Korea with nuclear weapons.",
            "Iran vowed to retaliate against Israel.",
            "Al-Shabaab vowed to kill Kenyan soldiers.",
            "Putin threatened to use nuclear weapons.",
        ),
        "territory": (
            "China threatened to invade Taiwan.",
            "Azerbaijan threatened to retake Karabakh by force.",
        ),
        "relations": (
            "The European Union threatened Serbia with sanctions.",
            "Algeria threatened to cut ties with Morocco.",
            "The United States threatened to cut off aid to Uganda.",
            "Trump threatened to impose tariffs on Mexico.",
            "Britain threatened to recall its ambassador.",
        ),
        "expel": (
            "Poland threatened to expel Russian diplomats.",
            "Pakistan threatened to deport Afghan refugees.",
        ),
        "arrest": (
            "Turkish authorities threatened to arrest protesters.",
            "The Hague court threatened to jail the minister.",
        ),
        "ban": (
            "Georgia's government threatened to ban the opposition party.",
            "Uganda threatened to ban protests.",
        ),
        "restrict": (
            "Iran threatened to close the Strait of Hormuz.",
            "The Houthis threatened to block aid deliveries.",
        ),
        "political": (
            "The opposition in Senegal threatened mass protests against the government.",
            "The far-right party threatened to bring down Israel's government.",
        ),
    },
    "PROTEST": {
        "demo": (
            "Thousands of Georgians rallied in Tbilisi against the government.",
            "Students marched through Dhaka to demand elections.",
            "Demonstrators gathered outside the parliament in Yerevan.",
            "Women in Warsaw staged a sit-in.",
        ),
        "riot": ("Protesters threw stones at police in Nairobi.",),
        "strike": (
            "Nurses in Nigeria went on strike.",
            "French rail workers walked out on Tuesday.",
            "Teachers in Jordan staged a walkout over pay.",
        ),
        "hunger": ("Palestinian prisoners began a hunger strike in Israel.",),
        "boycott": (
            "Kurdish voters boycotted the election in Turkey.",
            "Opposition parties in Bangladesh boycotted the vote.",
        ),
        "obstruct": (
            "Farmers blocked a highway near Delhi.",
            "Demonstrators barricaded the main road in Beirut.",
        ),
    },
    "SANCTION": {
        "convict": (
            "A Russian court sentenced a US journalist to 16 years in prison.",
            "A court in Cairo convicted 20 activists.",
            "A tribunal in The Hague jailed the warlord for life.",
        ),
        "expel": (
            "Bulgaria expelled two Russian diplomats.",
            "Moldova declared three Russian diplomats persona non grata.",
        ),
        "withdraw": (
            "Colombia recalled its ambassador from Israel.",
            "Canada closed its embassy in Tehran.",
            "Venezuela withdrew its ambassador from Brazil.",
        ),
        "discontinue": (
            "The United States imposed sanctions on Iran.",
            "Bolivia broke off diplomatic relations with Israel.",
            "Germany suspended aid to Ethiopia.",
            "Japan froze the assets of North Korean officials.",
            "The EU suspended talks with Turkey.",
            "Niger ended its military pact with the United States.",
        ),
    },
    "MOBILIZE": {
        "troops": (
            "Venezuela massed troops near the border with Guyana.",
            "The Philippines put its army on high alert.",
            "Turkey sent tanks to the Syrian border.",
            "Russia called up 300,000 reservists.",
        ),
        "weapons": (
            "North Korea test-fired a ballistic missile.",
            "Russia deployed nuclear weapons in Belarus.",
            "Iran launched a satellite into orbit.",
            "India tested a hypersonic missile.",
        ),
        "police": (
            "Kenya deployed riot police in Nairobi.",
            "Authorities in Jakarta deployed 10,000 police officers.",
        ),
        "militia": ("Venezuela mobilised civilian militias.",),
    },
    "COERCE": {
        "seize": (
            "Iranian forces seized an oil tanker in the Gulf.",
            "Zimbabwe confiscated the farms of white farmers.",
            "Ukrainian police raided a monastery in Kyiv.",
            "Venezuela nationalised a US-owned cement plant.",
        ),
        "restrict": (
            "Israel closed the crossings into Gaza.",
            "Russian troops besieged Mariupol.",
            "Indian authorities sealed off Srinagar.",
            "Police in Harare dispersed opposition supporters.",
        ),
        "ban": (
            "Egypt banned the Muslim Brotherhood.",
            "Pakistan outlawed a Pashtun rights group.",
            "Thailand's constitutional court dissolved the Move Forward party.",
        ),
        "censor": (
            "Ethiopia shut down the internet in Amhara.",
            "Turkey blocked access to Twitter.",
            "Hong Kong shut down the newspaper Apple Daily.",
        ),
        "curfew": (
            "Bangladesh imposed a nationwide curfew.",
            "A curfew was imposed in Kathmandu by the government.",
        ),
        "martial-law": (
            "Ukraine declared martial law.",
            "Ecuador declared a state of emergency.",
            "Sri Lanka's president proclaimed a state of emergency.",
        ),
        "arrest": (
            "Belarus jailed ten opposition activists.",
            "Tunisian police detained the opposition leader.",
            "Security forces rounded up 200 Amhara activists in Addis Ababa.",
        ),
        "deport": (
            "Pakistan deported thousands of Afghan refugees.",
            "The Dominican Republic expelled thousands of Haitian migrants.",
        ),
        "withhold": (
            "Israel withheld tax revenues from the Palestinian Authority.",
            "Russia cut gas supplies to Moldova.",
            "Ethiopia cut off electricity to Tigray.",
        ),
        "cyber": (
            "Russian hackers attacked Estonian government websites.",
            "North Korea hacked a South Korean bank.",
            "A Chinese cyberattack hit the Philippine coast guard.",
        ),
        "misinformation": (
            "Russia spread disinformation about Moldova.",
            "China launched a disinformation campaign against Taiwan.",
        ),
    },
    "ASSAULT": {
        "abduct": (
            "Boko Haram kidnapped schoolgirls in Chibok.",
            "Gunmen took ten Chinese workers hostage in Nigeria.",
            "Bandits abducted 80 villagers in Zamfara.",
        ),
        "beat": (
            "Police in Minsk beat protesters with truncheons.",
            "Hungarian border guards beat migrants.",
            "Riot police beat up students in Tbilisi.",
        ),
        "torture": (
            "Syrian guards tortured prisoners in Sednaya.",
            "Libyan militiamen whipped migrants in Zawiya.",
        ),
        "execute": (
            "Iran executed a Kurdish protester.",
            "Islamic State beheaded a Croatian engineer.",
            "Saudi Arabia beheaded 37 men.",
        ),
        "sexual": ("Eritrean soldiers raped women in Tigray.",),
        "assassinate": (
            "Gunmen assassinated Ecuador's presidential candidate.",
            "The mayor of a Mexican town was assassinated by the cartel.",
        ),
        "targeted": (
            "Myanmar's army carried out ethnic cleansing against the Rohingya.",
            "The genocide of the Yazidis by Islamic State horrified the world.",
        ),
        "destroy": (
            "Settlers torched Palestinian homes in Huwara.",
            "Israeli bulldozers demolished a Palestinian school.",
            "Russian soldiers burned a village in Donetsk.",
        ),
        "primitive": (
            "A man stabbed two German police officers in Mannheim.",
            "Militants hacked villagers to death with machetes in Beni.",
            "A driver rammed a car into Israeli soldiers.",
        ),
        "firearms": (
            "Gunmen opened fire on Kenyan soldiers.",
            "Israeli troops shot dead two Palestinians.",
            "A sniper killed a UN peacekeeper in Lebanon.",
            "Rebels ambushed the convoy with machine guns.",
            "Two Indian soldiers were killed in a shootout with militants in Kulgam.",
        ),
        "explosives": (
            "A car bomb killed five soldiers in Mogadishu.",
            "A landmine killed two Malian soldiers.",
            "Militants threw a grenade at a police post in Karachi.",
            "An improvised explosive device killed three peacekeepers in Mali.",
        ),
        "suicide-attack": (
            "A suicide bomber killed twelve soldiers in Peshawar.",
            "A militant blew himself up near a Turkish base.",
            "Eight people died when an attacker detonated his explosive vest at a mosque in Kabul.",
        ),
        "heavy-weapons": (
            "Russian artillery shelled Kharkiv.",
            "Hezbollah fired mortars at Israeli soldiers.",
            "The army bombarded rebel positions with howitzers in Khartoum.",
            "Iran launched ballistic missiles at Israel.",
        ),
        "aerial": (
            "Turkish jets bombed PKK camps in Iraq.",
            "Saudi warplanes struck Houthi positions in Sanaa.",
            "Israeli air raids killed 20 people in Gaza.",
            "Syrian helicopters dropped barrel bombs on Aleppo.",
            "Ethiopian fighter jets bombed Mekelle.",
            "An air strike by the junta killed 100 villagers in Sagaing.",
        ),
        "drone": (
            "A Ukrainian drone hit a Russian refinery.",
            "Houthi drones hit an oil facility in Saudi Arabia.",
        ),
        "chemical": (
            "The Syrian army used sarin against civilians in Ghouta.",
            "Islamic State attacked Kurdish fighters with mustard gas.",
        ),
        "crowd-control": (
            "Police in Paris fired tear gas at protesters.",
            "Kenyan police used water cannon against demonstrators.",
            "Israeli soldiers fired rubber bullets at Palestinians.",
            "Greek police tear-gassed migrants on the border.",
            "Police in Lucknow cane-charged the farmers.",
        ),
    },
}


@pytest.mark.parametrize(
    ("kind", "mode", "text"),
    [(kind, mode, text) for kind, modes in SENTENCES.items() for mode, texts in modes.items() for text in texts],
)
def test_the_words_give_the_mode(code, kind, mode, text):
    assert mode in [m.mode[0] for m in code(text).mentions if m.type == kind and m.mode]


def test_every_mode_has_a_sentence():
    known = {(name, mode) for name, kind in ontology.load().types.items() for mode in kind.modes}
    assert known - {(kind, mode) for kind, modes in SENTENCES.items() for mode in modes} == set()
