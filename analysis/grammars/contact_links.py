"""Links that lead to somebody's account with a messenger, as sites and QR codes write them.

Forms: those that the messengers' own "my QR code" pages, share buttons and link handlers produce (working
knowledge).
"""

import re

from records.assessment import Contact, ContactKind

#: Schemes of the web and of messengers as the second reading has them: it writes weixin in Chinese.
SCHEMES = r"https?|tg|微信|tencent|mqqapi|mqqwpa|whatsapp"
_NAME = r"([A-Za-z0-9_\-]{5,64})"
_NUMBER = r"([0-9]{5,15})(?![0-9])"
_FORMS: tuple[tuple[ContactKind, re.Pattern[str]], ...] = (
    ("telegram", re.compile(rf"tg://(?:resolve\?domain|join\?invite)={_NAME}", re.IGNORECASE)),
    ("wechat", re.compile(rf"weixin://(?:contacts/profile/|dl/chat/?\?){_NAME}", re.IGNORECASE)),
    # A card or a group, by a token: it names nobody, and yet leads to one account only.
    ("wechat", re.compile(r"((?:u\.wechat\.com|weixin\.qq\.com/[gr])/[A-Za-z0-9_\-]{8,64})", re.IGNORECASE)),
    ("qq", re.compile(rf"(?:wpa\.qq\.com/|tencent://|mqqapi://|mqqwpa://)\S{{0,80}}?uin={_NUMBER}")),
    ("qq", re.compile(rf"user\.qzone\.qq\.com/{_NUMBER}")),
    ("other", re.compile(rf"(?:wa\.me/|whatsapp(?:\.com/|://)send\S{{0,10}}?phone=)\+?{_NUMBER}")),
)


def account_of(link: str) -> Contact | None:
    """The account that a link (as it is written) leads to; None where it is a page like any other."""
    for kind, form in _FORMS:
        if match := form.search(link):
            return Contact(kind, match.group(1).lower() if kind == "telegram" else match.group(1))
    return None
