"""Rows of the outbox."""

import factory
from django.utils import timezone

from osce_portal.mail.models import QueuedMail


class QueuedMailFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = QueuedMail

    key = factory.Sequence(lambda n: f"test:{n}")
    to_email = factory.Sequence(lambda n: f"reader{n}@example.org")
    language = "fr"
    template = "candidacies/received"
    subject = "Nous avons bien reçu votre candidature"
    body = "Bonjour,\n\nVotre candidature est là.\n"
    due_at = factory.LazyFunction(timezone.now)
