"""``hawkwatch lexicon list``, ``add``, ``remove`` and ``export``: the house's own words."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from analysis.readings.folding import fold
from analysis.words.entries import Entry
from analysis.words.vocabulary import house_entries, load_entries
from casework.accounts import find_account
from casework.audit import HOUSE, record
from casework.open import open_casework
from casework.rights import demand
from cli.options import As, Home, Json, settings_for
from cli.output import complain, out, print_json, table
from config.settings import Settings
from operations.lexicon.dictionary import waiting_words
from operations.lexicon.house import WordRefused, add_entry, make_entry, refuse_known, remove_entry
from operations.lexicon.patch import write_patch

if TYPE_CHECKING:  # there is no such class before the case room is open
    from casework.tables import Account

COLUMNS = ("word", "topic", "group", "means", "author", "date", "counts", "waits_for_index")

Word = Annotated[str, typer.Argument(help="The word, undisguised.")]
Topic = Annotated[str, typer.Option("--topic", metavar="T", help="File of the lexicon: bank, trade…")]
Group = Annotated[str, typer.Option("--group", metavar="G", help="Heading in it: goods, sell, news…")]
AnyTopic = Annotated[str | None, typer.Option("--topic", metavar="T", help="Of this topic only.")]
AnyGroup = Annotated[str | None, typer.Option("--group", metavar="G", help="Of this group only.")]


def add_to(lexicon: typer.Typer) -> None:
    """Add the commands to those of ``hawkwatch lexicon``."""
    lexicon.command("list")(list_words)
    lexicon.command("add")(add_word)
    lexicon.command("remove")(remove_word)
    lexicon.command("export")(export_words)


def list_words(
    topic: AnyTopic = None,
    group: AnyGroup = None,
    everything: Annotated[bool, typer.Option("--all", help="The product's words, too.")] = False,
    home: Home = None,
    json: Json = False,
) -> None:
    """The house's own words, and whether they count."""
    settings = settings_for(home)
    entries = dict.fromkeys((*(load_entries() if everything else ()), *house_entries()))
    rows = _rows(_chosen(tuple(entries), topic, group), settings)
    if json:
        print_json(rows)
    else:
        table(f"{len(rows)} words", COLUMNS, [tuple(row[name] for name in COLUMNS) for row in rows])


def _chosen(entries: tuple[Entry, ...], topic: str | None, group: str | None) -> list[Entry]:
    return [one for one in entries if topic in (None, one.topic) and group in (None, one.group)]


def _rows(entries: Sequence[Entry], settings: Settings) -> list[dict[str, Any]]:
    """``counts`` is false for a word that the product has by now, or has no group for any more."""
    counting, waiting = set(load_entries()), set(waiting_words(settings.index_dictionary))
    return [
        {
            "word": entry.word,
            "topic": entry.topic,
            "group": entry.group,
            "means": entry.meaning,
            "source": entry.source,
            "example": entry.example,
            "author": entry.author,
            "date": entry.date,
            "counts": entry in counting,
            "waits_for_index": entry.word in waiting,
        }
        for entry in entries
    ]


def add_word(
    word: Word,
    topic: Topic,
    group: Group,
    means: Annotated[str, typer.Option(metavar="TEXT", help="What it means.")],
    source: Annotated[str | None, typer.Option(metavar="TEXT", help="Who says so.")] = None,
    example: Annotated[str | None, typer.Option(metavar="ID", help="A labelled post that says it.")] = None,
    account: As = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Add a word: rules take it at once, search with the next index."""
    settings = settings_for(home)
    by = _actor(settings, account)
    told = {"source": source, "example": example, "author": by.name if by else HOUSE, "date": _today()}
    entry = make_entry(word, topic, group, means, **told)
    refuse_known(entry)
    add_entry(settings.lexicon, entry)
    record("word added", _subject(entry), by, means=means)
    _show([entry], settings, json)


def remove_word(
    word: Word,
    topic: AnyTopic = None,
    group: AnyGroup = None,
    account: As = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Remove a word of the house; those of the product stay."""
    settings = settings_for(home)
    by = _actor(settings, account)
    found = [one for one in _chosen(house_entries(), topic, group) if one.word == fold(word).text.strip()]
    if not found:
        raise WordRefused(f"{word} is none of the house's own words there")
    for entry in found:
        remove_entry(settings.lexicon, entry)
        record("word removed", _subject(entry), by)
    _show(found, settings, json)


def export_words(
    topic: AnyTopic = None,
    group: AnyGroup = None,
    to: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write it there.")] = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """The house's own words as a patch to the product's lexicon (unified diff)."""
    settings_for(home)
    entries = [one for one in _chosen(house_entries(), topic, group) if one in load_entries()]
    patch = write_patch(entries)
    for entry in entries:
        if not entry.example:
            complain(f"{entry.word}: names no example; the product takes words of labelled posts only")
    if to:
        _write(to, patch)
    if json:
        print_json({"words": len(entries), "patch": patch})
    elif not to:
        out.file.write(patch)


def _write(file: Path, patch: str) -> None:
    try:
        file.write_text(patch, "utf-8")
    except OSError as error:
        raise typer.BadParameter(f"{file}: {error.strerror}", param_hint="--out") from error


def _actor(settings: Settings, name: str | None) -> "Account | None":
    """The account that acts, which must have the right to words; None is the house itself."""
    open_casework(settings.home)
    by = find_account(name) if name else None
    if by:
        demand(by, "words")
    return by


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


def _subject(entry: Entry) -> str:
    return f"word:{entry.topic}.{entry.group}.{entry.word}"


def _show(entries: Sequence[Entry], settings: Settings, json: bool) -> None:
    for row in _rows(entries, settings):
        if json:
            print_json(row)
        else:
            out.print("{topic}.{group} {word}: {means}".format(**row), markup=False)
