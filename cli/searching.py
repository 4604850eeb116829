"""``hawkwatch search``."""

from enum import StrEnum
from functools import partial
from typing import Annotated, Any

import typer
from rich.text import Text

from analysis.privacy.match_tokens import conceal
from cli.language import say
from cli.options import Home, IndexUrl, Json, settings_for
from cli.output import out, print_json
from cli.stores import keys_folder, open_the_index
from evidence.match_keys import match_keys
from records.wire import builtins
from search.found import Found


class Sort(StrEnum):
    """Orders of hits."""

    NEWEST = "newest"
    RELEVANCE = "relevance"
    SCORE = "score"
    PRICE = "price"
    SEVERITY = "severity"


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("search")(search)


def search(
    query: Annotated[str, typer.Argument(help='Words, "phrases", fields such as category:bank.')],
    sort: Annotated[Sort, typer.Option(help="Order of the hits.")] = Sort.NEWEST,
    limit: Annotated[int, typer.Option(min=0, max=10_000, help="So many hits at most.")] = 20,
    home: Home = None,
    index: IndexUrl = None,
    json: Json = False,
) -> None:
    """Search the listings."""
    settings = settings_for(home, index)
    engine = open_the_index(settings)
    found = engine.find(
        conceal(query, partial(match_keys, keys_folder(settings))), sort=sort.value, limit=limit
    )
    engine.close()
    if json:
        print_json(as_json(found))
    else:
        show(found)


def as_json(found: Found) -> dict[str, Any]:
    """The answer as machines get it: each hit is its document with ``highlights`` beside."""
    return {
        "total": found.total,
        "approximate": found.approximate,
        "hits": [
            builtins(hit.document) | {"highlights": hit.highlights, "title_highlights": hit.title_highlights}
            for hit in found.hits
        ],
        "facets": found.facets,
    }


def show(found: Found) -> None:
    """The answer for people."""
    out.print(say("{total} listings, {shown} shown", total=found.total, shown=len(found.hits)))
    for hit in found.hits:
        document = hit.document
        when = f"{document.posted_at or document.seen_at:%Y-%m-%d}"
        contacts = " ".join(f"{contact.kind}:{contact.value}" for contact in document.contacts)
        out.print()
        out.print(
            f"{document.id}  {when}  {document.source}  {','.join(document.categories)}  {document.severity}"
            f"  {document.score:.2f}",
            markup=False,
            style="dim",
        )
        if document.title:
            out.print(marked(document.title, hit.title_highlights))
        out.print(marked(document.text, hit.highlights))
        if contacts:
            out.print(contacts, markup=False, style="cyan")


def marked(text: str, spans: "tuple[tuple[int, int], ...]") -> Text:
    """The text with its hits in bold."""
    shown = Text(text)
    for start, end in spans:
        shown.stylize("bold reverse", start, end)
    return shown
