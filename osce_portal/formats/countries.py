"""Names of countries where the code list's translations are not the field's (COUNTRIES_OVERRIDE).

A participating State is called in a CV as in the calendar of missions; a test holds the two together. Myanmar
is called as the United Nations and Belgium's diplomacy call it.
"""

from typing import Any

from django.utils.functional import lazystr
from django.utils.translation import get_language

LANGUAGES = ("en", "fr", "nl", "de")
NAMES = {
    "BY": ("Belarus", "Biélorussie", "Belarus", "Belarus"),
    "CZ": ("Czechia", "Tchéquie", "Tsjechië", "Tschechien"),
    "KG": ("Kyrgyzstan", "Kirghizstan", "Kirgizië", "Kirgisistan"),
    "MD": ("Moldova", "Moldavie", "Moldavië", "Republik Moldau"),
    "MK": ("North Macedonia", "Macédoine du Nord", "Noord-Macedonië", "Nordmazedonien"),
    "MM": ("Myanmar", "Myanmar", "Myanmar", "Myanmar"),
    "RU": ("Russian Federation", "Fédération de Russie", "Russische Federatie", "Russische Föderation"),
    "TR": ("Türkiye", "Turquie", "Turkije", "Türkei"),
    "US": ("United States of America", "États-Unis", "Verenigde Staten", "Vereinigte Staaten"),
    "VA": ("Holy See", "Saint-Siège", "Heilige Stoel", "Heiliger Stuhl"),
}
# What people write as well, in small letters.
ALSO_CALLED = {
    "belarus": "BY", "bélarus": "BY", "wit-rusland": "BY", "weißrussland": "BY",
    "birmanie": "MM", "birma": "MM", "burma": "MM",
    "république tchèque": "CZ", "czech republic": "CZ", "tsjechische republiek": "CZ",
    "kirghizistan": "KG", "moldawien": "MD", "turkey": "TR", "usa": "US", "vatican": "VA",
}  # fmt: skip


class _Name:
    """A country's name in the language of the page; English where the page speaks another."""

    def __init__(self, names: tuple[str, ...]):
        self.by_language = dict(zip(LANGUAGES, names, strict=True))

    def __str__(self) -> str:
        language = (get_language() or "en").split("-")[0]
        return self.by_language.get(language, self.by_language["en"])


def other_names() -> dict[str, str]:
    """Codes by names, in small letters, that the code lists lack: the field's, and those of every day."""
    field = {name.casefold(): code for code, names in NAMES.items() for name in names}
    return ALSO_CALLED | field


def field_names() -> dict[str, Any]:
    """For ``COUNTRIES_OVERRIDE``: the names by code, said when they are shown."""
    return {code: lazystr(_Name(names)) for code, names in NAMES.items()}
