"""Which families there are: every module of this folder that has a function ``read`` is one."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from records.page import Page
from records.reading import Reading


@dataclass(frozen=True, slots=True)
class Family:
    """A family of sites that share their markup.

    ``read`` understands a page; ``answer`` understands what the family says by status and headers alone
    (a redirect to its log-in, a status of its own) and gives None for what every site means alike.
    ``recognise`` tells whether a page of any site is of this family: the software's version as the page names
    it, empty where it names none, None where the page is another family's.
    """

    name: str
    read: Callable[[Page, str], Reading]
    answer: Callable[[Page], Reading | None]
    recognise: Callable[[Page], str | None]


def _no_answer(page: Page) -> Reading | None:
    return None


def _unrecognised(page: Page) -> str | None:
    return None


def _find_families() -> dict[str, Family]:
    # `reading` is the door that leads here, `families` is this module: neither is a family.
    names = sorted(file.stem for file in Path(__file__).parent.glob("*.py") if file.stem not in _NOT_FAMILIES)
    modules = {name: import_module(f"crawlers.readers.{name}") for name in names}
    return {
        name: Family(
            name,
            module.read,
            getattr(module, "answer", _no_answer),
            getattr(module, "recognise", _unrecognised),
        )
        for name, module in modules.items()
        if callable(getattr(module, "read", None))
    }


_NOT_FAMILIES = {"__init__", "families", "reading"}
FAMILIES = _find_families()
