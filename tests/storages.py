"""Where a test's files lie when the worker that writes them is killed."""

from typing import Any

from django.core.files.storage import FileSystemStorage


class StorageOfAKilledWorker(FileSystemStorage):
    """Writes the file as always; then the process ends, before anything else is done."""

    def save(self, name: str | None, content: Any, max_length: int | None = None) -> str:
        super().save(name, content, max_length=max_length)
        raise KeyboardInterrupt


def kill_after_writing(settings: Any) -> None:
    """Until the test ends, whoever has written a file is killed."""
    backend = f"{__name__}.{StorageOfAKilledWorker.__name__}"
    settings.STORAGES = settings.STORAGES | {"default": settings.STORAGES["default"] | {"BACKEND": backend}}
