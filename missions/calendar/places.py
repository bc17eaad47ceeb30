"""Where something of the calendar is, in words and as a code."""

from typing import Any

from missions.models import CrisisMission, Mission, Vacancy


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
    name = str(subject.country.name) if country_code(subject) else ""
    return ", ".join(part for part in (getattr(subject, "duty_station", ""), name) if part)
