"""Texts compared as people mean them, however they were typed."""

import unicodedata


def plain_name(*parts: str) -> str:
    """Letters and digits alone, without accents and case: ``Van den Bérgh`` and ``vandenbergh`` are one."""
    decomposed = unicodedata.normalize("NFKD", "".join(parts)).casefold()
    return "".join(character for character in decomposed if character.isalnum())
