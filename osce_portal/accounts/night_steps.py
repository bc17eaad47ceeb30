"""What the night does with accounts."""

from osce_portal.accounts.services import forget_unconfirmed
from osce_portal.accounts.sessions import forget_ended_sessions
from osce_portal.night import register_night_step

register_night_step("accounts: forget sessions that are over", forget_ended_sessions, order=90)
register_night_step("accounts: forget accounts that nobody confirmed", forget_unconfirmed, order=85)
