"""Pages that will not be left, grow without end or lead away: each ends its visit, and the next goes on."""

import time
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

import pytest

from crawlers.fetching.chromium import NotShown
from crawlers.fetching.leash import FileOffered, LedElsewhere, PageTooHeavy, PageTrouble
from crawlers.fetching.refusal import refused_reading
from records.reading import State

Site = Any
Loading = Any

READABLE = {
    "alerts": "<p>x</p><script>for (let i = 0; i < 5; i++) { alert(i); confirm(i); prompt(i) }</script>",
    "unload": "<p>x</p><script>onbeforeunload = e => { e.preventDefault(); return 'stay' }</script>",
    "popups": "<p>x</p><script>for (let i = 0; i < 9; i++) window.open('/other?' + i)</script>",
    "links": "<p>x</p><a id=a target=_blank href=/other></a>"
    "<script>for (let i = 0; i < 9; i++) a.click()</script>",
    "print": "<p>x</p><script>print()</script>",
    "frames": "<p>x</p><iframe src='/frames?a'></iframe>",
    "lying": "<p>x</p><script>Element.prototype.__defineGetter__('outerHTML', () => 'nothing')</script>",
    "slow_part": "<p>x</p><script src=/never defer></script>",
    "long_poll": "<p>x</p><script>fetch('/never')</script>",
    "console": "<p>x</p><script>for (let i = 0; i < 2000; i++) console.log('x'.repeat(1e4))</script>",
    "media": "<p>x</p><img src=/other?i><video src=/other?v preload=auto></video><style>@font-face"
    "{font-family:f;src:url(/other?f)}p{font-family:f}</style>",
}
BOUNDED = {
    "endless": ("<p>x</p><script>while (true) {}</script>", TimeoutError),
    "alert_for_ever": ("<p>x</p><script>onload = () => { while (true) alert(1) }</script>", TimeoutError),
    "reload": ("<p>x</p><script>location.reload()</script>", None),
    "history": (
        "<p>x</p><script src=/never defer></script>"
        "<script>setInterval(() => history.pushState(0, '', '?' + Math.random()), 1)</script>",
        PageTrouble,
    ),
    "requests": (
        "<p>x</p><script>setInterval(() => { for (let i = 0; i < 200; i++) fetch('/ok?' + i) }, 1)</script>",
        None,
    ),
    "away": ("<p>x</p><script>location = 'http://away.example/there'</script>", LedElsewhere),
    "blank": ("<p>x</p><script>location = 'about:blank'</script>", LedElsewhere),
    "self_closing": ("<p>x</p><script>window.close()</script>", None),
}  # fmt: skip


@pytest.fixture(autouse=True)
def quicker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for what never comes for a second only."""
    monkeypatch.setattr("crawlers.fetching.browser_fetch.LOAD_SECONDS", 1.0)
    monkeypatch.setattr("crawlers.fetching.unfold.WAIT_SECONDS", 1.0)


def never(to: Any) -> None:
    time.sleep(30)


def works(site: Site, loading: Loading) -> None:
    """The next page is read as if nothing had been."""
    site["/ok"] = "<p>fine</p>"
    page = loading.load(f"{site.url}/ok")
    assert page.rendering is not None
    assert page.rendering.dom == "<html><head></head><body><p>fine</p></body></html>"


def some(pages: Iterable[str], by_default: tuple[str, ...]) -> list[Any]:
    """Every name; those not tried by default are for the full counts."""
    return [pytest.param(name, marks=() if name in by_default else pytest.mark.full) for name in pages]


@pytest.mark.parametrize("name", some(READABLE, ("popups", "lying", "media")))
def test_read_all_the_same(site: Site, loading: Loading, name: str) -> None:
    site[f"/{name}"], site["/never"] = READABLE[name], never
    site.asked.clear()
    page = loading.load(f"{site.url}/{name}")
    assert page.rendering is not None
    assert "<p>x</p>" in page.rendering.dom
    assert page.content.decode() == READABLE[name]
    assert not any(path.startswith(("/other", "/favicon")) for path in site.asked)
    works(site, loading)


@pytest.mark.parametrize("name", some(BOUNDED, ("endless", "away")))
def test_ended_in_time(site: Site, loading: Loading, name: str) -> None:
    body, error = BOUNDED[name]
    site[f"/{name}"] = body
    began = time.monotonic()
    if error is None:  # it may be read before it has gone too far
        with suppress(PageTrouble, TimeoutError):
            loading.load(f"{site.url}/{name}", seconds=3)
    else:
        with pytest.raises(error):
            loading.load(f"{site.url}/{name}", seconds=3)
    assert time.monotonic() - began < 3 + 30  # a busy machine is slow to close a page
    works(site, loading)


def test_a_file_is_named_and_not_taken(site: Site, loading: Loading) -> None:
    site["/file"] = site.sending(
        b"a,b\n" * 1000, "text/csv", Content_Disposition="attachment; filename=list.csv"
    )
    with pytest.raises(FileOffered, match=r"list.csv, 4000 bytes") as raised:
        loading.load(f"{site.url}/file")
    assert refused_reading(raised.value).state is State.OUT_OF_SCOPE
    site["/page"] = (
        "<a id=a href=/file download></a><script>a.click()</script><script src=/slow defer></script>"
    )
    site["/slow"] = lambda to: time.sleep(0.5)
    assert loading.load(f"{site.url}/page").rendering.offered == ("list.csv, size not said",)
    works(site, loading)


def test_where_a_page_is_led_is_told_and_not_visited(site: Site, loading: Loading) -> None:
    site["/hop"] = site.redirecting("http://away.example/there")
    with pytest.raises(LedElsewhere) as raised:
        loading.load(f"{site.url}/hop")
    reading = refused_reading(raised.value)
    assert (reading.state, reading.posts) == (State.REDIRECTED_ELSEWHERE, ())
    assert reading.why == "the page leads to http://away.example/there, outside the declared hosts"
    assert not loading.fetch.tabs.browser.engine.gate.refusals


def test_redirects_in_a_circle_end(site: Site, loading: Loading) -> None:
    site["/circle"] = site.redirecting("/circle")
    with pytest.raises(NotShown, match="ERR_TOO_MANY_REDIRECTS"):
        loading.load(f"{site.url}/circle")
    works(site, loading)


def test_a_long_page_is_cut(site: Site, loading: Loading, monkeypatch: pytest.MonkeyPatch) -> None:
    site["/long"] = "<p>x</p><script>for (let i = 0; i < 999; i++) document.write('字'.repeat(99))</script>"
    monkeypatch.setattr(loading.fetch, "largest", 1000)
    page = loading.load(f"{site.url}/long")
    assert len(page.rendering.dom) == 1000
    assert page.failure.startswith("DOM of 99")
    works(site, loading)


HOGS = {
    "objects": "for (let i = 0; i < 1e4; i++) a.push(new Array(1000).fill(i))",
    "buffers": "a.push(new Uint8Array(1 << 24).fill(7))",
    "elements": "for (let i = 0; i < 5000; i++) document.body.append('x'.repeat(2000))",
}


@pytest.mark.parametrize("name", some(HOGS, ("elements",)))
def test_a_page_that_eats_memory_is_ended(
    site: Site, loading: Loading, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crawlers.fetching.renderers.LARGEST_BYTES", 250 << 20)
    script = f"let a = []; setInterval(() => {{ {HOGS[name]} }}, 1)"
    site["/hog"] = f"<p>x</p><script>{script}</script><script src=/never defer></script>"
    monkeypatch.setattr("crawlers.fetching.browser_fetch.LOAD_SECONDS", 15.0)
    with pytest.raises(PageTooHeavy) as raised:
        loading.load(f"{site.url}/hog", seconds=15)
    assert refused_reading(raised.value).state is State.TOO_LARGE
    monkeypatch.undo()
    works(site, loading)
