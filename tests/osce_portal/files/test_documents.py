"""PDF documents: readable by everybody, and nothing from outside gets into them."""

import io
import socket
import threading

import pytest
from pypdf import PdfReader
from weasyprint import HTML

from osce_portal.files.documents import render_pdf


@pytest.fixture
def template(settings, tmp_path):
    """Write a document's content block as a template of its own; returns its name."""

    def write(content: str) -> str:
        text = '{% extends "documents/base.html" %}{% block title %}Essai{% endblock title %}'
        text += "{% block content %}" + content + "{% endblock content %}"
        (tmp_path / "document.html").write_text(text)
        settings.TEMPLATES = [
            {**settings.TEMPLATES[0], "DIRS": [*settings.TEMPLATES[0]["DIRS"], tmp_path]},
        ]
        return "document.html"

    return write


@pytest.fixture
def listener():
    """A server on the loopback that counts who knocks."""
    knocks = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        stop = threading.Event()

        def listen():
            while not stop.is_set():
                try:
                    connection, _address = server.accept()
                except TimeoutError:
                    continue
                knocks.append(1)
                connection.close()

        thread = threading.Thread(target=listen)
        thread.start()
        yield server.getsockname()[1], knocks
        stop.set()
        thread.join()


def text_of(pdf: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def test_a_document_is_tagged_and_says_its_language_and_title(template):
    pdf = render_pdf(template("<h1>Reçu</h1><p>{{ name }}</p>"), {"name": "Zoë & Cie"}, "fr")

    reader = PdfReader(io.BytesIO(pdf))
    assert reader.metadata.title.strip() == "Essai"
    assert reader.trailer["/Root"]["/Lang"] == "fr"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "Zoë & Cie" in text_of(pdf)


ATTACKS = [
    '<img src="{url}">',
    '<link rel="stylesheet" href="{url}">',
    '<link rel="attachment" href="{url}">',
    '<a rel="attachment" href="{url}">x</a>',
    "<style>@import url({url});</style>",
    '<div style="background-image:url({url})">x</div>',
    '<object data="{url}"></object>',
    '<embed src="{url}">',
    '<svg xmlns="http://www.w3.org/2000/svg"><image href="{url}" width="9" height="9"/></svg>',
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_document_fetches_nothing_from_the_network(template, listener, attack):
    port, knocks = listener
    render_pdf(template(attack.replace("{url}", f"http://127.0.0.1:{port}/x.png")), {}, "fr")
    assert knocks == []


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_document_reads_no_file_of_the_machine(template, tmp_path, attack):
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret of the machine")
    pdf = render_pdf(template(attack.replace("{url}", secret.as_uri())), {}, "fr")
    assert b"secret of" not in pdf
    assert not PdfReader(io.BytesIO(pdf)).attachments


def test_without_the_fetcher_the_network_would_be_reached(listener):
    """The control: WeasyPrint alone follows the first of the attacks above."""
    port, knocks = listener
    HTML(string=ATTACKS[0].replace("{url}", f"http://127.0.0.1:{port}/x.png")).write_pdf()
    assert knocks


def test_what_a_person_wrote_stays_text(template):
    pdf = render_pdf(template("<p>{{ text }}</p>"), {"text": '<img src="file:///etc/hostname">'}, "nl")
    assert "<img" in text_of(pdf)
