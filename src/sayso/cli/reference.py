"""The command line comes in; its help goes out as one Markdown page. Run as a module it writes the page."""

from __future__ import annotations

import sys
from pathlib import Path

from typer.testing import CliRunner

from sayso.cli.app import app
from sayso.report.contract import schema_bytes


def cli_reference() -> str:
    """Every command with its options and examples, as `--help` prints them."""
    lines = ["# The command line", "", "Made from `sayso --help`; do not edit (`make fix` renews it)."]
    names = sorted(c.name or c.callback.__name__ for c in app.registered_commands if c.callback)
    for name in names:
        shown = CliRunner().invoke(app, [name, "--help"], env={"SAYSO_LEDGER": "", "COLUMNS": "100"}, prog_name="sayso")
        lines += ["", f"## sayso {name}", "", "```", shown.output.strip(), "```"]
    return "\n".join(lines) + "\n"


def main(folder: str = "docs/reference") -> None:
    """Write the page, and the schema of the JSON export beside it."""
    Path(folder, "cli.md").write_text(cli_reference(), encoding="utf-8")
    Path(folder, "ledger.schema.json").write_bytes(schema_bytes())


if __name__ == "__main__":
    main(*sys.argv[1:])
