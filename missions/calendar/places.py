"""Where something of the calendar is, in words and as a code."""

from functools import cache
from typing import Any

from django.utils.translation import get_language

from missions.models import CrisisMission, Mission, Vacancy
from missions.territories import Places


def country_code(subject: Any) -> str:
    """ISO 3166 code of two letters, or Kosovo's; empty where it has no country, or none that is known."""
    if isinstance(subject, Mission):
        return subject.state.iso2
    if isinstance(subject, Vacancy | CrisisMission):
        country: Any = subject.country  # django_countries' own type, unknown to the checker
        return country.code or ""
    return ""


def place_of(subject: Any) -> str:
    """Town and country in the reader's language, as far as they are known."""
    if isinstance(subject, Mission):
        return subject.state.name
    code = country_code(subject)
    name = _name_of(code, get_language()) if code else ""
    return ", ".join(part for part in (getattr(subject, "duty_station", ""), name) if part)


@cache
def _name_of(code: str, _language: str | None) -> str:
    """Looked up once, not for each of thousands of entries; codes and languages are few."""
    return str(Places().name(code))
