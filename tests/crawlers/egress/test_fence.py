"""No answer leads a plain fetch to a private address: 3xx, links and robots.txt, in every form."""

import json
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Make = Callable[..., Any]
ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("most", [12, pytest.param(None, marks=pytest.mark.full)])
def test_redirects_links_and_robots(
    make_site: Make, ways: Any, home: Path, environment: dict[str, str], most: int | None
) -> None:
    with socket.create_server(("::", 0), family=socket.AF_INET6, dualstack_ipv6=True) as canary:
        canary.settimeout(0.0)
        forms = ways.forms(canary.getsockname()[1])[:most]
        site, other = make_site(), make_site()
        links = "".join(f'<p><a href="http://{form}/link">title</a>' for form in forms)
        site.pages = {
            **{f"/{n}": ("location", f"http://{form}/redirect".encode()) for n, form in enumerate(forms)},
            "/links": ("text/html", f"<!doctype html>{links}".encode()),
        }
        other.pages["/robots.txt"] = ("location", f"http://{forms[0]}/robots.txt".encode())
        crawl(home, environment, site, other)
        try:
            canary.accept()
            raise AssertionError("something arrived")
        except BlockingIOError:
            pass
    assert {f"GET {path}" for path in site.pages} | {"GET /robots.txt"} == set(site.asked)
    assert other.asked == ["GET /robots.txt"]
    (journal,) = home.glob("runs/*/journal.sqlite")
    counted = "SELECT state, count(*) FROM visit WHERE final GROUP BY state"
    states = dict(sqlite3.connect(journal).execute(counted))
    assert states.pop("disallowed") == 1
    assert states.pop("items") == 1
    assert sum(states.values()) == len(forms)


def crawl(home: Path, environment: dict[str, str], site: Any, other: Any) -> None:
    """One run that follows whatever it is led to."""
    folder = home / "sources" / "near"
    folder.mkdir(parents=True)
    declared = {
        "title": "A board that leads astray",
        "family": "forum",
        "start": [*(f"http://{site.host}{path}" for path in site.pages), f"http://{other.host}/"],
        "hosts": [site.host, other.host],
        "private_hosts": True,
        "follow": ["thread", "next", "user", "post"],
        "select": {
            "platform": "tests",
            "recognise": {"mark": "p"},
            "addresses": {"thread": "(link)$"},
            "list": {"row": "p", "link": "a", "title": "a"},
        },
        "pace": {"delay": 0, "concurrency": 16, "pages": 500},
    }
    folder.joinpath("source.yml").write_text(json.dumps(declared), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", "crawl", "near"],
        env=environment | {"SCRAPY_SETTINGS_MODULE": "crawlers.settings"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
