"""Personal details that the file says otherwise than the portal: each a change of its own, old and new."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.http import QueryDict
from phonenumber_field.phonenumber import to_python

from candidates.europass.proposal import Person
from candidates.forms.identity import NATIONALITY_FIELDS, IdentityForm
from candidates.models import Candidate
from candidates.sections import spoken

CAR = "B"  # the licence that a mission asks for
NEVER_TICKED = {"gender"}  # said by the person, never by a file alone
PREFIX = "details"


@dataclass(slots=True)
class Change:
    """One detail: ``name`` is the field of Candidate, ``old`` and ``new`` are for reading."""

    name: str
    label: Any
    old: str
    new: str
    value: Any
    is_ticked: bool
    error: str = ""

    @property
    def prefix(self) -> str:
        return f"{PREFIX}-{self.name}"


def make_changes(candidate: Candidate, person: Person, posted: QueryDict | None) -> list[Change]:
    """What differs. Ticked beforehand is only what fills a gap: nothing is overwritten unasked."""
    changes = []
    for name, value in _said(candidate, person).items():
        proposed = Candidate(**{name: value})
        old, new = _spoken(candidate, name), _spoken(proposed, name)
        if new and new != old:
            label = candidate._meta.get_field(name).verbose_name
            change = Change(name, label, old, new, value, is_ticked=not old and name not in NEVER_TICKED)
            if posted is not None:
                change.is_ticked = f"{change.prefix}-take" in posted
            changes.append(change)
    return changes


def check_changes(candidate: Candidate, changes: list[Change]) -> dict[str, Any]:
    """The values of the ticked changes, as the form of personal details takes them; errors at the changes."""
    ticked = {change.name: change for change in changes if change.is_ticked}
    form = IdentityForm(_form_data(candidate, ticked), instance=Candidate.objects.get(pk=candidate.pk))
    values = {}
    for name, change in ticked.items():
        names = NATIONALITY_FIELDS if name == "nationalities" else (name,)
        errors = [str(error) for field in names for error in form.errors.get(field, ())]
        change.error = " ".join(errors)
        values[name] = form.cleaned_data.get(name, change.value) if not errors else change.value
    return values


def _said(candidate: Candidate, person: Person) -> dict[str, Any]:
    """Field by field what the file says, as far as it says all of it."""
    said: dict[str, Any] = {
        "first_name": person.first_name,
        "last_name": person.last_name,
        "birth_date": person.birth_date.first_day if person.birth_date and person.birth_date.day else None,
        "phone": first_phone(person),
        "city": person.city,
        "country": person.country,
        "nationalities": _nationalities(candidate, person),
        "gender": person.gender,
        "driving_licence": CAR in person.driving_licences or None,
    }
    return {name: value for name, value in said.items() if value}


def first_phone(person: Person) -> str:
    """The first that is a number; without a prefix it is Belgian."""
    numbers = (to_python(phone, region="BE") for phone in person.phones)
    return next((number.as_e164 for number in numbers if number and number.is_valid()), "")


def _nationalities(candidate: Candidate, person: Person) -> list[str]:
    """Those that are known and those of the file: a file that names fewer takes none away."""
    known = [str(code) for code in candidate.nationalities]
    return [*known, *(code for code in person.nationalities if code not in known)]


def _spoken(person: Candidate, name: str) -> str:
    value = getattr(person, name)
    if name == "phone" and value:
        return str(value.as_international)
    if isinstance(value, str) and not isinstance(person._meta.get_field(name), models.CharField):
        return value
    return spoken(person, name) if value else ""


def _form_data(candidate: Candidate, ticked: dict[str, Change]) -> dict[str, Any]:
    form = IdentityForm(instance=candidate)
    data = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    for name, change in ticked.items():
        if name == "nationalities":
            given = [*change.value, "", "", ""]
            data |= dict(zip(NATIONALITY_FIELDS, given, strict=False))
        else:
            data[name] = change.value
    return {name: value for name, value in data.items() if value not in (None, False)}
