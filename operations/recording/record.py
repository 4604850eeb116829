"""Pages of a source recorded: fetched, everybody in them replaced by fakes, checked, saved."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from config.settings import Settings
from crawlers.recorded import save_page
from operations.readiness import check_ready
from operations.recording.cases import case_name, folder_for, key_of
from operations.recording.faked import Faked, fake_pages, reread
from operations.recording.skeleton import skeletons
from operations.recording.visits import Met, meet
from records.page import Page
from records.reading import State
from records.source import Source

CUT = "it did not come whole, so it would read differently from a file"
AGAIN = "one such page is enough"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What came of one address: the ``case`` it was saved as in ``folder``, or ``why`` it was not.

    ``spared`` where that is as it should be: such a page is saved already.
    """

    address: str
    state: State
    posts: int
    case: str | None = None
    folder: str = ""
    why: str = ""
    spared: bool = False


def record(
    source: Source,
    addresses: Sequence[str],
    settings: Settings,
    out: Path | None = None,
    skeleton: bool = False,
) -> list[Recorded]:
    """Record ``addresses`` of ``source``, or its start addresses and what they lead to.

    The case room must be open.

    Raises:
        RecordingRefused: the pages may not lie where they would.
        RunRefused: a run of the source would be refused now.
        ErrandFailed: the fetching process broke down.
    """
    folder = folder_for(source, settings, out, skeleton)
    check_ready(source, settings)
    met = meet(source, addresses, settings, source.pace.pages)
    reasons = [_unfit(one, met[:number], bool(addresses)) for number, one in enumerate(met)]
    pages = [one.page for one, reason in zip(met, reasons, strict=True) if one.page and not reason]
    faked = iter(skeletons(source, pages) if skeleton else fake_pages(source, pages, key_of(settings)))
    taken: list[str] = []
    return [
        _refused(one, reason) if reason else _save(source, folder, one, next(faked), taken)
        for one, reason in zip(met, reasons, strict=True)
    ]


def _unfit(met: Met, before: Sequence[Met], wanted: bool) -> str:
    """Why there is no page to save; of the walls met on the way the first of each kind is enough."""
    page, state = met.page, met.reading.state
    if page is None:
        return met.reading.why or state.value
    if page.failure or (page.exchange and page.exchange.truncated):
        return CUT
    seen = any(one.reading.state is state and one.page for one in before)
    return AGAIN if seen and not wanted and state is not State.ITEMS else ""


def _refused(met: Met, why: str) -> Recorded:
    state, posts = met.reading.state, len(met.reading.posts)
    return Recorded(address=met.address, state=state, posts=posts, why=why, spared=why == AGAIN)


def _save(source: Source, folder: Path, met: Met, faked: Faked, taken: list[str]) -> Recorded:
    if faked.page is None:
        return _refused(met, faked.why)
    case = case_name(folder, faked.page, met.reading, taken)
    taken.append(case)
    _replace(faked.page, folder, case)
    reading = reread(faked.page, source)
    return Recorded(
        address=faked.page.url, state=reading.state, posts=len(reading.posts), case=case, folder=str(folder)
    )


def _replace(page: Page, folder: Path, case: str) -> None:
    """Save over what was there: a page that was HTML may be JSON now."""
    for suffix in ("html", "json"):
        (folder / f"{case}.{suffix}").unlink(missing_ok=True)
    save_page(page, folder, case)
