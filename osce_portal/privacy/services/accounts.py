"""What becomes of requests and notices when an account is closed and its person keeps to another one."""

from django.db import transaction

from osce_portal.accounts.models import User
from osce_portal.files.models import StoredFile
from osce_portal.files.services import remove_files
from osce_portal.people import person_of
from osce_portal.privacy.models import DataExport, ErasureRequest, NoticeAcceptance


@transaction.atomic
def hand_over(closed: User, goes_on: User) -> None:
    """Move the proof of notices, the requests and uploads; copies of the own data are made anew on demand.

    ``goes_on`` has the file that stays: a second open request stands for that file alone.
    """
    known = NoticeAcceptance.objects.filter(account=goes_on).values_list("version", flat=True)
    NoticeAcceptance.objects.filter(account=closed, version__in=list(known)).delete()
    NoticeAcceptance.objects.filter(account=closed).update(account=goes_on)
    asked = ErasureRequest.objects.of(closed)
    if ErasureRequest.objects.of(goes_on).open().exists():
        asked.open().update(account=None, candidate=person_of(goes_on).file)
    asked.update(account=goes_on)
    StoredFile.objects.unattached().filter(uploaded_by=closed).update(uploaded_by=goes_on)
    exports = DataExport.objects.of(closed).select_related("file")
    files = [export.file for export in exports if export.file]
    exports.delete()
    remove_files(files)
