"""How Chromium is sent through the gate, and given the credentials that the gate asks for."""

import asyncio
from typing import Any

from playwright.async_api import BrowserContext, CDPSession

from crawlers.egress.gate import OWN_HOST, Gate

# WebRTC asks the local network for names in .local, by multicast and past every proxy; for a page with a form
# a server of Google's is asked what its fields mean. The others are those that Playwright turns off: it says
# the switch, too, and the last one counts.
FEATURES_OFF = (
    "WebRtcHideLocalIpsWithMdns",
    "AutofillServerCommunication",
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "TcpPortRandomizationWin",
    "ThirdPartyStoragePartitioning",
    "msEdgeUpdateLaunchServicesPreferredVersion",
    "msForceBrowserSignIn",
)
# Loopback goes through the proxy like everything else, and no name is ever looked up beside it.
SWITCHES = (
    "--proxy-bypass-list=<-loopback>",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
    f"--disable-features={','.join(FEATURES_OFF)}",
)


async def give_pass(context: BrowserContext, gate: Gate) -> None:
    """Let the tabs of a new ``context`` through the gate, which the browser was started with as its proxy.

    Playwright can hand over a proxy's password, too, but then holds up every request of every tab and turns
    the cache off. One question is enough: from then on the context's network knows the answer by heart, for
    workers and sockets as well.
    """
    tab = await context.new_page()
    session = await context.new_cdp_session(tab)
    tasks: set[asyncio.Task[Any]] = set()

    def answer(method: str, request: dict[str, Any], **more: Any) -> None:
        tasks.add(asyncio.create_task(session.send(method, {"requestId": request["requestId"], **more})))

    known = {"response": "ProvideCredentials", "username": gate.user, "password": gate.password}
    session.on("Fetch.requestPaused", lambda event: answer("Fetch.continueRequest", event))
    session.on(
        "Fetch.authRequired",
        lambda event: answer("Fetch.continueWithAuth", event, authChallengeResponse=known),
    )
    await _ask(session)
    await asyncio.gather(*tasks)
    await tab.close()


async def _ask(session: CDPSession) -> None:
    """Load the gate's own page, for the sake of its question."""
    await session.send("Fetch.enable", {"handleAuthRequests": True})
    await session.send("Page.navigate", {"url": f"http://{OWN_HOST}/"})
    await session.send("Fetch.disable")
