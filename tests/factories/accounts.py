"""Accounts: candidates' by default, staff by trait; the password of all of them is ``PASSWORD``."""

import factory

from osce_portal.accounts.models import User
from osce_portal.accounts.services import sync_role

PASSWORD = "a password only for tests"


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    password = factory.django.Password(PASSWORD)
    language = "fr"

    class Params:
        staff = factory.Trait(is_staff=True, email=factory.Sequence(lambda n: f"officer{n}@example.be"))

    @factory.post_generation
    def groups(self, create, codes, **kwargs):
        """``UserFactory(staff=True, groups=["desk_officer"])``: with the permissions of that role."""
        for code in codes or ():
            self.groups.add(sync_role(code))
