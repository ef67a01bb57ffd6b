"""Made-up messages in the corpus's form: the status that MUC-4's keys would give an organisation."""

from __future__ import annotations

import pytest

from sayso.bench.accounts import document_of, prediction
from sayso.extract import extract


def statuses(body: str) -> dict[str, str]:
    made = {"doc_id": "TST-0001", "body": body, "dateline_parsed": {"date": "5 MAY 90"}}
    incidents = prediction(made, extract(document_of(made), model="off"))["incidents"]
    return {o["name"]: o["confidence"] for i in incidents for o in i["perp_orgs"]}


@pytest.mark.parametrize(
    ("body", "status"),
    [
        pytest.param(
            "The police reported that Hezbollah guerrillas killed Judge Orlan Brask on 3 April.",
            "REPORTED AS FACT", id="news of the police",
        ),
        pytest.param(
            "The police reported that Hezbollah was responsible for the murder of Judge Orlan Brask on 3 April.",
            "SUSPECTED OR ACCUSED BY AUTHORITIES", id="words of responsibility",
        ),
        pytest.param(
            "The police said that presumed Hezbollah guerrillas killed Judge Orlan Brask on 3 April.",
            "SUSPECTED OR ACCUSED BY AUTHORITIES", id="news in doubt",
        ),
        pytest.param(
            "Hezbollah guerrillas killed Judge Orlan Brask on 3 April. The police accused Hezbollah of the murder of the judge.",
            "SUSPECTED OR ACCUSED BY AUTHORITIES", id="blamed, and told as such",
        ),
        pytest.param(
            "Hezbollah guerrillas killed Judge Orlan Brask on 3 April. His widow accused Hezbollah of the murder of the judge.",
            "REPORTED AS FACT", id="told, and somebody's accusation",
        ),
    ],
)  # fmt: skip
def test_status_as_the_keys_have_it(body: str, status: str) -> None:
    assert set(statuses(body).values()) == {status}


def test_a_communique_of_ones_own_owns_up_to_what_it_tells() -> None:
    body = (
        "HEZBOLLAH UNITS ATTACKED THE BRIDGE OF ARCATAO ON 3 APRIL. WE KILLED JUDGE ORLAN BRASK AT HIS HOUSE. "
        "OUR FORCES AMBUSHED A BUS AND KILLED TWO PEASANTS. GUNMEN BURNED THE TARVEN BANK."
    )
    assert set(statuses(body).values()) == {"CLAIMED OR ADMITTED"}
