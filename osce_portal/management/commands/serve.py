import os
import socket
import subprocess
import sys

from django.contrib.staticfiles.management.commands.runserver import Command as RunserverCommand
from django.core.management import CommandError, call_command
from django.utils import autoreload

CODE_CHANGED = 3  # how Django's reloader ends


class Command(RunserverCommand):
    """Django's development server with its background jobs: they start and stop together.

    Preparing, watching the code and serving share one process, for each start of Django takes seconds.
    """

    help = "Serve the portal on 127.0.0.1 at PORT, with the background jobs beside it."
    addr: str
    port: str
    use_ipv6: bool
    default_port = os.environ.get("PORT", "8000")

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--sample", action="store_true", help="prepare first, with sample people")

    def run(self, **options):
        refuse_unusable_port(self.addr, self.port, socket.AF_INET6 if self.use_ipv6 else socket.AF_INET)
        if options["sample"]:
            call_command("prepare", sample=True, stdout=self.stdout)
        os.environ[autoreload.DJANGO_AUTORELOAD_ENV] = "true"  # no process that only watches another
        jobs = subprocess.Popen([sys.executable, sys.argv[0], "run_background"], stdin=subprocess.PIPE)  # noqa: S603
        try:
            super().run(**options)
        except SystemExit as end:
            if end.code != CODE_CHANGED:
                raise
        else:
            return
        finally:
            jobs.communicate()
        sys.stdout.flush()
        again = [argument for argument in autoreload.get_child_arguments() if argument != "--sample"]
        os.execv(again[0], again)  # noqa: S606 — the same program with the new code

    def on_bind(self, server_port):
        """Logins and address are read before the server ends, also where they are written into a file."""
        super().on_bind(server_port)
        self.stdout.flush()


def refuse_unusable_port(address: str, port: str, family: socket.AddressFamily) -> None:
    """CommandError, in a line that says what to do, unless a server can listen there."""
    try:
        with socket.socket(family) as attempt:
            attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server itself does
            attempt.bind((address, int(port)))
    except (ValueError, OverflowError):
        raise CommandError(f"PORT={port}: a port is a number from 1 to 65535.") from None
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else error
        raise CommandError(
            f"Port {port} cannot be used ({reason}). Choose another: PORT=8080 make run"
        ) from None
