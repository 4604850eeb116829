"""Screenshots, as units: the picture is what was handed in, its text is what a machine read in it.

Reading them needs the extra ``images``; nothing is sent anywhere, the models lie in the package.
"""

from collections.abc import Iterator
from importlib.metadata import version

from analysis.images.decoding import PictureUnreadable
from analysis.images.extra import require_extra
from analysis.images.reading import read_picture
from operations.importing.opened import Opened
from operations.importing.unit import Fault, Unit
from records.picture import Picture

LARGEST = 64 * 2**20


def cut(file: Opened) -> Iterator[Unit | Fault]:
    """The one picture that the file is.

    Raises:
        ExtraMissing: nothing here can read pictures.
    """
    require_extra()
    if file.file.size > LARGEST:
        yield Fault("the picture", f"is larger than {LARGEST // 2**20} MiB")
        return
    raw = file.at(0, file.file.size)
    try:
        found = read_picture(raw)
    except PictureUnreadable as error:
        yield Fault("the picture", f"cannot be read: {error}")
        return
    yield Unit(
        start=0,
        raw=raw,
        place=1,
        words=found.text,
        context=_context(found),
        silent="" if found.text else "picture without text",
        reading=found.text,
    )


def _context(found: Picture) -> dict[str, str]:
    """What stands beside the text: by what it was read, how surely, and how the picture looks."""
    return {
        "read_by": f"rapidocr {version('rapidocr')}",
        "least_sure": f"{found.sureness:.2f}",
        "fingerprint": f"pdq:{found.fingerprint}",
    }
