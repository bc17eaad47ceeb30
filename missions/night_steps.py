"""The night's first act: calls whose deadline has passed are closed before anything else looks at them."""

from missions.services import close_due_calls
from osce_portal.night import register_night_step

register_night_step("missions: close calls", close_due_calls, order=10)
