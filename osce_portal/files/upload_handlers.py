"""How much of a request is read at all."""

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler


class BodyLimit(FileUploadHandler):
    """Stops before the first byte where a request says that it brings more than ``BODY_MAX_BYTES``.

    Well above ``UPLOAD_MAX_BYTES``: a file that is only too large gets its message at its field, and what was
    typed beside it is kept.
    """

    def handle_raw_input(
        self, input_data: Any, meta: dict[str, Any], content_length: int, boundary: str,
        encoding: str | None = None,
    ) -> None:  # fmt: skip
        """Raises RequestDataTooBig, which Django answers with 400."""
        if content_length > settings.BODY_MAX_BYTES:
            raise RequestDataTooBig("The body of this request is larger than BODY_MAX_BYTES.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
