"""Response cues of documents in, responses between incidents out."""

from __future__ import annotations

from tests.made_up import account_of, document_of, quote

from sayso.link.responses import join_responses
from sayso.model import Extraction, Incident, IncidentType, ResponseCue, Stage


def test_an_answer_that_only_its_words_tell_keeps_who_gave_it_and_how() -> None:
    document = document_of("Gunmen killed the consul. Norland will mobilise its reservists.")
    killed = account_of(document, "Gunmen killed the consul")
    cue = ResponseCue(
        id="cue-1", document=document.id, trigger=killed.id, response="cue-1", span=quote(document, "mobilise its reservists"),
        basis="sequence", kind="deployment", by="actor-n", who=quote(document, "Norland"), stage=Stage.PLANNED,
    )  # fmt: skip
    incident = Incident(id="incident-1", label="Attack", type=IncidentType.ATTACK, accounts=(killed.id,))
    (found,) = join_responses(
        [Extraction(document=document.id, made_by="test", accounts=(killed,), responses=(cue,))],
        incident_of={killed.id: incident.id}, incidents={incident.id: incident}, actor_of={"actor-n": "actor-joined"},
    )  # fmt: skip
    assert (found.trigger, found.response, found.lag_days) == (incident.id, found.id, None)
    assert (found.kind, found.by, found.stage) == ("deployment", "actor-joined", Stage.PLANNED)
    assert found.who is not None
    assert found.who.exact == "Norland"
