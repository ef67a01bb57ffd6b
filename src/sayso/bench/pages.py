"""Whole pages annotated by hand come in; the page scorer's figures on comments, statements, incidents and checks go out."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from sayso.bench.corpora import exported
from sayso.errors import BenchError


def measure_pages(shared: Path) -> dict[str, float]:
    """Figures of each page in ``gold``, read through the command line. Shares are between 0 and 1."""
    golds = sorted((shared / "gold").glob("*.gold.json"))
    if not golds:
        raise BenchError(f"{shared / 'gold'} holds no page annotated by hand.")
    pages = [shared / "seeds" / json.loads(g.read_text("utf-8"))["file"] for g in golds]
    with TemporaryDirectory(prefix="sayso-bench-") as folder:
        ledger = Path(folder) / "ledger.json"
        ledger.write_text(json.dumps(exported(pages)), encoding="utf-8")
        command = [sys.executable, str(shared / "bench" / "score_pages.py"), str(ledger), *map(str, golds)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BenchError(f"score_pages.py ended with status {done.returncode}: {done.stderr.strip()[-500:]}")
    rows = (line.split() for line in done.stdout.splitlines())
    return {row[0]: float(row[1]) for row in rows if len(row) == 2 and row[1] != "None"}
