"""Which families there are: every package here that has a function ``read``, and every forum profile."""

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from ruamel.yaml import YAML

from crawlers.declared.source_block import Block
from crawlers.readers.canonical import Canonical, canonical
from crawlers.readers.forum import answer_forum, read_forum, recognise_forum
from crawlers.readers.forum.profile import Profile
from crawlers.readers.forum.profile_file import profile_of
from crawlers.readers.forum.profiles import PROFILES, shipped_profile
from records.page import Page
from records.reading import Reading, State
from records.source import Select


@dataclass(frozen=True, slots=True)
class Family:
    """A family of sites that share their markup.

    ``read`` understands a page; ``answer`` understands what the family says by status and headers alone
    (a redirect to its log-in, a status of its own) and gives None for what every site means alike.
    ``recognise`` tells whether a page of any site is of this family: the software's version as the page names
    it, empty where it names none, None where the page is another family's. ``canonical`` is the one name of a
    page among the addresses that lead to it.
    """

    name: str
    read: Callable[[Page, str], Reading]
    answer: Callable[[Page], Reading | None]
    recognise: Callable[[Page], str | None]
    canonical: Canonical = canonical


def _no_answer(page: Page) -> Reading | None:
    return None


def _unrecognised(page: Page) -> str | None:
    return None


def family_of(name: str, select: Select | None) -> Family:
    """The family called ``name`` as the ``select`` of a source changes it.

    On top of a profile each selector takes the place of the profile's. A family that is code reads what the
    selectors find nothing in.

    Raises:
        KeyError: there is no such family.
        SourceError: the selectors are declared wrongly.
    """
    own = FAMILIES[name]
    if not select:
        return own
    profile = _declared(name, json.dumps(select))
    if name == "forum" or name in PROFILES:
        return _profiled(name, lambda: profile)
    return Family(
        name,
        lambda page, zone: _known(read_forum(profile, page, zone)) or own.read(page, zone),
        lambda page: answer_forum(profile, page) or own.answer(page),
        own.recognise,
        own.canonical,
    )


def over_which(name: str) -> Profile | None:
    """The profile that a ``select`` of the family ``name`` changes; None where it has to say everything."""
    if name in PROFILES:
        return shipped_profile(name)
    return None if name == "forum" else Profile(platform=name)


@lru_cache(maxsize=256)
def _declared(name: str, select: str) -> Profile:
    """JSON is YAML: so a complaint can name the field, though no line of a file."""
    return profile_of(Block(Path("select"), YAML(typ="rt").load(select)), over_which(name))


def _known(reading: Reading) -> Reading | None:
    return None if reading.state is State.UNKNOWN else reading


def _profiled(name: str, profile: Callable[[], Profile]) -> Family:
    return Family(
        name,
        lambda page, zone: read_forum(profile(), page, zone),
        lambda page: answer_forum(profile(), page),
        lambda page: recognise_forum(profile(), page),
        lambda url: profile().addresses.canonical(url),  # noqa: PLW0108  (read when first needed)
    )


def _canonical_of(name: str) -> Canonical:
    """What ``address.py`` of the family's package says; a family without one has no rules of its own."""
    place = f"crawlers.readers.{name}.address"
    return getattr(import_module(place), "canonical", canonical) if find_spec(place) else canonical


def _coded() -> tuple[str, ...]:
    """The families that are code, told by their text: a run imports one of them, a list of sources none."""
    packages = sorted(Path(__file__).parent.glob("*/__init__.py"))
    return tuple(file.parent.name for file in packages if "\ndef read(" in file.read_text("utf-8"))


@cache
def _imported(name: str) -> Family:
    module = import_module(f"crawlers.readers.{name}")
    return Family(
        name,
        module.read,
        getattr(module, "answer", _no_answer),
        getattr(module, "recognise", _unrecognised),
        _canonical_of(name),
    )


class Families(Mapping[str, Family]):
    """Families by name, each imported when it is first asked for."""

    def __init__(self, coded: Sequence[str], profiled: Collection[str]) -> None:
        self.coded = frozenset(coded)
        self.profiled = {name: _profiled(name, partial(shipped_profile, name)) for name in profiled}
        self.names = dict.fromkeys([*profiled, *coded])

    def __getitem__(self, name: str) -> Family:
        return _imported(name) if name in self.coded else self.profiled[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)

    def __contains__(self, name: object) -> bool:
        return name in self.names


FAMILIES: Mapping[str, Family] = Families(_coded(), PROFILES)
