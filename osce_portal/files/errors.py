"""Why a file is not taken."""

from django.utils.translation import gettext_lazy as _

from osce_portal.common.errors import DomainError
from osce_portal.files.limits import upload_limit


class FileRefused(DomainError):
    """The parent of every refusal of an upload."""

    message = _("This file cannot be taken.")


class EmptyFile(FileRefused):
    message = _("This file is empty (0 bytes). Please choose it again.")


class FileTooLarge(FileRefused):
    def __init__(self) -> None:
        text = _("This file is too large: at most %(limit)s.")
        super().__init__(text % {"limit": upload_limit()})


class WrongFileType(FileRefused):
    message = _("Please send a PDF file or a picture (JPEG or PNG). This file is something else.")


class HeicPicture(WrongFileType):
    """How an iPhone keeps its photographs; on the phone itself Safari hands over a JPEG."""

    message = _(
        "This is a picture in Apple's HEIC format. Please send it as JPEG or PDF: choose it on the iPhone "
        "itself, or take a screenshot of it."
    )


class BrokenFile(FileRefused):
    message = _("This file cannot be opened: it seems to be damaged. Please save it again and send it anew.")


class LockedFile(FileRefused):
    message = _("This PDF file asks for a password. Please send it without one.")


class TooManyUploads(FileRefused):
    message = _(
        "You have sent many files in a short time. Please wait ten minutes, then choose this file again."
    )


class FileTooComplex(FileRefused):
    message = _("This file has too many pages or pixels. Please send a smaller one.")
