"""Newspaper pages made out of articles, damaged as print and OCR damage them, with the truth about them."""
