"""One figure for the largest upload, wherever it is named."""

import pytest
from django.utils import translation

from osce_portal.files.errors import FileTooLarge
from osce_portal.files.limits import upload_limit
from selection.candidacies.forms import CertificateFields


@pytest.mark.parametrize("language", ["fr", "nl", "de", "en"])
def test_the_limit_reads_the_same_in_the_form_and_in_the_refusal(language):
    with translation.override(language):
        figure = upload_limit()
        assert figure.startswith("10\N{NO-BREAK SPACE}M")
        assert figure in str(FileTooLarge())
        assert figure in CertificateFields().fields["certificate_file"].help_text
