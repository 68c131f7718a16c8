"""The graph as one HTML file that opens from the disk, with no network, and that people can read."""

from kg.view.page import lay_out_graph, write_html
from kg.view.selection import select

__all__ = ["lay_out_graph", "select", "write_html"]
