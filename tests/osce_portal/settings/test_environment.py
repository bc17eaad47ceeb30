"""What the environment says, and what it cannot say."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from osce_portal.settings.environment import Environment, read_oidc_providers

env = Environment()


@pytest.mark.parametrize("blank", ["", " "])
def test_a_blank_variable_is_one_that_is_not_set(monkeypatch, blank):
    monkeypatch.setenv("EMAIL_PORT", blank)
    monkeypatch.setenv("DATABASE_URL", blank)

    assert env.int("EMAIL_PORT", default=25) == 25
    assert env.db("DATABASE_URL", default="sqlite:///here")["ENGINE"].endswith("sqlite3")


def test_a_number_that_is_none_is_named(monkeypatch):
    monkeypatch.setenv("EMAIL_PORT", "smtp")

    with pytest.raises(ImproperlyConfigured, match="EMAIL_PORT cannot be read"):
        env.int("EMAIL_PORT", default=25)


@pytest.mark.parametrize(
    ("said", "meant"),
    [("true", True), (" On ", True), ("1", True), ("no", False), ("FALSE", False), ("0", False)],
)
def test_yes_and_no_are_read_however_they_are_written(monkeypatch, said, meant):
    monkeypatch.setenv("EMAIL_USE_TLS", said)

    assert env.bool("EMAIL_USE_TLS", default=not meant) is meant


@pytest.mark.parametrize("said", ["maybe", "2", "tru", "-"])
def test_neither_yes_nor_no_is_named_and_not_taken_for_a_no(monkeypatch, said):
    monkeypatch.setenv("EMAIL_USE_TLS", said)

    with pytest.raises(ImproperlyConfigured, match="EMAIL_USE_TLS cannot be read"):
        env.bool("EMAIL_USE_TLS", default=False)


def test_a_password_that_begins_like_a_name_is_a_password(monkeypatch):
    monkeypatch.setenv("ecret", "other")
    monkeypatch.setenv("EMAIL_HOST_PASSWORD", "$ecret")

    assert env.str("EMAIL_HOST_PASSWORD", default="") == "$ecret"


def test_no_sign_in_service_is_named_by_itself(monkeypatch):
    monkeypatch.delenv("OIDC_PROVIDERS", raising=False)
    assert read_oidc_providers(env) == []


def name_service(monkeypatch, **changed):
    given = {"LABEL": "itsme", "URL": "https://idp.example/", "CLIENT_ID": "portal", "SECRET": "s", **changed}
    monkeypatch.setenv("OIDC_PROVIDERS", "its-me")
    for part, value in given.items():
        monkeypatch.setenv(f"OIDC_ITS_ME_{part}", value)


def test_a_sign_in_service_is_read_with_all_its_parts(monkeypatch):
    name_service(monkeypatch)
    (service,) = read_oidc_providers(env)
    assert (service["provider_id"], service["name"], service["client_id"]) == ("its-me", "itsme", "portal")
    assert service["settings"] == {"server_url": "https://idp.example", "uid_field": "sub"}


def test_what_is_missing_of_a_sign_in_service_is_named(monkeypatch):
    name_service(monkeypatch, SECRET="", URL="")
    with pytest.raises(ImproperlyConfigured, match="its-me: OIDC_ITS_ME_URL, OIDC_ITS_ME_SECRET"):
        read_oidc_providers(env)


def test_a_sign_in_service_is_not_asked_in_clear(monkeypatch):
    name_service(monkeypatch, URL="http://idp.example")
    with pytest.raises(ImproperlyConfigured, match="https"):
        read_oidc_providers(env)
