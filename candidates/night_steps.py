"""What the night does with people's files."""

from candidates.services import catch_up_search
from osce_portal.night import register_night_step

register_night_step("candidates: catch up the search", catch_up_search, order=80)
