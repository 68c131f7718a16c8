"""The graph as one HTML file that opens from the disk, with no network, and that people can read."""

from kg.view.page import lay_out_graph, write_html

__all__ = ["lay_out_graph", "write_html"]
