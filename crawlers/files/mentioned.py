"""Files and net-disk shares that a text names by their addresses, with the code that opens a share."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import parse_qsl, urlsplit

from crawlers.files.policy import disk_of, file_kinds, file_name, kind_of
from crawlers.files.sizes import size_of
from records.reading import Attachment

MOST = 50
# An address as people write one, with or without its scheme: ASCII only, for Chinese runs on without a space.
_ADDRESS = re.compile(
    r"(?:(https?)://|(?<![\w@./-]))((?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,8})((?::\d{2,5})?(?:/[\w\-./?%&=#~+:,;!@$*()]*)?)",
    re.IGNORECASE | re.ASCII,
)
_CODE = re.compile(
    r"(?:提取[码碼]|[密访][码问]码?|訪問碼|密碼|口令|验证码|解压码|[提解]取密码|pwd|pass(?:word|code)?|code)"
    r"\s*(?:[:：=]|是|为|為)?\s*([A-Za-z0-9]{4,8})(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_NEAR = 60


def mentioned(text: str) -> Iterator[Attachment]:
    """The attachments that ``text`` names by an address; a host alone is none."""
    if "/" not in text or not file_kinds().likely.search(text):
        return
    for found in _ADDRESS.finditer(text):
        url = f"{found[1] or 'https'}://{found[2]}{found[3]}".rstrip(".,;:!()")
        if len(found[3]) > 1 and (attachment := attachment_at(url, around=text[found.end() :][:_NEAR])):
            yield attachment


def attachment_at(
    url: str, name: str | None = None, around: str = "", shown: str | None = None
) -> Attachment | None:
    """What stands at ``url``, if it is a file or a net disk: called ``name``, else as its address says.

    ``around`` is what is written behind it, where the code of a share is told.
    """
    kind = kind_of(url)
    if kind is None:
        return None
    if kind == "file":
        return Attachment(
            kind="file", name=name or file_name(url), url=url, size_shown=shown, size=size_of(shown)
        )
    called = disk_of(urlsplit(url).hostname or "") or ""
    code = _code_in(url) or next((found[1] for found in [_CODE.search(around)] if found), None)
    titled = name if name and name != called and not _ADDRESS.fullmatch(name) else called
    return Attachment(kind="net-disk", name=f"{titled} (提取码 {code})" if code else titled, url=url)


def _code_in(url: str) -> str | None:
    """A code that the address itself bears: ``?pwd=ab12``."""
    pairs = dict(parse_qsl(urlsplit(url).query))
    return next((pairs[name] for name in ("pwd", "password", "code") if pairs.get(name)), None)


def once(attachments: Iterable[Attachment]) -> tuple[Attachment, ...]:
    """Each attachment as it is named first, ``MOST`` of them."""
    found: dict[str, Attachment] = {}
    for one in attachments:
        found.setdefault((one.url or one.name).rstrip("/"), one)
        if len(found) == MOST:
            break
    return tuple(found.values())
