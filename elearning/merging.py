"""Certificates move with their person."""

from osce_portal.merging import register_merge, rows_part

register_merge(rows_part("elearning.Certificate", same=["mission_id", "sha256"]))
