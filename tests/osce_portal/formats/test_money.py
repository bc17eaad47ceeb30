"""Money in the readers' languages."""

import pytest
from django.utils.translation import override

from osce_portal.formats.money import euros


@pytest.mark.parametrize(
    ("language", "text"),
    [("fr", "2 150,50 €"), ("nl", "€ 2.150,50"), ("de", "2.150,50 €"), ("en", "€2,150.50")],
)
def test_euros_stand_as_their_readers_write_them(language, text):
    with override(language):
        assert euros(215050).replace("\xa0", " ").replace("\u202f", " ") == text
