"""How the tables of kg/articles were made."""
