"""The container files agree with the settings; they are read here, not run."""

import re

import pytest
import yaml

from osce_portal.settings.base import BASE_DIR

COMPOSE = (BASE_DIR / "docker-compose.yml").read_text()
DOCKERFILE = (BASE_DIR / "Dockerfile").read_text()
SERVICES = yaml.safe_load(COMPOSE)["services"]


def test_the_whole_portal_is_there():
    always = {name for name, service in SERVICES.items() if "profiles" not in service}

    assert always == {"web", "worker", "beat", "postgres", "redis"}


@pytest.mark.parametrize("name", ["worker", "beat", "postgres", "redis"])
def test_each_service_says_whether_it_is_well(name):
    assert SERVICES[name]["healthcheck"]["test"]


def test_the_image_says_whether_the_portal_is_well_and_runs_without_root():
    assert "HEALTHCHECK" in DOCKERFILE
    assert DOCKERFILE.index("USER portal") < DOCKERFILE.index("\nCMD")


def test_what_the_compose_file_reads_stands_in_the_example_file():
    listed = set(re.findall(r"^(\w+)=", (BASE_DIR / ".env.example").read_text(), re.MULTILINE))

    assert set(re.findall(r"\$\{(\w+)", COMPOSE)) <= listed


def test_every_named_volume_is_declared_and_used():
    used = {volume.split(":")[0] for service in SERVICES.values() for volume in service.get("volumes", [])}

    assert used == set(yaml.safe_load(COMPOSE)["volumes"])
