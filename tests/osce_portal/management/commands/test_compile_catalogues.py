import gettext

import polib
from django.core.management import call_command
from django.utils import translation


def test_compile_catalogues_writes_what_gettext_reads(tmp_path, settings):
    settings.LOCALE_PATHS = [tmp_path]
    source = tmp_path / "nl" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    catalogue = polib.POFile()
    catalogue.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    catalogue.append(polib.POEntry(msgid="Received", msgstr="Ontvangen"))
    catalogue.append(polib.POEntry(msgid="Draft", msgstr="Ontwerp?", flags=["fuzzy"]))
    catalogue.save(str(source))

    call_command("compile_catalogues")

    with source.with_suffix(".mo").open("rb") as compiled:
        translations = gettext.GNUTranslations(compiled)
    assert translations.gettext("Received") == "Ontvangen"
    assert translations.gettext("Draft") == "Draft"


def test_the_process_that_compiled_a_catalogue_speaks_its_words(tmp_path, settings):
    settings.LOCALE_PATHS = [tmp_path]
    with translation.override("nl"):
        assert translation.gettext("Herring pie") == "Herring pie"  # the catalogue is loaded, without it
    source = tmp_path / "nl" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    catalogue = polib.POFile()
    catalogue.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    catalogue.append(polib.POEntry(msgid="Herring pie", msgstr="Haringtaart"))
    catalogue.save(str(source))

    call_command("compile_catalogues")

    with translation.override("nl"):
        assert translation.gettext("Herring pie") == "Haringtaart"
    settings.LOCALE_PATHS = []


def test_what_an_interrupted_compilation_left_is_replaced(tmp_path, settings):
    settings.LOCALE_PATHS = [tmp_path]
    source = tmp_path / "django.po"
    polib.POFile().save(str(source))
    source.with_suffix(".new").write_bytes(b"half")

    call_command("compile_catalogues")

    assert {file.name for file in tmp_path.iterdir()} == {"django.po", "django.mo"}
    assert source.with_suffix(".mo").read_bytes() != b"half"
