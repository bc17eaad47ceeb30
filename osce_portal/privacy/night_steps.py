"""What the night does for data protection."""

from osce_portal.night import register_night_step
from osce_portal.privacy.making import expire_exports

register_night_step("privacy: remove copies of own data kept long enough", expire_exports, order=80)
