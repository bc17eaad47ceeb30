"""Invented Belgians: names by language, realistic shares, one account each for most of them."""

import base64
import datetime as dt
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from random import Random

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import models
from django.utils import timezone
from faker import Faker

from candidates.models import Candidate, CvEntry
from osce_portal.accounts.models import User
from osce_portal.common.enums import Gender, LanguageGroup
from osce_portal.management.sample import words
from osce_portal.management.sample.careers import chance, draw, make_career

LANGUAGES = [("nl", 53), ("fr", 42), ("de", 3), ("en", 2)]
LOCALES = {"fr": "fr_BE", "nl": "nl_BE", "de": "de_DE", "en": "en_GB"}
GENDERS = [(Gender.F, 48), (Gender.M, 47), (Gender.X, 2), (Gender.NOT_SAID, 3)]
GROUPS = {
    "fr": [(LanguageGroup.FR, 97), (LanguageGroup.NONE, 3)],
    "nl": [(LanguageGroup.NL, 97), (LanguageGroup.NONE, 3)],
    "de": [(LanguageGroup.NONE, 60), (LanguageGroup.FR, 40)],
    "en": [(LanguageGroup.NONE, 40), (LanguageGroup.FR, 30), (LanguageGroup.NL, 30)],
}
NATIONALITIES = [(["BE"], 93), (["BE", "FR"], 2), (["BE", "IT"], 2), (["FR"], 2), (["NL"], 1)]
WITH_ACCOUNT, REGISTERED = 93, 97  # percent
BATCH = 500


@dataclass(frozen=True, slots=True)
class Draw:
    """One source of chance and names: the same seed and day give the same people."""

    rng: Random
    names: dict[str, Faker]
    now: dt.datetime

    @classmethod
    def of(cls, seed: int, now: dt.datetime) -> "Draw":
        names = {language: Faker(locale) for language, locale in LOCALES.items()}
        for name in names.values():
            name.seed_instance(seed)
        return cls(Random(seed), names, now)  # noqa: S311 — invented people, no secret

    @property
    def today(self) -> dt.date:
        """The day in Brussels."""
        return timezone.localdate(self.now)

    def public_id(self) -> str:
        """Shaped like ``new_public_id``, but the same again for the same seed."""
        return base64.urlsafe_b64encode(self.rng.randbytes(16)).rstrip(b"=").decode()


def make_people(source: Draw, count: int) -> list[Candidate]:
    """Write ``count`` people with accounts and CVs in bulk; 600 password hashes and audited acts would
    take minutes, so the caller records one act for all of them."""
    people = [_invent(source, number) for number in range(count)]
    users = [person.user for person in people if person.user]
    User.objects.bulk_create(users, batch_size=BATCH)
    EmailAddress.objects.bulk_create(
        [EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in users],
        batch_size=BATCH,
    )
    Candidate.objects.bulk_create(people, batch_size=BATCH)
    lines: dict[type[CvEntry], list[CvEntry]] = defaultdict(list)
    for person in people:
        for line in make_career(source.rng, person, source.today):
            line.public_id = source.public_id()
            lines[type(line)].append(line)
    for model, entries in lines.items():
        _manager(model).bulk_create(entries, batch_size=BATCH)
    return people


def _manager(model: type[CvEntry]) -> models.Manager:
    return model._default_manager


def _invent(source: Draw, number: int) -> Candidate:
    rng, today = source.rng, source.today
    language, gender = draw(rng, LANGUAGES), draw(rng, GENDERS)
    first, last = _name(source, language, gender)
    email = f"{_ascii(first)}.{_ascii(last)}.{number}@example.org"
    joined = source.now - dt.timedelta(days=rng.randint(120, 2500))
    is_registered = chance(rng, REGISTERED)
    return Candidate(
        public_id=source.public_id(),
        user=_account(source, email, language, joined) if chance(rng, WITH_ACCOUNT) else None,
        first_name=first,
        last_name=last,
        email=email,
        phone=f"+3247{rng.randrange(10**7):07d}" if is_registered else "",
        birth_date=today - dt.timedelta(days=int(365.25 * rng.triangular(24, 72, 38))),
        city=rng.choice(words.CITIES[language]),
        country="BE",
        nationalities=draw(rng, NATIONALITIES),
        gender=gender,
        language_group=draw(rng, GROUPS[language]),
        correspondence_language=language,
        driving_licence=chance(rng, 80),
        registered_at=joined if is_registered else None,
        is_sample=True,
    )


def _name(source: Draw, language: str, gender: str) -> tuple[str, str]:
    names = source.names[language]
    is_female = gender == Gender.F or (gender != Gender.M and chance(source.rng, 50))
    first = names.first_name_female() if is_female else names.first_name_male()
    return first, names.last_name()


def _account(source: Draw, email: str, language: str, joined: dt.datetime) -> User:
    return User(
        public_id=source.public_id(),
        email=email,
        language=language,
        password=make_password(None),  # nobody can sign in with it
        date_joined=joined,
    )


def _ascii(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return "".join(letter for letter in plain.lower() if letter.isalpha()) or "x"
