"""Countries are called as the field calls them, in every language of the portal."""

import csv

import pytest
from django.conf import settings
from django.utils import translation
from django_countries import countries

from candidates.forms.choosing import country_choices

STATES = settings.BASE_DIR / "missions" / "data" / "participating_states.csv"


@pytest.mark.parametrize("language", ["en", "fr", "nl", "de"])
def test_a_participating_state_has_one_name_in_cvs_and_in_the_calendar(language):
    with STATES.open(encoding="utf-8") as file:
        wanted = {row["iso2"]: row[f"name_{language}"] for row in csv.DictReader(file)}
    with translation.override(language):
        named = dict(countries)
        assert {code: str(named[code]) for code in wanted} == wanted


@pytest.mark.parametrize("language", ["en", "fr", "nl", "de", "fr-be", "pt"])
def test_myanmar_is_called_myanmar(language):
    with translation.override(language):
        assert str(dict(countries)["MM"]) == "Myanmar"


@pytest.mark.parametrize(("language", "name"), [("fr", "Biélorussie"), ("nl", "Belarus"), ("de", "Belarus")])
def test_the_lists_to_choose_from_have_these_names(language, name):
    for _time in range(2):
        with translation.override(language):
            assert str(dict(country_choices())["BY"]) == name
