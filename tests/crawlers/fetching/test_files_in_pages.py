"""A page in a browser asks for no file, by whatever means it tries."""

from typing import Any

import pytest

from crawlers.fetching.leash import FileOffered

Site = Any
Loading = Any

WAYS = """<p>x</p><iframe src="/frame.xlsx"></iframe><img src="/picture.7z">
<script src="/script.zip"></script>
<link rel=stylesheet href="/style.csv"><link rel=prefetch href="/prefetch.rar">
<object data="/object.pdf"></object>
<a id=a href="/link.docx" download></a><form id=f action="/form.sql"></form>
<script>fetch('/fetch.zip?x=1'); const x = new XMLHttpRequest(); x.open('GET', '/request.mdb'); x.send();
new Worker('/worker.apk'); navigator.sendBeacon('/beacon.db'); a.click()</script>"""


def test_no_part_of_a_page_is_a_file(site: Site, loading: Loading) -> None:
    site["/ways"] = WAYS
    site.asked.clear()
    page = loading.load(f"{site.url}/ways")
    assert page.rendering is not None
    assert "<p>x</p>" in page.rendering.dom
    assert [path for path in site.asked if path != "/ways"] == []


@pytest.mark.parametrize("script", ["location = '/there.xlsx'", "location.replace('/there.zip?x=1')"])
@pytest.mark.full
def test_a_page_that_would_turn_into_a_file_stays(
    site: Site, loading: Loading, script: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crawlers.fetching.browser_fetch.LOAD_SECONDS", 1.0)  # it never ends loading
    site["/turns"] = f"<p>x</p><script>{script}</script>"
    site.asked.clear()
    page = loading.load(f"{site.url}/turns")
    assert page.rendering is not None
    assert "<p>x</p>" in page.rendering.dom
    assert page.rendering.offered[0].startswith("there.")
    assert set(site.asked) == {"/turns"}


def test_an_address_that_leads_to_a_file_is_no_page(site: Site, loading: Loading) -> None:
    site["/hop"] = site.redirecting("/hidden.zip")
    site.asked.clear()
    with pytest.raises(FileOffered, match=r"a file: not fetched by policy: hidden.zip"):
        loading.load(f"{site.url}/hop")
    assert set(site.asked) == {"/hop"}
