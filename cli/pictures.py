"""Pictures on the command line: read, and shown line by line."""

from collections.abc import Sequence
from pathlib import Path

import typer

from analysis.images.decoding import PictureUnreadable
from analysis.images.reading import read_picture
from cli.output import out, table
from records.picture import Box, Picture


def read_pictures(files: Sequence[Path]) -> list[Picture]:
    """What stands in these pictures.

    Raises:
        typer.BadParameter: a file is not there or no picture that can be read.
        ExtraMissing: nothing here can read pictures.
    """
    return [_read(file) for file in files]


def _read(file: Path) -> Picture:
    try:
        return read_picture(file.read_bytes())
    except OSError as error:
        raise typer.BadParameter(f"{file}: {error.strerror}", param_hint="--image") from error
    except PictureUnreadable as error:
        raise typer.BadParameter(f"{file}: {error}", param_hint="--image") from error


def show_picture(number: int, picture: Picture) -> None:
    """Every line with its place and how surely it was read."""
    lines: list[tuple[object, ...]] = [
        (picture.text[one.start : one.end], one.code, f"{one.sureness:.2f}", _place(one.box))
        for one in picture.lines
    ]
    title = f"Image {number}: {picture.width} × {picture.height}"
    table(title, ("read", "code", "sureness", "from … to"), lines)
    out.print(f"looks     pdq:{picture.fingerprint} (quality {picture.quality})", markup=False)


def _place(box: Box) -> str:
    """The upper left and the lower right corner."""
    (left, top), _, (right, bottom), _ = box
    return f"{left:.0f},{top:.0f} … {right:.0f},{bottom:.0f}"
