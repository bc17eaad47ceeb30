"""HTML to PDF by WeasyPrint, with our own assets and nothing else.

Loaded by whoever makes the first document: half a second and much memory that most processes never need.
"""

from functools import cache
from io import BytesIO
from pathlib import Path, PurePosixPath

from django.contrib.staticfiles import finders
from fontTools.ttLib import woff2
from weasyprint import HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse

from osce_portal.files.documents import ASSETS

ASSET_TYPES = {".css": "text/css", ".woff2": "font/ttf", ".svg": "image/svg+xml", ".png": "image/png"}


class AssetFetcher(URLFetcher):
    """Serves packaged assets by name; refuses everything else, whatever a person wrote into a text."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """The packaged file of this address; ValueError for any other address."""
        name = url.removeprefix(ASSETS)
        content_type = ASSET_TYPES.get(PurePosixPath(name).suffix)
        path = finders.find(name) if url.startswith(ASSETS) and content_type else None
        if path is None:
            raise ValueError("not a packaged asset")
        return URLFetcherResponse(url, asset_bytes(Path(path)), {"Content-Type": content_type})


def asset_bytes(path: Path) -> bytes:
    """What WeasyPrint gets of a packaged file: as it is, but fonts unpacked."""
    return unpacked_font(path) if path.suffix == ".woff2" else path.read_bytes()


@cache
def unpacked_font(path: Path) -> bytes:
    """A compressed font as plain TrueType. WeasyPrint would unpack it for every document, in Python: that
    takes nearly half the time of a short one.
    """
    unpacked = BytesIO()
    woff2.decompress(str(path), unpacked)
    return unpacked.getvalue()


def write_pdf(html: str) -> bytes:
    """The document as tagged PDF (PDF/UA-1)."""
    return HTML(string=html, base_url=ASSETS, url_fetcher=AssetFetcher()).write_pdf(pdf_variant="pdf/ua-1")
