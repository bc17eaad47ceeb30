"""What the night does with accounts."""

from osce_portal.accounts.sessions import forget_ended_sessions
from osce_portal.night import register_night_step

register_night_step("accounts: forget sessions that are over", forget_ended_sessions, order=90)
