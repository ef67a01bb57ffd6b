"""The ledger comes in; roots, stands, matrix, answers, comparison and silence go out. No verdict on guilt."""

from sayso.assess.comparison import Feature, SideBySide, compare
from sayso.assess.evasions import Evasion, evasions
from sayso.assess.facts import Fact, facts
from sayso.assess.independence import RootCount, count_roots, roots
from sayso.assess.matrix import Matrix, Row, Sensitivity, matrix
from sayso.assess.notes import Note, notes, rival_readings
from sayso.assess.positions import Position, Shift, positions, shifts
from sayso.assess.responses import Answer, Unanswered, chains, responses, unanswered
from sayso.assess.revisions import Revision, revisions
from sayso.assess.series import Charge, Series, series
from sayso.assess.silence import Silence, silence
from sayso.assess.standards import Fit, Parity, fits, parities
from sayso.assess.surroundings import Beside, Presence, beside, presence
from sayso.assess.threats import Threat, threats

__all__ = [
    "Answer", "Beside", "Charge", "Evasion", "Fact", "Feature", "Fit", "Matrix", "Note", "Parity", "Position", "Presence",
    "Revision", "RootCount", "Row", "Sensitivity", "Series", "Shift", "SideBySide", "Silence", "Threat", "Unanswered", "beside", "chains",
    "compare", "count_roots", "evasions", "facts", "fits", "matrix", "notes", "parities", "positions", "presence",
    "responses", "revisions", "rival_readings", "roots", "series", "shifts", "silence", "threats", "unanswered",
]  # fmt: skip
