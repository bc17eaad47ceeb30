"""Codes of Europass, in all their spellings, as the portal's own; "" for what cannot be told for sure."""

import re
from collections.abc import Iterable
from functools import cache

from babel import Locale, localedata
from babel.core import get_global
from django_countries import countries

from candidates.enums import EducationLevel, ExpertiseField
from candidates.languages import THREE_LETTERS
from osce_portal.common.enums import CefrLevel, Gender
from osce_portal.formats.countries import other_names

NAMED_IN = ("en", "fr", "nl", "de")
# Languages of the participating States and their neighbours, which people call by their own names.
NAMED_BY_THEMSELVES = (
    "ar", "az", "be", "bg", "bs", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr", "hu",
    "hy", "it", "ka", "kk", "ky", "lt", "lv", "mk", "mn", "mt", "nl", "no", "pl", "pt", "ro", "ru", "sk",
    "sl", "sq", "sr", "sv", "tg", "tk", "tr", "uk", "uz",
)  # fmt: skip
OLD_COUNTRIES = {"UK": "GB", "EL": "GR"}  # as the European Union writes them
GENDERS = {"m": Gender.M, "male": Gender.M, "f": Gender.F, "female": Gender.F, "other": Gender.X}
# European Qualifications Framework; Belgium's level 5 is the graduate of higher vocational education.
EQF = {
    **dict.fromkeys("1234", EducationLevel.SECONDARY),
    "5": EducationLevel.VOCATIONAL,
    "6": EducationLevel.BACHELOR,
    "7": EducationLevel.MASTER,
    "8": EducationLevel.DOCTORATE,
}
# ISCED 2011 (current files): from 5 on like EQF; 4 is post-secondary, not tertiary.
ISCED_2011 = EQF | {"4": EducationLevel.VOCATIONAL}
# ISCED 97 (legacy files): 5 is bachelor and master alike, so it says neither.
ISCED_1997 = {
    **dict.fromkeys("123", EducationLevel.SECONDARY),
    "4": EducationLevel.VOCATIONAL,
    "6": EducationLevel.DOCTORATE,
}
# Fields of education, ISCED 97 and ISCED-F 2013, that name one of ours; the longest beginning counts.
FIELDS_1997 = {
    "14": ExpertiseField.EDUCATION, "314": ExpertiseField.ECONOMY, "321": ExpertiseField.MEDIA,
    "38": ExpertiseField.LAW, "462": ExpertiseField.STATISTICS, "86": ExpertiseField.SECURITY,
}  # fmt: skip
FIELDS_2013 = {
    "011": ExpertiseField.EDUCATION, "0311": ExpertiseField.ECONOMY, "0321": ExpertiseField.MEDIA,
    "042": ExpertiseField.LAW, "0542": ExpertiseField.STATISTICS, "103": ExpertiseField.SECURITY,
}  # fmt: skip


def country_code(code: str, label: str = "", locale: str = "") -> str:
    """ISO 3166-1 alpha-2: from a code of two or three letters, an address that ends in one, or a name."""
    bare = _last_part(code).upper()
    bare = OLD_COUNTRIES.get(bare, bare)
    if len(bare) == 3:
        bare = (get_global("territory_aliases").get(bare) or [""])[0]
    if bare in countries.countries:
        return bare
    return _by_name("territories", label, locale)


def language_code(code: str, label: str = "", locale: str = "") -> str:
    """ISO 639-1, or one of the portal's codes of three letters, as ``candidates.languages`` has them."""
    bare = re.split(r"[-_]", _last_part(code).lower())[0]
    bare = get_global("language_aliases").get(bare, bare)
    if bare in _languages_kept():
        return bare
    return _by_name("languages", label, locale)


def cefr_level(text: str) -> str:
    """A1 to C2, in any case."""
    level = text.strip().upper()
    return level if level in CefrLevel.values else ""


def gender_code(text: str) -> str:
    return str(GENDERS.get(text.strip().lower(), ""))


def education_level(code: str, label: str = "", list_name: str = "") -> str:
    """The level; the list's name and the label say what the figure counts in, else it is EQF."""
    if "ISCED" in label.upper():  # legacy files: the label is right where code and label differ
        return str(ISCED_1997.get(_figure(label), ""))
    levels = ISCED_2011 if "ISCED" in f"{list_name} {code}".upper() else EQF
    return str(levels.get(_figure(code) or _figure(label), ""))


def field_1997(code: str) -> str:
    return _longest_beginning(FIELDS_1997, code)


def field_2013(code: str) -> str:
    return _longest_beginning(FIELDS_2013, _last_part(code))


def _longest_beginning(fields: dict[str, ExpertiseField], code: str) -> str:
    matching = [known for known in fields if code.strip().startswith(known)]
    return str(fields[max(matching, key=len)]) if matching else ""


def _figure(text: str) -> str:
    """The one digit that stands alone or first: ``EQF level 7``, ``EQF-5``, ``6``."""
    found = re.search(r"(?<!\d)([0-9])(?!\d)", text)
    return found.group(1) if found else ""


def _last_part(code: str) -> str:
    return code.strip().rstrip("/").rpartition("/")[2]


def _by_name(what: str, label: str, locale: str) -> str:
    name = label.strip().casefold()
    if not name:
        return ""
    spoken = _known_locale(locale)
    own = (Locale.parse(spoken),) if spoken else ()
    return next((found for names in _namings(what, own) if (found := names.get(name))), "")


def _namings(what: str, own: Iterable[Locale]) -> Iterable[dict[str, str]]:
    for locale in own:
        yield _names(what, str(locale.language))
    for language in NAMED_IN:
        yield _names(what, language)
    yield _own_names() if what == "languages" else other_names()


@cache
def _own_names() -> dict[str, str]:
    """Each language by the name that it gives itself."""
    return {str(Locale.parse(code).languages[code]).casefold(): code for code in NAMED_BY_THEMSELVES}


@cache
def _names(what: str, language: str) -> dict[str, str]:
    """Code by name, of countries (``territories``) or ``languages``, in one language."""
    kept = countries.countries if what == "territories" else _languages_kept()
    named = getattr(Locale.parse(language), what)
    return {name.casefold(): code for code, name in named.items() if code in kept}


@cache
def _languages_kept() -> frozenset[str]:
    codes = (str(code) for code in Locale.parse("en").languages)
    return frozenset(code for code in codes if len(code) == 2) | THREE_LETTERS


def _known_locale(text: str) -> str:
    """The language of a locale as strangers write it (``el``, ``sr-lat``); "" for an unknown one."""
    bare = re.split(r"[-_]", text.strip().lower())[0]
    return bare if re.fullmatch("[a-z]{2,3}", bare) and localedata.exists(bare) else ""
