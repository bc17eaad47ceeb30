"""The calendar is about missions: nothing in it is about a person."""

from osce_portal.data_map import map_table

map_table("missions.ParticipatingState", other="iso2 name region languages")
map_table(
    "missions.FieldOperation", other="name short_name city start_year end_year status source confidence"
)
map_table(
    "missions.Mission",
    other="reference election is_early election_as_found election_day date_precision period_ends_on "
    "calendar_on date_as_found format format_as_found stage is_confirmed source note observers_requested "
    "long_term_requested share_percent opened_on published_at is_sample loaded",
)
map_table(
    "missions.Call",
    other="scheme role places published_at opens_at closes_on closes_at closed_at cancelled_at decided_at "
    "unit_cost_cents budget_cents minimum_score_tenths seed text is_sample",
)
map_table(
    "missions.QuotaTarget",
    other="label min max min_share max_share hard tolerance weight_within weight_beyond carries_year",
)
