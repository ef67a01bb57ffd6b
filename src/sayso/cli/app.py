"""The commands of `sayso`, each a few lines over the rooms below."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.output import Shape, say, warn, write_view, write_views
from sayso.cli.progress import TerminalProgress
from sayso.cli.rows import KINDS, view
from sayso.codelists import choose_packs
from sayso.errors import InputError
from sayso.ledger import open_ledger
from sayso.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sayso.ingest import Capture, Unreadable
    from sayso.pipeline import ReadSummary

# Rooms that load the language pipeline (two seconds) are imported by the commands that need them.

app = typer.Typer(
    name="sayso",
    help="The attribution ledger: what happened, who said who did it, on whose say-so, how surely, on what evidence.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
)

LISTED = 12  # changed pages and copies that `read` names
UNREADABLE = 1  # exit status of `read` where some input gave no page; 2 is for usage and refusals
Kind = StrEnum("Kind", {k.upper(): k for k in KINDS})  # type: ignore[misc]  # the names of the views, for --help

LedgerPath = Annotated[Path, typer.Option("--ledger", "-l", help="The ledger file.", envvar="SAYSO_LEDGER")]
DEFAULT = Path("sayso.sayso")
FETCHED = Path("fetched.warc.gz")


@app.command()
def read(
    paths: Annotated[
        list[str], typer.Argument(help="Files, folders, globs, archives (.warc.gz, .jsonl ...), or - for stdin.")
    ],
    ledger: LedgerPath = DEFAULT,
    workers: Annotated[int, typer.Option(help="Processes to use; 0 is one a core.")] = 0,
    model: Annotated[str, typer.Option(help="auto: the shipped weights where installed; off: rules alone.")] = "auto",
    fast: Annotated[bool, typer.Option("--fast", help="A quicker, rougher body reader for bulk.")] = False,
    pack: Annotated[
        list[Path] | None,
        typer.Option(envvar="SAYSO_PACK", help="A case pack: places and actors that only your case knows."),
    ] = None,
    published: Annotated[
        str, typer.Option(help="The day of pages that print no date, as 2031-05-04: weekdays and lags count from it.")
    ] = "",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar, no summary.")] = False,
) -> None:
    """Read pages into the ledger, then link and check. Run it again to go on after a stop.

    Exit status: 0 all read; 1 some input could not be read (each is listed with the reason); 2 refused.

    Examples:

      sayso read pages/ --ledger case.sayso

      sayso read crawl.warc.gz https-dump.jsonl --ledger case.sayso --workers 4

      cat page.html | sayso read - --ledger case.sayso
    """
    from sayso.ingest import open_sources
    from sayso.ingest.byhand import given_day

    choose_packs(pack or [])
    day = given_day(published) if published else ""
    settings = Settings(ledger=ledger, model=model, workers=workers, published=day)
    _fill(open_sources(paths), settings=settings, fast=fast, quiet=quiet)


@app.command()
def fetch(
    urls: Annotated[list[str], typer.Argument(help="Web addresses, or - for a list of them on stdin, one a line.")],
    ledger: LedgerPath = DEFAULT,
    allow_network: Annotated[
        bool, typer.Option("--allow-network", help="Let sayso ask these sites for these pages.", envvar="SAYSO_FETCH")
    ] = False,
    save: Annotated[Path, typer.Option(help="The WARC file to which everything that came is added.")] = FETCHED,
    delay: Annotated[float, typer.Option(help="Seconds between two requests to one site, at least.", min=0.5)] = 1.0,
    model: Annotated[str, typer.Option(help="auto: the shipped weights where installed; off: rules alone.")] = "auto",
    pack: Annotated[
        list[Path] | None,
        typer.Option(envvar="SAYSO_PACK", help="A case pack: places and actors that only your case knows."),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar, no summary.")] = False,
) -> None:
    """Fetch pages from the web, save them as WARC first, then read them into the ledger. Off unless asked.

    Only http and https on the public web; private, loopback, link-local and metadata addresses are refused, also after
    redirects. robots.txt and waiting times are kept; one answer may have 32 MiB and take 90 seconds.

    Exit status: 0 all read; 1 some page was refused or not readable (each is listed with the reason); 2 refused.

    Examples:

      sayso fetch https://news.example/report --allow-network --ledger case.sayso

      SAYSO_FETCH=on sayso fetch - --save case.warc.gz --ledger case.sayso < addresses.txt
    """
    from sayso.cli.fetching import fetched

    choose_packs(pack or [])
    sources = fetched(urls, into=save, allowed=allow_network, delay=delay)
    _fill(sources, settings=Settings(ledger=ledger, model=model, workers=1), fast=False, quiet=quiet)


def _fill(sources: Iterable[Capture | Unreadable], *, settings: Settings, fast: bool, quiet: bool) -> None:
    """Read sources into the ledger, link, check, and say what came of it."""
    from sayso.pipeline import read_into, weave

    with open_ledger(settings.ledger, write=True) as book, TerminalProgress(quiet=quiet) as progress:
        progress.started(None)
        summary = read_into(sources, ledger=book, settings=settings, progress=progress, fast=fast)
        weave(book, progress=progress)
        totals = _totals(summary, incidents=len(book.incidents()), statements=len(book.statements()))
    if not quiet:
        say(f"{totals} Ledger: {settings.ledger}")
        for line in _seen_before(summary):
            say(line)
    for uri, reason in summary.unreadable:
        warn(f"not read: {uri}: {reason}")
    if summary.unreadable:
        raise typer.Exit(UNREADABLE)


def _seen_before(summary: ReadSummary) -> list[str]:
    """Pages that changed since they were last read, and texts that stand elsewhere, too; the first few."""
    lines = [f"changed since {v.fetched or 'it was last read'}: {v.uri}: {v.changes}" for v in summary.versions]
    lines += [f"copy, kept: {c.uri} shares {c.share:.0%} of its wording with {c.of}" for c in summary.copies]
    return lines if len(lines) <= LISTED else [*lines[:LISTED], f"... and {len(lines) - LISTED} more such pages"]


def _totals(summary: ReadSummary, *, incidents: int, statements: int) -> str:
    parts = [f"{summary.read} pages read ({summary.words:,} words)"]
    if summary.already:
        parts.append(f"{summary.already} already in the ledger")
    if summary.partial:
        parts.append(f"{summary.partial} may have lost text and are marked partial")
    if summary.unreadable:
        parts.append(f"{len(summary.unreadable)} not readable")
    return "; ".join(parts) + f". The ledger now holds {incidents} incidents and {statements} statements."


@app.command()
def show(
    kind: Annotated[Kind, typer.Argument(help="What to show.")],
    ledger: LedgerPath = DEFAULT,
    shape: Annotated[Shape, typer.Option("--format", "-f", help="auto: a table on a terminal, TSV in a pipe.")] = Shape.AUTO,
) -> None:
    """Show what the ledger holds, one line a record, each with the place of its words.

    Examples:

      sayso show suspects --ledger case.sayso

      sayso show statements -l case.sayso --format json | jq '.[] | select(.act == "accuses")'
    """
    with open_ledger(ledger) as book:
        write_view(view(kind.value, book), shape=shape)


@app.command()
def check(
    ledger: LedgerPath = DEFAULT,
    shape: Annotated[Shape, typer.Option("--format", "-f", help="auto, table, tsv or json.")] = Shape.AUTO,
) -> None:
    """Link again, run every check, and list the findings: distances, elapsed times, counts and order.

    Example:

      sayso check --ledger case.sayso
    """
    from sayso.pipeline import weave

    with open_ledger(ledger, write=True) as book:
        with TerminalProgress() as progress:
            weave(book, progress=progress)
        write_view(view("findings", book), shape=shape)


@app.command()
def compare(
    this: Annotated[str, typer.Argument(help="An incident id, or words of its label.")],
    that: Annotated[str, typer.Argument(help="Another incident.")],
    ledger: LedgerPath = DEFAULT,
    shape: Annotated[Shape, typer.Option("--format", "-f", help="auto, table, tsv or json.")] = Shape.AUTO,
) -> None:
    """Two incidents side by side: date, place, weapons, harm, who was named, what was done in answer and after how long.

    Example:

      sayso compare incident-1a2b3c4d5e6f7a8b incident-8b7a6f5e4d3c2b1a --ledger case.sayso
    """
    from sayso.cli.weighing import comparison_view, find_incident

    with open_ledger(ledger) as book:
        pair = (find_incident(this, book), find_incident(that, book))
        write_view(comparison_view(*pair, ledger=book), shape=shape)


@app.command()
def weigh(
    incident: Annotated[str, typer.Argument(help="An incident id, or words of its label.")],
    ledger: LedgerPath = DEFAULT,
    shape: Annotated[Shape, typer.Option("--format", "-f", help="auto, table, tsv or json.")] = Shape.AUTO,
) -> None:
    """Who was named for an incident, by how many independent roots, which evidence tells the suspects apart; what is told of
    the happening itself, what is missing, and what else happened there and then.

    Example:

      sayso weigh "rocket attack" --ledger case.sayso
    """
    from sayso.cli.weighing import WEIGHINGS, find_incident

    with open_ledger(ledger) as book:
        found = find_incident(incident, book)
        tables = {name: make(found, ledger=book) for name, make in WEIGHINGS.items()}
    write_views(tables, head=f"{found.label} ({found.id})", shape=shape)


@app.command()
def report(
    ledger: LedgerPath = DEFAULT,
    out: Annotated[Path, typer.Option("--out", "-o", help="The HTML file to write.")] = Path("report.html"),
    title: Annotated[str, typer.Option(help="The report's headline.")] = "",
) -> None:
    """Write one self-contained HTML file: incidents in time and space, who named whom, on what, down to the words.

    Example:

      sayso report --ledger case.sayso -o case.html
    """
    from sayso.report.brief import brief

    with open_ledger(ledger) as book:
        out.write_text(brief(book, title=title), encoding="utf-8")
    say(f"Report: {out}")


@app.command()
def serve(
    ledger: LedgerPath = DEFAULT,
    port: Annotated[int, typer.Option(help="The port on 127.0.0.1; 0 takes any that is free.", min=0, max=65535)] = 8471,
) -> None:
    """Serve the ledger as web pages to this machine only: search, incidents, actors, page texts, downloads. Read only.

    Example:

      sayso serve --ledger case.sayso
    """
    from sayso.cli.serving import serve_ledger

    serve_ledger(ledger, port=port)


@app.command()
def audit(
    ledger: LedgerPath = DEFAULT,
    receipt: Annotated[
        str, typer.Option(help="An earlier receipt: refuse a ledger that was changed or put back since.")
    ] = "",
) -> None:
    """Verify the chain of every change and the hash of every page, and print a receipt to keep elsewhere.

    Exit status: 0 all is as it was written; 2 something was changed, and what.

    Example:

      sayso audit --ledger case.sayso
    """
    from sayso.cli.serving import verify_ledger

    verify_ledger(ledger, receipt=receipt)


@app.command()
def export(
    ledger: LedgerPath = DEFAULT,
    form: Annotated[
        str,
        typer.Option(
            "--format", "-f", help="json, jsonl, annotations, claimreview, csv-acled, csv-gtd, csv-ucdp, ftm or geojson."
        ),
    ] = "json",
    out: Annotated[str, typer.Option("--out", "-o", help="The file to write; - for standard output.")] = "-",
    harm_rule: Annotated[
        str,
        typer.Option(
            help="How figures of killed and injured are settled: majority, ucdp, acled or gtd; csv forms use their own."
        ),
    ] = "",
    with_datasets: Annotated[
        bool,
        typer.Option("--with-datasets", help="With the rows of imported datasets that must not be passed on: for yourself."),
    ] = False,
) -> None:
    """Write the whole ledger in another program's form.

    Rows of datasets from `import-events` whose terms forbid passing them on (ACLED, GTD) are left out: a finding refers to them.

    Examples:

      sayso export --ledger case.sayso --format json -o case.json

      sayso export --ledger case.sayso --format csv-acled -o case.csv

      sayso export --ledger case.sayso --format geojson --harm-rule gtd -o case.geojson
    """
    from sayso.report import COUNTING, EXPORTS

    if form not in EXPORTS:
        raise InputError(f"No export is called {form!r}. There are: {', '.join(sorted(EXPORTS))}.")
    if harm_rule and form not in COUNTING:
        raise InputError(f"The form {form} holds no figures of harm: leave --harm-rule away.")
    with open_ledger(ledger) as book:
        whole = with_datasets
        data = COUNTING[form](book, harm_rule, datasets=whole) if harm_rule else EXPORTS[form](book, datasets=whole)
    if out == "-":
        typer.get_binary_stream("stdout").write(data)
    else:
        Path(out).write_bytes(data)
        say(f"Export: {out} ({len(data):,} bytes)")


@app.command("import-places")
def import_places(
    files: Annotated[list[Path], typer.Argument(help="GeoNames country files, such as IQ.zip.")],
) -> None:
    """Add GeoNames country files to the gazetteer: villages, bases, camps and hospitals that the shipped places lack.

    The files are copied into this user's cache; every ledger read from then on knows their places. GeoNames is CC BY 4.0.

    Example:

      sayso import-places IQ.zip SY.zip
    """
    from sayso.gazetteer import import_geonames

    for file in files:
        say(f"{file}: {import_geonames(file):,} places added.")


@app.command("import-events")
def import_events(
    file: Annotated[Path, typer.Argument(help="The CSV of UCDP GED, ACLED or GTD, as you hold it; .csv.gz too.")],
    ledger: LedgerPath = DEFAULT,
) -> None:
    """Put an event dataset into the ledger as another voice: checks then hold dates, places and deaths against it.

    The file stays as it is, and a finding quotes the very row. No incident is made of it, and who is named in it is shown as
    the coders' reading. Its own terms apply to what you pass on.

    Example:

      sayso import-events ged.csv --ledger case.sayso
    """
    from sayso.pipeline import weave
    from sayso.pipeline.datasets import add_events

    if not file.is_file():
        raise InputError(f"{file} is no file. Give the dataset's CSV.")
    with open_ledger(ledger, write=True) as book:
        events = add_events(file.read_bytes(), uri=file.as_posix(), ledger=book)
        with TerminalProgress() as progress:
            weave(book, progress=progress)
    first, last = (date.fromordinal(day).isoformat() for day in events.span)
    say(f"{file}: {events.name}, {len(events.events):,} events from {first} to {last}. {events.terms}")


@app.command()
def bench(
    only: Annotated[str, typer.Option(help="Measure these parts only, comma-separated.")] = "",
    shared: Annotated[Path | None, typer.Option(help="The folder of corpora and scorers.", envvar="SAYSO_SHARED")] = None,
    raise_floors: Annotated[
        bool, typer.Option("--raise-floors", help="Write better figures down as the new floors.")
    ] = False,
) -> None:
    """Measure every extractor, linker and check on real data, beside its floor and its peer.

    Example:

      sayso bench --shared ../shared --only statements,muc4
    """
    from sayso.bench import run_bench

    fell = run_bench(parts=[p for p in only.split(",") if p], shared=shared, raise_floors=raise_floors, write=say)
    if fell:
        raise typer.Exit(1)
