"""HTML to PDF by WeasyPrint, with our own assets and nothing else.

Loaded by whoever makes the first document: half a second and much memory that most processes never need.
"""

from pathlib import Path, PurePosixPath

from django.contrib.staticfiles import finders
from weasyprint import HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse

from osce_portal.files.documents import ASSETS

ASSET_TYPES = {".css": "text/css", ".woff2": "font/woff2", ".svg": "image/svg+xml", ".png": "image/png"}


class AssetFetcher(URLFetcher):
    """Serves packaged assets by name; refuses everything else, whatever a person wrote into a text."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """The packaged file of this address; ValueError for any other address."""
        name = url.removeprefix(ASSETS)
        content_type = ASSET_TYPES.get(PurePosixPath(name).suffix)
        path = finders.find(name) if url.startswith(ASSETS) and content_type else None
        if path is None:
            raise ValueError("not a packaged asset")
        return URLFetcherResponse(url, Path(path).read_bytes(), {"Content-Type": content_type})


def write_pdf(html: str) -> bytes:
    """The document as tagged PDF (PDF/UA-1)."""
    return HTML(string=html, base_url=ASSETS, url_fetcher=AssetFetcher()).write_pdf(pdf_variant="pdf/ua-1")
