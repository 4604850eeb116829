"""Results on stdout, progress and complaints on stderr."""

import sys
from collections.abc import Callable
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from records.wire import builtins, encode

out = Console(soft_wrap=True, highlight=False)
err = Console(stderr=True, soft_wrap=True, highlight=False)


def print_json(record: Any) -> None:
    """One record as one line of JSON."""
    sys.stdout.buffer.write(encode(builtins(record)) + b"\n")
    sys.stdout.buffer.flush()


def table(title: str, columns: tuple[str, ...], rows: list[tuple[object, ...]]) -> None:
    """A small table on stdout; what pages say is shown as it stands, square brackets included."""
    sheet = Table(*columns, title=Text(title), title_justify="left", header_style="bold", expand=False)
    for row in rows:
        sheet.add_row(*(Text("" if cell is None else str(cell)) for cell in row))
    out.print(sheet)


def show_all(
    found: list[Any],
    json: bool,
    title: str,
    columns: tuple[str, ...],
    cells: Callable[[Any], tuple[object, ...]],
) -> None:
    """Records as machines get them, or as a small table; ``cells`` are those of one record."""
    if json:
        print_json(found)
    else:
        table(title, columns, [cells(one) for one in found])


def complain(message: str) -> None:
    """One sentence on stderr."""
    err.print(f"hawkwatch: {message}", markup=False, style="red" if err.is_terminal else None)
