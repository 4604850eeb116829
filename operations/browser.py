"""Is there a Chromium that really starts?"""

import re
from collections.abc import Iterable
from pathlib import Path

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import sync_playwright

from crawlers.fetching.chromium import candidates, find_chromium, launch_arguments, sandboxed
from operations.check import Check

START_MS = 30_000
# A page that needs its own script to say anything, as the pages we render do.
PROBE = "data:text/html,<p id=p></p><script>document.getElementById('p').textContent=6*7</script>"
INSTALL = "Run `hawkwatch doctor --install`, or install Chromium and set HAWKWATCH_CHROMIUM to its path."
SANDBOX = (
    "Allow user namespaces for this user, or install the system's Chromium package, which brings a sandbox."
)
# What a browser that will not start says among its log lines, worst first.
CAUSES = (
    re.compile(r"error while loading shared libraries: [^\n]*"),
    re.compile(r"No usable sandbox"),
    re.compile(r"missing dependencies[^\n]*"),
    re.compile(r"[^\n]+"),
)


class BrowserFault(RuntimeError):
    """This Chromium does not start or does not run a page's script; the message is the cause in one line."""


def start(executable: Path) -> str:
    """Start this Chromium headless, let it run a page's script, end it; its version.

    Raises:
        BrowserFault: it did not start within half a minute or did not run the script.
    """
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=executable,
                args=launch_arguments(),
                chromium_sandbox=sandboxed(),
                timeout=START_MS,
            )
            page = browser.new_page()
            page.goto(PROBE)
            shown, version = page.inner_text("#p"), browser.version
            browser.close()
    except (BrowserError, OSError) as error:
        raise BrowserFault(cause(str(error))) from error
    if shown != "42":
        raise BrowserFault(f"a page's script does not run (it showed {shown!r})")
    return version


def cause(message: str) -> str:
    """The one line of a long browser error that says why."""
    return next(
        (found.group() for pattern in CAUSES if (found := pattern.search(message))), "no reason given"
    )


def check_browser(given: str = "") -> Check:
    """Start the Chromium that crawls would use (``given`` as in the settings)."""
    path = find_chromium(given)
    if path is None:
        where = f"{given} is no program" if given else "no Chromium on PATH or in Playwright's folder"
        return Check("browser", "fail", where, INSTALL)
    try:
        return Check("browser", "ok", f"Chromium {start(path)} at {path}")
    except BrowserFault as fault:
        advice = SANDBOX if "sandbox" in str(fault) else INSTALL
        return Check("browser", "fail", f"{path} does not start: {fault}", _other(path) or advice)


def _other(broken: Path) -> str:
    """Advice naming another Chromium of this machine that does start, or nothing."""
    working = first_working(path for path in candidates() if path != broken)
    return f"Set HAWKWATCH_CHROMIUM={working}, which does start." if working else ""


def first_working(paths: Iterable[Path]) -> Path | None:
    """The first that starts."""
    for path in paths:
        try:
            start(path)
        except BrowserFault:
            continue
        return path
    return None
