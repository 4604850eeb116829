"""What reading and judging the vault again costs: ``make bench-replaying``.

``replay`` of a vault that was filled by a crawl, with as many processes as there are processors, beside one
loop over its captures; twice: of pages as the testbed's board has them, on which posts come again word by
word, and of such pages on which every post differs. The ids must be the same before and after.
"""

import json
import os
import re
import sys
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.clock import seconds_of
from benchmarks.delivery import crawl, declare, pages_of
from benchmarks.loopback import Answer, served
from cli.options import settings_for
from cli.replaying import judge_again
from crawlers.journal.account import Account, journals
from evidence.match_keys import match_keys
from evidence.vault import open_vault
from operations.declared import declared_sources
from operations.kept import kept_listings
from operations.rebuild import replay
from operations.rereading import AT_ONCE, Rereading
from records.visit import Capture

OUT = Path(__file__).parent / "out" / "replaying.json"
PAGES = 900
#: Where the words of a post begin.
OPENING = re.compile(rb'(id="postmessage_\d+">)')
#: Numbers in words that mean nothing to the judgement.
SIGNS = str.maketrans("0123456789", "甲乙丙丁戊己庚辛壬癸")


def different(pages: dict[str, Answer]) -> dict[str, Answer]:
    """The same pages with a word before each post that no other page has."""
    return {
        path: (kind, OPENING.sub(rb"\g<1>" + _word(number), body))
        for number, (path, (kind, body)) in enumerate(pages.items())
    }


def _word(number: int) -> bytes:
    return f"{number:05d}".translate(SIGNS).encode("gbk") + b" "


def one_loop(rereading: Rereading, captures: Sequence[Capture]) -> None:
    """Read all captures in this process."""
    for start in range(0, len(captures), AT_ONCE):
        rereading.said_by(captures[start : start + AT_ONCE])


def measure_vault(folder: Path, pages: dict[str, Answer]) -> dict[str, Any]:
    """Pages a second of ``replay``, and of one loop over the captures, once both know their words."""
    with served(pages) as place:
        declare(folder / "sources", place, len(pages))
        crawl(folder / "house", f"sqlite:///{folder / 'index.sqlite'}")
    os.environ["HAWKWATCH_SOURCES"] = str(folder / "sources")
    settings = settings_for(folder / "house")
    home, vault = settings.home, open_vault(settings.vault_url)
    sources = {source.name: source for source in declared_sources(settings)}
    rereading = Rereading(vault, sources, partial(judge_again, match_keys(home / "keys")[0]))
    captures = [capture for path in journals(home) for capture in Account(path).captures()]
    rereading.said_by(captures[:1])
    before = sorted(listing.id for listing in kept_listings(home))
    # First: what one loop remembers of the posts is not to be known to the processes.
    speed = len(captures) / seconds_of(lambda: replay(home, vault, sources, rereading.judge))
    if sorted(listing.id for listing in kept_listings(home)) != before:
        raise RuntimeError("replay keeps other listings than the crawl did")
    alone = len(captures) / seconds_of(lambda: one_loop(rereading, captures))
    return {
        "pages": len(captures),
        "listings": len(before),
        "per_second": round(speed, 1),
        "one_loop": round(alone, 1),
        "ratio": round(speed / alone, 2),
    }


def measure(folder: Path, pages: int = PAGES) -> dict[str, Any]:
    """Both vaults."""
    folder.mkdir(exist_ok=True)
    same = pages_of(pages)
    sides = {"posts again and again": same, "every post another": different(same)}
    figures = {name: measure_vault(folder / name.replace(" ", "-"), side) for name, side in sides.items()}
    return {**figures, "processors": len(os.sched_getaffinity(0)), "load": os.getloadavg()}


def show(figures: dict[str, Any]) -> None:
    """The figures, as they are printed."""
    for name in ("posts again and again", "every post another"):
        one = figures[name]
        print(
            f"replay, {name}: {one['per_second']:.0f} pages a second (goal 300), "
            f"{one['ratio']} x one loop; the same {one['listings']} ids"
        )


def main(pages: int = PAGES) -> None:
    """Measure, print, write the figures."""
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(Path(folder), pages)
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps(figures, ensure_ascii=False, indent=2) + "\n", "utf-8")
    show(figures)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
