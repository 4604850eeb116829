"""Is everything here that the product needs, and are its stores whole? Says what to do where not."""

import shutil
import sys
import tempfile
from pathlib import Path

from config.settings import Settings
from operations.browser import check_browser
from operations.check import Check
from operations.fonts import check_font
from operations.lexicon.check import check_lexicon
from operations.provision import check_java
from operations.stores import check_stores

OLDEST_PYTHON = (3, 11)


def check_all(settings: Settings) -> list[Check]:
    """Every check, the worst to fail first. Starts a browser, opens the stores; installs nothing."""
    return [
        check_python(),
        check_home(settings.home),
        check_disk(settings.home, settings.disk_bytes),
        check_browser(settings.chromium),
        check_font(),
        check_java(),
        check_lexicon(settings),
        *check_stores(settings),
    ]


def check_python() -> Check:
    """The interpreter that runs this."""
    found = f"Python {sys.version.split()[0]} at {sys.executable}"
    if sys.version_info >= OLDEST_PYTHON:
        return Check("python", "ok", found)
    return Check("python", "fail", found, "Install Python 3.11 or newer and run `make setup` again.")


def nearest(folder: Path) -> Path:
    """The folder itself, or the nearest one above it that exists."""
    folder = folder.absolute()
    return next(place for place in (folder, *folder.parents) if place.exists())


def check_home(home: Path) -> Check:
    """Whether files can be written where everything is kept."""
    place = nearest(home)
    try:
        with tempfile.TemporaryFile(dir=place) as file:
            file.write(b"hawkwatch")
    except OSError as error:
        advice = "Choose another folder by --home or HAWKWATCH_HOME, or make this one writable."
        return Check("home", "fail", f"{place} cannot be written: {error.strerror}", advice)
    return Check("home", "ok", f"{home.absolute()}" + ("" if place == home.absolute() else " (not made yet)"))


def check_disk(home: Path, least: int) -> Check:
    """Free space where everything is kept, against the ``least`` bytes without which no run starts."""
    free = shutil.disk_usage(nearest(home)).free
    found = f"{free / 1e9:.1f} GB free, a run needs {least / 1e9:.1f} GB"
    if free < least:
        return Check("disk", "fail", found, "Free some space, or choose another folder by HAWKWATCH_HOME.")
    if free < 5 * least:
        return Check("disk", "warn", found, "Captures are a few megabytes a page: make room soon.")
    return Check("disk", "ok", found)
