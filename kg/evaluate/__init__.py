"""How near a built graph comes to what careful readers wrote down of the same pages."""

from kg.evaluate.evaluation import evaluate
from kg.evaluate.scores import Scores, Share

__all__ = ["Scores", "Share", "evaluate"]
