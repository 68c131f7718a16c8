"""How the tables that kg/view ships were made."""
