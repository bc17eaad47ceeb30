"""What this room does at night, after calls were closed."""

from osce_portal.night import register_night_step
from selection.assessment.rubrics import choose_rubrics_of_published_calls
from selection.assessment.services import assess_closed_calls

register_night_step("choose_rubrics", choose_rubrics_of_published_calls, order=60)
register_night_step("assess_closed_calls", assess_closed_calls, order=70)
