"""The environment, read so that what is wrong in it is named."""

import os
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

YES, NO = ("1", "true", "yes", "on", "y", "t", "ok"), ("0", "false", "no", "off", "n", "f")


class Environment(environ.Env):
    """Values are taken as they stand: a password that begins with ``$`` names no other variable.

    A blank variable is one that is not set: docker compose passes on what nobody filled in.
    """

    def get_value(self, var: str, cast: Any = None, default: Any = None, parse_default: bool = False) -> Any:
        """Raises ImproperlyConfigured, naming the variable, for a number or a yes-or-no that is none."""
        value = os.environ.get(var, "")
        if not value.strip():
            return default
        try:
            return read_yes_or_no(value) if cast is bool else self.parse_value(value, cast)
        except ValueError as error:
            raise ImproperlyConfigured(f"{var} cannot be read: {error}") from error


def read_yes_or_no(value: str) -> bool:
    """Raises ValueError for anything else: "maybe" would silently have meant no."""
    said = value.strip().lower()
    if said not in YES + NO:
        raise ValueError(f"{value!r} is neither true nor false")
    return said in YES
