"""The answer to a search for people: hits, facets, and what was searched for them."""

from rich.text import Text

from cli.language import language, say
from cli.output import out
from records.coverage import Coverage
from records.coverage_words import sentences
from records.document import Document
from search.fields import BY_NAME
from search.found import Found

MOST_VALUES = 8
# Its further names are slang, good for asking.
SLANG = "channel"


def show(found: Found, covered: Coverage) -> None:
    """Hits, then the counts of the facets, then how far the answer reaches."""
    total = say("{total} listings, {shown} shown", total=found.total, shown=len(found.hits))
    about = say("approximate: only a part was counted or ranked") if found.approximate else ""
    out.print(f"{total} ({about})" if about else total, markup=False)
    for hit in found.hits:
        out.print()
        out.print(heading(hit.document), markup=False, style="dim")
        if hit.document.title:
            out.print(marked(hit.document.title, hit.title_highlights))
        out.print(marked(hit.document.text, hit.highlights))
        if hit.document.contacts:
            contacts = (f"{contact.kind}:{contact.value}" for contact in hit.document.contacts)
            out.print(" ".join(contacts), markup=False, style="cyan")
    show_facets(found)
    show_coverage(covered, found.total)


def heading(document: Document) -> str:
    """The line over a hit: id, day, source, what it offers, how grave, how sure; then what is special."""
    told = (
        document.id,
        f"{document.told_at:%Y-%m-%d}",
        document.source,
        ",".join(spoken("category", category) for category in document.categories),
        spoken("severity", document.severity),
        f"{document.score:.2f}",
        spoken("review", document.review) if document.review != "unreviewed" else "",
        *standing(document),
        f"campaign:{document.campaign}" if document.campaign else "",
    )
    return "  ".join(filter(None, told))


def standing(document: Document) -> tuple[str, ...]:
    """Whether it is gone, or no longer judged a listing."""
    gone = say("gone since {at}", at=f"{document.gone_at:%Y-%m-%d}") if document.gone_at else ""
    version = document.withdrawn_since
    withdrawn = say("no longer judged a listing since version {version}", version=version) if version else ""
    return tuple(filter(None, (gone, withdrawn)))


def show_facets(found: Found) -> None:
    """One line for each facet that has values: the most frequent, and how many more there are."""
    told = {facet: counts for facet, counts in found.facets.items() if counts}
    if told:
        out.print()
    for facet, counts in told.items():
        values = [f"{spoken(facet, value)} {count}" for value, count in list(counts.items())[:MOST_VALUES]]
        left = len(counts) - MOST_VALUES
        more = [say("and {number} more", number=left)] if left > 0 else []
        out.print(f"{name_of(facet)}: {' · '.join((*values, *more))}", markup=False, style="dim")


def show_coverage(covered: Coverage, hits: int | None = None) -> None:
    """What was searched, and where nobody looked."""
    out.print()
    for sentence in sentences(covered, language() == "zh_Hans", hits):
        out.print(sentence, markup=False)


def name_of(facet: str) -> str:
    """A field in the reader's language."""
    field = BY_NAME[facet]
    return field.names[0] if language() == "zh_Hans" and field.names else field.name


def spoken(facet: str, code: str) -> str:
    """A field's value in the reader's language; what has no name stands for itself."""
    names = BY_NAME[facet].values.get(code, ()) if facet != SLANG else ()
    return names[0] if language() == "zh_Hans" and names else code


def marked(text: str, spans: "tuple[tuple[int, int], ...]") -> Text:
    """The text with its hits in bold."""
    shown = Text(text)
    for start, end in spans:
        shown.stylize("bold reverse", start, end)
    return shown
