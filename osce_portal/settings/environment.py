"""The environment, read so that what is wrong in it is named."""

import os
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured


class Environment(environ.Env):
    """Values are taken as they stand: a password that begins with ``$`` names no other variable.

    A blank variable is one that is not set: docker compose passes on what nobody filled in.
    """

    def get_value(self, var: str, cast: Any = None, default: Any = None, parse_default: bool = False) -> Any:
        """Raises ImproperlyConfigured, naming the variable, for a number that is none."""
        value = os.environ.get(var, "")
        if not value.strip():
            return default
        try:
            return self.parse_value(value, cast)
        except ValueError as error:
            raise ImproperlyConfigured(f"{var} cannot be read: {error}") from error
