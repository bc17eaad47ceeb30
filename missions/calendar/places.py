"""Where something of the calendar is, in words and as a code."""

from typing import Any

from missions.models import CrisisMission, Mission, Vacancy


def country_code(subject: Any) -> str:
    """ISO 3166 code of two letters; empty where it has no country, or none that is known."""
    if isinstance(subject, CrisisMission):
        country: Any = subject.country  # django_countries' own type, unknown to the checker
        return country.code or ""
    state = subject.state if isinstance(subject, Mission | Vacancy) else None
    return state.iso2 if state else ""


def place_of(subject: Any) -> str:
    """Town and country in the reader's language, as far as they are known."""
    if isinstance(subject, CrisisMission):
        country: Any = subject.country
        name = country.name
    else:
        state = subject.state if isinstance(subject, Mission | Vacancy) else None
        name = state.name if state else ""
    town = "" if isinstance(subject, Mission) else getattr(subject, "duty_station", "")
    return ", ".join(part for part in (town, str(name or "")) if part)
