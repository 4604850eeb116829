"""``hawkwatch assess``, ``measure`` and ``explain``."""

import io
import sys
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated, Any, BinaryIO

import typer

from analysis.corpus_lines import (
    LineError,
    format_assessment,
    parse_labelled,
    parse_line,
    parse_side_labels,
    side_file,
)
from analysis.images.pictured import Pictured, assess_pictured
from analysis.judgement.assessor import assess
from analysis.judgement.explanation import Explanation, explain
from analysis.measurement import measure
from analysis.robustness import Loss, measure_disguises
from analysis.words.terms import TermsOfIndex
from cli.figures import show_figures
from cli.options import Home, Json, settings_for
from cli.output import complain, out, print_json, table
from cli.pictures import read_pictures, show_picture
from cli.severity import show_severity
from records.wire import builtins
from testbed.disguises import families


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("assess")(assess_lines)
    app.command("measure")(measure_file)
    app.command("explain")(explain_text)


def _open(file: Path | None) -> BinaryIO:
    if file is None or str(file) == "-":
        return sys.stdin.buffer
    try:
        return file.open("rb")
    except OSError as error:
        raise typer.BadParameter(f"{file}: {error.strerror}", param_hint="FILE") from error


def _lines(stream: BinaryIO) -> Iterator[str]:
    # A byte that is no UTF-8 spoils its own line, not the file.
    yield from io.TextIOWrapper(stream, "utf-8", errors="replace", newline="\n")


def assess_lines(
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="JSON lines; stdin without it.")
    ] = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Judge posts: JSON lines in, JSON lines out in the same order."""
    settings_for(home)
    bad = 0
    for number, line in enumerate(_lines(_open(file)), 1):
        if not line.strip():
            continue
        try:
            post = parse_line(line, number)
        except LineError as error:
            complain(str(error))
            bad += 1
            continue
        print_json(format_assessment(post.id, assess(post.text, post.title, post.author, post.source)))
    if bad:
        complain(f"{bad} bad lines were left out")
    raise typer.Exit(1 if bad else 0)


def measure_file(
    file: Annotated[Path, typer.Argument(help="Labelled JSON lines.")],
    home: Home = None,
    disguised: Annotated[
        bool, typer.Option("--disguised", help="What disguises of its plain sale posts hide, by family.")
    ] = False,
    json: Json = False,
) -> None:
    """Figures of the judgement against labelled posts."""
    settings_for(home)
    try:
        rows = list(parse_labelled(_lines(_open(file))))
    except LineError as error:
        raise LineError(f"{file}: {error}") from error
    if disguised:
        _show_losses(measure_disguises(rows, families()), json)
        return
    figures = measure(rows, meta=_side_labels(file))
    if json:
        print_json(figures.to_dict())
    else:
        show_figures(figures)


def _side_labels(file: Path) -> dict[str, dict[str, Any]] | None:
    """The side labels beside ``file``; None where there are none."""
    beside = side_file(file)
    if not beside.is_file():
        return None
    try:
        return parse_side_labels(_lines(_open(beside)))
    except LineError as error:
        raise LineError(f"{beside}: {error}") from error


def _show_losses(losses: list[Loss], json: bool) -> None:
    if json:
        print_json([asdict(one) | {"loss": round(one.loss, 4)} for one in losses])
        return
    table(
        "Plain sale posts in disguise",
        ("family", "posts", "found", "loss"),
        [(one.family, one.posts, one.found, f"{one.loss:.3f}") for one in losses],
    )


def _show_disguises(laid_open: Explanation) -> None:
    """What was undone, noise without its characters, and how much there is that nobody sees."""
    shown = [
        one.family if one.family == "noise" else f"{one.family} {one.text}" for one in laid_open.disguises
    ]
    if laid_open.invisible:
        shown.append(f"{laid_open.invisible} invisible characters")
    if shown:
        out.print(f"disguises {', '.join(dict.fromkeys(shown))}", markup=False)


def explain_text(
    text: Annotated[str, typer.Argument(metavar="[TEXT]", help="The post's text.")] = "",
    title: Annotated[str | None, typer.Option(help="Its title.")] = None,
    author: Annotated[str | None, typer.Option(help="Its author's name.")] = None,
    image: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="A picture of it, may be repeated; needs the extra `images`."),
    ] = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Lay open how a text is judged."""
    settings = settings_for(home)
    if not (text or image):
        raise typer.BadParameter("give TEXT, or a picture by --image", param_hint="TEXT")
    pictures = read_pictures(image or ())
    terms = TermsOfIndex(settings.index_dictionary, settings.tokenizer)
    laid_open = explain(Pictured(text, pictures).whole, title, author, terms)
    if pictures:
        laid_open = replace(laid_open, assessment=assess_pictured(text, pictures, title, author))
    if json:
        print_json(builtins(laid_open) | ({"pictures": builtins(pictures)} if pictures else {}))
        return
    for number, picture in enumerate(pictures, 1):
        show_picture(number, picture)
    assessment = laid_open.assessment
    out.print(f"folded    {laid_open.folded}", markup=False)
    out.print(f"unmasked  {laid_open.unmasked}", markup=False)
    _show_disguises(laid_open)
    out.print(f"words     {' / '.join(laid_open.words)}", markup=False)
    out.print(
        f"label     {assessment.label} {assessment.score:.3f} {', '.join(assessment.categories)}",
        markup=False,
    )
    show_severity(assessment.severity)
    pulls: list[tuple[object, ...]] = [
        (one.rule, one.text, f"{one.pull:+.2f}") for one in laid_open.contributions
    ]
    table("Signs", ("rule", "characters", "pull"), pulls)
    offers: list[tuple[object, ...]] = [
        (offer.category, offer.quantity, offer.price, offer.price_unit, offer.price_raw)
        for offer in assessment.offers
    ]
    table("Offers", ("category", "quantity", "price", "unit", "as shown"), offers)
    contacts: list[tuple[object, ...]] = [(contact.kind, contact.value) for contact in assessment.contacts]
    table("Contacts", ("kind", "value"), contacts)
