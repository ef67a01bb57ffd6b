"""Single blocks of text: who reads as telling something, and what is said to the reader of a page."""

import pytest

from sayso.ingest.furniture import closes_page, is_furniture
from sayso.ingest.told import is_report, is_speech, is_statement


@pytest.mark.parametrize(
    "line",
    [
        "Ms. Abery: We know nothing of it.",
        "LARSEN: Has the president spoken to you?",
        "Q: Who was behind the attack?",
        "A: No.",
        "MR. EK: They would.",
        "OLGA MARN, DEFENCE MINISTER: I have seen no proof.",
        "[REPORTER] CAN YOU DESCRIBE IT?",
        "[ORLO] NO, I CANNOT GIVE DETAILS RIGHT NOW. [END RECORDING]",
        "Mr Speaker: Order. The Minister must be heard.",
    ],
)
def test_a_label_and_words_are_speech(line: str) -> None:
    assert is_speech(line)


@pytest.mark.parametrize(
    "line",
    [
        "Read more: Who are Red Dawn?",
        "Photo: A man walks by the quay.",
        "Our Standards: The Harbour Trust Principles.",
        "Tags: bombs, markets.",
        "Reporting: Ann Leeds.",
        "[SIGNED] NATIONAL COMMAND.",
        "Governor blames Red Dawn: what we know",
    ],
)
def test_labels_of_furniture_and_headlines_are_none(line: str) -> None:
    assert not is_speech(line)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("No group has claimed the attack.", True),
        ("Police blame Red Dawn.", True),
        ("THE POLICE HAVE STARTED LOOKING FOR THE GUNMEN. [END RECORDING]", True),
        ("TERMS APPLY.", False),
        ("“It was them,” he said.", True),
        ("Who gains from it? Not Red Dawn.", True),
        ("Ferry strike called off", False),
        ("What is Red Dawn and what does it want?", False),
        ("Terms And Conditions Apply.", False),
        ("All rights reserved.", False),
        ("Sign up for our newsletter.", False),
        ("This site uses cookies.", False),
    ],
)
def test_statements_end_in_full_stops_and_are_not_said_to_the_reader(line: str, told: bool) -> None:
    assert is_statement(line) is told


@pytest.mark.parametrize(
    "line",
    [
        "Latest figures show that 30 people died.",
        "Previous attacks were blamed on Red Dawn.",
        "Related charges against two men were dropped.",
        "Topics discussed included the war.",
        "The two sides agreed the terms of a truce.",
        "They spoke of Tarvenia as an example in terms of freedom, she told the council.",
        "Support for the group has fallen since March.",
        "Support for Red Dawn grew on Telegram, the police said.",
    ],
)
def test_reports_that_open_like_furniture_are_none(line: str) -> None:
    assert is_report(line)
    assert not is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "Latest news",
        "Previous: Ferry strike called off",
        "Read more: police said the suspect was arrested.",
        "Support our work with a donation today.",
        "Share this story on Twitter.",
        "By using this site the terms of use are accepted.",
        "© 2021 Harbour Post. This material may not be published or rewritten.",
        "Since you’re here, we have a small favour to ask. More people read the Post than ever.",
    ],
)
def test_furniture_stays_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    ("line", "closes"),
    [
        ("Related stories", True),
        ("More on this story", True),
        ("Most read", True),
        ("3 comments", True),
        ("Comments are closed.", True),
        ("###", True),
        ("Advertisement", False),
        ("Read more: Who are Red Dawn?", False),
        ("More than thirty people were hurt.", False),
        ("Related charges against two men were dropped.", False),
    ],
)
def test_what_closes_a_page(line: str, closes: bool) -> None:
    assert closes_page(line) is closes
