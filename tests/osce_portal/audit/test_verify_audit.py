import pytest
from django.core.management import CommandError, call_command

from osce_portal.audit.models import AuditEntry
from osce_portal.audit.services import record, seal_entries
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def test_verify_audit_says_that_the_chain_holds(capsys):
    record("account.seen", UserFactory())
    seal_entries()
    call_command("verify_audit")
    assert "holds: 1 entries" in capsys.readouterr().out


def test_verify_audit_fails_and_names_the_place_when_the_chain_is_broken(capsys):
    record("account.seen", UserFactory())
    seal_entries()
    AuditEntry.objects.update(action="forged")
    with pytest.raises(CommandError, match="broken in 1 places"):
        call_command("verify_audit")
    assert "entry 1" in capsys.readouterr().err
