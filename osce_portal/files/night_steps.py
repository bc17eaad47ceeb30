"""What the night does with files."""

from osce_portal.files.services import remove_abandoned_uploads
from osce_portal.night import register_night_step

register_night_step("files: remove uploads that were never handed in", remove_abandoned_uploads, order=90)
