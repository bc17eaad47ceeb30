from django.utils import translation

from candidates.languages import OFTEN_ASKED, language_choices, language_name


def test_languages_are_named_in_the_language_of_the_page():
    with translation.override("nl"):
        assert language_name("ru") == "Russisch"
    with translation.override("fr"):
        assert language_name("ru") == "russe"


def test_an_unknown_code_names_itself():
    assert language_name("qq") == "qq"


def test_each_language_is_offered_once_and_the_usual_ones_first():
    with translation.override("de"):
        _empty, (_label, often), (_label, others) = language_choices()

    codes = [code for code, _name in [*often, *others]]
    assert tuple(codes[:5]) == OFTEN_ASKED
    assert len(codes) == len(set(codes)) > 150
    assert {"sr", "uk", "ka", "rom"} <= set(codes)
