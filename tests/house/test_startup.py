"""What a command does not need is not imported for it: starting is most of what a short one does."""

import subprocess
import sys

import pytest

from cli.lexicon import LEXICON
from cli.main import COMMANDS
from cli.on_demand import Shelf, Shelved
from cli.sources import SOURCES

ENGINES = {"scrapy", "twisted", "playwright"}
# They open a browser themselves.
BROWSING = {"cli.health", "cli.sessions"}
ROOMS = sorted({one.module for one in (*COMMANDS.values(), *SOURCES.values(), *LEXICON.values())} - BROWSING)


@pytest.mark.parametrize(
    ("modules", "spared"),
    [
        (["cli.main", "cli.sources"], ENGINES | {"django", "lxml", "httpcore", "rjieba"}),
        (["crawlers.readers"], ENGINES | {"django", "httpcore", "cryptography", "crawlers.readers.discuz"}),
        (ROOMS, ENGINES),
        (["cli.searching"], ENGINES | {"django", "lxml", "parsel", "httpcore", "rjieba", "elasticsearch"}),
        (["crawlers.settings", "crawlers.spider", "crawlers.fetching.fetch"], {"playwright", "django"}),
    ],
)
def test_nothing_is_imported_that_only_others_need(modules: list[str], spared: set[str]) -> None:
    code = f"import sys, {', '.join(modules)}; print(*sorted({spared!r} & set(sys.modules)))"
    asked = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert asked.stdout.split() == []


@pytest.mark.parametrize("shelved", [COMMANDS, SOURCES, LEXICON])
def test_the_help_says_of_a_command_what_it_says_of_itself(shelved: dict[str, Shelved]) -> None:
    said = {name: command.get_short_help_str(1000) for name, command in Shelf(shelved).items()}
    assert said == {name: one.help for name, one in shelved.items()}
