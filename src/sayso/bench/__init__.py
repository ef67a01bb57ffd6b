"""Figures on real data: each part measures one room, beside its floor and its peer."""

from sayso.bench.run import run_bench

__all__ = ["run_bench"]
