"""Identifiers that depend on content only, so that reading order never changes them; codes as readers see them."""

from __future__ import annotations

import hashlib

_DIGITS = 16  # 64 bits: among ten million records of one kind a clash has odds of about 1 in 370,000


def make_id(prefix: str, *parts: object) -> str:
    """``prefix-`` and sixteen hex digits of the parts' BLAKE2b hash; the same parts always give the same id."""
    digest = hashlib.blake2b("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass"), digest_size=16)
    return f"{prefix}-{digest.hexdigest()[:_DIGITS]}"


def in_words(code: str) -> str:
    """A code of ours as words: ``armed_attack`` is "armed attack"."""
    return str(code).replace("_", " ")
