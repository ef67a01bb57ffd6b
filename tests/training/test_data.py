"""Made-up annotated text in, labelled pieces out."""

import importlib
import random
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import sayso.extract  # noqa: F401  (before the training modules, which otherwise stand in for it)

ROOT = Path(__file__).parents[2]
TOKENIZER = ROOT / "packages" / "sayso-model-en" / "src" / "sayso_model_en"
TEXT = 'The ministry said the bridge was open.\n\n"It is not," Mira Holt told reporters, "and never was."'
RECORD = {
    "doc_id": "made-up",
    "text": TEXT,
    "attributions": [
        {"source": [[0, 12]], "cue": [[13, 17]], "content": [[18, 37]]},
        {"source": [[53, 62]], "cue": [[63, 67]], "content": [[40, 52], [79, 95]]},
    ],
}


def load(name: str) -> ModuleType:
    folder = str(ROOT / "training")
    if folder not in sys.path:
        sys.path.append(folder)
    return importlib.import_module(name)


@pytest.fixture(scope="module")
def data() -> ModuleType:
    return load("data")


@pytest.fixture(scope="module")
def reader(data: ModuleType) -> Any:
    return data.tokenizer(TOKENIZER)


def words(one: Any, at: Any) -> str:
    return " ".join(TEXT[one.pieces.starts[i] : one.pieces.ends[i]] for i in at)


def test_labels_stand_on_the_words_they_were_given_for(data: ModuleType, reader: Any) -> None:
    one = data.article(RECORD, reader)
    names = [data.TAGS[tag] for tag in one.tags]
    assert words(one, [i for i, n in enumerate(names) if n.endswith("cue")]) == "said told"
    assert words(one, [i for i, n in enumerate(names) if n.endswith("source")]) == "The ministry Mira Holt"
    assert names.count("B-content") == 3
    assert words(one, [i for i, role in enumerate(one.roles[1]) if role == 2]) == '" It is not , " " and never was . "'
    assert words(one, one.cues) == "said told"


def test_an_example_counts_from_its_window(data: ModuleType, reader: Any) -> None:
    one = data.article(RECORD, reader)
    window = data.cut.windows(one.pieces.ids, context=0, first=5)[1]
    example = data.example(one, window)
    assert window.start == one.pieces.ids.index(data.cut.PARAGRAPH, 1)
    assert [data.TAGS[example.tags[cue]] for cue in example.cues] == ["B-cue"]
    assert len(example.ids) == len(example.tags) == len(example.roles[0])


def test_lost_quotation_marks_take_their_labels_with_them(data: ModuleType, reader: Any) -> None:
    one = data.article(RECORD, reader)
    whole = data.example(one, data.cut.Window(0, 0, len(one.pieces)))
    changed = [data.disturbed(whole, random.Random(seed)) for seed in range(60)]
    without = [e for e in changed if data.STRAIGHT not in e.ids and len(e.ids) < len(whole.ids) - 2]
    assert without
    for example in without:
        assert [data.TAGS[example.tags[cue]] for cue in example.cues] == ["B-cue", "B-cue"]
        assert len(example.ids) == len(example.tags) == len(example.roles[1])


def test_one_seed_gives_one_epoch(data: ModuleType, reader: Any) -> None:
    corpus = [data.article(RECORD, reader)]
    first, second = (data.examples(corpus, random.Random(5)) for _ in range(2))
    assert first == second


def test_key_strings_are_found_wherever_they_stand(data: ModuleType, reader: Any) -> None:
    incidents = load("incidents")
    text = "THE RED FRONT BOMBED A BRIDGE.\n\nTHE FRONT SAID THE RED\nFRONT DID IT."
    empty: dict[str, list[Any]] = {key: [] for key in ("perp_individuals", "human_targets", "instruments")}
    template = empty | {
        "incident_type": ["BOMBING"],
        "perp_orgs": [{"alternatives": ["RED FRONT"], "confidence": ["CLAIMED OR ADMITTED"]}],
        "phys_targets": [{"alternatives": ["BRIDGE"]}],
    }
    one = incidents.message({"doc_id": "made-up", "body": text, "templates": [template]}, reader)
    starts = [(text[one.pieces.starts[i] :][:3], (tag - 1) // 2) for i, tag in enumerate(one.mentions) if tag % 2]
    assert starts == [("RED", 1), ("BRI", 2), ("RED", 1)]
    assert {incidents.STATUSES[s] for s in one.status if s >= 0} == {"CLAIMED OR ADMITTED"}
    assert one.types.any(0).tolist() == [False, True, False, False, False, False]
