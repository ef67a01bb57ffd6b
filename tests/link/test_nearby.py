"""What stands beside an account: made-up reports in, addresses and persons out."""

from __future__ import annotations

import pytest
from tests.made_up import account_of, day, document_of

from sayso.extract import extract
from sayso.link import link_all
from sayso.link.nearby import addresses, people_beside


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A man was shot at 30 Porter Street.", {"30 porter st"}),
        ("A man was shot at 30 Porter St.", {"30 porter st"}),
        ("A man was shot in the 6500 block of Archer Road.", {"6500 archer road"}),
        ("A man was shot at 112 West 5th Ave on Friday.", {"112 west 5th avenue"}),
        ("A man was shot on Porter Street. 30 people fled.", set()),
        ("A man was shot. " + "Rain fell all night on the town. " * 12 + "The clinic is at 30 Porter Street.", set()),
    ],
)
def test_addresses(text: str, found: set[str]) -> None:
    document = document_of(text)
    assert set(addresses(account_of(document, "A man was shot"), document)) == found


def test_one_house_is_one_place() -> None:
    one = document_of("A man was shot in the head at 30 Porter Street.", published=day("2031-05-05"))
    other = document_of(
        "A teenager was shot and killed on Sunday. The shooting happened near 30 Porter St.", published=day("2031-05-06")
    )
    linking = link_all((one, other), (extract(one, model="off"), extract(other, model="off")))
    assert len(linking.incidents) == 1
    assert any("the same address, 30 porter st" in j.reason for j in linking.judgements)


def test_who_speaks_is_not_who_is_told_of() -> None:
    text = "Ada Brandt, 16, was shot in a field on Sunday. Police spokesman Toma Vell said that Jon Noack had not seen her."
    extraction = extract(document_of(text), model="off")
    (account,) = extraction.accounts
    assert people_beside([extraction])[account.id] == {"ada brandt", "jon noack"}
