"""Whether a file is still the one that was read: told by its stamp, without reading it."""

import os
import time

# A clock of the file system may stand still for some milliseconds: what was written just now may be written
# once more under the same time.
SETTLING_NS = 100_000_000
Stamp = tuple[int, int]
NO_FILE: Stamp = (0, 0)
# Equal to no file's.
UNSURE: Stamp = (-1, -1)


def stamp_of(path: str | os.PathLike[str]) -> Stamp:
    """When a file (or a folder) was changed last, in ns, and its size."""
    try:
        seen = os.stat(path)  # noqa: PTH116 (asked thousands of times, and a Path takes longer than the answer)
    except FileNotFoundError:
        return NO_FILE
    return (seen.st_mtime_ns, seen.st_size)


def stamp_to_keep(path: str | os.PathLike[str]) -> Stamp:
    """The stamp to be kept beside what is read of the file after this; none that counts where it is too
    young.
    """
    stamp = stamp_of(path)
    return UNSURE if time.time_ns() - stamp[0] < SETTLING_NS else stamp
