"""PDF documents: rendered from our templates, with our own assets and nothing else."""

from pathlib import Path, PurePosixPath
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils import translation
from weasyprint import HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse

ASSETS = "https://assets.invalid/"  # a name that resolves nowhere (RFC 6761); answered from static files
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


def render_pdf(template: str, context: dict[str, Any], language: str) -> bytes:
    """Render ``template`` in ``language`` as tagged PDF (PDF/UA-1), for readers with and without sight.

    The template extends ``documents/base.html``, which sets language, title and stylesheet.
    """
    with translation.override(language):
        html = render_to_string(template, {**context, "assets": ASSETS, "language": language})
        return HTML(string=html, base_url=ASSETS, url_fetcher=AssetFetcher()).write_pdf(
            pdf_variant="pdf/ua-1"
        )
