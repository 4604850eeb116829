"""``hawkwatch demo``: the whole way of a post on sites of our own, none of them outside this machine."""

import json as jsonlib
import os
import secrets
import shutil
import subprocess
import sys
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from casework.accounts import add_account
from casework.cases import add_listing, open_case
from cli.crawling import hand_over, run_all, show
from cli.language import say
from cli.options import Home, settings_for
from cli.output import complain, err, out, table
from cli.serving import serve_house
from cli.stores import keys_folder, open_the_index
from config.settings import Settings
from console.open import open_console
from evidence.keys import export_public
from operations.declared import declared_sources
from operations.exports import Export, export
from operations.kept import newest
from records.order import Exit
from records.visit import Listing

MARK = ".hawkwatch-demo"
# The sites that have postings of their own; the testbed's others show some of the board's again.
SITES = ("board", "channels", "bar", "weibo", "market")
SOURCES = tuple(f"testbed_{site}" for site in SITES)
IN_CASE = 12


class DemoRefused(typer.BadParameter):
    """The folder is somebody else's."""


@dataclass(frozen=True, slots=True)
class Score:
    """Listings of the testbed's truth that were found, those missed, and listings that are none."""

    found: int
    missed: list[dict[str, Any]]
    false: list[Listing]


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("demo")(demo)


def demo(
    once: Annotated[bool, typer.Option("--once", help="End instead of serving the console.")] = False,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port of the console.")] = 8700,
    home: Home = None,
) -> None:
    """Crawl invented sites on this machine, show what was found and missed, prove it, serve the console."""
    folder = (home or Path("var/demo")).resolve()
    start_over(folder)
    with testbed(folder) as sites:
        settings = settings_for(folder)
        open_console(settings.home)
        shown = ", ".join(sites[site] for site in SITES)
        out.print(say("Five invented sites on this machine: {sites}", sites=shown) + "\n")
        reports, code = run_all(declared_sources(settings).choose(SOURCES), settings)
        undelivered = hand_over(settings)
        show(reports, settings.home)
        truth = fetch_truth(sites)
    tell(settings, truth)
    made = prove(settings)
    say_how_to_go_on(settings, made)
    code = code or undelivered
    if code or made.verdict.state != "valid":
        raise typer.Exit(code or Exit.NEGATIVE)
    if not once:
        serve_house(settings, "127.0.0.1", port)


def start_over(folder: Path) -> None:
    """Empty the demo's own folder; refuse one that holds anything else."""
    if folder.exists() and any(folder.iterdir()) and not (folder / MARK).exists():
        raise DemoRefused(
            f"{folder} is in use and none of the demo's; name an empty folder", param_hint="--home"
        )
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / MARK).touch()


@contextmanager
def testbed(folder: Path) -> Iterator[dict[str, str]]:
    """The five sites in a process of their own on free ports, and their sources made known to this one."""
    declared = folder / "sources"
    log = (folder / "testbed.log").open("wb")
    process = subprocess.Popen(
        [sys.executable, "-m", "testbed", "--port", "0", "--sources", str(declared)],
        stdout=subprocess.PIPE,
        stderr=log,
        cwd=Path(__file__).resolve().parent.parent,
    )
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        if not line:
            raise typer.BadParameter(f"the testbed did not start: see {folder / 'testbed.log'}")
        os.environ["HAWKWATCH_SOURCES"] = str(declared)
        yield jsonlib.loads(line)["sites"]
    finally:
        process.terminate()
        process.wait(10)
        log.close()


def fetch_truth(sites: dict[str, str]) -> list[dict[str, Any]]:
    """What the testbed knows to be listings on the sites of the demonstration."""
    with urllib.request.urlopen(f"{sites['board']}/_testbed/truth", timeout=10) as answer:
        truth = jsonlib.load(answer)
    return [one for one in truth if one["site"] in SITES]


def tell(settings: Settings, truth: list[dict[str, Any]]) -> None:
    """What was found, by category, channel and severity, and how it stands to the truth."""
    index = open_the_index(settings)
    found = index.find("", limit=0)
    index.close()
    for title, facet in (
        (say("By category"), "category"),
        (say("By seller contact"), "channel"),
        (say("By severity, if the claim is true"), "severity"),
    ):
        counts = Counter(found.facets[facet]).most_common()
        table(title, (say(facet), say("listings")), [(name, number) for name, number in counts])
    score = compare(truth, list(newest(settings.home).values()))
    out.print(
        "\n"
        + say(
            "Of {all} listings the sites hold, {found} were found and {missed} missed;"
            " {false} posts were taken for listings that are none.",
            all=len(truth),
            found=score.found,
            missed=len(score.missed),
            false=len(score.false),
        )
    )
    for one in score.missed[:5]:
        out.print(
            f"  missed: {one['platform']} {one['path']} {one.get('categories')}", markup=False, style="dim"
        )
    for listing in score.false[:5]:
        out.print(f"  no listing: {listing.post.url}", markup=False, style="dim")


def compare(truth: list[dict[str, Any]], listings: list[Listing]) -> Score:
    """Hold what was found against the truth, post by post."""
    expected = {(one["platform"], str(one["post_id"])): one for one in truth}
    got = {(listing.post.platform, listing.post.post_id): listing for listing in listings}
    return Score(
        found=len(expected.keys() & got.keys()),
        missed=[one for key, one in expected.items() if key not in got],
        false=[listing for key, listing in got.items() if key not in expected],
    )


def prove(settings: Settings) -> Export:
    """A case of bank and hotel listings, exported and checked against the key printed here."""
    password = secrets.token_urlsafe(9)
    account = add_account("demo", "admin", password)
    index = open_the_index(settings)
    hits = index.find("category:bank OR category:hotel", sort="severity", limit=IN_CASE).hits
    index.close()
    case = open_case("Bank clients and hotel records", account, "What the demonstration found first.")
    for hit in hits:
        add_listing(case, hit.document.id, account)
    made = export(
        [hit.document.id for hit in hits],
        settings.home / f"case-{case.pk}",
        settings,
        account.name,
        str(case.pk),
    )
    out.print(
        "\n"
        + say(
            "Case {case} with {listings} listings, exported and checked with this key:",
            case=case.pk,
            listings=made.listings,
        )
    )
    out.print(export_public(keys_folder(settings)).decode().strip(), markup=False, style="dim")
    out.print(say("Verdict: {verdict}", verdict=say(made.verdict.state)), style="bold")
    for problem in made.verdict.problems:
        complain(problem)
    (settings.home / "demo-account.txt").write_text(f"demo\n{password}\n")
    (settings.home / "demo-account.txt").chmod(0o600)
    out.print("\n" + say("Console account: demo, password {password}", password=password), markup=False)
    return made


def say_how_to_go_on(settings: Settings, made: Export) -> None:
    """Where everything lies and what to try next."""
    home = shown(settings.home)
    program = shown(Path(sys.argv[0]))
    key = shown(keys_folder(settings) / "public-key.pem")
    out.print(
        "\n" + say("Everything lies in {home}: vault, ledger, runs, index, case room.", home=home),
        markup=False,
    )
    out.print(say("Go on with:"))
    for line in (
        f"{program} search '银行 QQ' --home {home}",
        f"{program} verify {shown(made.path)} --trust {key}",
        f"{program} serve --home {home}",
        f"{program} explain '出一手银行客户10万条2000元 加QQ'",
    ):
        out.print(f"  {line}", markup=False)
    err.print(say("No outside site was contacted."))


def shown(path: Path) -> str:
    """The path from here, where that is shorter."""
    absolute = path.resolve() if path.exists() else path
    return os.path.relpath(absolute) if absolute.is_relative_to(Path.cwd()) else str(path)
