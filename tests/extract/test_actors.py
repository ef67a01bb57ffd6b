"""Who is mentioned, as what, and whom a phrase or a pronoun stands for. Made-up people say made-up things."""

from __future__ import annotations

from datetime import date

import pytest
from tests.made_up import document_of

from sayso.extract.actors import ActorRef, Actors, find_actors
from sayso.extract.parse import parse
from sayso.model import ActorKind, Basis, DateRange, Document, Precision, check_spans


def actors_of(text: str, *, published: date | None = None) -> Actors:
    document: Document = document_of(text)
    if published:
        day = published.isoformat()
        when = DateRange(start=day, end=day, precision=Precision.DAY, basis=Basis.STATED)
        document = document_of(text, published=when)
    return find_actors(parse(document))


def ref_of(actors: Actors, words: str, *, nth: int = 1, speaker: ActorRef | None = None) -> ActorRef:
    """The reference of the ``nth`` stretch of these words."""
    for block in actors.parsed.blocks:
        text, at = block.doc.text, -1
        for _ in range(nth):
            at = text.find(words, at + 1)
            if at < 0:
                break
        else:
            piece = block.doc.char_span(at, at + len(words), alignment_mode="expand")
            assert piece is not None
            return actors.ref(block, piece, speaker=speaker)
    raise AssertionError(words)


KINDS = [
    ("Two security sources spoke.", "security sources", ActorKind.UNNAMED, None),
    ("Iraqi guardsmen fired.", "Iraqi guardsmen", ActorKind.STATE_FORCE, "IRQ"),
    ("U.S. officials doubted it.", "U.S. officials", ActorKind.UNNAMED, "USA"),
    ("Iranian-backed Shia militia groups fired rockets.", "Iranian-backed Shia militia groups", ActorKind.ARMED_GROUP, None),
    ("Israeli warplanes struck the depot.", "Israeli warplanes", ActorKind.STATE_FORCE, "ISR"),
    ("Separatist gunmen took the town.", "Separatist gunmen", ActorKind.ARMED_GROUP, None),
    ("The interior ministry denied it.", "interior ministry", ActorKind.OFFICIAL_BODY, None),
    ("The Malian government denied it.", "Malian government", ActorKind.STATE, "MLI"),
    ("A local newspaper reported it.", "local newspaper", ActorKind.OUTLET, None),
    ("A human rights group counted the dead.", "human rights group", ActorKind.ORGANISATION, None),
    ("Hezbollah fighters withdrew.", "Hezbollah fighters", ActorKind.ARMED_GROUP, None),
    ("Government forces shelled the hill.", "Government forces", ActorKind.STATE_FORCE, None),
    ("Police fired tear gas.", "Police", ActorKind.STATE_FORCE, None),
    ("Members of the rebel group fled.", "Members of the rebel group", ActorKind.ARMED_GROUP, None),
    ("A spokesman for the army spoke.", "spokesman for the army", ActorKind.UNNAMED, None),
]


@pytest.mark.parametrize(("text", "name", "kind", "country"), KINDS, ids=[k[1] for k in KINDS])
def test_groups_by_head_noun(text: str, name: str, kind: ActorKind, country: str | None) -> None:
    found = {a.name: a for a in actors_of(text).actors}
    assert name in found
    assert (found[name].kind, found[name].country, found[name].named) == (kind, country, False)


NAMED = [
    ("Defense Secretary Esper spoke in the US capital.", "Mark Esper", ActorKind.PERSON, "mark-esper"),
    ("Kataib Hezbollah was blamed.", "Kata'ib Hezbollah", ActorKind.ARMED_GROUP, "kataib-hezbollah"),
    (
        "The Hashd al-Sha’abi was blamed.",
        "Popular Mobilization Forces",
        ActorKind.STATE_FORCE,
        "popular-mobilization-forces",
    ),
    ("Sendero Luminoso was blamed.", "Shining Path", ActorKind.ARMED_GROUP, "shining-path"),
    ("Moscow denied the claim.", "Russia", ActorKind.STATE, "RUS"),
    ("The White House declined to comment.", "White House", ActorKind.OFFICIAL_BODY, "white-house"),
    ("Tehran's response came at once.", "Iran", ActorKind.STATE, "IRN"),
    ("Israeli attacks went on.", "Israel", ActorKind.STATE, "ISR"),
    ("The Times reported the raid.", "The Times", ActorKind.OUTLET, "the-times"),
    ("Burma denied it.", "Myanmar", ActorKind.STATE, "MMR"),
    ("CENTCOM said so.", "US Central Command", ActorKind.STATE_FORCE, "us-central-command"),
]


@pytest.mark.parametrize(("text", "name", "kind", "key"), NAMED, ids=[n[1] for n in NAMED])
def test_names_the_pack_knows(text: str, name: str, kind: ActorKind, key: str) -> None:
    found = {a.name: a for a in actors_of(text).actors}
    assert name in found, list(found)
    assert (found[name].kind, found[name].key, found[name].named) == (kind, key, True)


@pytest.mark.parametrize(
    "text",
    [
        "They fled to Moscow.",
        "He is in Tehran now.",
        "It is what it is.",
        "The plan met with doubt.",
        "Iranian food was served.",
    ],
)
def test_no_actor_is_made_of_places_and_small_words(text: str) -> None:
    assert [a.name for a in actors_of(text).actors if a.named] == []


def test_a_surname_means_the_full_name_before_it() -> None:
    actors = actors_of("General Karim Soltan spoke. Later Soltan left, and Gen. Soltan's aide stayed.")
    soltan = next(a for a in actors.actors if a.kind is ActorKind.PERSON)
    assert soltan.name == "Karim Soltan"
    assert [m.exact for m in soltan.mentions] == ["General Karim Soltan", "Soltan", "Gen. Soltan"]


def test_a_lone_surname_of_somebody_else_is_not_the_famous_one() -> None:
    actors = actors_of("Teacher Ana Bolton lives in Leeds. Bolton said the school was hit.")
    assert all(a.key != "john-bolton" for a in actors.actors)


def test_a_lone_surname_goes_by_the_documents_year() -> None:
    text = "In Washington, President Bush said that US forces had landed in Panama."
    early = {a.key for a in actors_of(text, published=date(1989, 12, 20)).actors}
    late = {a.key for a in actors_of(text, published=date(2005, 12, 20)).actors}
    assert "george-h-w-bush" in early
    assert "george-w-bush" in late


def test_acronyms_stand_for_the_name_before_the_bracket() -> None:
    text = "The Falcon Brigade for Northern Liberation (FBNL) claimed the attack. FBNL said its fighters planted the bomb."
    actors = actors_of(text)
    brigade = next(a for a in actors.actors if a.kind is ActorKind.ARMED_GROUP and a.named)
    assert brigade.name == "Falcon Brigade for Northern Liberation"
    assert "FBNL" in [m.exact for m in brigade.mentions]


REFS = [
    ("Tarek Doghri met Lina Osman. She left.", "She", "Lina Osman", "pronoun"),
    ("Tarek Doghri met Lina Osman. He left.", "He", "Tarek Doghri", "pronoun"),
    ("Hezbollah denied it. The group said it had no part.", "The group", "Hezbollah", "description"),
    ("Hezbollah denied it. The group said it had no part.", "it", "Hezbollah", "pronoun"),
    ("The Washington Post ran a report. The newspaper named no source.", "The newspaper", "Washington Post", "description"),
    ("Prime Minister Tarek Doghri left. The prime minister was ill.", "The prime minister", "Tarek Doghri", "description"),
    ("Pompeo and Bolton blamed Iran. They gave no proof.", "They", "Mike Pompeo and John Bolton", "pronoun"),
    (
        "A spokesman for the ministry, Karim Noor, denied it.",
        "A spokesman for the ministry, Karim Noor,",
        "Karim Noor",
        "apposition",
    ),
    ("Two officials spoke. They gave no names.", "They", "officials", "pronoun"),
    ("Karim Noor, who leads the union, denied it.", "who", "Karim Noor", "pronoun"),
]


@pytest.mark.parametrize(("text", "words", "name", "how"), REFS, ids=[f"{r[1]}-{r[2]}" for r in REFS])
def test_references(text: str, words: str, name: str, how: str) -> None:
    nth = 2 if words == "it" else 1
    found = ref_of(actors_of(text), words, nth=nth)
    assert (found.name, found.resolved_by if how != "description" else how) == (name, how)
    assert found.actor_id is not None


@pytest.mark.parametrize("words", ["He", "They", "We"])
def test_an_open_pronoun_stays_open(words: str) -> None:
    found = ref_of(actors_of(f"{words} left in the night."), words)
    assert (found.name, found.kind, found.actor_id, found.resolved_by) == (words, ActorKind.UNKNOWN, None, "unresolved")


def test_i_and_we_are_the_speakers() -> None:
    actors = actors_of("Karim Noor spoke. “We did it,” he said.")
    speaker = ref_of(actors, "Karim Noor")
    found = ref_of(actors, "We", speaker=speaker)
    assert (found.actor_id, found.resolved_by) == (speaker.actor_id, "speaker")


def test_references_join_the_actors() -> None:
    actors = actors_of("A neighbour's cousin who saw the blast wept.")
    found = ref_of(actors, "A neighbour's cousin who saw the blast")
    joined = actors.with_refs([found])
    assert found.actor_id is not None
    assert joined.actor(found.actor_id).mentions


def test_at_gives_the_actor_that_covers_most() -> None:
    text = "Hezbollah fighters withdrew."
    actors = actors_of(text)
    whole, part = actors.at(0, 18), actors.at(0, 9)
    assert whole is not None
    assert part is not None
    assert (whole.name, part.name) == ("Hezbollah fighters", "Hezbollah")
    assert actors.at(20, 28) is None


def test_all_capitals_are_read_too() -> None:
    text = (
        "THE FARABUNDO MARTI NATIONAL LIBERATION FRONT (FMLN) TODAY CLAIMED THE ATTACK ON A BRIDGE IN THE EAST OF THE COUNTRY. "
        "POLICE SOURCES SAID GENERAL JUAN ROBLES DENIED IT, AND THE FMLN CAR BOMB WAS FOUND."
    )
    actors = actors_of(text)
    found = {a.name: a.kind for a in actors.actors}
    assert found["Farabundo Marti National Liberation Front"] is ActorKind.ARMED_GROUP
    assert found["police sources"] is ActorKind.UNNAMED
    assert found["Juan Robles"] is ActorKind.PERSON
    assert "Central African Republic" not in found


def test_every_mention_quotes_the_page() -> None:
    text = "“It was them,” Gen. Karim Noor told\u00a0Reuters in Tehran. The Iraqi\u00a0PMU (and two officials) denied it."
    actors = actors_of(text)
    assert actors.actors
    check_spans(list(actors.actors), {actors.parsed.document.page: text})


def test_the_author_is_an_actor() -> None:
    document = document_of("We saw it.", authors=("Mina Castell",))
    author = find_actors(parse(document)).author()
    assert (author.name, author.kind, author.named) == ("Mina Castell", ActorKind.AUTHOR, True)


ABROAD = [
    ("of another land", "The Ministry of Defence of the Republic of Tarvenia denied it.", "The Ministry of Defence"),
    ("another land's adjective", "The Tarvenian Senate denied it.", "The Tarvenian Senate"),
    ("no land named", "The Ministry of Defence denied it.", "The Ministry of Defence"),
]


@pytest.mark.parametrize(("text", "words"), [a[1:] for a in ABROAD], ids=[a[0] for a in ABROAD])
def test_an_office_of_another_country_is_not_the_known_one(text: str, words: str) -> None:
    ref = ref_of(actors_of(text), words)
    assert (ref.key, ref.country) == (None, None)


def test_an_office_of_the_country_named_is_the_known_one() -> None:
    ref = ref_of(actors_of("Britain sent ships. The Ministry of Defence said so."), "The Ministry of Defence")
    assert ref.country == "GBR"


def test_a_surname_that_an_outlet_bears_too() -> None:
    actors = actors_of("Amina Fox toured the ruins. Fox said the fire had been set.")
    assert ref_of(actors, ["Fox", "said"][0], nth=2).name == "Amina Fox"


def test_a_body_is_named_by_its_last_word() -> None:
    actors = actors_of("Salma told the Hilltop Monitor so. The Monitor found no traces.")
    assert ref_of(actors, "The Monitor").name == "Hilltop Monitor"


def test_an_adjective_of_some_land_is_no_body() -> None:
    assert not [a for a in actors_of("The Corsan embassy denied it.").actors if a.named]


def test_words_of_a_page_in_capitals_are_no_acronyms() -> None:
    text = "THE FACT IS THAT THE GUERRILLAS LET NOBODY PASS, AND NOT EVEN A TIP HELPED THOSE WHO WERE STOPPED ON THE ROAD TO LODEN."
    assert not {"Lashkar-e-Taiba", "Front for Change and Concord in Chad", "Islamic State"} & {
        a.name for a in actors_of(text).actors
    }


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("FACT, a monitoring group in Norway, said that the bomb killed six.", False),
        ("FACT CHECK: Nobody died in Oslo.", False),
        ("In Chad, FACT attacked a convoy on Monday.", True),
    ],
    ids=["a body of that name elsewhere", "a word in capitals", "in its country"],
)
def test_an_acronym_that_is_a_word_is_of_its_country(text: str, named: bool) -> None:
    assert ("Front for Change and Concord in Chad" in {a.name for a in actors_of(text).actors}) is named


def test_a_short_paragraph_of_a_page_in_capitals_is_read_as_the_others() -> None:
    long = "THE GUERRILLAS LET NOBODY PASS, AND THAT HELPED NONE OF THE TRAVELLERS WHO WERE STOPPED ON THE ROAD TO LODEN LAST NIGHT."
    short = "ON SUNDAY, NINE BOMBS EXPLODED AND COMPLETELY DESTROYED SEVERAL BANKS."
    assert not [a.name for a in actors_of(f"{long}\n\n{short}").actors if a.named]
    names = {a.name for a in actors_of(f"Guerrillas stopped travellers.\n\n{short}").actors}
    assert "NINE BOMBS EXPLODED" in names  # between paragraphs in small letters capitals stand for themselves
