"""A field of a section is written as the template pack writes it, only with fewer questions."""

import re

import pytest
from crispy_forms.templatetags.crispy_forms_filters import as_crispy_field

from candidates.sections import SECTIONS

pytestmark = pytest.mark.django_db  # constraints are checked by the database
BETWEEN = re.compile(r"\s+")


def written(form) -> list[str]:
    """Each field as it stands on the page, without the spaces that no browser shows."""
    return [
        BETWEEN.sub(" ", as_crispy_field(bound)).replace("> ", ">").replace(" <", "<").strip()
        for bound in form
    ]


@pytest.mark.parametrize("data", [None, {}, {"started_on": "31/31", "country": '"><b>', "year": "1"}])
@pytest.mark.parametrize("slug", SECTIONS)
def test_a_field_is_written_as_the_template_pack_writes_it(slug, data):
    ours, theirs = SECTIONS[slug].form_class(data), SECTIONS[slug].form_class(data)
    theirs.helper.field_template = None

    assert written(ours) == written(theirs)
