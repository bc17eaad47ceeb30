"""Why a row becomes what it becomes is said in the language of whoever reads it."""

import json
from datetime import date

import pytest
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from candidates.models import PoolMembership
from candidates.register import people, pool
from candidates.register.labels import label_of
from candidates.register.notes import Note, note
from candidates.register.people import read_person
from osce_portal.sheets.reading import Row


def kept(found: Note) -> Note:
    """As it comes back from a row."""
    return Note.read(json.loads(json.dumps(found.stored())))


def said(found: Note, language: str) -> str:
    with translation.override(language):
        return str(kept(found))


@pytest.mark.parametrize("written_in", ["fr", "nl", "de", "en"])
def test_a_note_speaks_the_language_of_its_reader_whoever_uploaded_the_sheet(written_in):
    with translation.override(written_in):
        _person, faults = read_person(Row(2, {"first_name": "A", "last_name": "B", "email": "none"}))

    assert [said(fault, "en") for fault in faults] == ["E-mail address: This is no e-mail address."]
    with translation.override("fr"):
        wanted = f"{label_of('email')}: {_('This is no e-mail address.')}"
    assert said(faults[0], "fr") == wanted != said(faults[0], "en")


def test_fields_and_reasons_are_said_in_words():
    assert said(note(_("Changed: %(fields)s."), fields=["first_name", "language_group"]), "en") == (
        "Changed: First name, Language group."
    )
    text = _("%(name)s (%(reference)s) has %(reasons)s.")
    found = note(text, name="100% %(x)s", reference="r", reasons=["email", "born"])
    assert said(found, "en") == "100% %(x)s (r) has the same address, the same name and date of birth."


def test_a_fault_between_two_cells_names_both_in_words():
    place = PoolMembership(listed_on=date(2026, 2, 1), valid_until=date(2025, 1, 1), selor_reference="CG-1")
    with translation.override("de"):
        (fault,) = pool.faults_of(place)
    assert said(fault, "en") == "On the list until: This day lies before “on the list since”."


@pytest.mark.parametrize("language", ["fr", "nl", "de", "en"])
def test_every_column_has_a_name_for_people(language):
    codes = [column.code for column in (*people.COLUMNS, *pool.COLUMNS)]
    with translation.override(language):
        assert [code for code in codes if "_" in label_of(code)] == []


def test_what_a_cell_holds_stands_in_no_note():
    _person, faults = read_person(Row(2, {"first_name": "x" * 300, "last_name": "B", "email": "secret"}))
    assert "secret" not in json.dumps([fault.stored() for fault in faults])


def test_a_sentence_kept_ready_made_is_still_read():
    assert str(Note.read("city: 100% wrong")) == "city: 100% wrong"
