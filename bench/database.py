"""A real PostgreSQL for a measurement, thrown away afterwards."""

import os
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

import django
from django.core.management import call_command

from bench.measurement import Measurement
from tests.services import running_services


def measure_rows(name: str, module: str = "bench.rows") -> Any:
    """``<module>.<name>`` on a migrated database; its models can be imported only once Django is set up."""
    with running_services() as addresses:
        os.environ |= {**addresses, "DJANGO_SETTINGS_MODULE": "osce_portal.settings.test"}
        django.setup()
        call_command("migrate", verbosity=0)
        act: Callable[[], Measurement | Iterator[Measurement]] = getattr(import_module(module), name)
        found = act()
        return found if isinstance(found, Measurement) else list(found)
