"""Whether a page is Discuz!'s, and of which version."""

import re

from crawlers.readers.sheet import Sheet, line

_GENERATOR = re.compile(r"Discuz!?\s*(?:Archiver\s*)?(X?\d[\w.]*|)", re.IGNORECASE)
_FOOTER = re.compile(r"Powered by\s*Discuz!?\s*(?:Board\s*)?(X?\d[\w.]*)?", re.IGNORECASE)
_APP_JSON = re.compile(r'\s*\{"Version":"[\w.]{1,9}","Charset":"[\w-]{1,12}","Variables":')


def version_of(sheet: Sheet, text: str) -> str | None:
    """``X3.4`` or ``7.2``; empty where the page names none, None where it is another software's."""
    if _APP_JSON.match(text):
        return ""
    generator = sheet.root.css("meta[name=generator]::attr(content)").get() or ""
    if found := _GENERATOR.match(generator.strip()):
        return found[1]
    if found := _FOOTER.search(_foot(sheet)):
        return found[1] or ""
    return "" if _has_variables(text) else None


def _foot(sheet: Sheet) -> str:
    """The words of the footer, and of the title, which ends with "Powered by Discuz!"."""
    places = (sheet.root.css(css) for css in ("#ft, #footer, #copyright, .footer", "title"))
    return " ".join(filter(None, map(line, places)))


def _has_variables(text: str) -> bool:
    """Sites that hide the name keep what their scripts need."""
    return "discuz_uid" in text and ("cookiepre" in text or "STYLEID" in text)
