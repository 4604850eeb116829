"""Can pictures of pages show Chinese?"""

import shutil
import subprocess
import sys
from pathlib import Path

from operations.check import Check

FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts")
# File names of the Chinese fonts that distributions ship, for machines without fontconfig's fc-list.
FILES = ("*CJK*", "wqy-*", "*SourceHan*", "DroidSansFallback*", "uming*", "ukai*")
ADVICE = (
    "Screenshots will show boxes instead of Chinese characters; everything else works. Install the package "
    "fonts-noto-cjk, or put a Chinese font file into ~/.local/share/fonts and run fc-cache."
)


def chinese_font() -> str | None:
    """The name of one font with Chinese characters, or None."""
    if sys.platform == "darwin":
        return "PingFang SC"
    if shutil.which("fc-list"):
        command = ["fc-list", ":lang=zh", "family"]
        listed = subprocess.run(command, capture_output=True, text=True, check=False).stdout
        return next((line.split(",")[0].strip() for line in sorted(listed.splitlines()) if line), None)
    return next((path.name for folder in FOLDERS for name in FILES for path in folder.rglob(name)), None)


def check_font() -> Check:
    """A warning where there is none: only pictures suffer."""
    font = chinese_font()
    return Check("font", "ok", font) if font else Check("font", "warn", "no Chinese font", ADVICE)
