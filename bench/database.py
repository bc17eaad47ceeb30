"""A real PostgreSQL for a measurement, thrown away afterwards."""

import os
from collections.abc import Callable
from importlib import import_module

import django
from django.core.management import call_command

from bench.measurement import Measurement
from tests.services import running_services


def measure_rows(name: str) -> Measurement:
    """``bench.rows.<name>`` on a migrated database; its models can be imported only once Django is set up."""
    with running_services() as addresses:
        os.environ |= {**addresses, "DJANGO_SETTINGS_MODULE": "osce_portal.settings.test"}
        django.setup()
        call_command("migrate", verbosity=0)
        act: Callable[[], Measurement] = getattr(import_module("bench.rows"), name)
        return act()
