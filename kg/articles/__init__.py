"""Page → Article: lines, their roles, headings, bylines, paragraphs mended."""

from kg.articles.splitting import split_articles

__all__ = ["split_articles"]
