"""The environment, read so that what is wrong in it is named."""

import os
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

LOOPBACK = ("127.0.0.1", "localhost", "::1")
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


def read_oidc_providers(env: Environment) -> list[dict[str, Any]]:
    """The sign-in services that ``OIDC_PROVIDERS`` names, with ``OIDC_<NAME>_…`` of each.

    Raises ImproperlyConfigured naming what is missing of one, or an address that would give secrets away.
    """
    return [read_oidc_provider(env, name.strip()) for name in env.list("OIDC_PROVIDERS", default=[])]


def read_oidc_provider(env: Environment, name: str) -> dict[str, Any]:
    prefix = f"OIDC_{name.upper().replace('-', '_')}_"
    given = {part: env.str(prefix + part, default="") for part in ("LABEL", "URL", "CLIENT_ID", "SECRET")}
    if missing := [prefix + part for part, value in given.items() if not value]:
        raise ImproperlyConfigured(f"Set these for the sign-in service {name}: {', '.join(missing)}")
    url = urlsplit(given["URL"])
    if url.scheme != "https" and url.hostname not in LOOPBACK:
        raise ImproperlyConfigured(f"{prefix}URL must begin with https://")
    return {
        "provider_id": name,
        "name": given["LABEL"],
        "client_id": given["CLIENT_ID"],
        "secret": given["SECRET"],
        "settings": {
            "server_url": given["URL"].rstrip("/"),
            "uid_field": env.str(prefix + "ID_CLAIM", default="sub"),
        },
    }
