"""Numbers in the addresses of WeChat's articles."""

from crawlers.readers.addresses import parameter


def article_number(
    url: str | None, biz: str | None = None, mid: str | None = None, idx: str | None = None
) -> str | None:
    """``biz/mid/idx`` of the article at ``url``, or as it is known else; None for a passing address."""
    parts = (parameter(url, "__biz") or biz, parameter(url, "mid") or mid, parameter(url, "idx") or idx)
    return "/".join(part or "" for part in parts) if all(parts) else None
