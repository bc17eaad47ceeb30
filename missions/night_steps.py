"""The night's first acts: calls whose deadline has passed are closed before anything else looks at them."""

from missions.alarms import tell_owners
from missions.services import close_due_calls, finish_missions, place_missing_chains
from missions.sheets.taking import forget_sheets
from osce_portal.night import register_night_step

register_night_step("missions: close calls", close_due_calls, order=10)
register_night_step("missions: finish missions", finish_missions, order=15)
register_night_step("missions: place missing chains of dates", place_missing_chains, order=20)
register_night_step("missions: forget sheets of the calendar", forget_sheets, order=90)
register_night_step("missions: steps that come due", tell_owners, order=50)
