"""A view comes in; a table for a terminal, tab-separated lines for a pipe, or JSON goes out."""

from __future__ import annotations

import csv
import sys
from collections.abc import Mapping
from enum import StrEnum

import msgspec
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from sayso.cli.rows import View


class Shape(StrEnum):
    AUTO = "auto"
    TABLE = "table"
    TSV = "tsv"
    JSON = "json"


def write_view(view: View, *, shape: Shape) -> None:
    """Write a view to standard output."""
    if shape is Shape.AUTO:
        shape = Shape.TABLE if sys.stdout.isatty() else Shape.TSV
    if shape is Shape.JSON:
        rows = [dict(zip(view.columns, row, strict=True)) for row in view.rows]
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(rows)).decode() + "\n")
    elif shape is Shape.TSV:
        out = csv.writer(sys.stdout, delimiter="\t", lineterminator="\n")
        out.writerows([view.columns, *view.rows])
    elif not view.rows:
        say(view.empty)
    else:
        Console().print(_table(view))


def write_views(views: Mapping[str, View], *, head: str, shape: Shape) -> None:
    """Write several views to standard output under their names; as JSON they are one object."""
    if shape is Shape.JSON:
        parts = {name: [dict(zip(v.columns, row, strict=True)) for row in v.rows] for name, v in views.items()}
        sys.stdout.write(msgspec.json.format(msgspec.json.encode({"incident": head, **parts})).decode() + "\n")
        return
    say(head)
    for name, view in views.items():
        say(f"\n# {name}")
        write_view(view, shape=shape)


def _table(view: View) -> Table:
    table = Table(show_lines=False, header_style="bold", expand=True)
    for column in view.columns:
        table.add_column(column, overflow="fold", vertical="top")
    for row in view.rows:
        table.add_row(*(escape(_plain(cell)) for cell in row))
    return table


def say(line: str) -> None:
    """One line to standard output."""
    sys.stdout.write(_plain(line) + "\n")


def warn(line: str) -> None:
    """One line to standard error."""
    sys.stderr.write(_plain(line) + "\n")


def _plain(text: str) -> str:
    """Page text without control characters: it must not steer the terminal."""
    return "".join(c if c.isprintable() or c in "\n\t" else "�" for c in text)
