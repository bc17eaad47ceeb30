"""A sheet of crisis-management missions: one post, or several alike, a row."""

from django.utils.translation import gettext_lazy as _

from missions.enums import FieldOfExpertise, Organisation, SheetTable
from missions.models import CrisisMission
from missions.models.crisis import LONGEST_MONTHS
from missions.sheets.posts import NO_TITLE, AnnouncedTable, Refusal
from missions.sheets.ways import DAY, FLAG, NUMBER, TWO_LETTERS, Way, column, in_languages, one_of, some_of
from missions.territories import Places
from osce_portal.sheets.errors import CellRefused


def _country(text: str) -> str:
    if text.upper() not in Places():
        raise CellRefused(_("Please write the code of two letters, for example XK."))
    return text.upper()


COUNTRY = Way(_country, str, lambda country: country.code or "", TWO_LETTERS)


class CrisisTable(AnnouncedTable):
    code = SheetTable.CRISIS
    model = CrisisMission
    mark = "for_pool"
    subject = "crisis_mission"
    columns = (
        column(CrisisMission, "reference", is_required=True),
        *in_languages(CrisisMission, "title"),
        column(CrisisMission, "organisation", one_of(Organisation.values), is_required=True),
        column(CrisisMission, "country", COUNTRY),
        *in_languages(CrisisMission, "duty_station"),
        column(CrisisMission, "fields", some_of(FieldOfExpertise.values)),
        column(CrisisMission, "posts", NUMBER),
        column(CrisisMission, "starts_on", DAY),
        column(CrisisMission, "duration_months", NUMBER),
        column(CrisisMission, "for_pool", FLAG, is_required=True, must_say=True),
        column(CrisisMission, "for_services", FLAG, is_required=True, must_say=True),
        *in_languages(CrisisMission, "tasks"),
        *in_languages(CrisisMission, "qualifications"),
        column(CrisisMission, "link"),
        column(CrisisMission, "source"),
    )
    described = (
        "tasks", "qualifications", "duration_months", "starts_on", "duty_station", "country",
        "for_pool", "for_services",
    )  # fmt: skip
    refusals = (
        NO_TITLE,
        Refusal(
            "duration_months", _("Belgium sends an expert for two years at most."),
            lambda mission: (mission.duration_months or 0) > LONGEST_MONTHS,
        ),
        Refusal(
            "for_pool", _("Say whether the pool, federal services or both may apply."),
            lambda mission: not (mission.for_pool or mission.for_services),
        ),
    )  # fmt: skip
