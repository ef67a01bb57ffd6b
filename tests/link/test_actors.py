"""Which actors of different documents are one, and why."""

from __future__ import annotations

import msgspec
import pytest
from tests.made_up import document_of

from sayso.link.actors import ActorLinks, join_actors
from sayso.model import Actor, ActorKind, Document, DocumentKind, make_id

ONE = document_of("One paper.")
TWO = document_of("Another paper.")


def _actor(name: str, *, kind: ActorKind = ActorKind.PERSON, document: Document = ONE, **fields: object) -> Actor:
    return Actor(id=make_id("actor", document.id, name), name=name, kind=kind, **fields)  # type: ignore[arg-type]


def _linked(left: Actor, right: Actor, *, documents: tuple[Document, Document] = (ONE, TWO)) -> ActorLinks:
    one, two = documents
    return join_actors({one.id: [left], two.id: [right]}, {one.id: one, two.id: two})


GROUP, STATE = ActorKind.ARMED_GROUP, ActorKind.STATE
JOINED = {
    "full name": (("Ilan Morrow", {}), ("Ilan Morrow", {})),
    "title": (("Gen. Ilan Morrow", {}), ("Ilan Morrow", {})),
    "key": (
        ("the League", {"kind": GROUP, "key": "redan-league"}),
        ("Redan League", {"kind": GROUP, "key": "redan-league"}),
    ),
    "surname": (("Morrow", {}), ("Ilan Morrow", {})),
    "spelling": (("Muqtada Hasani", {}), ("Moqtada al-Hassani", {})),
    "alias": (("RL", {"kind": GROUP}), ("Redan League", {"kind": GROUP, "aliases": ("RL", "the League")})),
    "body": (("Redan League", {"kind": GROUP}), ("the Redan League", {"kind": GROUP})),
}
APART = {
    "part of a name": (("Hezbollah", {"kind": GROUP}), ("Kataib Hezbollah", {"kind": GROUP})),
    "same first names": (("Abu Mahdi al-Muhandis", {}), ("Abu Mahdi al-Zaidi", {})),
    "like first names": (("Mohamed Karim", {}), ("Mahmoud Karim", {})),
    "acronyms": (("PMU", {"kind": GROUP}), ("PMF", {"kind": GROUP})),
    "two keys": (("the Guard", {"kind": GROUP, "key": "a"}), ("the Guard", {"kind": GROUP, "key": "b"})),
    "person and body": (("Lund", {}), ("Lund", {"kind": STATE})),
    "unnamed": (("an official", {"named": False}), ("an official", {"named": False})),
    "two commenters": (("Joe", {"kind": ActorKind.COMMENTER}), ("Joe", {"kind": ActorKind.COMMENTER})),
    "commenter and source": (("Ilan Morrow", {"kind": ActorKind.COMMENTER}), ("Ilan Morrow", {})),
    "first name alone": (("Ilan", {}), ("Ilan", {})),
}


@pytest.mark.parametrize(("left", "right"), JOINED.values(), ids=JOINED.keys())
def test_joined(left: tuple[str, dict[str, object]], right: tuple[str, dict[str, object]]) -> None:
    a, b = _actor(left[0], **left[1]), _actor(right[0], document=TWO, **right[1])  # type: ignore[arg-type]
    joined = _linked(a, b).joined
    assert joined[a.id] == joined[b.id]


@pytest.mark.parametrize(("left", "right"), APART.values(), ids=APART.keys())
def test_apart(left: tuple[str, dict[str, object]], right: tuple[str, dict[str, object]]) -> None:
    a, b = _actor(left[0], **left[1]), _actor(right[0], document=TWO, **right[1])  # type: ignore[arg-type]
    joined = _linked(a, b).joined
    assert joined[a.id] != joined[b.id]


def test_a_commenter_is_one_person_on_one_page() -> None:
    comments = [msgspec.structs.replace(ONE, id=i, kind=DocumentKind.COMMENT) for i in ("doc-1", "doc-2")]
    a, b = (_actor("Joe", kind=ActorKind.COMMENTER, document=c) for c in comments)
    joined = _linked(a, b, documents=(comments[0], comments[1])).joined
    assert joined[a.id] == joined[b.id]


def test_a_surname_that_two_bear_stays_alone() -> None:
    actors = {ONE.id: [_actor("Morrow")], TWO.id: [_actor("Ilan Morrow", document=TWO), _actor("Eda Morrow", document=TWO)]}
    joined = join_actors(actors, {ONE.id: ONE, TWO.id: TWO}).joined
    assert len(set(joined.values())) == 3


def test_likeness_proposes_and_does_not_join() -> None:
    a = _actor("Hezbollah", kind=GROUP)
    b = _actor("Kataib Hezbollah", kind=GROUP, document=TWO)
    (proposal,) = _linked(a, b).judgements
    assert (proposal.same, {proposal.left, proposal.right}) == (False, {a.id, b.id})
    assert "not enough to join" in proposal.reason


def test_ids_do_not_hang_on_the_order_of_reading() -> None:
    a, b = _actor("Ilan Morrow"), _actor("Gen. Ilan Morrow", document=TWO)
    assert _linked(a, b).joined == _linked(b, a, documents=(TWO, ONE)).joined
