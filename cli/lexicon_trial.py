"""``hawkwatch lexicon test``: what words would change before they are saved."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from analysis.corpus_lines import LineError, parse_labelled
from cli.options import Home, Json, settings_for
from cli.output import out, print_json, table
from operations.lexicon.house import make_entry, refuse_known
from operations.lexicon.trial import (
    Change,
    Sample,
    Trial,
    kept_samples,
    labelled_samples,
    passed_samples,
    try_words,
)
from pipelines.judging import judge
from testbed.posting import labelled_files

SHOWN = 20
EXCERPT = 40


def add_to(lexicon: typer.Typer) -> None:
    """Add the command to those of ``hawkwatch lexicon``."""
    lexicon.command("test")(try_on_posts)


def try_on_posts(
    words: Annotated[list[str], typer.Argument(metavar="WORD…", help="Words, tried together.")],
    topic: Annotated[str, typer.Option("--topic", metavar="T", help="File of the lexicon.")],
    group: Annotated[str, typer.Option("--group", metavar="G", help="Heading in it.")],
    labelled: Annotated[
        list[Path] | None,
        typer.Option("--labelled", metavar="FILE", help="Labelled JSON lines instead of the product's."),
    ] = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """What unsaved words would change: on labelled posts, kept listings, passed-over posts."""
    settings = settings_for(home)
    entries = tuple(make_entry(word, topic, group, "being tried") for word in words)
    for entry in entries:
        refuse_known(entry)
    sets: dict[str, Iterable[Sample]] = {
        "labelled": labelled_samples(_rows(labelled or labelled_files())),
        "kept": kept_samples(settings.home, judge),
        "passed_over": passed_samples(settings.home),
    }
    trials = {name: try_words(entries, samples) for name, samples in sets.items()}
    if json:
        print_json({name: trial.to_dict() for name, trial in trials.items()})
    else:
        _show(trials)


def _rows(files: Iterable[Path]) -> Iterator[dict[str, Any]]:
    for file in files:
        try:
            yield from parse_labelled(file.read_text("utf-8").splitlines())
        except LineError as error:
            raise LineError(f"{file}: {error}") from error
        except OSError as error:
            raise typer.BadParameter(f"{file}: {error.strerror}", param_hint="--labelled") from error


def _show(trials: dict[str, Trial]) -> None:
    for name, trial in trials.items():
        told = trial.to_dict()
        figures = ", ".join(f"{key} {told[key]}" for key in ("posts", "holding", "label_changes"))
        right = f", mended {told['mended']}, spoilt {told['spoilt']}" if name == "labelled" else ""
        out.print(f"{name}: {figures}{right}", markup=False)
        if trial.changes:
            columns = ("post", "text", "labelled", "before", "after")
            table("", columns, [_row(change) for change in trial.changes[:SHOWN]])
        if len(trial.changes) > SHOWN:
            out.print(f"and {len(trial.changes) - SHOWN} that change less; --json tells all", markup=False)


def _row(change: Change) -> tuple[object, ...]:
    verdicts = (
        f"{one.label} {one.score:.3f} {' '.join(one.categories)}" for one in (change.before, change.after)
    )
    text = " ".join(change.text.split())
    return change.id[:16], text[:EXCERPT], change.labelled, *verdicts
