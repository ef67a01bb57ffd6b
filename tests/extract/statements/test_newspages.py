"""Constructions of news pages, columns and briefings on made-up pages: who says it, what it does, and what it is no accusation of."""

from __future__ import annotations

import pytest
from tests.made_up import document_of

from sayso.extract.actors import find_actors
from sayso.extract.parse import parse
from sayso.extract.statements import read_statements
from sayso.model import Act, Polarity, Stance, Statement


def read(text: str) -> tuple[Statement, ...]:
    parsed = parse(document_of(text))
    return read_statements(parsed, find_actors(parsed), model="off").statements


ROWS = {
    "a call is no victim": (
        "The ministry insists that it intercepted a call in which an officer thanked the gunmen.",
        ("ministry", "that it intercepted a call in which an officer thanked the gunmen", Act.OFFERS_EVIDENCE),
    ),
    "telling is no violence": (
        "The minister said the general gave his word.", ("minister", "the general gave his word", Act.REPORTS),
    ),
    "a tanker seized is one": (
        "The admiral said Zentia had seized the tanker.", ("admiral", "Zentia had seized the tanker", Act.ACCUSES),
    ),
    "a clause about the source": (
        "According to the Meridian Wire, which cited a fisherman on the quay, two boats left before the fire.",
        ("fisherman", "two boats left before the fire", Act.REPORTS),
    ),
    "a condition that somebody asserts": (
        "Had the raid been filmed, as Drach claims, the army could have shown it.",
        ("Drach", "Had the raid been filmed", Act.REPORTS),
    ),
    "cannot is no not": (
        "She described it as “a fairy tale from a cabinet that cannot count its ships”.",
        ("the author", "a fairy tale", Act.DENIES),
    ),
    "innocent": ("The union said the dockers were innocent.", ("union", "the dockers were innocent", Act.EXONERATES)),
    "an alibi": ("Weber said he had an alibi.", ("Weber", "he had an alibi", Act.DENIES)),
    "they did it": (
        "The minister blamed the brigade. “They did it with our own rifles,” he said.",
        ("minister", "They did it with our own rifles", Act.ACCUSES),
    ),
    "not today": (
        "“I am not going to show them today,” the spokesman said.",
        ("spokesman", "I am not going to show them today", Act.DECLINES_TO_NAME),
    ),
    "left to others": (
        "“I will leave that to your imagination,” the spokesman said.",
        ("spokesman", "I will leave that to your imagination", Act.DECLINES_TO_NAME),
    ),
    "an answer will come": (
        "“If it happens again, the answer will come quickly,” the general said.",
        ("general", "If it happens again, the answer will come quickly", Act.THREATENS),
    ),
    "serial numbers": (
        "The inspector said the wing carried serial numbers of the Zentian navy.",
        ("inspector", "the wing carried serial numbers of the Zentian navy", Act.OFFERS_EVIDENCE),
    ),
    "a name with another": (
        "The former pilot Jan Brandt and his wife said they heard two shots.",
        ("Jan Brandt and", "they heard two shots", Act.OFFERS_EVIDENCE),
    ),
    "they, of people no list has": (
        "Officials from the mission spoke first. Welders at the yard disagreed: they told the inquiry that the crane had failed.",
        ("Welders", "that the crane had failed", Act.REPORTS),
    ),
    "a lawyer for somebody named": (
        "A lawyer for the clan's jailed leader, Rui Gavela, said the trial was over.",
        ("lawyer", "the trial was over", Act.REPORTS),
    ),
    "a widow's name": (
        "The widow, Teresa Lobo, told the court she had thrown them away.",
        ("Teresa Lobo", "she had thrown them away", Act.REPORTS),
    ),
    "whom the quotation names does not say it": (
        "The daughter of Ivo Brandt, Mira Brandt, was there. “Jan Kolb has enemies,” she said.",
        ("Mira Brandt", "Jan Kolb has enemies", Act.REPORTS),
    ),
    "made clear": (
        "The minister made clear that further raids would be met with force.",
        ("minister", "that further raids would be met with force", Act.THREATENS),
    ),
    "calling itself": (
        "A group calling itself the Fifth Column said that it had planted a bomb.",
        ("Fifth Column", "that it had planted a bomb", Act.CLAIMS_RESPONSIBILITY),
    ),
    "a claim inside a rejection": (
        "Both ministers rejected the suggestion by the ambassador that the raid had been staged by Zentia.",
        ("ambassador", "that the raid had been staged by Zentia", Act.ACCUSES),
    ),
    "people do it": (
        "The judge concludes that the fire was started by detainees.",
        ("judge", "that the fire was started by detainees", Act.ACCUSES),
    ),
    "stopped short of": (
        "Reis stopped short of accusing the clan.", ("Reis", "the clan", Act.DECLINES_TO_NAME),
    ),
    "a witness with a letter": (
        "Witness D said that the gate was open.", ("Witness D", "that the gate was open", Act.REPORTS),
    ),
    "a blackout owned up to": (
        "The brigade claimed last year's power cut.", ("brigade", "last year's power cut", Act.CLAIMS_RESPONSIBILITY),
    ),
    "reported to have found": (
        "The radio reported that the inspectors found no powder: “They found only bolts.”",
        ("radio", "They found only bolts", Act.OFFERS_EVIDENCE),
    ),
    "the former": (
        "Both the army and the Farmers' League spoke. The former said the huts had been torched by herders.",
        ("army", "the huts had been torched by herders", Act.ACCUSES),
    ),
    "the latter": (
        "Both the army and the Farmers' League spoke. The latter said the huts had been torched by herders.",
        ("Farmers' League", "the huts had been torched by herders", Act.ACCUSES),
    ),
    "according to them": (
        "Drach's defenders tell another story. According to them the demonstrators fired first.",
        ("defenders", "the demonstrators fired first", Act.ACCUSES),
    ),
    "your allies": (
        "QUESTION: The council says this was done by your allies.",
        ("council", "this was done by your allies", Act.ACCUSES),
    ),
    "not true": ("“That is simply not true,” the admiral said.", ("admiral", "That is simply not true", Act.DENIES)),
    "an act of terror by": (
        "The ministry said the blast was an act of terror by the Dawn Brigade.",
        ("ministry", "the blast was an act of terror by the Dawn Brigade", Act.ACCUSES),
    ),
    "a telegram": ("Her witness is a telegram that says “the gate is open”.", ("telegram", "the gate is open", Act.REPORTS)),
    "the baron": (
        "Baron Teofil Lasch came. The baron told the court that the mill was sound.",
        ("Teofil Lasch", "that the mill was sound", Act.REPORTS),
    ),
    "a surname taken for a firm": (
        "The owner of the Brightwell yard came. Director Clive Brightwell met Maureen Slate. She spoke.\n\n"
        "Brightwell conceded that the crane was old, but he insisted that it was safe.",
        ("Clive Brightwell", "that it was safe", Act.REPORTS),
    ),
    "a company is no country": (
        "The Goldline company came. Vessland's government protested. The company said the welder was dismissed.",
        ("Goldline", "the welder was dismissed", Act.REPORTS),
    ),
    "neither of them": (
        "The governor blamed neither the dockers nor the navy.",
        ("governor", "neither the dockers nor the navy", Act.EXONERATES),
    ),
    "a heater is nobody": (
        "The mayor said a gas cylinder exploded.", ("mayor", "a gas cylinder exploded", Act.REPORTS),
    ),
    "the company that was called one": (
        "The Greyrock mining company lost its offices. The River Defenders denied it. The company said a man had run.",
        ("Greyrock", "a man had run", Act.REPORTS),
    ),
    "no trace found": (
        "The chief said the police found no trace of such threats.",
        ("chief", "the police found no trace of such threats", Act.NOTES_MISSING_EVIDENCE),
    ),
    "had it burned": (
        "Greif said the president had the terminal burned.",
        ("Greif", "the president had the terminal burned", Act.ACCUSES),
    ),
    "a company poisons": (
        "Mensah said the company had poisoned the wells.", ("Mensah", "the company had poisoned the wells", Act.ACCUSES),
    ),
    "a chief with a statesman's name": (
        "CHIEF ORTEGA: We have one man in custody.", ("ORTEGA", "We have one man in custody", Act.REPORTS),
    ),
    "it in one's own words is another": (
        "MS. BRANDT: It was shelling the range, thirty kilometres away.",
        ("Brandt", "It was shelling the range, thirty kilometres away", Act.REPORTS),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ROWS.values(), ids=ROWS)
def test_who_says_what(text: str, expected: tuple[str, str, Act]) -> None:
    name, content, act = expected
    if name == "the author":  # the speaker is not what this row is about
        assert act in {s.act for s in read(text) if content in s.content.exact}
        return
    found = [s for s in read(text) if content in {s.content.exact.rstrip("."), *(p.exact for p in s.content_parts)}]
    assert any(name in s.source.name and s.act is act for s in found), [
        (s.source.name, s.act, s.content.exact) for s in read(text)
    ]


def test_a_briefing_is_asked_by_somebody_it_does_not_name() -> None:
    text = "MR. BRANDT: Three shells fell.\n\nQUESTION: The brigade says it has no mortars.\n\nMR. BRANDT: It has."
    said = read(text)
    assert [s.source.name for s in said if s.cue and s.cue.exact == ":"] == ["Brandt", "questioner", "Brandt"]
    (inner,) = [s for s in said if s.cue and s.cue.exact == "says"]
    assert [link.name for link in inner.chain][-2:] == ["questioner", "brigade"]


def test_a_question_says_who_asks_it() -> None:
    text = "MR. BRANDT: Three shells fell.\n\nQUESTION (Petra Olund, Radio Nine): Who fired them, do you think?"
    assert "Petra Olund" in {s.source.name for s in read(text)}


def test_what_one_could_not_find_out_is_said_once() -> None:
    said = [s for s in read("The monitors said they could not establish where the shells came from.") if s.cue]
    assert [s.content.exact for s in said] == ["they could not establish where the shells came from"]


def test_who_assures_us_is_kept_at_a_distance() -> None:
    (found,) = [s for s in read("The minister assures us that the raiders were caught.") if s.cue]
    assert found.stance is Stance.DISTANCES


def test_they_go_on_as_they_began() -> None:
    text = "Both ministers met the Brotherhood. They blamed Drosk. They said the talks would go on."
    assert len({s.source.name for s in read(text) if s.cue}) == 1


INTERVIEW = """Two men and a ferry

An interview by Mina Sorel

Captain Idris Tawe speaks for the volunteers. I met him at noon.

Captain, a ferry was hit on Sunday. Was it you?

No. We have never fired on a ferry.

Then who was it?

I think it was the river police. Ask the owner. He says that he was threatened.

The police say they were in port.

Our men saw them on the river.

Will you talk to them?

I will talk to anybody."""


def test_an_interview_without_labels() -> None:
    said = {s.content.exact: s for s in read(INTERVIEW)}
    assert said["Was it you?"].source.resolved_by == "transcript"
    assert said["We have never fired on a ferry"].source.name == "Idris Tawe"
    assert said["Our men saw them on the river"].source.name == "Idris Tawe"
    assert said["that he was threatened"].source.name == "owner"
    assert said["they were in port"].source.name.endswith("police")


def test_a_briefing_whose_answers_are_labelled() -> None:
    text = "Spokesperson's press briefing\n\nQ: Who fired on the pilgrims?\n\nA: I am not going to speculate."
    assert [s.source.name for s in read(text) if s.cue] == ["questioner", "spokesperson"]


NOT_SAID = {
    "considering that": "The tale has proved hardy, considering that no rifle was ever found on the bridge.",
    "nobody is": "They blamed nobody.",
    "nobody was": "After the second fire nobody was blamed at all.",
    "could not contradict": "The watchman was dead and could not contradict him.",
}


@pytest.mark.parametrize("text", NOT_SAID.values(), ids=NOT_SAID)
def test_what_nobody_has_said(text: str) -> None:
    assert {s.source.name for s in read(text)} <= {"the author"}


def test_what_is_not_mentioned_is_not_said() -> None:
    assert {s.source.name for s in read("The judge does not mention the photographs of the door.")} <= {"the author"}


def test_no_doubt_is_no_denial() -> None:
    (found,) = [s for s in read("The minister said there was no doubt that the brigade fired the rockets.") if s.cue]
    assert (found.act, found.polarity) == (Act.ACCUSES, Polarity.POSITIVE)


def test_who_spoke_last_goes_on() -> None:
    text = "A ferryman heard two shots. The ferryman said the boat was grey. He added that it had no lights."
    assert [s.source.name for s in read(text) if s.cue] == ["ferryman", "ferryman"]
