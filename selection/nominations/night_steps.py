"""What the night does with what a journey needed."""

from osce_portal.night import register_night_step
from selection.nominations.travel import remove_past_details

register_night_step("nominations: remove travel details", remove_past_details, order=70)
