"""Requests that the network did not answer, in words."""

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
)

FAILURES: dict[type[Exception], str] = {
    CannotResolveHostError: "the host name does not resolve",
    DownloadConnectionRefusedError: "the connection was refused",
    DownloadFailedError: "the answer broke off or is no HTTP",
    DownloadTimeoutError: "no whole answer within the deadline",
    TimeoutError: "no whole answer within the deadline",
}
# What more the exception says may quote the page; only its first line goes into the journal.
LONGEST = 200


def said(error: BaseException) -> str:
    """What the exception says, in one short line."""
    return next(iter(str(error).splitlines()), "").partition(": bytearray(")[0][:LONGEST]


def phrase(error: BaseException) -> str:
    """The failure in one short line, which is never empty."""
    known = next((words for kind, words in FAILURES.items() if isinstance(error, kind)), None)
    return ": ".join(filter(None, (known, said(error)))) or type(error).__name__
