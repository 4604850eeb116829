"""Which Chromium is used, and how it is started."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
DOWNLOADED = (
    "chromium-*/chrome-linux*/chrome",
    "chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
    "chromium_headless_shell-*/*/*headless*shell",
)
SNAP = Path("/snap/bin/chromium")
# Nothing leaves the browser but what the page itself asks for, and nothing passes beside the proxy.
HARDENED = (
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--disable-breakpad",
    "--no-pings",
    "--no-first-run",
    "--no-default-browser-check",
)
# Playwright says --blink-settings, too, and the last one counts: its own are said again.
BLINK = "primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4"
# What only a picture of the page needs. Text is read without its pictures and in the fonts of the machine.
WITHOUT_PICTURES = ("--disable-remote-fonts", f"--blink-settings={BLINK},imagesEnabled=false")
# Switches of Playwright's that a crawl does without: pages open no windows of their own accord.
UNWANTED = ("--disable-popup-blocking",)


class BrowserDown(RuntimeError):
    """No browser starts; the message says what became of the last try."""


class NotShown(RuntimeError):
    """The browser could not load a page, or died over it; the message is the browser's."""


def find_chromium(given: str = "") -> Path | None:
    """The Chromium to start, or None.

    ``given`` is a path or a name on PATH and, where set, the only one considered. Else the usual names are
    looked up on PATH, then in the folder into which Playwright downloads (newest first).
    """
    if given:
        found = shutil.which(given)
        return Path(found) if found else None
    return next(candidates(), None)


def candidates() -> Iterator[Path]:
    """Every Chromium of this machine, in order of preference."""
    on_path = (shutil.which(name) for name in NAMES)
    yield from (Path(found) for found in on_path if found and not is_stub(Path(found)))
    folder = download_folder()
    for pattern in DOWNLOADED:
        newest_first = sorted(folder.glob(pattern), key=revision, reverse=True)
        yield from (path for path in newest_first if os.access(path, os.X_OK))


def is_stub(path: Path) -> bool:
    """Whether this is Ubuntu's script that only tells people to install the snap, which is not there."""
    if SNAP.exists() or path.stat().st_size > 100_000:
        return False
    return str(SNAP).encode() in path.read_bytes()


def download_folder() -> Path:
    """Where Playwright keeps its browsers (``PLAYWRIGHT_BROWSERS_PATH`` or the user's cache)."""
    given = os.environ.get("PLAYWRIGHT_BROWSERS_PATH", "")
    if given and given != "0":
        return Path(given)
    if sys.platform == "darwin":
        return Path.home() / "Library/Caches/ms-playwright"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "ms-playwright"


def revision(path: Path) -> int:
    """The build number in the folder's name, such as 1187 of ``chromium-1187``; 0 where there is none."""
    folder = path.relative_to(download_folder()).parts[0]
    number = folder.rpartition("-")[2]
    return int(number) if number.isdigit() else 0


def sandboxed() -> bool:
    """Whether Chromium runs in its sandbox: always, unless we are root, for whom it refuses to."""
    return os.geteuid() != 0


def launch_arguments(pictures: bool = True) -> list[str]:
    """The command-line switches of a start; ``--no-sandbox`` only for root.

    Without ``pictures`` neither images nor fonts are loaded: by the browser itself, so that no request of a
    page waits for us.
    """
    return [
        *HARDENED,
        *(() if sandboxed() else ("--no-sandbox",)),
        *(() if pictures else WITHOUT_PICTURES),
    ]
