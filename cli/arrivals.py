"""What was seen at an address, as a person reads it."""

from pathlib import Path
from typing import Any

from cli.output import complain, out, table
from config.settings import Settings
from crawlers.arrival.arrival import Arrival, target_of
from crawlers.arrival.known_hosts import family_of_host
from crawlers.readers import FAMILIES
from operations.adding import Added
from operations.arrivals import Manner, given_above
from records.reading import State

Facts = dict[str, Any]


def described(added: Added) -> Facts:
    """Everything of an added source as JSON values."""
    arrival, wish = added.arrival, added.line.wish
    return {
        "line": added.line.number,
        "url": wish.url if wish else added.line.text,
        "name": wish.source_name if wish else None,
        **(_seen(arrival) if arrival else {}),
        "written": str(added.file) if added.file else None,
        "why": "" if added.file else added.why or (advice(arrival) if arrival else ""),
    }


def _seen(arrival: Arrival) -> Facts:
    first = arrival.found[0] if arrival.found else None
    page = arrival.page
    return {
        "family": first.family if first else None,
        "version": first.version if first else "",
        "known_by": first.by if first else None,
        "also": [found.family for found in arrival.found[1:]],
        "state": arrival.reading.state.value,
        "state_why": arrival.reading.why,
        "outcome": arrival.outcome,
        "status": page.status if page else 0,
        "charset": arrival.charset,
        "title": arrival.title,
        "posts": len(arrival.reading.posts),
        "threads": arrival.threads,
        "boards": [{"url": board.url, "title": board.title} for board in arrival.boards],
        "robots": arrival.reply.robots.verdict,
        "crawl_delay": arrival.reply.robots.delay,
        "redirects": [hop.url for hop in arrival.reply.pages[1:]],
        "moved_to": target_of(arrival),
    }


def show_table(added: list[Added]) -> None:
    """All lines as a table, and below it why some were not written."""
    columns = ("line", "name or address", "recognised", "state", "written")
    rows: list[tuple[object, ...]] = [_row(one) for one in added]
    written = sum(one.file is not None for one in added)
    table(f"{written} of {len(added)} written", columns, rows)
    for one in added:
        if not one.file:
            facts = described(one)
            complain(f"line {one.line.number}: {facts['url']}: {facts['why']}")


def _row(added: Added) -> tuple[object, ...]:
    facts = described(added)
    known = " ".join(facts[key] for key in ("family", "version", "charset") if facts.get(key))
    called = facts["name"] or facts["url"]
    return (facts["line"], called, known, facts.get("state"), "yes" if added.file else "no")


def show_one(added: Added, manner: Manner, settings: Settings) -> None:
    """One address: what it is, and how to go on."""
    if added.arrival and added.arrival.page:
        for key, value in _lines(added.arrival):
            out.print(f"{key:<9} {value}", markup=False)
    if added.file:
        out.print(f"{'written':<9} {added.file}", markup=False)
        _go_on(added, added.file, manner, settings)
        return
    complain(added.why or (advice(added.arrival) if added.arrival else ""))


def _lines(arrival: Arrival) -> list[tuple[str, str]]:
    facts = _seen(arrival)
    known = arrival.found[0].told if arrival.found else "?"
    delay = f", a request every {facts['crawl_delay']:g} s" if facts["crawl_delay"] else ""
    seen = f"{facts['posts']} posts, {facts['threads']} threads, {len(arrival.boards)} boards"
    return [
        ("address", " → ".join((arrival.address, *facts["redirects"]))),
        ("family", known + (f" (perhaps {', '.join(facts['also'])})" if facts["also"] else "")),
        ("title", facts["title"]),
        ("state", said(arrival)),
        ("charset", facts["charset"] or "?"),
        ("seen", seen),
        ("robots", facts["robots"] + delay),
    ]


def _go_on(added: Added, file: Path, manner: Manner, settings: Settings) -> None:
    assert added.line.wish is not None
    name = added.line.wish.source_name
    if added.arrival and added.arrival.outcome == "browser":
        out.print(
            f"{'note':<9} its posts show only in a browser, which --live and the crawl use", markup=False
        )
    steps = []
    place = manner.folder.resolve()
    if not any(place.is_relative_to(folder.resolve()) for folder in settings.source_folders):
        steps.append(f"export HAWKWATCH_SOURCES={manner.folder}    # this folder is not searched yet")
    if not (added.line.wish.purpose or manner.private or "purpose" in given_above(manner)):
        steps.append(f"write into {file} under purpose: why you may collect there")
    steps += [f"hawkwatch sources check {name} --live", f"hawkwatch crawl {name}"]
    out.print("next      " + f"\n{'':<10}".join(steps), markup=False)


def said(arrival: Arrival) -> str:
    """The state of the page and why."""
    reading = arrival.reading
    return f"{reading.state.value} ({reading.why})" if reading.why else reading.state.value


def advice(arrival: Arrival) -> str:
    """Why nothing was written, and how to go on: one or two sentences."""
    family = arrival.family or family_of_host(arrival.address)
    force = f"--family {family or 'FAMILY'} writes a draft all the same"
    if arrival.outcome == "moved":
        return f"it has moved to another host: try `hawkwatch sources new {target_of(arrival)}`"
    if arrival.outcome == "wall":
        return f"a wall: {said(arrival)}. What lies behind it is not fetched; {force}"
    if arrival.outcome == "nothing":
        links = [link.url for link in arrival.reading.links if link.kind in ("thread", "next")]
        where = f"It leads to {links[0]}" if links else "Give the address of a board, channel or search"
        return f"{family} finds nothing to read here: {said(arrival)}. {where}; {force}"
    if arrival.outcome == "unknown":
        made = f"; the page says it is made with {arrival.hint}" if arrival.hint else ""
        return f"no family recognises it{made}. Families are {', '.join(sorted(FAMILIES))}; {force}"
    hint = "; --private-hosts allows it" if arrival.reading.state is State.OUT_OF_SCOPE else ""
    return f"nothing can be read there: {said(arrival)}{hint}"
