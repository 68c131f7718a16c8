"""This project beside its peers on annotated pages and articles that no learned part of it has read."""
