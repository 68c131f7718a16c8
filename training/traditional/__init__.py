"""How the tables that kg/traditional ships were made."""
