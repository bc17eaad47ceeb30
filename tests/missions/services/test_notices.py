"""A notice that is advertised again: the line of notices never runs in a circle."""

import pytest

from missions.errors import FollowsItself
from missions.models import Vacancy
from missions.services import update_announced
from tests.factories.missions import VacancyFactory
from tests.races import race


def followed(vacancies) -> list:
    return [Vacancy.objects.get(pk=vacancy.pk).follows for vacancy in vacancies]


@pytest.mark.django_db
@pytest.mark.parametrize("length", [1, 2, 3])
def test_a_line_of_notices_does_not_come_back_to_its_first(length):
    line = VacancyFactory.create_batch(length)
    for later, earlier in zip(line[1:], line, strict=False):
        update_announced(later, actor=None, follows=earlier)

    with pytest.raises(FollowsItself):
        update_announced(line[0], actor=None, follows=line[-1])

    assert followed(line) == [None, *line[:-1]]
    other = VacancyFactory()
    update_announced(line[0], actor=None, follows=other)
    update_announced(line[0], actor=None, follows=None)
    update_announced(other, actor=None, follows=line[-1])


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("with_lock", [True, False])
def test_two_at_once_close_no_circle_over_a_line_that_is_there(with_lock):
    first, second, third, fourth = VacancyFactory.create_batch(4)
    update_announced(second, actor=None, follows=first)
    update_announced(fourth, actor=None, follows=third)

    outcomes = race(
        lambda: update_announced(Vacancy.objects.get(pk=first.pk), actor=None, follows=fourth),
        lambda: update_announced(Vacancy.objects.get(pk=third.pk), actor=None, follows=second),
        with_lock=with_lock,
    )

    refused = [one for one in outcomes if isinstance(one, FollowsItself)]
    assert len(refused) == (1 if with_lock else 0)
    assert followed([first, third]).count(None) == len(refused)
