from pathlib import Path

import polib
from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation.reloader import translation_file_changed


class Command(BaseCommand):
    """Like Django's compilemessages, but in Python alone: a bare machine has no msgfmt."""

    help = "Compile the translations that changed since they were last compiled."

    def handle(self, **options):
        for folder in settings.LOCALE_PATHS:
            for source in sorted(Path(folder).rglob("*.po")):
                compiled = source.with_suffix(".mo")
                if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
                    unfinished = compiled.with_suffix(".new")  # a half-written one would count as up to date
                    polib.pofile(str(source)).save_as_mofile(str(unfinished))
                    unfinished.replace(compiled)
                    # What this process writes next is in the new words, sample mails among it.
                    translation_file_changed(None, compiled)
