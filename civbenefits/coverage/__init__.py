"""How far the cases of tables prove them; see ``docs/proof-by-cases.md``."""
