"""What a journey needs, of somebody with a place."""

import datetime as dt

import factory
from django.utils import timezone

from selection.nominations.models import TravelDetails


class TravelDetailsFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = TravelDetails

    passport_country = "BE"
    passport_number = "EN123456"
    passport_expires_on = dt.date(2033, 5, 1)
    emergency_name = "Noor Peeters"
    emergency_phone = "+32470999888"
    blood_type = "AB+"
    health = "Severe allergy to nuts."
    saved_at = factory.LazyFunction(timezone.now)
