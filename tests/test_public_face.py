"""The public face: few names, sorted, all there, and cheap to import."""

import subprocess
import sys

import pytest

import sayso


def test_under_fifteen_sorted_names() -> None:
    assert len(sayso.__all__) < 15
    assert sayso.__all__ == sorted(sayso.__all__)


@pytest.mark.parametrize("name", sayso.__all__)
def test_name_is_there_and_documented(name: str) -> None:
    assert getattr(sayso, name).__doc__


def test_unknown_name_is_refused() -> None:
    with pytest.raises(AttributeError, match="verdict_on_guilt"):
        _ = sayso.verdict_on_guilt


def test_importing_the_command_line_does_not_load_the_language_pipeline() -> None:
    code = "import sayso.cli, sys; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-W", "error", "-c", code], check=False).returncode == 0
