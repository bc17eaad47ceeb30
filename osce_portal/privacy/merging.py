"""Holds, requests and notices about a file go on with the file that stays."""

from osce_portal.merging import register_merge, rows_part

register_merge(rows_part("privacy.ErasureRequest"))
register_merge(rows_part("privacy.LegalHold"))
register_merge(rows_part("privacy.RetentionNotice", same=["last_active_at"]))
