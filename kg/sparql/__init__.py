"""Questions in SPARQL over a built graph: in a process of their own, read-only, stopped in time."""

from kg.sparql.cookbook import Question, questions
from kg.sparql.process import Answer, Asked, Limits, Worker
from kg.sparql.query import query

__all__ = ["Answer", "Asked", "Limits", "Question", "Worker", "query", "questions"]
