import os
import subprocess
import sys

from django.contrib.staticfiles.management.commands.runserver import Command as RunserverCommand
from django.core.management import call_command


class Command(RunserverCommand):
    """Django's development server with its background jobs: they start and stop together."""

    help = "Serve the portal on 127.0.0.1 at PORT, with the background jobs beside it."
    default_port = os.environ.get("PORT", "8000")

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--sample", action="store_true", help="prepare first, with sample people")

    def run(self, **options):
        if os.environ.get("RUN_MAIN") == "true":  # the part that is restarted when the code changes
            super().run(**options)
            return
        if options["sample"]:
            call_command("prepare", sample=True)
        jobs = subprocess.Popen([sys.executable, sys.argv[0], "run_background"], stdin=subprocess.PIPE)  # noqa: S603
        try:
            super().run(**options)
        finally:
            jobs.communicate()
