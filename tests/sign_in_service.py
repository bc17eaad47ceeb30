"""A real OpenID Connect provider in a process of its own: its imports warn, and warnings are errors here."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

START_SECONDS = 120
LEASH = '"$@" & cat > /dev/null; kill $!; wait'  # it ends when its input closes, whatever ends the tests
PEOPLE: dict[str, dict[str, Any]] = {
    "vouched": {
        "email": "Vouched@example.org",
        "email_verified": True,
        "name": "A Name",
        "rrn": "85073003328",
    },
    "unvouched": {"email": "unvouched@example.org", "email_verified": False},
    "wordy": {"email": "wordy@example.org", "email_verified": "false"},
    "nameless": {},
}


@contextmanager
def running_service() -> Iterator[str]:
    """Yield the address of a provider that knows ``PEOPLE``; RuntimeError when it never answers."""
    port = free_port()
    claims = [f"--user-claims={json.dumps({'sub': sub, **told})}" for sub, told in PEOPLE.items()]
    provider = subprocess.Popen(
        ["sh", "-c", LEASH, "sh", sys.executable, "-m", "oidc_provider_mock", f"--port={port}", *claims],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env=os.environ | {"PYTHONWARNINGS": "ignore"},
    )
    try:
        wait_until_ready(f"http://127.0.0.1:{port}", provider)
        yield f"http://127.0.0.1:{port}"
    finally:
        provider.communicate()


def free_port() -> int:
    with socket.socket() as attempt:
        attempt.bind(("127.0.0.1", 0))
        return attempt.getsockname()[1]


def wait_until_ready(address: str, provider: subprocess.Popen) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and provider.poll() is None:
        try:
            with urlopen(f"{address}/.well-known/openid-configuration", timeout=5):  # noqa: S310 — our own
                return
        except (URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError("The provider of the tests does not answer.")
