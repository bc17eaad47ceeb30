"""Stored files, as if the upload pipeline had let them in."""

import hashlib

import factory
from django.core.files.base import ContentFile

from osce_portal.files.models import StoredFile
from tests.factories.accounts import UserFactory


class StoredFileFactory(factory.django.DjangoModelFactory):
    """A small PDF with bytes of its own; ``StoredFileFactory(bytes=b"…")`` for others."""

    class Meta:
        model = StoredFile

    class Params:
        bytes = factory.Sequence(lambda n: b"%%PDF-1.4\n%% file %d\n%%%%EOF\n" % n)

    content = factory.LazyAttribute(lambda file: ContentFile(file.bytes, name="upload"))
    name = "certificate.pdf"
    content_type = "application/pdf"
    size = factory.LazyAttribute(lambda file: len(file.bytes))
    sha256 = factory.LazyAttribute(lambda file: hashlib.sha256(file.bytes).hexdigest())
    uploaded_by = factory.SubFactory(UserFactory)
