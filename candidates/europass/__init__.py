"""Reads Europass CVs of both formats; knows no database. What it takes from them: ``docs/europass.md``."""
