"""Certificates move with their person; of one sent in both files the checked one counts."""

from elearning.enums import CertificateStatus
from elearning.models import Certificate
from osce_portal.merging import register_merge, rows_part


def _is_accepted(stays: Certificate, goes: Certificate) -> bool:
    return CertificateStatus.ACCEPTED == goes.status != stays.status


register_merge(rows_part("elearning.Certificate", same=["mission_id", "sha256"], newer=_is_accepted))
