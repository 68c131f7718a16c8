"""newskg reads Chinese newspaper pages about local government and builds a knowledge graph of them."""

__version__ = "0.1.0"
