"""The one name of a page of Telegram's preview."""

import re

from crawlers.readers.canonical import canonical as canonical_anywhere

_OTHER_HOSTS = re.compile(r"^https?://(?:www\.)?(?:t\.me|telegram\.(?:me|dog))(?=[/?#]|$)", re.IGNORECASE)
# Names of channels are the same in capitals; whatever stands behind them is a number.
_NAME = re.compile(r"(?<=[^/:]/)(?:s/)?[A-Za-z]\w{3,31}(?=$|[/?#])")


def canonical(url: str) -> str:
    """The name of the page at ``url``; ``before`` and ``after`` count."""
    named = _OTHER_HOSTS.sub("https://t.me", url)
    return canonical_anywhere(_NAME.sub(lambda found: found[0].lower(), named, count=1))
