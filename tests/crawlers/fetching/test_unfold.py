"""A page shows more as often as its source says and no oftener; answers to its scripts are kept in bounds."""

import json
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

Site = Any
Loading = Any
Monkeypatch = pytest.MonkeyPatch
# Five rows an answer; asks for the next when the end of ``box`` comes into sight.
LIST = """<!DOCTYPE html><body style="margin:0"><div id=box style="%s"></div><script>
let next = 1, busy = false;
async function more() {
  if (busy || next > %d) return;
  busy = true;
  for (const row of await (await fetch("/rows?page=" + next++)).json()) {
    const line = document.createElement("p");
    line.style.height = "300px";
    line.textContent = row;
    box.append(line);
  }
  busy = false;
}
const inner = box.style.overflow === "auto", place = inner ? box : window;
place.addEventListener("scroll", () => {
  const rest = inner ? box.scrollHeight - box.scrollTop - box.clientHeight
    : document.documentElement.scrollHeight - scrollY - innerHeight;
  if (rest < 200) more();
});
more();
</script></body>"""
INNER = "height:700px;overflow:auto"
BUTTON = """<!DOCTYPE html><div id=box></div><button>more</button><script>
let page = 0;
const button = document.querySelector("button");
button.onclick = async () => {
  const rows = await (await fetch("/rows?page=" + ++page)).json();
  box.append(...rows);
  button.disabled = page >= %d;
};
</script>"""


@pytest.fixture(autouse=True)
def rows(site: Site, monkeypatch: Monkeypatch) -> None:
    """Answers of five rows each; what never comes is waited for shortly."""
    monkeypatch.setattr("crawlers.fetching.unfold.WAIT_SECONDS", 1.0)
    monkeypatch.setattr("crawlers.fetching.unfold.SCROLL_SECONDS", 0.7)

    def answer(to: Any) -> None:
        page = int(parse_qs(urlsplit(to.path).query)["page"][0])
        site.sending(json.dumps([f"row {page}-{n} " for n in range(5)]).encode(), "application/json")(to)

    site["/rows"] = answer


def pages_of(loading: Loading, url: str, monkeypatch: Monkeypatch, **declared: Any) -> list[int]:
    """The pages of rows that were captured, each of which is in the DOM, too."""
    source = replace(loading.fetch.source, capture=("/rows",), **declared)
    monkeypatch.setattr(loading.fetch, "source", source)
    rendering = loading.load(url).rendering
    pages = [int(one.url.rpartition("=")[2]) for one in rendering.exchanges]
    assert all(f"row {page}-4" in rendering.dom for page in pages)
    assert all(json.loads(one.body)[0].startswith("row") for one in rendering.exchanges)
    return pages


@pytest.mark.parametrize(
    ("style", "last", "scrolls", "shown"),
    [
        ("", 99, 3, 4),
        (INNER, 3, 9, 3),
        pytest.param(INNER, 99, 3, 4, marks=pytest.mark.full),
        pytest.param("", 3, 9, 3, marks=pytest.mark.full),
        pytest.param("", 99, 0, 1, marks=pytest.mark.full),
    ],
)
def test_scrolling_is_bounded_and_ends_with_the_list(
    site: Site, loading: Loading, monkeypatch: Monkeypatch, style: str, last: int, scrolls: int, shown: int
) -> None:
    site["/list"] = LIST % (style, last)
    assert pages_of(loading, f"{site.url}/list", monkeypatch, scrolls=scrolls) == [*range(1, shown + 1)]


@pytest.mark.parametrize(
    ("last", "clicks", "shown"), [(99, 2, 2), pytest.param(3, 9, 3, marks=pytest.mark.full)]
)
def test_pressing_is_bounded_and_ends_with_the_button(
    site: Site, loading: Loading, monkeypatch: Monkeypatch, last: int, clicks: int, shown: int
) -> None:
    site["/button"] = BUTTON % last
    pages = pages_of(loading, f"{site.url}/button", monkeypatch, next_button="button", clicks=clicks)
    assert pages == [*range(1, shown + 1)]


@pytest.mark.parametrize("button", ["<button>dead</button>", "<button style='display:none'>x</button>"])
def test_a_button_that_does_nothing_ends_it(
    site: Site, loading: Loading, monkeypatch: Monkeypatch, button: str
) -> None:
    site["/dead"] = f"<p>x</p>{button}"
    assert pages_of(loading, f"{site.url}/dead", monkeypatch, next_button="button", clicks=50) == []


def test_what_is_kept_of_answers_is_bounded(site: Site, loading: Loading, monkeypatch: Monkeypatch) -> None:
    site["/big"] = site.sending(b"x" * 3000, "text/plain")
    asking = "for (let i = 0; i < 6; i++) await (await fetch('/big?' + i)).text()"
    site["/asking"] = f"<script>(async () => {{ {asking} }})()</script>"
    monkeypatch.setattr(loading.fetch, "largest", 2000)
    monkeypatch.setattr(loading.fetch, "source", replace(loading.fetch.source, capture=("/big",)))
    kept = loading.load(f"{site.url}/asking").rendering.exchanges
    assert {one.truncated for one in kept} == {"length"}
    assert sum(len(one.body) for one in kept) <= 4000
    monkeypatch.setattr("crawlers.fetching.recorder.MOST_CAPTURED", 2)
    assert len(loading.load(f"{site.url}/asking").rendering.exchanges) == 2
