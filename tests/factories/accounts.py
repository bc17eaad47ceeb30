"""Accounts: candidates' by default, staff by trait; the password of all of them is ``PASSWORD``."""

import factory
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from osce_portal.accounts.models import User
from osce_portal.accounts.services import sync_role
from osce_portal.privacy.services import take_note

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
    def second_step(self, create, given, **kwargs):
        """Staff have one, as they must; ``second_step=False`` is a member of staff on the first day."""
        if create and (self.is_staff if given is None else given):
            TOTP.activate(self, generate_totp_secret())

    @factory.post_generation
    def notice(self, create, given, **kwargs):
        """Candidates have taken note of the privacy notice; ``notice=False`` is still to do so."""
        if create and (not self.is_staff if given is None else given):
            take_note(self, language=self.language)

    @factory.post_generation
    def groups(self, create, codes, **kwargs):
        """``UserFactory(staff=True, groups=["desk_officer"])``: with the permissions of that role."""
        for code in codes or ():
            self.groups.add(sync_role(code))
