"""Notices that are advertised again: each points to the one before, in a line that never runs in a circle."""

from typing import Any

from django.db.models import Q

from missions import errors
from missions.models import Vacancy


def hold_lines(*vacancies: Vacancy) -> None:
    """Lock these notices and all that follow or are followed, in one order.

    So two changes at once cannot close a circle together.
    """
    notices: Any = Vacancy.objects.all()
    given = Q(pk__in=[vacancy.pk for vacancy in vacancies])
    followed = Q(pk__in=notices.filter(follows__isnull=False).values("follows"))
    concerned = notices.filter(given | followed | Q(follows__isnull=False))
    list(concerned.select_for_update(of=("self",)).order_by("pk").values_list("pk"))


def refuse_circle(vacancy: Vacancy, follows: Vacancy) -> None:
    """Raise FollowsItself if ``follows`` is this notice, or was advertised again after it, however often."""
    notices: Any = Vacancy.objects.all()
    before = dict(notices.filter(follows__isnull=False).values_list("pk", "follows"))
    reached: set[Any] = set()
    key: Any = follows.pk
    while key is not None and key not in reached:
        if key == vacancy.pk:
            raise errors.FollowsItself
        reached.add(key)
        key = before.get(key)
