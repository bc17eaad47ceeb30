"""Fields that a form does not offer cannot be sent along: what is forged into them stays out."""

import datetime as dt
from typing import Any

import pytest
from django.db import models
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from candidates.sections import SECTIONS
from tests.factories.accounts import UserFactory
from tests.factories.candidates import CandidateFactory
from tests.permissions.controls import controls_of
from tests.permissions.table import read_table
from tests.permissions.test_objects import addresses
from tests.permissions.test_objects import world as world  # the fixture
from tests.permissions.test_table import sign_in
from tests.permissions.world import ROWS

pytestmark = pytest.mark.django_db
DAY = dt.date(1999, 12, 31)


def forged(column: models.Field, row: models.Model | None) -> Any:
    """A value that the column takes and does not have: somebody else's row, the other of yes and no."""
    if column.is_relation:
        strangers = {"Candidate": CandidateFactory, "User": UserFactory}
        maker = strangers.get(column.related_model.__name__)
        rows = column.related_model._base_manager.exclude(pk=getattr(row, column.attname, None)).order_by(
            "-pk"
        )
        return maker().pk if maker else rows.values_list("pk", flat=True).first()
    if isinstance(column, models.BooleanField):
        return not getattr(row, column.attname, column.get_default())
    if isinstance(column, models.DateTimeField):
        return timezone.make_aware(dt.datetime.combine(DAY, dt.time()))
    if isinstance(column, models.DateField):
        return DAY
    if isinstance(column, models.IntegerField):
        return 987_654
    if column.flatchoices:
        return next(
            value
            for value, _label in reversed(column.flatchoices)
            if value != getattr(row, column.attname, "")
        )
    return "forged"


def unoffered(model: type[models.Model], offered: set[str]) -> list[models.Field]:
    """Columns that are not on the form, keys included."""
    return [column for column in model._meta.concrete_fields if column.name not in offered]


def forge(page: HttpResponse, model: type[models.Model], row: models.Model | None) -> tuple[dict, dict]:
    """What the page's own form would send with every column besides, and what was put into those."""
    sent = controls_of(page.content.decode())
    offered = {name.removesuffix("_0") for name in sent} | set(
        getattr(page.context.get("form"), "fields", ())
    )
    values = {column: forged(column, row) for column in unoffered(model, offered)}
    spoken = {name: str(value) for column, value in values.items() for name in {column.name, column.attname}}
    return sent | spoken, values


def taken(values: dict, row: models.Model) -> list[str]:
    """Columns in which the forged value now stands."""
    return [column.name for column, value in values.items() if getattr(row, column.attname) == value]


def test_a_candidates_forms_write_what_they_offer_and_nothing_else(world):
    client, wrong = sign_in("owner", world), {}
    targets = [(reverse("candidates:identity"), world.owner), (world.draft.get_absolute_url(), world.draft)]
    targets += [
        (reverse("candidates:entry-edit", args=[slug, line.public_id]), line)
        for slug, line in world.lines.items()
    ]
    for address, row in targets:
        page = client.get(address)
        sent, values = forge(page, type(row), row)
        answer = client.post(address, sent)
        assert answer.status_code == 302, (address, answer.context["form"].errors)
        row.refresh_from_db()
        wrong[address] = taken(values, row)
    assert {address: names for address, names in wrong.items() if names} == {}
    assert len(targets) >= len(SECTIONS) + 2


def test_a_new_line_of_a_cv_is_the_own_persons_whatever_is_sent_along(world):
    client = sign_in("owner", world)
    for slug, line in world.lines.items():
        filled_in = controls_of(
            client.get(reverse("candidates:entry-edit", args=[slug, line.public_id])).content.decode()
        )
        model, address = type(line), reverse("candidates:entry-add", args=[slug])
        model.objects.filter(candidate=world.owner).delete()
        sent, values = forge(client.get(address), model, None)
        answer = client.post(address, sent | filled_in)
        assert answer.status_code == 302, (slug, answer.context["form"].errors)
        new = model.objects.filter(candidate=world.owner).get()
        assert taken(values, new) == [], slug


@pytest.mark.parametrize("actor", ["desk", "admin"])
def test_the_admins_forms_write_what_they_offer_and_nothing_else(actor, world):
    client, table, asked, wrong = sign_in(actor, world), read_table(), 0, {}
    where = {route: reverse(route, kwargs=given) for route, given in addresses(world)}
    for label, find in ROWS.items():
        route = f"admin:{label}_change"
        if table[route, "POST"][actor] != "page":
            continue
        row = find(world)
        sent, values = forge(client.get(where[route]), type(row), row)
        client.post(where[route], sent | {"_save": "1"})
        row.refresh_from_db()
        wrong[label] = taken(values, row)
        asked += 1
    assert {label: names for label, names in wrong.items() if names} == {}
    assert asked >= 2
