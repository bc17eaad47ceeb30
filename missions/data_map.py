"""The calendar is about missions, not about people; beside it stands who wants to be told of new calls."""

from django.utils.translation import gettext_lazy as _

from osce_portal.data_map import Basis, Kept, Reader, Use, map_table

FOLLOWING = Use(
    _("Telling the person of new calls, as asked"), Basis.PUBLIC_TASK, Kept.ACCOUNT, (Reader.PERSON,)
)
ANNOUNCED = "reference source is_confirmed calendar_on published_at is_sample loaded "

map_table("missions.ParticipatingState", other="iso2 name region languages")
map_table(
    "missions.FieldOperation",
    other="name short_name country city start_year end_year status source confidence",
)
map_table(
    "missions.Mission",
    other="reference election is_early election_as_found election_day voting_ends_on date_precision "
    "period_ends_on calendar_on date_as_found format format_as_found stage is_confirmed source note "
    "observers_requested long_term_requested share_percent opened_on second_round_on long_term_due_on "
    "long_term_from short_term_from short_term_to row_as_found published_at is_sample loaded",
)
map_table(
    "missions.Call",
    other="scheme role places published_at opens_at closes_on closes_at closed_at cancelled_at decided_at "
    "unit_cost_cents budget_cents minimum_score_tenths seed text how_to_apply outcome followers_told_at "
    "is_sample",
)
map_table(
    "missions.QuotaTarget",
    other="label min max min_share max_share hard tolerance weight_within weight_beyond carries_year",
)
map_table(
    "missions.Vacancy",
    other=ANNOUNCED + "number kind title structure department unit duty_station country grade fields "
    "minimum_years posts issued_on osce_closes_on starts_on duration_months has_allowance "
    "may_apply_directly tasks qualifications belgium_pays link row_as_found",
)
map_table(
    "missions.JpoRound",
    other=ANNOUNCED + "number year osce_closes_on is_sponsored osce_funded_limit preferences_limit "
    "degree_asked terms link",
)
map_table(
    "missions.CalendarSheet",
    other="table file_name rows unread uploaded_at taken_at counts",
    staff="uploaded_by taken_by",
)
map_table("missions.JpoPlacement", other="order where starts_on ends_on months allowance_cents")
map_table(
    "missions.JpoOpening", other="number code title department structure duty_station summary row_as_found"
)
map_table("missions.SelorRound", other=ANNOUNCED + "year opens_on closes_on text link")
map_table(
    "missions.CrisisMission",
    other=ANNOUNCED + "title organisation country duty_station fields posts starts_on duration_months "
    "for_pool for_services tasks qualifications link row_as_found",
)
map_table("missions.Budget", other="year line amount_cents")
map_table(
    "missions.Commitment",
    other="kind line cents note entered_at released_at needs_signature overrun_reason",
    staff="entered_by overrun_signed_by",
)
map_table("missions.Milestone", other="kind due_on is_adjusted done_at by_act", staff="owner done_by")
map_table(
    "missions.Change",
    other="kind state election_day format closes_on reopens needs_second note message before effect "
    "proposed_at decided_at decision_note refusal followers_told_at",
    staff="proposed_by decided_by",
)
map_table(
    "missions.Subscription", {FOLLOWING: "scheme role region language created_at"}, account="user",
    deleted=True,
)  # fmt: skip
