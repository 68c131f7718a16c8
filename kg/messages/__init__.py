"""What the commands say, in English or in Chinese."""

from kg.messages.language import Language, language
from kg.messages.terms import term
from kg.messages.translation import filled, translated

__all__ = ["Language", "filled", "language", "term", "translated"]
