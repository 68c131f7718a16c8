"""Traditional Chinese print: folded to simplified characters for reading, kept as printed in what comes out."""

from kg.traditional.folding import is_traditional, simplified

__all__ = ["is_traditional", "simplified"]
