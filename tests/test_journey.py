"""From an address to a verified bundle, through the real pieces."""

import json
import shutil
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


def answer(done: Any) -> Any:
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of the house: what one test leaves there spoils nothing for the next."""
    return tmp_path_factory.mktemp("journey") / "home"


@pytest.fixture(scope="module")
def house(run_in: Run, environment_of: Run, shared_sources: Path, crawled: Path) -> Run:
    """The command ``hawkwatch`` in a home into which the channels were crawled."""
    environment = environment_of(crawled) | {"HAWKWATCH_SOURCES": str(shared_sources)}
    hawkwatch = partial(run_in, environment, "hawkwatch")
    (report,) = answer(hawkwatch("crawl", "testbed_channels", "--json"))
    assert report["outcome"] == "full"
    assert report["listings"] > 100
    return hawkwatch


def test_from_crawl_to_verified_bundle(house: Run, tmp_path: Path) -> None:
    found = answer(house("search", "银行 QQ", "--json"))
    assert found["total"] >= 1
    hit = found["hits"][0]
    marked = [hit["text"][start:end] for start, end in hit["highlights"]]
    assert marked or hit["title_highlights"]
    assert answer(house("search", "銀行 ＱＱ", "--json"))["total"] == found["total"]

    bag = tmp_path / "bag"
    made = answer(house("bundle", "--listing", hit["id"], "--out", bag, "--json"))
    assert made["verdict"] == "valid"
    covered = json.loads((bag / "data" / "derived" / "coverage.json").read_text("utf-8"))
    assert [(one["name"], one["outcome"]) for one in covered["sources"]] == [(hit["source"], "full")]
    assert (covered["narrowed"], covered["words"][0][:9]) == (True, "Searched:")
    key = tmp_path / "key.pem"
    key.write_text(house("keys", "export").stdout)
    assert answer(house("verify", bag, "--trust", key, "--json")) == {"state": "valid", "problems": []}
    assert house("verify", bag).returncode == 4
    sha256sum = subprocess.run(
        ["sha256sum", "-c", "--strict", "--quiet", "manifest-sha256.txt"], cwd=bag, check=False
    )
    assert sha256sum.returncode == 0

    (page,) = (bag / "data" / "captures").glob("*/record.json")
    page.write_bytes(page.read_bytes() + b" ")
    damaged = house("verify", bag, "--trust", key, "--json")
    assert damaged.returncode == 1
    assert any("record.json" in problem for problem in json.loads(damaged.stdout)["problems"])
    assert house("bundle", "--listing", hit["id"], "--out", bag).returncode == 2
    shutil.rmtree(tmp_path / "bag.seal")
    page.write_bytes(page.read_bytes()[:-1])
    assert house("verify", bag).returncode == 3


def test_rebuild_and_replay_give_the_same(house: Run, crawled: Path) -> None:
    def everything() -> list[str]:
        found = answer(house("search", "", "--json", "--limit", 1000))
        assert found["total"] == len(found["hits"])
        return sorted(hit["id"] for hit in found["hits"])

    before = everything()
    assert answer(house("index", "rebuild", "--json"))["documents"] == len(before)
    assert everything() == before
    (crawled / "index.sqlite").unlink()
    replayed = answer(house("replay", "--json"))
    assert replayed["documents"] == len(before)
    assert replayed["faults"] == []
    assert everything() == before
    assert answer(house("deliver", "--json"))["delivered"] == 0


def test_a_second_crawl_sees_the_same_listings_again(house: Run, crawled: Path) -> None:
    before = answer(house("index", "status", "--json"))["documents"]
    captures = len(list((crawled / "vault").rglob("*.warc.gz")))
    (report,) = answer(house("crawl", "testbed_channels", "--json"))
    assert report["listings"] == 0
    assert 0 < report["sightings"] < before  # of those on the first pages: nothing new can stand behind them
    assert report["outcome"] == "quiet"
    (report,) = answer(house("crawl", "testbed_channels", "--mode", "backfill", "--json"))
    assert report["listings"] == 0
    assert report["sightings"] == report["changes"]["same"] == before
    assert report["backfill"] == "complete"
    assert answer(house("index", "status", "--json"))["documents"] == before
    assert len(list((crawled / "vault").rglob("*.warc.gz"))) == captures


def test_what_waits_is_delivered_when_the_index_is_back(run: Run, sources: Path, home: Path) -> None:
    env = {"HAWKWATCH_SOURCES": str(sources), "HAWKWATCH_INDEX": "http://127.0.0.1:9"}
    done = run("hawkwatch", "crawl", "testbed_weibo", env=env)
    assert done.returncode == 13
    assert "not delivered yet" in done.stderr
    assert "Traceback" not in done.stderr
    delivered = answer(run("hawkwatch", "deliver", "--json"))
    assert delivered["delivered"] >= 20
    assert answer(run("hawkwatch", "search", "", "--json"))["total"] >= 20
