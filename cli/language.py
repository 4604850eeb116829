"""What the command line says, in the reader's language: English, or Chinese by ``--lang zh`` or LANG."""

import gettext
import os
from functools import cache
from pathlib import Path

from records.complaint import Complaint

LOCALE = Path(__file__).with_name("locale")


def language() -> str:
    """``zh_Hans`` or ``en``: by HAWKWATCH_LANGUAGE (``--lang`` sets it), else LC_ALL, LC_MESSAGES or LANG."""
    names = ("HAWKWATCH_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    chosen = next((value for name in names if (value := os.environ.get(name))), "en")
    return "zh_Hans" if chosen.lower().startswith("zh") else "en"


@cache
def _catalogue(name: str) -> gettext.NullTranslations:
    return gettext.translation("hawkwatch", LOCALE, [name], fallback=name == "en")


def say(message: str, **values: object) -> str:
    """``message`` in the reader's language, its ``{placeholders}`` filled; a complaint is said in it, too."""
    translated = _catalogue(language()).gettext(message)
    filled = {
        name: value.said(language()) if isinstance(value, Complaint) else value
        for name, value in values.items()
    }
    return translated.format(**filled) if filled else translated
