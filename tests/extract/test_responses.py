"""Which happening a text gives as the answer to which, and on what words."""

from __future__ import annotations

import msgspec
import pytest
from tests.made_up import account_of, document_of, statement_of

from sayso.extract.actors import find_actors
from sayso.extract.lags import find_lags
from sayso.extract.parse import parse
from sayso.extract.responses import find_responses
from sayso.model import IncidentType, Stage

CASES = {  # text, the trigger's words, the answer's words, words that must be in the cue
    "in response to": (
        "The army shelled Tessk in response to the ambush of a convoy.", "the ambush of a convoy", "shelled Tessk",
        "in response to",
    ),
    "fronted": (
        "In retaliation for the raid on Orvel, jets bombed two villages.", "the raid on Orvel", "jets bombed two villages",
        "In retaliation for",
    ),
    "retaliated by": (
        "Gunmen killed a judge. The government retaliated by shelling their camp.", "killed a judge", "shelling their camp",
        "retaliated by",
    ),
    "followed it up": (
        "Lund bombed the border posts. He followed it up with the killing of a general.", "bombed the border posts",
        "the killing of a general", "followed it up with",
    ),
    "pretext": (
        "A rocket hit the mess hall, and Lund used this as an excuse to bomb the port.", "A rocket hit the mess hall",
        "bomb the port", "used this as an excuse to",
    ),
    "grounds": (
        "The murder of a guard was grounds to invade the valley.", "The murder of a guard", "invade the valley",
        "grounds to",
    ),
    "over the death": (
        "The junta bombed Tessk over the death of a colonel.", "the death of a colonel", "bombed Tessk", "over the death of",
    ),
    "answer in the next sentence": (
        "Drones struck the refinery. The answer came quickly. A crowd stormed the embassy.", "Drones struck the refinery",
        "A crowd stormed the embassy", "The answer",
    ),
    "described as": (
        "Rockets struck a petrol station in Tessk, and Marn described the salvo as a response to the shelling of Orvel.",
        "the shelling of Orvel", "Rockets struck a petrol station", "as a response to",
    ),
    "revenge": (
        "Militiamen burned the town hall to avenge the killing of their chief.", "the killing of their chief",
        "burned the town hall", "to avenge",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "trigger", "answer", "words"), CASES.values(), ids=CASES.keys())
def test_stated(text: str, trigger: str, answer: str, words: str) -> None:
    document = document_of(text)
    first, second = account_of(document, trigger), account_of(document, answer)
    (cue,) = find_responses(parse(document), accounts=(first, second))
    assert (cue.trigger, cue.response, cue.basis) == (first.id, second.id, "stated")
    assert words in cue.span.exact


def test_order_in_time_alone_is_no_answer() -> None:
    document = document_of("Jets bombed a camp near Tessk, hours after a mortar attack on the depot.")
    attack, bombing = account_of(document, "mortar attack on the depot"), account_of(document, "bombed a camp")
    parsed = parse(document)
    lags = find_lags(parsed, accounts=(attack, bombing), statements=())
    (cue,) = find_responses(parsed, accounts=(attack, bombing), measures=lags)
    assert (cue.trigger, cue.response, cue.basis, cue.lag) == (attack.id, bombing.id, "sequence", lags[0].id)


def test_a_stated_answer_carries_its_lag_and_is_not_told_twice() -> None:
    document = document_of(
        "Two guards died in the raid on Orvel. Lund used it as a pretext to bomb the port just three days later."
    )
    raid, bombing = account_of(document, "the raid on Orvel"), account_of(document, "bomb the port")
    parsed = parse(document)
    lags = find_lags(parsed, accounts=(raid, bombing), statements=())
    (cue,) = find_responses(parsed, accounts=(raid, bombing), measures=lags)
    assert (cue.basis, cue.lag) == ("stated", lags[0].id)


RESTRAINT = {
    "no response": ("The base was shelled on Monday. So far there has been no response.", "no response"),
    "calm": ("The base was shelled on Monday. The junta is exercising restraint.", "restraint"),
    "nothing": ("The base was shelled on Monday. Nothing at all.", "Nothing at all"),
    "not a word": ("The base was shelled on Monday. The junta has not said a word.", "not said a word"),
    "nobody": ("The base was shelled on Monday. This time nobody was bombed.", "nobody was bombed"),
    "has not met": ("The base was shelled on Monday. The council has not met at all.", "has not met"),
    "has not retaliated": ("The base was shelled on Monday. Lund has not yet retaliated.", "retaliated"),
}


@pytest.mark.parametrize(("text", "words"), RESTRAINT.values(), ids=RESTRAINT.keys())
def test_restraint_is_a_statement_beside_the_trigger(text: str, words: str) -> None:
    document = document_of(text)
    attack = account_of(document, "The base was shelled")
    said = statement_of(document, text.split(". ")[1])
    (cue,) = find_responses(parse(document), accounts=(attack,), statements=(said,))
    assert (cue.trigger, cue.response) == (attack.id, said.id)
    assert words in cue.span.exact


PLANS = {
    "options": "Ministers discussed options for retaliatory strikes on the port after the raid on Orvel.",
    "future": "Any strikes on the port would be in response to the raid on Orvel.",
}


@pytest.mark.parametrize("text", PLANS.values(), ids=PLANS.keys())
def test_plans_are_marked_as_such(text: str) -> None:
    document = document_of(text)
    raid, strikes = account_of(document, "the raid on Orvel"), account_of(document, "strikes on the port")
    cues = find_responses(parse(document), accounts=(raid, strikes))
    assert {c.stage for c in cues} <= {Stage.PLANNED, Stage.HYPOTHETICAL}
    assert cues


SAID = {  # text, the trigger's words, the statement that tells the answer, words that must be in the cue
    "recalled after": (
        "Gunmen killed the consul. Norland recalled its envoy after the killing.", "Gunmen killed the consul",
        "Norland recalled its envoy after the killing", "recalled its envoy after",
    ),
    "sanctions over": (
        "Gunmen killed the consul. Norland imposed sanctions on two men following the attack.", "Gunmen killed the consul",
        "Norland imposed sanctions on two men following the attack", "imposed sanctions",
    ),
    "called off": (
        "Gunmen killed the consul. Lund called off a planned strike.", "Gunmen killed the consul",
        "Lund called off a planned strike", "called off a planned strike",
    ),
    "did nothing": ("Gunmen killed the consul. Lund did nothing.", "Gunmen killed the consul", "Lund did nothing", "did nothing"),
    "unanswered": (
        "Gunmen killed the consul. The attack went unanswered.", "Gunmen killed the consul", "The attack went unanswered",
        "went unanswered",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "trigger", "answer", "words"), SAID.values(), ids=SAID.keys())
def test_answers_that_no_account_tells(text: str, trigger: str, answer: str, words: str) -> None:
    document = document_of(text)
    attack, said = account_of(document, trigger), statement_of(document, answer)
    (cue,) = find_responses(parse(document), accounts=(attack,), statements=(said,))
    assert (cue.trigger, cue.response) == (attack.id, said.id)
    assert words in cue.span.exact


def test_what_was_called_an_answer_points_back() -> None:
    document = document_of("Rockets hit Camp Orvel. Jets bombed Tessk. The strikes were the answer to the rocket attack.")
    rockets = account_of(document, "Rockets hit Camp Orvel", type=IncidentType.SHELLING)
    jets = account_of(document, "Jets bombed Tessk", type=IncidentType.AIR_STRIKE)
    (cue,) = find_responses(parse(document), accounts=(rockets, jets))
    assert (cue.trigger, cue.response) == (rockets.id, jets.id)


def test_closing_for_the_night_answers_nothing() -> None:
    document = document_of("Gunmen killed the consul. The port closed its gates after sunset.")
    attack = account_of(document, "Gunmen killed the consul")
    said = statement_of(document, "The port closed its gates after sunset")
    assert find_responses(parse(document), accounts=(attack,), statements=(said,)) == ()


DEEDS = {  # text, the words of the deed
    "envoy": (
        "A drone hit the camp at Orvel. Tavria recalled its ambassador from Marn on Friday.",
        "recalled its ambassador",
    ),
    "border": ("A judge was poisoned in Orvel. On Monday the border was closed.", "border was closed"),
    "sanctions": ("A drone hit the camp at Orvel. Marn imposed new sanctions on Friday.", "imposed new sanctions"),
    "protest": ("Gunmen ambushed a patrol at Orvel. Tavria lodged a protest on Friday.", "lodged a protest"),
    "ships": ("A mine holed a tanker off Orvel. The alliance sent ten warships to the strait.", "sent ten warships"),
}


@pytest.mark.parametrize(("text", "words"), DEEDS.values(), ids=DEEDS.keys())
def test_a_state_s_deed_told_after_a_happening_follows_it(text: str, words: str) -> None:
    document = document_of(text)
    first, second = text.split(". ")
    trigger, said = account_of(document, first), statement_of(document, second.rstrip("."))
    (cue,) = find_responses(parse(document), accounts=(trigger,), statements=(said,))
    assert (cue.trigger, cue.response, cue.basis) == (trigger.id, said.id, "sequence")
    assert words in cue.span.exact


NOT_DONE = {  # what is threatened, planned, demanded, ordered or supposed is kept as that
    "supposed": ("Tavria may recall its ambassador.", Stage.HYPOTHETICAL),
    "planned": ("Tavria will recall its ambassador.", Stage.PLANNED),
    "threatened": ("Tavria threatened to recall its ambassador.", Stage.THREATENED),
    "demanded": ("Deputies demanded that Tavria recall its ambassador.", Stage.PLANNED),
    "urged": ("Deputies urged Tavria to recall its ambassador.", Stage.PLANNED),
    "condition": ("Should the culprits go free, Tavria would recall its ambassador.", Stage.HYPOTHETICAL),
}


@pytest.mark.parametrize(("told", "stage"), NOT_DONE.values(), ids=NOT_DONE.keys())
def test_a_deed_that_is_not_done_is_marked_so(told: str, stage: Stage) -> None:
    document = document_of(f"A drone hit the camp at Orvel. {told}")
    trigger = account_of(document, "A drone hit the camp at Orvel")
    (cue,) = find_responses(parse(document), accounts=(trigger,), statements=(statement_of(document, told),))
    assert (cue.trigger, cue.kind, cue.stage) == (trigger.id, "diplomatic", stage)


def test_a_lag_s_cue_holds_the_words_of_both() -> None:
    document = document_of("Jets bombed a camp hours after a mortar attack on the depot.")
    first, second = account_of(document, "mortar attack on the depot"), account_of(document, "Jets bombed a camp")
    parsed = parse(document)
    lags = find_lags(parsed, accounts=(first, second), statements=())
    (cue,) = find_responses(parsed, accounts=(first, second), measures=lags)
    assert cue.span.exact == "Jets bombed a camp hours after a mortar attack on the depot"


def test_an_answer_that_ends_its_sentence_points_back() -> None:
    document = document_of("A bomb killed six in Orvel. The army shelled the hills in retaliation. Nobody else was hurt.")
    first, second = account_of(document, "A bomb killed six"), account_of(document, "shelled the hills")
    (cue,) = find_responses(parse(document), accounts=(first, second))
    assert (cue.trigger, cue.response) == (first.id, second.id)


@pytest.mark.parametrize(
    "text",
    [
        "The raid on Orvel triggered a debate in parliament, the mayor said.",
        "The raid on Orvel led Marn to believe that the truce was over, the mayor said.",
    ],
)
def test_debates_and_beliefs_are_no_answers(text: str) -> None:
    document = document_of(text)
    said = statement_of(document, text[:40])
    assert not find_responses(parse(document), accounts=(account_of(document, "The raid on Orvel"),), statements=(said,))


def test_silence_is_about_the_damage_and_not_about_its_answer() -> None:
    text = "A cable was cut off Orvel. Tavria expelled two envoys. Lund has so far taken no action over the damage."
    document = document_of(text)
    cut = account_of(document, "A cable was cut", type=IncidentType.INFRASTRUCTURE_DAMAGE)
    expelled = account_of(document, "expelled two envoys", type=IncidentType.DIPLOMATIC)
    said = statement_of(document, "Lund has so far taken no action over the damage")
    cues = find_responses(parse(document), accounts=(cut, expelled), statements=(said,))
    assert (cut.id, said.id) in {(c.trigger, c.response) for c in cues}


NOT_TAKEN = {  # what is said not to have been done is restraint, whoever it is
    "no troops": ("The government sent no troops.", "sent no troops"),
    "nobody": ("Nobody was charged over the killing.", "was charged"),
    "refused": ("Lund refused to close its border.", "close its border"),
    "no jets": ("No jets took off.", "took off"),
    "unlifted": ("Lund never lifted a finger.", "lifted a finger"),
    "met": ("The killing was met with an hour of sirens and nothing else.", "was met with"),
    "response none": ("Response from the capital? Zilch.", "Zilch"),
    "this time": ("This time Lund did not.", "This time Lund did not"),
    "drop": ("Lund protested and let the matter drop.", "let the matter drop"),
}


@pytest.mark.parametrize(("told", "words"), NOT_TAKEN.values(), ids=NOT_TAKEN.keys())
def test_what_was_not_done_is_restraint(told: str, words: str) -> None:
    document = document_of(f"Gunmen killed the consul. {told}")
    cues = find_responses(parse(document), accounts=(account_of(document, "Gunmen killed the consul"),))
    held = [c.span.exact for c in cues if c.kind == "restraint" and c.stage is Stage.ACCOMPLISHED]
    assert any(words in exact for exact in held)


DONE = {  # text behind the trigger, kind, who
    "embassy closed": ("Norland closed its embassy in Marn.", "restriction", "Norland"),
    "mobilised": ("Norland mobilised its reservists.", "deployment", "Norland"),
    "troops": ("Norland sent 2,000 troops to the frontier.", "deployment", "Norland"),
    "airspace": ("Norland closed its airspace to Marnish planes.", "restriction", "Norland"),
    "curfew": ("The president imposed a curfew on the capital.", "restriction", "The president"),
    "emergency": ("The president declared a state of emergency.", "restriction", "The president"),
    "detained": ("Police detained a baggage handler.", "arrest", "Police"),
    "had them rounded up": ("They had every trader rounded up.", "arrest", "They"),
    "inquiry": ("Prosecutors opened an inquiry into the killing.", "inquiry", "Prosecutors"),
    "sued": ("The family has sued the state for damages.", "legal", "The family"),
    "flown out": ("Norland flew out its staff.", "evacuation", "Norland"),
    "relief": ("Norland sent a plane with medical supplies.", "aid", "Norland"),
    "truce": ("The two countries agreed a ceasefire.", "talks", "The two countries"),
    "condemned": ("The Lakes League condemned the killing.", "verbal", "The Lakes League"),
    "meeting": ("Norland requested an urgent meeting of the council.", "diplomatic", "Norland"),
    "exports": ("Norland halted gas exports to Marn.", "sanctions", "Norland"),
    "prompted": ("The killing prompted Norland to recall its envoy.", "diplomatic", "Norland"),
}


@pytest.mark.parametrize(("told", "kind", "who"), DONE.values(), ids=DONE.keys())
def test_how_it_was_answered_and_by_whom(told: str, kind: str, who: str) -> None:
    document = document_of(f"Gunmen killed the consul. {told}")
    trigger = account_of(document, "Gunmen killed the consul")
    cues = find_responses(parse(document), accounts=(trigger,))
    assert (trigger.id, kind, who) in {(c.trigger, c.kind, c.who.exact if c.who else "") for c in cues}
    assert {c.stage for c in cues} == {Stage.ACCOMPLISHED}


def test_an_answer_that_nothing_else_tells_is_its_own_words() -> None:
    document = document_of("Gunmen killed the consul. Norland mobilised its reservists.")
    (cue,) = find_responses(parse(document), accounts=(account_of(document, "Gunmen killed the consul"),))
    assert (cue.response, cue.span.exact) == (cue.id, "mobilised its reservists")


def test_nobody_answers_himself() -> None:
    document = document_of(
        "Marnish gunmen killed a Norish consul. Norland bombed a Marnish port. Norland expelled two envoys."
    )
    killed = account_of(document, "Marnish gunmen killed a Norish consul")
    bombed = account_of(document, "Norland bombed a Marnish port", type=IncidentType.AIR_STRIKE)
    actors = find_actors(parse(document))
    norland = actors.at(document.span.exact.index("Norland"), document.span.exact.index("Norland") + 7)
    assert norland is not None
    cues = find_responses(
        parse(document), accounts=(killed, msgspec.structs.replace(bombed, doers=(norland.id,))), actors=actors
    )
    assert {c.trigger for c in cues if c.kind == "diplomatic"} == {killed.id}


def test_an_act_of_violence_answers_what_hit_its_own_side() -> None:
    document = document_of(
        "A Tavian patrol was ambushed at Orvel. A flood hit Loden. Tavia shelled two villages on the hill."
    )
    ambush = account_of(document, "A Tavian patrol was ambushed")
    shelled = account_of(document, "Tavia shelled two villages", type=IncidentType.SHELLING)
    cues = find_responses(parse(document), accounts=(ambush, shelled), actors=find_actors(parse(document)))
    assert {(c.trigger, c.response, c.basis) for c in cues} == {(ambush.id, shelled.id, "sequence")}


def test_retaliatory_strikes_answer_what_hit_those_who_struck() -> None:
    document = document_of(
        "A rocket killed a Tavian engineer at Orvel. Later a bomb went off in Marn. Tavia's retaliatory strikes on the camp began at dawn."
    )
    rocket = account_of(document, "A rocket killed a Tavian engineer", type=IncidentType.SHELLING)
    bomb = account_of(document, "a bomb went off in Marn", type=IncidentType.BOMBING)
    strikes = account_of(document, "strikes on the camp", type=IncidentType.AIR_STRIKE)
    actors = find_actors(parse(document))
    at = document.span.exact.index("Tavia's")
    tavia = actors.at(at, at + 5)
    assert tavia is not None
    strikes = msgspec.structs.replace(strikes, doers=(tavia.id,))
    cues = find_responses(parse(document), accounts=(rocket, bomb, strikes), actors=actors)
    assert (rocket.id, strikes.id) in {(c.trigger, c.response) for c in cues}


def test_what_came_before_is_no_answer() -> None:
    document = document_of("A crowd burned the consulate after the coastguard arrested a captain.")
    fire = account_of(document, "A crowd burned the consulate", type=IncidentType.ARSON)
    cues = find_responses(parse(document), accounts=(fire,))
    assert not any(c.trigger == fire.id for c in cues)


def test_the_answerer_of_set_words_is_their_subject() -> None:
    document = document_of(
        "Lund bombed the border posts. The general followed it up with a blockade of the port, a clerk said."
    )
    bombed = account_of(document, "Lund bombed the border posts")
    said = statement_of(document, "The general followed it up with a blockade of the port")
    cues = find_responses(parse(document), accounts=(bombed,), statements=(said,))
    assert {c.who.exact for c in cues if c.who and c.basis == "stated"} == {"The general"}


def test_no_event_answers_anything_itself() -> None:
    document = document_of("Rockets hit Camp Orvel. That was enough to persuade Lund to approve the plan.")
    rockets = account_of(document, "Rockets hit Camp Orvel", type=IncidentType.SHELLING)
    said = statement_of(document, "That was enough to persuade Lund to approve the plan")
    (cue,) = find_responses(parse(document), accounts=(rockets,), statements=(said,))
    assert cue.who is None


def test_one_happening_is_meant_before_a_count_of_many() -> None:
    document = document_of("Rockets hit Camp Orvel. There were 300 attacks in 2018. Nobody investigated the attack.")
    rockets = account_of(document, "Rockets hit Camp Orvel", type=IncidentType.SHELLING)
    many = account_of(document, "300 attacks", stage=Stage.AGGREGATE)
    cues = find_responses(parse(document), accounts=(rockets, many))
    assert {c.trigger for c in cues} == {rockets.id}


def test_what_would_have_been_justified_was_not_done_for_that() -> None:
    document = document_of(
        "A rocket attack on a base near Lorn killed a contractor. It is unlikely that the guards had anything to do with the attack "
        "(albeit they would have been perfectly justified in the light of Sarnish attacks on bases)."
    )
    trigger = account_of(document, "Sarnish attacks on bases")
    answer = account_of(document, "A rocket attack on a base near Lorn killed a contractor", type=IncidentType.SHELLING)
    parsed = parse(document)
    cues = find_responses(parsed, accounts=(answer, trigger), actors=find_actors(parsed))
    assert [c.stage for c in cues if c.trigger == trigger.id] == [Stage.HYPOTHETICAL]
