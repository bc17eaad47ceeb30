"""Every text of the code is translated: ``python -m tests.checks.catalogues`` names those that are not.

The texts are gathered anew from a copy of the sources, so that a catalogue nobody refreshed is found too.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent.parent
LANGUAGES = ("fr", "nl", "de")
SOURCES = ("osce_portal", "candidates", "missions", "selection", "elearning", "templates", "manage.py")
SHOWN = 30  # complaints of one language; the rest is counted
HIDDEN_NAME = re.compile(r"import .*gettext\w* as (?!_\b)\w+")  # xgettext knows _ and its own names
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")


def texts_of_the_code() -> polib.POFile:
    """The template catalogue of the sources as they are now. CalledProcessError without xgettext."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for source in SOURCES:
            copy = shutil.copytree if (ROOT / source).is_dir() else shutil.copy
            copy(ROOT / source, folder / source)
        (folder / "locale").mkdir()
        command = [sys.executable, "manage.py", "makemessages", "--locale=xx", "--keep-pot", "--verbosity=0"]
        subprocess.run(command, cwd=folder, check=True)
        return polib.pofile(str(folder / "locale" / "django.pot"))


def hidden_texts(folder: Path = ROOT) -> Iterator[str]:
    """Modules that call gettext by a name of their own, whose texts nobody would gather."""
    for source in SOURCES:
        for path in sorted((folder / source).rglob("*.py")):
            if HIDDEN_NAME.search(path.read_text()):
                yield f"{path.relative_to(folder)}: gettext under a name that xgettext does not know"


def complaints_about(catalogue: polib.POFile, texts: polib.POFile) -> Iterator[str]:
    """What is missing, unsure, empty or loses a placeholder in one language."""
    known = {(entry.msgctxt, entry.msgid): entry for entry in catalogue if not entry.obsolete}
    for text in texts:
        entry = known.get((text.msgctxt, text.msgid))
        if entry is None:
            yield f"missing: {text.msgid!r}"
        elif entry.fuzzy:
            yield f"fuzzy: {text.msgid!r}"
        else:
            yield from complaints_about_entry(entry)


def complaints_about_entry(entry: polib.POEntry) -> Iterator[str]:
    """An empty form, or placeholders that are not those of the English text (a singular may say "one")."""
    forms = list(entry.msgstr_plural.values()) or [entry.msgstr]
    if not all(forms):
        yield f"empty: {entry.msgid!r}"
        return
    wanted = set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
    for number, form in enumerate(forms):
        found = set(PLACEHOLDER.findall(form))
        singular = bool(entry.msgid_plural) and number == 0
        if found - wanted or (wanted - found and not singular):
            yield f"placeholders differ: {entry.msgid!r} → {form!r}"


def main() -> int:
    """Print the complaints of each language; any at all makes the exit status 1."""
    hidden = list(hidden_texts())
    sys.stdout.writelines(f"{complaint}\n" for complaint in hidden)
    texts = texts_of_the_code()
    failed = bool(hidden)
    for language in LANGUAGES:
        path = ROOT / "locale" / language / "LC_MESSAGES" / "django.po"
        catalogue = polib.pofile(str(path)) if path.exists() else polib.POFile()
        complaints = list(complaints_about(catalogue, texts))
        sys.stdout.writelines(f"{language}: {complaint}\n" for complaint in complaints[:SHOWN])
        sys.stdout.write(f"{language}: {len(complaints)} of {len(texts)} texts need work\n")
        failed = failed or bool(complaints)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
