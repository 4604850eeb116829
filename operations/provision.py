"""Finds or installs what the product needs of the machine beside Python: a Chromium and a Chinese font.

``python -m operations.provision tests`` does the same for what only the tests need: Java and Maven (for a
real Elasticsearch), OpenSSL's command (a stranger's check of a bundle), a display without a screen (for the
window of ``sources login``) and ``ip`` (for a network of a test's own).
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace

from crawlers.fetching.chromium import find_chromium
from operations.browser import check_browser
from operations.check import Check, exit_code
from operations.fonts import check_font
from operations.packages import install_packages, privilege, run

OLDEST_JAVA = 17
NO_WAY = (
    "Neither Playwright's download nor the system's packages gave a Chromium that starts. Install one "
    "(on Debian: apt-get install chromium), or set HAWKWATCH_CHROMIUM to one, and run this again."
)
NEEDS_JAVA = "Only the Elasticsearch tests need it: install a Java of 17 or newer and Maven."


def install_missing(given: str = "") -> list[Check]:
    """Find or install a Chromium (``given`` as in the settings) and a Chinese font; what is there now."""
    return [install_browser(given), install_font()]


def install_browser(given: str = "") -> Check:
    """The browser found, else Playwright's download, else the system's package: the first that starts."""
    check = check_browser(given)
    for way in () if given else (download_browser, install_libraries, install_chromium):
        if check.state == "ok":
            return check
        if way():
            check = check_browser()
    return check if check.state == "ok" or given else replace(check, advice=NO_WAY)


def download_browser() -> bool:
    """Playwright's own download, where no Chromium was found."""
    return find_chromium() is None and run([sys.executable, "-m", "playwright", "install", "chromium"])


def install_libraries() -> bool:
    """The system libraries a downloaded Chromium lacks."""
    before = privilege()
    if before is None or find_chromium() is None:
        return False
    return run([*before, sys.executable, "-m", "playwright", "install-deps", "chromium"])


def install_chromium() -> bool:
    """The distribution's Chromium."""
    return install_packages("chromium")


def install_font() -> Check:
    """A Chinese font found or installed."""
    check = check_font()
    if check.state == "ok" or not install_packages("fonts-noto-cjk", "fontconfig"):
        return check
    return check_font()


def check_java() -> Check:
    """Java and Maven, which nothing but the Elasticsearch tests needs."""
    version, maven = java_version(), shutil.which("mvn")
    found = f"Java {version or 'missing'}, Maven {'found' if maven else 'missing'}"
    enough = bool(maven) and version >= OLDEST_JAVA
    return Check("java", "ok", found) if enough else Check("java", "warn", found, NEEDS_JAVA)


def java_version() -> int:
    """The major version of the ``java`` on PATH, 0 where there is none."""
    if not shutil.which("java"):
        return 0
    said = subprocess.run(["java", "-version"], capture_output=True, text=True, check=False).stderr
    found = re.search(r'version "(?:1\.)?(\d+)', said)
    return int(found.group(1)) if found else 0


def install_java() -> Check:
    """Java and Maven found or installed; distributions carry Java 17 or 21."""
    for java in ("openjdk-17-jre-headless", "openjdk-21-jre-headless"):
        if check_java().state == "ok" or install_packages(java, "maven"):
            break
    return check_java()


def install_openssl() -> Check:
    """OpenSSL's command found or installed."""
    if shutil.which("openssl") or install_packages("openssl"):
        return Check("openssl", "ok", str(shutil.which("openssl")))
    return Check("openssl", "fail", "no openssl", "Install the package openssl.")


def install_display() -> Check:
    """Xvfb, on which a browser's window opens where there is no screen, found or installed."""
    if shutil.which("Xvfb") or install_packages("xvfb"):
        return Check("display", "ok", str(shutil.which("Xvfb")))
    return Check("display", "warn", "no Xvfb", "The test of the log-in window needs the package xvfb.")


def install_ip() -> Check:
    """The command that sets up network interfaces, found or installed."""
    if shutil.which("ip") or install_packages("iproute2"):
        return Check("ip", "ok", str(shutil.which("ip")))
    return Check("ip", "fail", "no ip", "Install the package iproute2.")


def main(given: list[str]) -> int:
    """Install, say what is there now on stderr, and return an exit code."""
    steps: list[Callable[[], Check]] = [install_browser, install_font]
    if given == ["tests"]:
        steps = [install_java, install_openssl, install_display, install_ip]
    checks = [step() for step in steps]
    for check in checks:
        print(f"{check.state:4} {check.name}: {check.found} {check.advice}".rstrip(), file=sys.stderr)
    return exit_code(checks)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
