"""Sources added one by one or by the list: each address looked at, recognised, declared or refused."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from config.settings import Settings
from crawlers.arrival.arrival import Arrival
from crawlers.declared.source_block import SourceError
from crawlers.declared.source_file import FILE
from operations.address_list import Line
from operations.arrivals import AlreadyDeclared, Manner, declare, look_at
from operations.watched import Watched


@dataclass(frozen=True, slots=True)
class Added:
    """A line, what was seen at its address, the file written, and why none was."""

    line: Line
    arrival: Arrival | None = None
    file: Path | None = None
    why: str = ""


def add_sources(
    lines: Sequence[Line], manner: Manner, settings: Settings, tell: Callable[[Added], None]
) -> list[Added]:
    """Add every line that names an address; ``tell`` hears of each as it is done. In the lines' order."""
    done: dict[int, Added] = {}

    def note(added: Added) -> None:
        done[added.line.number] = added
        tell(added)

    watched = Watched(manner.others)
    for line in lines:
        if refused := refusal(line, manner, watched):
            note(Added(line, why=refused))
    waiting = {line.wish.url: line for line in lines if line.wish and line.number not in done}
    for arrival in look_at(tuple(waiting), settings, manner):
        note(_add(waiting[arrival.address], arrival, manner))
    return [done[line.number] for line in lines]


def refusal(line: Line, manner: Manner, watched: Watched) -> str:
    """Why the address of a line is not even asked for; empty where it is."""
    if line.wish is None:
        return line.why
    if there := watched.starting_at(line.wish.url):
        return f"{there} watches this address already"
    file = manner.folder / line.wish.source_name / FILE
    there = watched.called(line.wish.source_name) or (file if file.parent.exists() else None)
    return f"{there} is there already and stays as it is" if there else ""


def _add(line: Line, arrival: Arrival, manner: Manner) -> Added:
    assert line.wish is not None
    if not arrival.declarable:
        return Added(line, arrival)
    try:
        return Added(line, arrival, declare(line.wish, arrival, manner))
    except (AlreadyDeclared, SourceError) as error:
        return Added(line, arrival, None, str(error))
