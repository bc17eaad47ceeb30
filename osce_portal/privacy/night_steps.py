"""What the night does for data protection."""

from osce_portal.night import register_night_step
from osce_portal.privacy.erasing import remove_leftovers
from osce_portal.privacy.making import expire_exports
from osce_portal.privacy.services import purge_inactive, tell_before_purge

register_night_step("privacy: tell people of the coming end of their file", tell_before_purge, order=70)
register_night_step("privacy: anonymise files at their end", purge_inactive, order=75)
register_night_step("privacy: remove what is left of people erased before", remove_leftovers, order=78)
register_night_step("privacy: remove copies of own data kept long enough", expire_exports, order=80)
