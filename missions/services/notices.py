"""Notices that are advertised again: each points to the one before, in a line that never runs in a circle."""

from collections.abc import Mapping
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
    if leads_to(vacancy.pk, follows.pk, before):
        raise errors.FollowsItself


def leads_to(notice: Any, key: Any, before: Mapping[Any, Any]) -> bool:
    """Whether the line from ``key`` to ever earlier ones reaches it; ``before``: what each follows."""
    reached: set[Any] = set()
    while key and key not in reached:
        if key == notice:
            return True
        reached.add(key)
        key = before.get(key)
    return False
