"""What a tab asked for during one visit: its documents, its scripts' requests, the answers to be kept."""

import asyncio

from playwright.async_api import Error as BrowserError
from playwright.async_api import Request, Response

from crawlers.fetching.heard import exchange_of
from records.page import Exchange

# Of one visit; what a page asks for beyond them is not kept.
MOST_CAPTURED = 500
# What a script asks for before a page is complete.
SCRIPTED = frozenset({"xhr", "fetch", "script"})
# A script that got its answer shows it, or asks for more, within this time.
GRACE_SECONDS = 0.05


class Recorder:
    """Hears the requests of one tab; keeps answers whose address contains one of ``wanted``, and those that
    are ``pictures``, if they are to be kept.

    No body is kept beyond ``largest`` bytes, and no more than twice as much of them all.
    """

    def __init__(self, wanted: tuple[str, ...], largest: int, pictures: bool = False) -> None:
        self.wanted = wanted
        self.pictures = pictures
        self.largest = largest
        self.room = 2 * largest
        self.begun = False
        self.asked = 0
        self.documents: list[Request] = []
        self.running: set[Request] = set()
        self.unfinished: set[Request] = set()
        self.awaited: set[Request] = set()
        self.captured: list[Exchange] = []
        self.notes: set[asyncio.Task[None]] = set()
        self.changed = asyncio.Event()

    def begin(self) -> None:
        """The page that was asked for takes its place: what is asked for from now on is its own doing."""
        self.begun = True

    def ask(self, request: Request, document: bool) -> None:
        """A request begins; ``document`` where it is to replace the page."""
        if document:
            self.documents.append(request)
            self.unfinished.add(request)
        elif not self.begun:
            return
        self.asked += 1
        if self._is_wanted(request):
            self.awaited.add(request)
        if not document and request.resource_type in SCRIPTED:
            self.running.add(request)
            self.changed.set()

    def _is_wanted(self, request: Request) -> bool:
        pictured = self.pictures and request.resource_type == "image"
        return pictured or any(part in request.url for part in self.wanted)

    def finish(self, request: Request) -> None:
        """A request ended, well or not."""
        self.unfinished.discard(request)
        if request in self.awaited and len(self.captured) + len(self.notes) < MOST_CAPTURED:
            self.awaited.discard(request)
            note = asyncio.create_task(self._note(request))
            self.notes.add(note)
            note.add_done_callback(self._noted)
        self.running.discard(request)
        self.changed.set()

    async def _note(self, request: Request) -> None:
        try:
            response = await request.response()
            if response is not None:
                exchange = await exchange_of(response, min(self.largest, self.room))
                self.room -= len(exchange.body)
                self.captured.append(exchange)
        except BrowserError:  # a closed tab takes its answers along
            return

    def _noted(self, note: asyncio.Task[None]) -> None:
        self.notes.discard(note)
        self.changed.set()

    async def quiet(self, seconds: float) -> None:
        """Wait until nothing a script asked for is under way any more, ``seconds`` at most."""
        if not self.running and not self.notes:
            return
        try:
            async with asyncio.timeout(seconds):
                while self.running or self.notes:
                    self.changed.clear()
                    await self.changed.wait()
                    if not self.running and not self.notes:
                        await asyncio.sleep(GRACE_SECONDS)
        except TimeoutError:
            return  # one that is never answered is no reason to go without the page

    async def declared_size(self, url: str) -> str | None:
        """What the answer from ``url`` says of its length, of a document asked for."""
        request = next((one for one in reversed(self.documents) if one.url == url), None)
        response = await request.response() if request else None
        length = response.headers.get("content-length") if response else None
        return f"{length} bytes" if length else None

    async def document(self, shown: str, first: Response) -> Exchange:
        """The exchange that brought the page at ``shown``: the last one for that address, else ``first``."""
        bare = shown.partition("#")[0]
        matching = (one for one in reversed(self.documents) if one.url.partition("#")[0] == bare)
        request = next(matching, first.request)
        response = await request.response() or first
        return await exchange_of(response, self.largest, whole=response.request not in self.unfinished)
