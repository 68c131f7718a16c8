"""What people correct by a table, on every build; and the table of what they had best look at."""

from kg.corrections.correction import Corrected, amend, correct
from kg.corrections.line import Corrections, Outcome, Remark
from kg.corrections.table import read_corrections

__all__ = ["Corrected", "Corrections", "Outcome", "Remark", "amend", "correct", "read_corrections"]
