"""Whatever somebody sends to a form of the file: a page with words next to the field, never an error."""

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from candidates.sections import SECTIONS
from tests.candidates.forms.test_identity import GIVEN
from tests.candidates.test_views import NEW
from tests.factories.candidates import CandidateFactory

pytestmark = pytest.mark.django_db
ODD = [
    "\0",
    "a\0b",
    "\u202e",
    "\r\n",
    "é" * 5000,
    "9" * 400,
    "-1",
    "2024-02-30",
    "0000-00-00",
    "<script>",
    "NaN",
]
TEXTS = st.one_of(st.text(st.characters(exclude_categories=["Cs"])), st.sampled_from(ODD))
BYTES = st.sampled_from([b"%ED%A0%80", b"%00", b"%FF%FE", b"%F0%9F%98%80", b"%E2%80%A8"])  # a surrogate first
ADDRESSES = {slug: ("candidates:entry-add", [slug], NEW[slug]) for slug in SECTIONS}
ADDRESSES["identity"] = ("candidates:identity", [], GIVEN)
ADDRESSES["documents"] = ("candidates:document-add", [], {"kind": "cv", "title": "CV"})
EACH = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@pytest.fixture
def visitor():
    client = Client()
    client.force_login(CandidateFactory(registered=True, belgian=True, user__language="en").user)
    return client


@pytest.mark.parametrize("form", ADDRESSES)
@settings(EACH, max_examples=15)
@given(data=st.data())
def test_any_text_in_any_field_is_answered_with_a_page(visitor, form, data):
    name, place, right = ADDRESSES[form]
    wrong = data.draw(st.dictionaries(st.sampled_from(sorted(right)), TEXTS, min_size=1))

    assert visitor.post(reverse(name, args=place), right | wrong).status_code in {200, 302}


@pytest.mark.parametrize("form", ADDRESSES)
@settings(EACH, max_examples=5)
@given(raw=BYTES, data=st.data())
def test_bytes_that_are_no_text_are_answered_with_a_page(visitor, form, raw, data):
    name, place, right = ADDRESSES[form]
    body = data.draw(st.sampled_from(sorted(right))).encode() + b"=" + raw

    answer = visitor.post(reverse(name, args=place), body, content_type="application/x-www-form-urlencoded")

    assert answer.status_code in {200, 302}
