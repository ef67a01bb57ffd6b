"""A traced run in; what a disk may hold after the power went at any moment of it out.

A write that was not synced may be on the disk, or not, or torn at a sector; a name that was made or taken away since the
last sync of its folder may be as before. What was synced stays.
"""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

SECTOR = 512
ROOT = Path(__file__).parents[2]  # so that a traced script finds the tests' own helpers
_CALLS = "openat,pwrite64,write,fsync,fdatasync,ftruncate,unlink,unlinkat"
_LINE = re.compile(r"^\d+\s+(\w+)\((.*)\)\s+= (\d+)")
_HANDLE = re.compile(r'^\d+<([^>]*)>(?:, )?(?:"([^"]*)")?(?:\.\.\.)?(?:, )?(.*)$')
_NAMED = re.compile(r'"([^"]*)"(?:, (\S+))?')


class Event(NamedTuple):
    """One thing that a process did to a file. ``kind``: make, write, cut, sync, unlink, told."""

    kind: str
    name: str = ""
    at: int = 0
    data: bytes = b""


def can_trace() -> bool:
    """strace is here and may be used."""
    return bool(shutil.which("strace")) and not subprocess.run(["strace", "-o", "/dev/null", "true"], check=False).returncode


def trace(script: str, folder: Path) -> list[Event]:
    """What a Python script does to the files of a folder, in order. What it writes to ``told`` are acknowledgements."""
    log = folder.with_suffix(".strace")
    command = ["strace", "-f", "-y", "-xx", "-s", "1000000", "-e", f"trace={_CALLS}", "-o", str(log)]
    subprocess.run([*command, sys.executable, "-c", script, str(folder)], check=True, timeout=120, cwd=ROOT)
    with open(log, encoding="ascii", errors="replace") as lines:
        found = [event for line in lines for event in _events(line, str(folder))]
    log.unlink()
    return found


def _events(line: str, folder: str) -> Iterator[Event]:
    call = _LINE.match(line)
    if not call:
        return
    name, arguments, result = call.groups()
    if name in ("openat", "unlink", "unlinkat"):
        words = _NAMED.search(arguments)
        path = _bytes(words.group(1)).decode() if words else ""
        if path.startswith(folder + "/") and (name != "openat" or "O_CREAT" in arguments):
            yield Event("make" if name == "openat" else "unlink", path[len(folder) + 1 :])
        return
    handle = _HANDLE.match(arguments)
    if not handle:
        return
    path, data, rest = _bytes(handle.group(1)).decode(errors="replace"), _bytes(handle.group(2) or ""), handle.group(3)
    if path == folder and name in ("fsync", "fdatasync"):
        yield Event("sync", "")
    elif path.startswith(folder + "/"):
        yield from _on_file(name, path[len(folder) + 1 :], data[: int(result)], rest)


def _on_file(call: str, name: str, data: bytes, rest: str) -> Iterator[Event]:
    if name == "told":
        yield Event("told", data=data)
    elif call == "pwrite64":
        yield Event("write", name, int(rest.rsplit(", ", 1)[-1]), data)
    elif call == "ftruncate":
        yield Event("cut", name, int(rest))
    elif call in ("fsync", "fdatasync"):
        yield Event("sync", name)


def _bytes(words: str) -> bytes:
    return bytes.fromhex(words.replace("\\x", "")) if words.startswith("\\x") else words.encode()


class Disk:
    """What of each file is safe, and what a power cut may still undo."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.safe = {name: bytearray(data) for name, data in files.items()}
        self.names = set(files)  # as the process sees the folder
        self.safe_names = set(files)
        self.pending: dict[str, list[Event]] = {}
        self.told = b""

    def take(self, event: Event) -> None:
        """Follow the process by one step."""
        match event.kind:
            case "told":
                self.told += event.data
            case "make" if event.name in self.names:
                pass
            case "make":  # a new file, whatever stood under this name before
                self.names.add(event.name)
                self.safe[event.name] = bytearray()
                self.pending.pop(event.name, None)
            case "unlink":
                self.names.discard(event.name)
            case "sync" if not event.name:
                self.safe_names = set(self.names)
                for gone in self.safe.keys() - self.names:
                    del self.safe[gone]
            case "sync":
                for change in self.pending.pop(event.name, []):
                    _apply(self.safe[event.name], change)
            case _:
                self.pending.setdefault(event.name, []).append(event)

    def cut(self, how: str, dice: random.Random) -> dict[str, bytes]:
        """The files after the power goes now. ``how``: nothing more arrived, all did, some did, some did in part."""
        files = {}
        for name in sorted(self._names(how, dice)):
            data = bytearray(self.safe.get(name, b""))
            for change in self.pending.get(name, []):
                if how == "all" or (how in ("some", "torn") and dice.random() < 0.5):
                    _apply(data, _torn(change, dice) if how == "torn" else change)
            files[name] = bytes(data)
        return files

    def _names(self, how: str, dice: random.Random) -> set[str]:
        if how == "all":
            return self.names
        unsure = self.names ^ self.safe_names
        return (self.names & self.safe_names) | {
            name for name in sorted(unsure) if (name in self.safe_names if how == "nothing" else dice.random() < 0.5)
        }


def _apply(data: bytearray, change: Event) -> None:
    if change.kind == "cut":
        del data[change.at :]
        data.extend(bytes(change.at - len(data)))
        return
    data.extend(bytes(max(0, change.at - len(data))))
    data[change.at : change.at + len(change.data)] = change.data


def _torn(change: Event, dice: random.Random) -> Event:
    """Only some leading sectors of a write."""
    sectors = (len(change.data) + SECTOR - 1) // SECTOR
    return change._replace(data=change.data[: dice.randint(0, sectors) * SECTOR]) if change.kind == "write" else change
