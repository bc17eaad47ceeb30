"""The check of the catalogues finds each kind of gap."""

import polib
import pytest

from tests.checks.catalogues import complaints_about, hidden_texts

TEXT = polib.POEntry(msgid="%(count)s day left", msgid_plural="%(count)s days left")


def found(**entry) -> list[str]:
    """The complaints about a catalogue with one entry for the text above."""
    catalogue, texts = polib.POFile(), polib.POFile()
    texts.append(TEXT)
    catalogue.append(polib.POEntry(**{"msgid": TEXT.msgid, "msgid_plural": TEXT.msgid_plural} | entry))
    return [complaint.split(":")[0] for complaint in complaints_about(catalogue, texts)]


def test_a_complete_translation_is_fine():
    assert found(msgstr_plural={0: "nog één dag", 1: "nog %(count)s dagen"}) == []


@pytest.mark.parametrize(
    ("entry", "kind"),
    [
        ({"msgid": "another text"}, "missing"),
        ({"msgstr_plural": {0: "nog %(count)s dag", 1: ""}}, "empty"),
        ({"msgstr_plural": {0: "a", 1: "b"}, "flags": ["fuzzy"]}, "fuzzy"),
        ({"msgstr_plural": {0: "nog één dag", 1: "nog dagen"}}, "placeholders differ"),
        ({"msgstr_plural": {0: "nog %(aantal)s dag", 1: "nog %(count)s dagen"}}, "placeholders differ"),
    ],
)
def test_each_gap_is_named(entry, kind):
    assert found(**entry) == [kind]


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("from django.utils.translation import gettext as now", 1),
        ("from django.utils.translation import gettext_lazy as _later", 1),
        ("from django.utils.translation import gettext as _", 0),
        ("from django.utils.translation import gettext", 0),
    ],
)
def test_texts_under_a_name_that_nobody_gathers_are_named(tmp_path, line, count):
    (tmp_path / "missions").mkdir()
    (tmp_path / "missions" / "views.py").write_text(line + "\n")
    assert len(list(hidden_texts(tmp_path))) == count
