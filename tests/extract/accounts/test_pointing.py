"""Commentary that comes back to several happenings: which one "the attack" means, what was done, what was only talked of, and when."""

from __future__ import annotations

import pytest
from tests.extract.accounts.conftest import Read

from sayso.model import Account, Extraction, Stage

REAL = {Stage.ACCOMPLISHED, Stage.ATTEMPTED}


def real(found: Extraction) -> list[Account]:
    return [a for a in found.accounts if a.stage in REAL]


def words(account: Account) -> list[str]:
    return [m.exact for m in account.mentions]


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("The public was told in 1987 about an attack on a Delmar tanker that never happened.", Stage.DENIED),
        ("Ministers discussed killing the general Pavel Orlik.", Stage.PLANNED),
        ("Officers weighed assassinating Pavel Orlik in Loden.", Stage.PLANNED),
        ("The file speaks of an effort by the militia to kill the judge Ana Brandt.", Stage.ATTEMPTED),
        ("There were serious doubts that a Delmar frigate had been attacked by patrol boats.", Stage.HYPOTHETICAL),
        ("There is no doubt that a Delmar frigate was attacked by patrol boats.", Stage.ACCOMPLISHED),
        ("The army would have to avenge the assassination of Pavel Orlik.", Stage.ACCOMPLISHED),
    ],
    ids=["never happened", "discussed", "weighed", "effort", "doubts", "no doubt", "avenge"],
)
def test_what_is_only_talked_of_has_not_happened(read: Read, text: str, stage: Stage) -> None:
    assert [a.stage for a in read(text).accounts] == [stage]


def test_the_attack_is_the_one_done_and_not_the_one_discussed(read: Read) -> None:
    text = (
        "A rocket attack on a base near Kirkuk killed a Delmar contractor. The cabinet discussed killing Pavel Orlik and "
        "retaliatory strikes. It was not clear who was responsible for the attack."
    )
    assert words(real(read(text))[0])[-1] == "attack"


def test_a_day_in_the_phrase_says_which_one_is_meant(read: Read) -> None:
    text = (
        "On January 3 a rocket killed a contractor in Kirkuk. On January 9 a bomb killed a judge in Basra. "
        "The cabinet met over its answer to the January 3 attack."
    )
    assert "attack" in words(real(read(text))[0])[-1]


def test_strikes_do_not_mean_a_single_shot(read: Read) -> None:
    text = (
        "Militiamen had killed a Canadian in Kirkuk, and few spoke of the attack. Talks went on. "
        "The retaliatory attacks took place on January 9."
    )
    assert len(real(read(text))) == 2


def test_one_day_is_none_of_the_many(read: Read) -> None:
    text = "There were many attacks in Iraq in 2023. Delmar lost ground. The November 9 attack on a depot in Basra killed two guards."
    assert [a.date.start if a.date else None for a in real(read(text))] == ["2023-11-09"]


def test_one_victim_of_one_nation_in_one_town_is_one(read: Read) -> None:
    text = (
        "A rocket attack on a base near Kirkuk killed a Canadian contractor. Nobody claimed it. Talks went on in Baghdad. "
        "The minister said that militiamen had killed a Canadian in Kirkuk."
    )
    assert len(real(read(text))) == 1


def test_what_came_weeks_later_is_another(read: Read) -> None:
    text = (
        "Militiamen may have fired rockets at the base near Basra on January 1. Two weeks later, on January 15, a rocket "
        "attack on a depot in Kirkuk killed a contractor."
    )
    found = real(read(text))
    assert [a.date.start if a.date else None for a in found] == ["2024-01-01", "2024-01-15"]


def test_whoever_condemned_it_did_so_later(read: Read) -> None:
    text = "On January 13, the minister condemned two attacks on a base located near Basra on Jan. 7 and Jan. 9."
    (account,) = real(read(text))
    assert account.date is not None
    assert (account.date.start, account.date.end) == ("2024-01-07", "2024-01-09")


def test_no_day_is_carried_back_in_the_text(read: Read) -> None:
    text = (
        "The assassination of Pavel Orlik shook the town of Loden. A rocket hit the consulate in Basra. "
        "The assassination of Pavel Orlik took place on January 3."
    )
    dates = {a.mentions[0].exact.split()[0].lower(): a.date.start if a.date else None for a in real(read(text))}
    assert dates.get("rocket") is None
    assert dates["assassination"] == "2024-01-03"


def test_a_bare_surname_is_who_was_assassinated(read: Read) -> None:
    text = (
        "The assassination of Orlikani shook the town. Six ships were attacked in the gulf on January 3. "
        "The assassination of Orlikani was denied by nobody."
    )
    assert len(real(read(text))) == 2


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The murder of two priests and the bombing of a church in Aldmoor shook the province.", 2),
        ("The murder of two priests along with the bombing of a church in Aldmoor shook the province.", 2),
        ("The murder of two priests and the wounding of three nuns in Aldmoor shook the province.", 1),
        ("The murder of two priests in the bombing of a church in Aldmoor shook the province.", 1),
    ],
    ids=["listed", "along with", "what became of others", "in"],
)
def test_deeds_listed_beside_each_other_are_several(read: Read, text: str, count: int) -> None:
    assert len(real(read(text))) == count


def test_the_attack_lies_back_where_one_was_made_and_not_where_one_was_weighed(read: Read) -> None:
    text = (
        "A rocket attack on a depot near Kelso killed a Delmar engineer on 10 January. The cabinet went into session. Ministers weighed "
        "assassinating Pavel Orlik along with strikes against the Ridge Brigade. The source was unknown. It was unclear who was to blame "
        "for the attack."
    )
    (made,) = real(read(text))
    assert words(made)[-1] == "attack"


def test_one_attack_is_none_of_many_strikes_that_are_only_spoken_of(read: Read) -> None:
    text = (
        "At the first meeting on an answer to the 10 January attack on a Delmar depot, General Adler put forward strikes against the Ridge "
        "Brigade, which he blamed for the attack."
    )
    (made,) = real(read(text))
    assert len(words(made)) == 2


def test_an_attack_with_a_target_of_its_own_is_not_the_one_that_was_planned(read: Read) -> None:
    text = "Ministers weighed assassinating Pavel Orlik, whom they blamed for the attack on the Kelso depot."
    assert words(real(read(text))[0]) == ["attack on the Kelso depot"]


def test_what_hit_a_thing_is_not_what_was_to_hit_people(read: Read) -> None:
    text = (
        "The rounds were part of an effort to kill or injure Delmar envoys. Talks failed. The minister urged an answer to the drone attack "
        "on a refinery."
    )
    assert [a.targets[0].span.exact for a in real(read(text)) if a.targets] == ["refinery"]
    assert not any(a.targets and a.victims for a in real(read(text)))


@pytest.mark.parametrize("where", ["nowhere near", "far from"])
def test_where_it_was_not_is_not_its_place(read: Read, where: str) -> None:
    (made,) = real(read(f"The retaliatory air strikes on the militia's stores on January 9 were {where} Kirkuk."))
    assert made.place is None
