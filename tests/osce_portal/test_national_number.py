"""Nobody's national register number is asked or kept: no model and no form has a field for it."""

import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.forms import BaseForm
from django.urls import get_resolver

NUMBER = re.compile(
    r"national[ _-]?(n|id|reg)|num[eé]ro[ _-]?national|regist(re|er)[ _-]?national|r(ij|y)ksregister"
    r"|(?<![a-z])(insz|niss|ssin|nrn|rrn)(?![a-z])|social[ _-]?security",
    re.IGNORECASE,
)
NAMES = ("national_number", "numero_national", "nrn", "person_niss", "insz", "rijksregisternummer")


def every_form(kind: type = BaseForm) -> Iterator[type]:
    for form in kind.__subclasses__():
        yield form
        yield from every_form(form)


def fields_of_models() -> Iterator[tuple[str, object]]:
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields():
            yield f"{model._meta.label}.{field.name}", getattr(field, "verbose_name", "")


def fields_of_forms() -> Iterator[tuple[str, object]]:
    assert get_resolver().url_patterns  # with the addresses every page's form is loaded
    for form in every_form():
        for name, field in getattr(form, "base_fields", {}).items():
            yield f"{form.__name__}.{name}", field.label or ""


@pytest.mark.parametrize("fields", [fields_of_models, fields_of_forms])
def test_no_field_is_for_the_national_number(fields):
    every_field = dict(fields())
    assert {"candidates.Candidate.birth_date", "IdentityForm.birth_date"} & set(every_field)
    wrong = [name for name, label in every_field.items() if NUMBER.search(f"{name} {label}")]
    assert wrong == []


def test_such_a_field_would_be_found():
    assert [name for name in NAMES if not NUMBER.search(f"candidates.Candidate.{name}")] == []
    assert not NUMBER.search("nationalities")
