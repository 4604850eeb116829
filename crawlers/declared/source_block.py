"""A mapping of a ``source.yml`` that knows its file and lines, so that every complaint can name them."""

import difflib
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from crawlers.chinese import CHINESE
from records.complaint import Complaint


class SourceError(Complaint):
    """A source is declared wrongly; the message is ``path/source.yml:LINE: FIELD: what is wrong``."""

    chinese = CHINESE


def closest(word: str, known: Collection[str]) -> str:
    """The known word that is close to ``word``, else nothing."""
    return next(iter(difflib.get_close_matches(word, sorted(known), n=1)), "")


def nearest(word: str, known: Collection[str]) -> str:
    """`` (did you mean X?)`` when a known word is close to ``word``, else nothing."""
    close = closest(word, known)
    return f" (did you mean {close}?)" if close else ""


@dataclass(frozen=True, slots=True)
class Block:
    """One mapping of a source file. ``name`` is its own key with a dot behind it, empty for the file.

    ``below`` is the same mapping of the file whose values hold where this one is silent (``defaults.yml``).
    What is read is None where neither has the key.
    """

    file: Path
    values: CommentedMap
    name: str = ""
    below: "Block | None" = None

    def wrong(self, key: str, what: str, entry: int | None = None) -> SourceError:
        """The complaint about ``key`` (or one ``entry`` of its list), in the file that has it."""
        block = self._owner(key)
        return SourceError(f"{block.file}:{block._line(key, entry)}: {self.name}{key}: {what}")

    def refuse_unknown(self, known: Collection[str]) -> None:
        """Complain about the first key that is not ``known``."""
        for key in self.values:
            if not isinstance(key, str):
                raise self.wrong(key, "a key must be a word")
            if key not in known:
                raise self.wrong(key, f"unknown key{nearest(key, known)}")
        if self.below:
            self.below.refuse_unknown(known)

    def required(self, key: str) -> None:
        """Complain when ``key`` is not given."""
        if self.value(key) is None:
            raise self.wrong(key, "is missing")

    def value(self, key: str) -> Any:
        """Whatever stands under ``key``."""
        return self._owner(key).values.get(key)

    def inner(self, key: str) -> "Block":
        """The mapping under ``key``; an empty one where it is not given."""
        value = self.values.get(key)
        below = self.below.inner(key) if self.below else None
        if value is not None and not isinstance(value, CommentedMap):
            raise self.wrong(key, f"must be a mapping of keys to values, not {_shown(value)}")
        return Block(self.file, value or CommentedMap(), f"{self.name}{key}.", below)

    def text(self, key: str) -> str | None:
        """The words under ``key``."""
        value = self.value(key)
        if value is None:
            return None
        if not isinstance(value, str):
            raise self.wrong(key, f"must be text, not {_shown(value)}; put it in quotes")
        if not value.strip():
            raise self.wrong(key, "must not be empty")
        return str(value).strip()

    def flag(self, key: str) -> bool | None:
        """True or false under ``key``."""
        value = self.value(key)
        if value is not None and not isinstance(value, bool):
            raise self.wrong(key, f"must be true or false, not {_shown(value)}")
        return value

    def whole(self, key: str, least: int) -> int | None:
        """A whole number of at least ``least``."""
        value = self.value(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.wrong(key, f"must be a whole number, not {_shown(value)}")
        if value < least:
            raise self.wrong(key, f"must be at least {least}, not {value}")
        return int(value)

    def seconds(self, key: str) -> float | None:
        """A number of seconds, not negative."""
        value = self.value(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise self.wrong(key, f"must be a number of seconds, not {_shown(value)}")
        if not 0 <= value < 86_400:
            raise self.wrong(key, f"must be between 0 and 86400 seconds, not {value}")
        return float(value)

    def day(self, key: str) -> date | None:
        """A day, written 2026-03-31."""
        value = self.value(key)
        if value is not None and type(value) is not date:
            raise self.wrong(key, f"must be a day like 2026-03-31, not {_shown(value)}")
        return value

    def choice(self, key: str, known: Sequence[str]) -> str | None:
        """One of the ``known`` words."""
        value = self.text(key)
        if value is not None and value not in known:
            raise self.wrong(key, f"{value!r} is none of {', '.join(known)}{nearest(value, known)}")
        return value

    def texts(
        self, key: str, check: Callable[[str], str | None] = lambda entry: None
    ) -> tuple[str, ...] | None:
        """A list of words; ``check`` says what is wrong with one, or None. A word alone is a list of one."""
        value = self.value(key)
        if value is None:
            return None
        entries = [value] if isinstance(value, str) else value
        if not isinstance(entries, list):
            raise self.wrong(key, f"must be a list, not {_shown(value)}")
        for number, entry in enumerate(entries):
            what = check(entry) if isinstance(entry, str) and entry else f"must be text, not {_shown(entry)}"
            if what:
                raise self.wrong(key, what, number)
        return tuple(str(entry) for entry in entries)

    def mapping(self, key: str) -> dict[str, Any] | None:
        """The mapping under ``key`` as plain values; that of ``below`` is not mixed in."""
        owner = self._owner(key)
        return _plain(owner.inner(key).values) if owner.values.get(key) is not None else None

    def _owner(self, key: str) -> "Block":
        """The block that has ``key``, this one where none does."""
        block: Block | None = self
        while block is not None:
            if block.values.get(key) is not None:
                return block
            block = block.below
        return self

    def _line(self, key: str, entry: int | None) -> int:
        """The line in which ``key`` stands; a key that is missing is missed where its block begins."""
        if key not in self.values:
            return int(self.values.lc.line) + 1
        value = self.values[key]
        if entry is not None and isinstance(value, CommentedSeq):
            return int(value.lc.item(entry)[0]) + 1
        return int(self.values.lc.key(key)[0]) + 1


def _plain(value: Any) -> Any:
    """The value without what the YAML reader knows of its lines."""
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, list) else value


def _shown(value: Any) -> str:
    """A value as the complaint shows it: short, on one line."""
    plain = "nothing" if value is None else repr(value)
    return plain if len(plain) <= 60 else plain[:57] + "..."
