"""What a cell says: each reader makes a value of a text, or raises CellRefused with the reason."""

import datetime as dt
import re
from functools import cache
from typing import Any

from babel import Locale
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django_countries import countries
from phonenumber_field.phonenumber import PhoneNumber, to_python

from candidates.enums import ObserverRole
from candidates.forms.identity import MAJORITY_YEARS, OLDEST_YEARS, years_before
from osce_portal.common.enums import Gender, LanguageGroup, PersonLanguage
from osce_portal.formats.countries import other_names
from osce_portal.formats.plain import plain_name
from osce_portal.sheets.cells import day, one_line
from osce_portal.sheets.errors import CellRefused

SEVERAL = re.compile(r"[;,|/\n]+")
FIRST_MISSION_YEAR = 1990  # the Charter of Paris, which made the office that observes elections
Words = dict[str, tuple[str, ...]]
GENDERS: Words = {
    Gender.F: ("f", "v", "w", "femme", "vrouw", "frau", "woman", "female"),
    Gender.M: ("m", "h", "homme", "man", "mann", "male"),
    Gender.X: ("x",),
}
LANGUAGES: Words = {
    PersonLanguage.FR: ("fr", "f", "français", "frans", "französisch", "french"),
    PersonLanguage.NL: ("nl", "n", "néerlandais", "nederlands", "niederländisch", "dutch"),
    PersonLanguage.DE: ("de", "d", "allemand", "duits", "deutsch", "german"),
    PersonLanguage.EN: ("en", "e", "anglais", "engels", "englisch", "english"),
}


def email(text: str) -> str:
    """An address, in small letters."""
    try:
        validate_email(text)
    except ValidationError as error:
        raise CellRefused(_("This is no e-mail address.")) from error
    return one_line(254)(text.lower())


def phone(text: str) -> str:
    """A number as it is stored; without a prefix it is a Belgian one, a leading zero may be lost."""
    number = to_python(text, region="BE")
    if not (isinstance(number, PhoneNumber) and number.is_valid()):
        raise CellRefused(_("This is no telephone number. Please write it with the prefix of its country."))
    return str(number.as_e164)


def birth_date(text: str) -> dt.date:
    born, today = day(text), timezone.localdate()
    if not years_before(today, OLDEST_YEARS) <= born <= years_before(today, MAJORITY_YEARS):
        raise CellRefused(_("Please check the year of birth."))
    return born


@cache
def _countries() -> dict[str, str]:
    """Codes by name in the four languages, and by themselves."""
    found = {code.lower(): code for code, _name in countries}
    for language in PersonLanguage.values:
        names = Locale.parse(language).territories
        found |= {plain_name(names[code]): code for code, _name in countries if code in names}
        with translation.override(language):
            found |= {plain_name(name): code for code, name in countries}
    return found | {plain_name(name): code for name, code in other_names().items()}


def country(text: str) -> str:
    """An ISO code of two letters, or the country's name in French, Dutch, German or English."""
    code = _countries().get(plain_name(text))
    if code is None:
        raise CellRefused(
            _("This country is not known. Please write its code of two letters, for example BE.")
        )
    return code


def several_countries(text: str) -> list[str]:
    """Countries with a comma or semicolon between; each once."""
    return list(dict.fromkeys(country(part) for part in SEVERAL.split(text) if part.strip()))


def gender(text: str) -> str:
    return _one_of(GENDERS, text, _("Please write F, M or X, or leave the cell empty."))


def language(text: str) -> str:
    return _one_of(LANGUAGES, text, _("Please write FR, NL, DE or EN."))


def language_group(text: str) -> str:
    """FR or NL; other languages have no group."""
    spoken = language(text).upper()
    return spoken if spoken in LanguageGroup.values else LanguageGroup.NONE


def _one_of(words: Words, text: str, refusal: Any) -> str:
    plain = plain_name(text)
    for value, names in words.items():
        if plain in {plain_name(name) for name in names}:
            return str(value)
    raise CellRefused(refusal)


def mission(text: str) -> tuple[str, str, int]:
    """``STO Moldova 2021`` or ``MD 2021``: role (short-term observer unless said), country and year."""
    words = text.split()
    years = [word for word in words if re.fullmatch(r"(19|20)\d\d", word)]
    roles = [word for word in words if word.lower() in {ObserverRole.STO, ObserverRole.LTO}]
    place = " ".join(word for word in words if word not in years and word not in roles)
    if len(years) != 1 or len(roles) > 1:
        raise CellRefused(_("Please write each mission as role, country and year: STO MD 2021; LTO UA 2019."))
    if not FIRST_MISSION_YEAR <= int(years[0]) <= timezone.localdate().year:
        raise CellRefused(_("Please check the year of each mission."))
    role = roles[0].lower() if roles else ObserverRole.STO.value
    return role, country(place), int(years[0])


def missions(text: str) -> list[tuple[str, str, int]]:
    """Missions with a semicolon or a new line between."""
    return [mission(part) for part in re.split(r"[;\n]+", text) if part.strip()]
