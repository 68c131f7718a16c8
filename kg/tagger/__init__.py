"""From an article's text to typed spans: words, the model, and the order in which evidence is asked."""

from kg.tagger.document import Document, Quotation, read, read_together
from kg.tagger.words import Word

__all__ = ["Document", "Quotation", "Word", "read", "read_together"]
