"""Facets of the person: language group, letters, account, gender where it may be seen."""

import datetime as dt

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from candidates.enums import PoolState, Told
from candidates.facets.facet import choice_facet, register_facet
from candidates.models import PoolMembership
from candidates.querysets import CandidateQuerySet
from osce_portal.common.enums import Gender, LanguageGroup, PersonLanguage

register_facet(
    choice_facet(
        "pool", _("Crisis-management pool"), 65, lambda: PoolState.choices,
        lambda people, state: people.filter(
            pk__in=PoolMembership.objects.in_state(state, timezone.localdate()).values("candidate")
        ),
    )
)  # fmt: skip
YES_NO = [("yes", _("yes")), ("no", _("no"))]
NOBODY = "none"

register_facet(
    choice_facet(
        "group", _("Language group"), 80,
        lambda: [(group or NOBODY, words) for group, words in LanguageGroup.choices],
        lambda people, group: people.filter(language_group="" if group == NOBODY else group),
    )
)  # fmt: skip
register_facet(
    choice_facet(
        "letters", _("Language of letters and mails"), 81, lambda: PersonLanguage.choices,
        lambda people, language: people.filter(correspondence_language=language),
    )
)  # fmt: skip
register_facet(
    choice_facet(
        "registered", _("Registered"), 82, lambda: YES_NO,
        lambda people, said: people.filter(registered_at__isnull=said == "no"),
    )
)  # fmt: skip
register_facet(
    choice_facet(
        "account", _("Has an account"), 83, lambda: YES_NO,
        lambda people, said: people.filter(user__isnull=said == "no"),
    )
)  # fmt: skip


def _by_link(people: CandidateQuerySet, told: str) -> CandidateQuerySet:
    """People without an account, by what became of the link to their file."""
    if told == Told.NO:
        return people.not_told()
    limit = timezone.now() - dt.timedelta(days=settings.CLAIM_LINK_DAYS)
    return people.told_since(limit) if told == Told.SENT else people.told_before(limit)


register_facet(choice_facet("told", _("Told of the file"), 84, lambda: Told.choices, _by_link))
register_facet(
    choice_facet(
        "gender", _("Gender"), 90,
        lambda: [(gender or NOBODY, words) for gender, words in Gender.choices],
        lambda people, gender: people.filter(gender="" if gender == NOBODY else gender),
        permission="candidates.see_gender",
    )
)  # fmt: skip
