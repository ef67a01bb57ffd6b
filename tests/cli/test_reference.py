"""The help page in the docs is the help that the program prints."""

from pathlib import Path

from sayso.cli.reference import cli_reference

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "cli.md"


def test_page_is_current() -> None:
    assert PAGE.read_text("utf-8") == cli_reference(), "run `make fix`"


def test_every_command_has_an_example() -> None:
    for section in cli_reference().split("\n## ")[1:]:
        assert "Example" in section, section.splitlines()[0]
