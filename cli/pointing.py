"""Shows where in a query something is wrong, and the query as it may be meant."""

from rich.cells import cell_len

from cli.language import say
from cli.output import err
from search.fault import QueryError

# So much of a long query is shown before and behind the place.
AROUND = 60


def point_at(error: QueryError) -> None:
    """The query on stderr with a caret under the place, and the repaired one where there is one."""
    if not error.query:
        return
    start = max(0, error.position - AROUND)
    before, behind = (
        _plain(error.query[start : error.position]),
        _plain(error.query[error.position :][:AROUND]),
    )
    err.print(f"  {before}{behind}", markup=False)
    err.print(f"  {' ' * cell_len(before)}^", markup=False)
    if error.repaired:
        err.print(say("Perhaps: {query}", query=_plain(error.repaired)), markup=False)


def _plain(text: str) -> str:
    return "".join(sign if sign.isprintable() else " " if sign.isspace() else "\ufffd" for sign in text)
