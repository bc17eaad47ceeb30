"""What the environment says, and what it cannot say."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from osce_portal.settings.environment import Environment

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


def test_a_password_that_begins_like_a_name_is_a_password(monkeypatch):
    monkeypatch.setenv("ecret", "other")
    monkeypatch.setenv("EMAIL_HOST_PASSWORD", "$ecret")

    assert env.str("EMAIL_HOST_PASSWORD", default="") == "$ecret"
