"""What the night does with people's files."""

from candidates.register.services import forget_rows
from candidates.services import (
    ask_for_confirmation,
    catch_up_search,
    remind_expiring,
    remove_undecided_europass,
)
from candidates.services.erased import forget_marks
from candidates.services.listing import expire_lists
from osce_portal.night import register_night_step

register_night_step("candidates: ask whether files are still correct", ask_for_confirmation, order=40)
register_night_step("candidates: pool places that expire", remind_expiring, order=60)
register_night_step("candidates: catch up the search", catch_up_search, order=80)
register_night_step("candidates: remove Europass CVs nobody decided on", remove_undecided_europass, order=90)
register_night_step("candidates: rows of sheets", forget_rows, order=85)
register_night_step("candidates: marks of what was erased long ago", forget_marks, order=90)
register_night_step("candidates: remove long lists kept long enough", expire_lists, order=80)
