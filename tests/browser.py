"""Chromium for the tests: where it is, how it starts, and what it says about the content security policy."""

import os
import shutil
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, Error, Page, sync_playwright

MISSING = (
    "Chromium is missing: apt-get install chromium (brew install --cask chromium), or name it in CHROMIUM."
)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC_APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


def find_chromium() -> str | None:
    """Path of an installed Chromium: the one ``CHROMIUM`` names, the machine's, else Playwright's own."""
    known = [os.environ.get("CHROMIUM"), *map(shutil.which, NAMES), *MAC_APPLICATIONS]
    found = next((path for path in known if path and Path(path).exists()), None)
    return found or playwrights_own()


def playwrights_own() -> str | None:
    """Path of the Chromium that Playwright downloaded, if it did; asking takes seconds."""
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


class Complaints(list[str]):
    """What the pages of one browser context complained of: refused by the policy, or an error in a script."""

    def listen_to(self, context: BrowserContext) -> None:
        """Note every violation of the content security policy and every uncaught error from now on."""
        context.on("console", self.note_violation)
        context.on("weberror", lambda raised: self.note_error(raised.error))

    def note_violation(self, message: ConsoleMessage) -> None:
        """Keep a console message when it speaks of the policy."""
        if "Content Security Policy" in message.text or "Content-Security-Policy" in message.text:
            self.append(message.text)

    def note_error(self, error: Error) -> None:
        """Keep an error that no script caught."""
        self.append(f"uncaught: {error.message}")


def accessibility_complaints(page: Page) -> list[str]:
    """What axe finds wrong with the page as it stands, best practices included."""
    # Its preloading of style sheets would break the policy itself; only a rule about turned phones uses it.
    found = Axe().run(page, options={"preload": False}).response["violations"]
    return [f"{fault['id']}: {node['html']}" for fault in found for node in fault["nodes"]]


def is_too_wide(page: Page) -> bool:
    """Whether the page must be scrolled sideways."""
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
