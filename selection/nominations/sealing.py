"""Texts that lie encrypted in the database: whoever copies it, or a backup, cannot read them."""

import base64
import hashlib
from functools import cache
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import models


@cache
def _sealer(keys: tuple[str, ...]) -> MultiFernet:
    """The first key seals; all of them open, so that a key can be changed."""
    digests = [hashlib.sha256(f"sealed texts:{key}".encode()).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


def _own_sealer() -> MultiFernet:
    return _sealer(tuple(settings.SEALING_KEYS) or (settings.SECRET_KEY,))


class SealedTextField(models.TextField):
    """A text that Python sees and the database does not; nothing can be looked up by it.

    Reading raises cryptography's InvalidToken where none of the keys fits.
    """

    def get_prep_value(self, value: Any) -> Any:
        text = super().get_prep_value(value)
        return _own_sealer().encrypt(text.encode()).decode() if text else text

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return _own_sealer().decrypt(value.encode()).decode() if value else value
