import pytest

from candidates.models import Candidate
from candidates.overview import page_groups
from candidates.sections import GROUPS, SECTIONS
from tests.factories.candidates import CandidateFactory, ReferenceFactory

pytestmark = pytest.mark.django_db


def test_every_section_stands_in_one_group():
    assert sorted(slug for _title, slugs in GROUPS for slug in slugs) == sorted(SECTIONS)


def test_each_page_says_what_is_there_without_a_query(django_assert_num_queries):
    person = CandidateFactory(registered=True, with_cv=True)
    ReferenceFactory.create_batch(2, candidate=person)
    person = Candidate.objects.with_file().get()

    with django_assert_num_queries(0):
        pages = {page.url: page for _title, pages in page_groups(person) for page in pages}

    assert not pages["/my-file/cv/references/"].is_empty
    assert pages["/my-file/cv/publications/"].is_empty
    assert pages["/my-file/cv/references/"].said.startswith("2")
