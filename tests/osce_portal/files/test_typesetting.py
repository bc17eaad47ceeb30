"""What a document may be made of."""

import pytest

from osce_portal.files.documents import ASSETS
from osce_portal.files.typesetting import AssetFetcher


@pytest.mark.parametrize(
    "url",
    [
        f"{ASSETS}../manage.py",
        f"{ASSETS}css/../../manage.py",
        f"{ASSETS}/etc/passwd",
        f"{ASSETS}css/nothing.css",
        "file:///etc/hostname",
        "data:text/css,p{}",
        "https://assets.invalid.example/css/document.css",
    ],
)
def test_the_fetcher_knows_packaged_assets_only(url):
    with pytest.raises(Exception, match=r"packaged|outside"):
        AssetFetcher().fetch(url)


def test_the_fetcher_serves_packaged_assets():
    assert b"@page" in AssetFetcher().fetch(f"{ASSETS}css/document.css").read()
