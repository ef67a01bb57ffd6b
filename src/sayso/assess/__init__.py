"""The ledger comes in; roots, stands, matrix, answers, comparison and silence go out. No verdict on guilt."""

from sayso.assess.comparison import Feature, SideBySide, compare
from sayso.assess.independence import RootCount, count_roots, roots
from sayso.assess.matrix import Matrix, Row, Sensitivity, matrix
from sayso.assess.positions import Position, Shift, positions, shifts
from sayso.assess.responses import Answer, Unanswered, chains, responses, unanswered
from sayso.assess.silence import Silence, silence

__all__ = [
    "Answer", "Feature", "Matrix", "Position", "RootCount", "Row", "Sensitivity", "Shift", "SideBySide", "Silence",
    "Unanswered", "chains", "compare", "count_roots", "matrix", "positions", "responses", "roots", "shifts", "silence",
    "unanswered",
]  # fmt: skip
