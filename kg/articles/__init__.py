"""Page → Article: lines, their roles, headings, bylines, paragraphs mended; or the one article that a page is."""

from kg.articles.splitting import split_articles
from kg.articles.whole import whole_article

__all__ = ["split_articles", "whole_article"]
