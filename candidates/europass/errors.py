"""Why a file is not read as a Europass CV."""

from django.utils.translation import gettext_lazy as _

from osce_portal.files.errors import FileRefused


class EuropassRefused(FileRefused):
    """The parent of what is said of a file that is no readable Europass CV."""


class NotEuropass(EuropassRefused):
    message = _(
        "This is no Europass CV. Please choose the XML file that you saved from Europass, or the PDF file "
        "that Europass made itself."
    )


class TooOldEuropass(EuropassRefused):
    message = _(
        "This Europass CV was made before 2013, in a format that is no longer read. Please open it in the "
        "Europass editor and save it again."
    )


class NoEuropassInPdf(EuropassRefused):
    message = _(
        "This PDF file holds no Europass data: they are lost when the file is printed to PDF, saved again by "
        "another program or scanned. Please choose the file as Europass gave it to you."
    )


class BrokenEuropass(EuropassRefused):
    message = _("This file cannot be read: it seems to be damaged. Please save it from Europass again.")


class DoctypeForbidden(EuropassRefused):
    message = _(
        "This XML file declares a document type or entities, which no Europass CV does. For safety it is "
        "not read."
    )


class EuropassTooComplex(EuropassRefused):
    message = _("This file is too large or too deeply nested to be a CV. It is not read.")


class ArchiveGiven(EuropassRefused):
    message = _(
        "This is a ZIP archive or an office document. Please choose the XML or PDF file that you saved from "
        "Europass."
    )
