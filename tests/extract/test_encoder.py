"""What the shipped weights read in sentences made up for the purpose, by exact words."""

import hashlib
import json
from importlib.util import find_spec
from typing import NamedTuple

import pytest

from sayso.errors import ModelUnavailable
from sayso.extract import encoder

installed = pytest.mark.skipif(not encoder.available(), reason="sayso-model-en or the extra `model` is not installed")


class Case(NamedTuple):
    text: str
    source: str
    cue: str
    content: str


CASES = {
    "indirect": Case(
        "The ministry of transport said that the bridge had been closed since Monday.",
        "The ministry of transport",
        "said",
        "that the bridge had been closed since Monday",
    ),
    "according-to": Case(
        "Four people died when the shell hit the market, according to two doctors at the hospital.",
        "two doctors at the hospital",
        "according to",
        "Four people died when the shell hit the market",
    ),
    "denial": Case(
        "Governor Mira Holt denied that her office had ordered the arrest.",
        "Governor Mira Holt",
        "denied",
        "that her office had ordered the arrest",
    ),
    "split-quotation": Case(
        "“We were warned twice,” Colonel Jan Brandt told reporters, “and we did not listen.”",
        "Colonel Jan Brandt",
        "told",
        "“We were warned twice,” | “and we did not listen.”",
    ),
    "straight-quotes": Case(
        '"We were warned twice," Colonel Jan Brandt said.',
        "Colonel Jan Brandt",
        "said",
        '"We were warned twice,"',
    ),
    "lower-case": Case(
        "officials in lorvia believe the boat was sunk by a mine",
        "officials in lorvia",
        "believe",
        "the boat was sunk by a mine",
    ),
}


def words(text: str, spans: encoder.Chars) -> str:
    return " | ".join(text[a:b] for a, b in spans)


@installed
@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_reads(case: Case) -> None:
    found, *inner = encoder.attributions(case.text)
    assert all(one.parent == 0 for one in inner)
    assert words(case.text, found.source) == case.source
    assert words(case.text, found.cue) == case.cue
    assert words(case.text, found.content).strip(".") == case.content.strip(".")
    assert found.parent is None


@installed
def test_the_outer_content_keeps_what_another_says_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "The Courier reported that two officers said the convoy had left before dawn."
    (outer,) = encoder.attributions(text)
    assert words(text, outer.source) == "The Courier"
    assert words(text, outer.content) == "that two officers said the convoy had left before dawn"
    model = encoder._model()
    again = model._replace(decoding=model.decoding._replace(look=0.02))
    monkeypatch.setattr(encoder, "_model", lambda: again)
    outer, inner = encoder.attributions(text)
    assert (words(text, inner.source), words(text, inner.content)) == ("two officers", "the convoy had left before dawn")
    assert (outer.parent, inner.parent) == (None, 0)


@installed
def test_narration_and_nothing_hold_no_attribution() -> None:
    assert encoder.attributions("The bridge fell at noon. Nobody was hurt.") == ()
    assert encoder.attributions("") == ()


@installed
def test_offsets_survive_odd_characters_and_chosen_stretches() -> None:
    text = "MENU · Home\u00a0· News\n\nThe Élan party\u200b said\u00a0 the vote was “stolen” 🙂.\nRead more"
    start = text.index("The Élan")
    (found,) = encoder.attributions(text, paragraphs=[(start, text.index("\nRead"))])
    assert words(text, found.cue) == "said"
    assert words(text, found.content).startswith("the vote was “stolen”")


@installed
def test_the_same_text_gives_the_same_answer_alone_and_in_company() -> None:
    case = CASES["denial"].text
    alone = encoder.attributions(case)
    assert encoder.attributions(case) == alone


@installed
def test_roles_of_an_attack() -> None:
    text = "Guerrillas of the Red Front killed mayor Jose Alarcon and two policemen with a car bomb outside the power plant."
    found = {text[role.start : role.end]: role.label for role in encoder.roles(text)}
    assert found == {
        "Guerrillas": "perp_individual",
        "Red Front": "perp_individual",
        "mayor": "victim_described",
        "Jose Alarcon": "victim_named",
        "policemen": "victim_described",
        "car bomb": "weapon",
        "power plant": "target",
    }
    types = {score.type: score.score for score in encoder.incident_types(text)}
    assert max(types, key=lambda name: types[name]) in {"attack", "bombing"}


ARTICLE = (
    "LORVIA CITY — Interior Minister Dana Velk on Monday accused the Northern Front of planting the bomb that killed four people "
    "at a market in Brandhof.\n\n"
    "A spokesman for the Northern Front denied any role in the attack. “We do not fight civilians,” he told reporters.\n\n"
    "According to two officials who asked not to be named, the police had been warned a week earlier. The minister said that she "
    "knew of no warning.\n\n"
    "The bridge over the Lor was closed until noon."
)


@installed
def test_an_article_comes_out_exactly() -> None:
    found = [tuple(words(ARTICLE, part) for part in (a.source, a.cue, a.content)) for a in encoder.attributions(ARTICLE)]
    assert found == [
        (
            "Interior Minister Dana Velk",
            "accused",
            "the Northern Front of planting the bomb that killed four people at a market in Brandhof",
        ),
        ("A spokesman for the Northern Front", "denied", "any role in the attack"),
        ("he", "told", "“We do not fight civilians,”"),
        ("two officials who asked not to be named", "According to", "the police had been warned a week earlier"),
        ("The minister", "said", "that she knew of no warning"),
    ]
    roles = [(ARTICLE[r.start : r.end], r.label) for r in encoder.roles(ARTICLE)]
    assert roles == [("bomb", "weapon"), ("people", "victim_described"), ("market", "target")]


@installed
def test_weights_are_those_that_the_config_names_and_the_figures_hold() -> None:
    from sayso_model_en import path

    config = json.loads((path() / "config.json").read_text(encoding="utf-8"))
    assert hashlib.sha256((path() / "model.onnx").read_bytes()).hexdigest() == config["weights"]
    assert encoder.version().endswith(config["weights"][:12])
    assert config["polnear_dev"]["triple50"]["f1"] >= 71
    figures = config["polnear_dev"]["triple50"]
    assert "| {p} | {r} | {f1} |".format(**figures) in (path() / "card.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("missing", encoder.NEEDS)
def test_without_its_parts_it_says_what_to_install(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder, "find_spec", lambda name: None if name == missing else find_spec("json"))
    encoder._model.cache_clear()
    assert not encoder.available()
    with pytest.raises(ModelUnavailable, match=f"{missing}.*make run"):
        encoder.attributions("Somebody said so.")
