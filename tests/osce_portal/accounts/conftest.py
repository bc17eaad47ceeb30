"""A sign-in service, and the settings that name it."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.sign_in_service import running_service


@pytest.fixture(scope="session")
def provider() -> Iterator[str]:
    with running_service() as address:
        yield address


@pytest.fixture
def sign_in_service(settings, provider) -> dict[str, Any]:
    """One service, called Federal login, as the environment would name it."""
    service = {
        "provider_id": "federal",
        "name": "Federal login",
        "client_id": "portal",
        "secret": "between the two",
        "settings": {"server_url": provider},
    }
    given = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"] | {"APPS": [service]}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": given}
    return service
