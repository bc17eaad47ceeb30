"""PDF documents, rendered from our templates."""

from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

ASSETS = "https://assets.invalid/"  # a name that resolves nowhere (RFC 6761); answered from static files


def render_pdf(template: str, context: dict[str, Any], language: str) -> bytes:
    """Render ``template`` in ``language`` as tagged PDF (PDF/UA-1), for readers with and without sight.

    The template extends ``documents/base.html``, which sets language, title and stylesheet.
    """
    from osce_portal.files.typesetting import write_pdf  # noqa: PLC0415 — see there

    with translation.override(language):
        return write_pdf(render_to_string(template, {**context, "assets": ASSETS, "language": language}))
