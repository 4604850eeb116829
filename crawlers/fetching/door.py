"""What may come into a tab: documents stop at the browser's door until we let them in."""

from typing import Any, Self

from playwright.async_api import CDPSession

from crawlers.fetching.asides import Asides
from crawlers.fetching.leash import Leash
from crawlers.files.policy import file_kinds, kind_of

# The door shows redirect targets, too, which Playwright's own routes do not. Sound and film are never needed,
# files never fetched.
STOPPED = [
    {"resourceType": "Document"},
    {"resourceType": "Media"},
    {"urlPattern": "*/favicon.ico"},
    *({"urlPattern": f"*.{name}{end}"} for name in file_kinds().extensions for end in ("", "\\?*")),
]


class Door:
    """The door of one tab, whose own page is in ``frame``. While no ``leash`` holds it nothing comes in."""

    def __init__(self, session: CDPSession, frame: str) -> None:
        self.session = session
        self.frame = frame
        self.leash: Leash | None = None
        self.answers = Asides()

    @classmethod
    async def hang(cls, session: CDPSession, frame: str) -> Self:
        """The door of a new tab."""
        door = cls(session, frame)
        session.on("Fetch.requestPaused", door._stopped)
        await session.send("Fetch.enable", {"patterns": STOPPED})
        return door

    def _stopped(self, event: dict[str, Any]) -> None:
        self.answers.do(self._let_in(event) if self._may_pass(event) else self._refuse(event))

    def _may_pass(self, event: dict[str, Any]) -> bool:
        if self.leash is None or event["resourceType"] != "Document":
            return False
        url = event["request"]["url"]
        if event["frameId"] != self.frame:
            return kind_of(url) is None
        return self.leash.may_lead_to(url)

    async def _let_in(self, event: dict[str, Any]) -> None:
        await self.session.send("Fetch.continueRequest", {"requestId": event["requestId"]})

    async def _refuse(self, event: dict[str, Any]) -> None:
        # An aborted navigation leaves the page as it is; a blocked one puts an error in its place.
        reason = "Aborted" if kind_of(event["request"]["url"]) else "BlockedByClient"
        failure = {"requestId": event["requestId"], "errorReason": reason}
        await self.session.send("Fetch.failRequest", failure)
