"""Made-up reports: what the model sees in them is united with what the rules tell."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
import pytest

from sayso.extract.accounts import find_accounts
from sayso.extract.accounts.heads import is_likely, weighed
from sayso.extract.accounts.seen import Blend, Seen, blended
from sayso.extract.accounts.signs import nouns
from sayso.extract.actors import find_actors
from sayso.extract.parse import parse
from sayso.extract.statements import find_statements
from sayso.model import Account, Stage, Suspect, SuspectStatus, Target, Victim, Weapon

from .conftest import document

ATTACK = "Gunmen attacked the Tarven Bank on Monday and killed Judge Orlan Brask."


def weigh(text: str, *found: tuple[str, str, float]) -> tuple[Account, ...]:
    """The accounts of the text after a model that sees exactly these words in these roles."""
    parsed = parse(document(text))
    actors = find_actors(parsed)
    told = find_accounts(parsed, actors=actors)
    whole = parsed.document.span
    seen = [
        Seen(span=whole.part(text.index(words), text.index(words) + len(words)), label=label, score=score)
        for words, label, score in found
    ]
    return weighed(told.accounts, seen, parsed=parsed, actors=actors.with_refs(told.refs))[0]


def real(accounts: tuple[Account, ...]) -> Account:
    (one,) = (a for a in accounts if a.stage is Stage.ACCOMPLISHED)
    return one


def words(fillers: Iterable[Suspect | Target | Victim | Weapon]) -> list[str]:
    return [f.span.exact for f in fillers]


SURE = (("Orlan Brask", "victim_named", 0.9), ("Tarven Bank", "target", 0.9), ("Gunmen", "perp_individual", 0.9))


def test_a_likely_weapon_joins_the_incident_of_its_sentence() -> None:
    text = ATTACK.replace("and killed", "with spades and killed")
    assert "spades" in words(real(weigh(text, *SURE, ("spades", "weapon", 0.8))).weapons)
    assert "spades" not in words(real(weigh(text, *SURE, ("spades", "weapon", 0.3))).weapons)


def test_a_filler_far_from_any_word_of_violence_joins_the_incident_told_last() -> None:
    text = f"{ATTACK} The town was quiet. Shops stayed shut. Nobody went out. Mirel Tannoch was among them."
    assert "Mirel Tannoch" in words(real(weigh(text, *SURE, ("Mirel Tannoch", "victim_named", 0.8))).victims)


def test_whom_the_model_adds_bears_its_chance() -> None:
    text = f"{ATTACK} The town fears Hezbollah."
    seen = (*SURE, ("Hezbollah", "perp_organisation", 0.8))
    assert [s.chance for s in real(weigh(text, *seen)).suspects if s.kind == "organisation"] == [0.752]


def test_nobody_is_attacker_and_victim_at_once() -> None:
    account = real(weigh(ATTACK, *SURE, ("Orlan Brask", "perp_individual", 0.99)))
    assert words(account.victims) == ["Orlan Brask"]
    assert "Orlan Brask" not in words(account.suspects)


def test_what_the_model_finds_improbable_goes_and_names_stay() -> None:
    account = real(weigh(ATTACK, ("Orlan Brask", "victim_named", 0.9)))
    assert words(account.targets) == []
    assert words(account.suspects) == []
    named = real(weigh(ATTACK.replace("Gunmen", "Hezbollah"), ("Orlan Brask", "victim_named", 0.9)))
    assert words(named.suspects) == ["Hezbollah"]
    assert not is_likely(named.suspects[0])


def test_the_model_has_no_say_where_it_sees_nobody() -> None:
    account = real(weigh(ATTACK))
    assert words(account.targets) == ["Tarven Bank"]
    assert words(account.suspects) == ["Gunmen"]
    assert account.chance == 0.0


def test_nobody_is_named_for_what_no_words_name_him_for() -> None:
    text = "Hezbollah bombed the Tarven Bank on Monday. On Friday, in another town, Orlan Brask was kidnapped."
    accounts = weigh(
        text, ("Orlan Brask", "victim_named", 0.9), ("Tarven Bank", "target", 0.9), ("Hezbollah", "perp_organisation", 0.9)
    )
    held = [(s.span.exact, s.status, s.implied) for a in accounts for s in a.suspects]
    assert held == [("Hezbollah", SuspectStatus.FACT, False)]


def test_an_incident_without_a_word_of_violence_is_opened() -> None:
    text = "The judge Orlan Brask did not come home on Monday. His car was found burnt out."
    (account,) = weigh(text, ("Orlan Brask", "victim_named", 0.9))
    assert (account.stage, words(account.victims)) == (Stage.ACCOMPLISHED, ["Orlan Brask"])
    assert account.made_by == "model"
    assert weigh(text, ("Orlan Brask", "victim_named", 0.4)) == ()


def test_where_nobody_and_nothing_is_told_to_be_hit_less_is_enough() -> None:
    text = "A bomb attack took place on Monday. The mayor's rooms were left in ruins."
    weak = ("The mayor's rooms", "target", 0.45)
    assert words(real(weigh(text, ("bomb", "weapon", 0.9), weak)).targets) == ["The mayor's rooms"]
    hit = text.replace("attack took place", "attack on the Tarven Bank took place")
    assert words(real(weigh(hit, ("Tarven Bank", "target", 0.9), weak)).targets) == ["Tarven Bank"]


def test_signs_hold_what_the_rules_make_of_a_noun() -> None:
    parsed = parse(document("Rebels bombed the bank with dynamite."))
    found = {n.token.text: set(n.signs) for n in nouns(parsed)}
    assert {"w=rebel", "r=doer", "g0=nsubj:bomb"} <= found["Rebels"]
    assert {"w=bank", "r=thing", "g0=dobj:bomb"} <= found["bank"]
    assert {"w=dynamite", "r=weapon", "g0=with:bomb"} <= found["dynamite"]


@pytest.mark.parametrize(
    ("encoder", "signs", "chance"), [(0.5, 0.0, 0.5), (0.9, 2.0, 0.99), (0.0, -2.0, 0.01), (0.9, -2.0, 0.53)]
)
def test_two_readers_add_up(encoder: float, signs: float, chance: float) -> None:
    blend = Blend(base=0.0, encoder=1.0, signs=1.0)
    assert blend.chance(encoder, signs) == pytest.approx(chance, abs=0.05)


def test_of_kilos_of_dynamite_the_dynamite_is_the_weapon() -> None:
    parsed = parse(document("Guerrillas destroyed the bridge with 50 kilograms of dynamite and killed two peasants."))
    heard = Seen(span=parsed.document.span.part(40, 61), label="weapon", score=0.9)
    assert heard.span.exact == "kilograms of dynamite"
    assert {s.span.exact for s in blended(tuple(nouns(parsed)), (heard,)) if s.label == "weapon"} == {"dynamite"}


@pytest.mark.parametrize("words", ["3 April", "with"])
def test_days_and_little_words_stand_in_no_role(words: str) -> None:
    parsed = parse(document("Guerrillas were blamed for the murder of the priests on 3 April in Loden, with no proof."))
    at = parsed.document.span.exact.index(words)
    heard = Seen(span=parsed.document.span.part(at, at + len(words)), label="victim_named", score=0.99)
    found = blended(tuple(nouns(parsed)), (heard,))
    assert [s.span.exact for s in found if s.label == "victim_named" and s.span.overlaps(heard.span)] == []


@pytest.mark.parametrize(
    ("told", "seen_as", "status"),
    [
        ("Hezbollah had a hand in it.", None, SuspectStatus.FACT),
        ("Hezbollah had a hand in it.", "suspected_or_accused", SuspectStatus.FACT),
        ("Hezbollah had a hand in it.", "claimed_or_admitted", SuspectStatus.CLAIMED),
        ("One must look into the possibility that Hezbollah left it there.", None, SuspectStatus.POSSIBLE),
        ("It was presumably abandoned there by Hezbollah.", None, SuspectStatus.ACCUSED),
        ("The police believe that it was left there by Hezbollah.", None, SuspectStatus.ACCUSED_BY_AUTHORITIES),
    ],
    ids=["plain", "no-words-of-blame", "owned-up-to", "a-possibility", "presumably", "the-police-believe"],
)
def test_words_of_doubt_count_for_a_doer_whom_the_model_adds(told: str, seen_as: str | None, status: SuspectStatus) -> None:
    text = f"{ATTACK} {told}"
    parsed = parse(document(text))
    actors = find_actors(parsed)
    statements = find_statements(parsed, actors)
    accounts = find_accounts(parsed, actors=actors)
    whole = parsed.document.span
    at = text.index("Hezbollah")
    seen = [Seen(span=whole.part(at, at + 9), label="perp_organisation", score=0.9, status=seen_as),
            *(Seen(span=whole.part(text.index(w), text.index(w) + len(w)), label=n, score=s) for w, n, s in SURE)]  # fmt: skip
    bare = [msgspec.structs.replace(a, suspects=()) for a in accounts.accounts]
    found, _ = weighed(bare, seen, parsed=parsed, actors=actors.with_refs(accounts.refs), statements=statements)
    assert [s.status for s in real(found).suspects if s.span.exact == "Hezbollah"] == [status]


def test_a_pronoun_has_the_chance_of_whom_it_stands_for() -> None:
    text = f"{ATTACK} The town fears Hezbollah. Orlan Brask's widow blamed Hezbollah and said that it planned the attack for weeks."
    seen = (("Orlan Brask", "victim_named", 0.9), ("Hezbollah", "perp_organisation", 0.8))
    parsed = parse(document(text))
    actors = find_actors(parsed)
    hezbollah = next(a for a in actors.actors if a.name == "Hezbollah")
    whole = parsed.document.span
    it = whole.part(text.index(" it planned") + 1, text.index(" it planned") + 3)
    suspect = Suspect(actor=hezbollah.id, span=it, kind="organisation", status=SuspectStatus.ACCUSED, mentions=(it,))
    account = msgspec.structs.replace(real(find_accounts(parsed, actors=actors).accounts), suspects=(suspect,))
    found = [
        Seen(span=whole.part(text.index(w), text.index(w) + len(w)), label=label, score=score) for w, label, score in seen
    ]
    rated = weighed((account,), found, parsed=parsed, actors=actors)[0]
    assert [s.chance for s in rated[0].suspects] == [1.0]
