"""The table of checks."""

from __future__ import annotations

from sayso.checks import CHECKS


def test_each_check_has_a_name_a_kind_a_weight_and_the_sentence_that_users_see() -> None:
    assert len({check.name for check in CHECKS}) == len(CHECKS)
    for check in CHECKS:
        assert 0 < check.weight <= 1
        assert check.run.__doc__
        assert check.run.__doc__.endswith(".")
