"""A parsed document and what stands in it come in; the incidents it tells of go out, with whom it holds responsible."""

from __future__ import annotations

from sayso.extract.accounts.build import Told, find_accounts

__all__ = ["Told", "find_accounts"]
