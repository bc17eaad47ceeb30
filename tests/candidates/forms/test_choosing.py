import pytest
from django.utils import translation

from candidates.forms.choosing import country_choices
from candidates.forms.entries import CountryExperienceForm, LanguageSkillForm

pytestmark = pytest.mark.django_db  # constraints are checked by the database


@pytest.mark.parametrize(
    ("language", "name"), [("fr", "Allemagne"), ("nl", "Duitsland"), ("de", "Deutschland")]
)
def test_a_list_speaks_the_language_of_the_page_however_often_it_is_kept(language, name):
    for _ in range(2):
        with translation.override(language):
            assert dict(country_choices())["DE"] == name
            assert f">{name}</option>" in str(CountryExperienceForm()["country"])


def test_exactly_what_was_given_is_chosen():
    html = str(CountryExperienceForm({"country": "GE"})["country"])

    assert html.count("selected") == 1
    assert '<option value="GE" selected>' in html


@pytest.mark.parametrize("given", ['"><script>', "XX", "\0", "é" * 5000])
def test_what_is_not_on_the_list_is_refused_and_written_nowhere(given):
    form = LanguageSkillForm({"language": given, "is_mother_tongue": "on"})

    assert "language" in form.errors
    assert given not in str(form["language"])


def test_the_field_stays_an_ordinary_select_with_its_words_for_the_script():
    html = str(LanguageSkillForm()["language"])

    assert html.startswith("<select ")
    assert "required" in html
    assert all(f"data-{name}=" in html for name in ("found", "none", "unknown"))
    assert "<optgroup" in html
