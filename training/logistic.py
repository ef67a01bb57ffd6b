"""Rows of signs come in; a sparse matrix, and the weights of a penalised logistic regression on it, go out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import scipy.sparse as sparse
from scipy.optimize import minimize


class Signed(Protocol):
    """A row with its signs."""

    @property
    def signs(self) -> Sequence[str]: ...


def matrix(found: Sequence[Signed], places: dict[str, int]) -> sparse.csr_matrix:
    """A row for each, a column for each sign that has a place."""
    ends, columns = [0], []
    for row in found:
        columns += [places[s] for s in row.signs if s in places]
        ends.append(len(columns))
    return sparse.csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(found), len(places)))


def fitted(
    features: sparse.csr_matrix | np.ndarray,
    truth: np.ndarray,
    penalty: float,
    *,
    counts: np.ndarray | float = 1.0,
    steps: int,
) -> np.ndarray:
    """The weights; ``counts`` says how much each row counts, ``truth`` may be a share."""
    turned = features.T.tocsr() if sparse.issparse(features) else features.T

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        odds = features @ weights
        off = counts * (1 / (1 + np.exp(-odds)) - truth)
        cost = counts * (np.logaddexp(0, odds) - truth * odds)
        return float(np.sum(cost) + penalty * weights @ weights / 2), turned @ off + penalty * weights

    return minimize(loss, np.zeros(features.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": steps}).x
