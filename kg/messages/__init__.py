"""What the commands say, in English or in Chinese."""

from kg.messages.language import language
from kg.messages.translation import translated

__all__ = ["language", "translated"]
