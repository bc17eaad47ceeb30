"""No table is forgotten when two files become one."""

from dataclasses import replace

import pytest

from candidates.models import Candidate
from osce_portal import merging

HOW = "Say in the app's merging.py what becomes of these rows when two files are merged."


def test_every_foreign_key_to_a_file_takes_part_in_a_merge():
    assert merging.forgotten_links(Candidate) == set(), HOW


def test_no_part_names_a_key_that_is_not_there():
    named = {link for part in merging.merge_parts() for link in part.links}
    assert named - merging.links_to(Candidate) == set()


def test_a_key_that_no_part_names_is_found(monkeypatch):
    part = merging._parts["elearning.Certificate"]
    monkeypatch.setitem(merging._parts, part.name, replace(part, links=frozenset()))

    assert merging.forgotten_links(Candidate) == {"elearning.Certificate.candidate"}


@pytest.mark.parametrize("name", ["candidacies.Candidacy", "mail.QueuedMail", "audit.Look"])
def test_rooms_above_and_below_take_part(name):
    assert name in {part.name for part in merging.merge_parts()}
