"""Chromium for the tests: where it is, how it starts, and what is wrong with the pages it shows."""

import os
import shutil
from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import BrowserContext, ConsoleMessage, Error, Page, Request, sync_playwright

MISSING = (
    "Chromium is missing: apt-get install chromium (brew install --cask chromium), or name it in CHROMIUM."
)
# Chromium heeds only the last such list: first what Playwright switches off, then what every new window
# draws although nobody sees it (the popups of its address bar, a process in reserve): often more than a page.
UNUSED_FEATURES = (
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
    "Translate",
    "InitialWebUI",
    "PreloadTopChromeWebUI",
    "SpareRendererForSitePerProcess",
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxFullPopup",
    "WebUIOmniboxPopup",
    "WebUIReloadButton",
    "WebUIToolbar",
)
ARGUMENTS = [
    f"--disable-features={','.join(UNUSED_FEATURES)}",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# The first has no windows to draw, only pages: a third less work for the same pages.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC_APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)

PHONE, DESK = 390, 1280
NARROWEST = 320  # a desk of 1280 px at 400 % zoom (WCAG 1.4.10)
# Its preloading of style sheets would break the policy itself; only a rule about turned phones uses it.
AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
    "preload": False,
}
# The colours are the same at every width, and looking at them takes as long as all other rules together.
COLOURS_TOO: dict = {}
NO_COLOURS = {"rules": {"color-contrast": {"enabled": False}}}

RUN_AXE = """async (options) => (await axe.run(options)).violations.map(
    (fault) => fault.nodes.map((node) => `${fault.id}: ${fault.help}: ${node.html}`))"""


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
    """What one browser context complained of: refused by the policy, fetched elsewhere, broken."""

    def __init__(self, home: str):
        super().__init__()
        self.home = home

    def listen_to(self, context: BrowserContext) -> None:
        """Note violations of the policy, requests to other servers and uncaught errors from now on."""
        context.on("console", self.note_violation)
        context.on("request", self.note_stranger)
        context.on("weberror", lambda raised: self.note_error(raised.error))

    def note_violation(self, message: ConsoleMessage) -> None:
        """Keep a console message when it speaks of the policy."""
        if "Content Security Policy" in message.text or "Content-Security-Policy" in message.text:
            self.append(message.text)

    def note_stranger(self, request: Request) -> None:
        """Keep a request to any server but the portal's own."""
        if request.url.startswith(("http:", "https:", "ws:", "wss:")) and not request.url.startswith(
            self.home
        ):
            self.append(f"request to another server: {request.url}")

    def note_error(self, error: Error) -> None:
        """Keep an error that no script caught."""
        self.append(f"uncaught: {error.message}")


def faults_of(page: Page) -> list[str]:
    """What is wrong for somebody with the page as it stands: on a phone, on a desk, at 400 % zoom.

    What axe finds of WCAG 2.2 AA and of good practice, and what ``misfits_of`` finds.
    """
    return look_over(page, {DESK: COLOURS_TOO, PHONE: NO_COLOURS, NARROWEST: None})


def faults_of_state(page: Page) -> list[str]:
    """The same of a page whose marks are seen elsewhere at each width, in a state of its own: axe looks once,
    at the width that the page has.
    """
    own = page.viewport_size["width"]
    return look_over(
        page, {own: COLOURS_TOO} | {width: None for width in (DESK, PHONE, NARROWEST) if width != own}
    )


def faults_of_marks(page: Page) -> list[str]:
    """The same but for the colours: those of a field with an error are the same on every page."""
    return look_over(page, {DESK: NO_COLOURS, PHONE: None, NARROWEST: None})


def misfits_of(page: Page) -> list[str]:
    """What other words can spoil on a page whose marks are right: a width at which it must be scrolled
    sideways, more or fewer than one first heading.
    """
    return look_over(page, {DESK: None, PHONE: None, NARROWEST: None})


def look_over(page: Page, looks: dict[int, dict | None]) -> list[str]:
    """Give the page each width in turn and at last its own again; axe looks where options for it stand."""
    faults, size = [], page.viewport_size
    if any(options is not None for options in looks.values()):
        page.evaluate(AXE_SCRIPT)
    for width, options in looks.items():
        page.set_viewport_size({"width": width, "height": 900})
        found = ["too wide"] * is_too_wide(page) + ([] if options is None else axe_faults(page, options))
        faults += [f"{width} px: {fault}" for fault in found]
    page.set_viewport_size(size)
    headings = page.locator("h1").count()
    return faults + [f"{headings} first headings"] * (headings != 1)


def axe_faults(page: Page, options: dict) -> list[str]:
    """One line for each element with a fault; axe is in the page already."""
    return [line for fault in page.evaluate(RUN_AXE, AXE | options) for line in fault]


def is_too_wide(page: Page) -> bool:
    """Whether the page must be scrolled sideways."""
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
