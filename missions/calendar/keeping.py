"""What the calendar keeps in the cache that all processes share; while that is away, all is made anew."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from redis.exceptions import RedisError

log = logging.getLogger(__name__)


@dataclass
class Shared:
    """The cache as this process found it last."""

    is_away: bool = False

    @contextmanager
    def if_there(self) -> Iterator[None]:
        """What cannot be asked inside is left out; the log says so once, until the cache is back."""
        try:
            yield
        except RedisError as error:
            if not self.is_away:
                log.warning("the cache is away, calendars are written anew: %s", type(error).__name__)
            self.is_away = True
        else:
            self.is_away = False


shared = Shared()


def kept(key: str) -> Any:
    """What is kept under the key; None where nothing is, or the cache is away."""
    with shared.if_there():
        return cache.get(key)
    return None


def keep(key: str, value: Any, seconds: int) -> None:
    """Keep it if the cache is there."""
    with shared.if_there():
        cache.set(key, value, seconds)
