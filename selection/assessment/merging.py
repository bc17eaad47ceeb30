"""Who keeps away from one of the files keeps away from the person."""

from osce_portal.merging import register_merge, rows_part

register_merge(rows_part("assessment.ConflictOfInterest", same=["officer_id"]))
