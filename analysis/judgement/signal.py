"""A sign by rule: its name and the characters that earned it. The model weighs it, nothing else."""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple, Protocol

Field = Literal["post", "author"]
#: So many different words of one kind say more than one.
STEPS = (1, 2, 4)


class Signal(NamedTuple):
    """Rule ``name`` fired at ``[start, end)`` of the second reading (or of the author's name); of what is not
    there, at nothing.

    A named tuple, for each post has some twenty, and one is made in half the time of a frozen dataclass.
    """

    name: str
    start: int = 0
    end: int = 0
    field: Field = "post"


class Placed(Protocol):
    """What stands at ``[start, end)`` of a reading."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def at(name: str, place: Placed) -> Signal:
    """The rule, where ``place`` stands."""
    return Signal(name, place.start, place.end)


def steps(name: str, words: Sequence[Placed]) -> Iterator[Signal]:
    """``name`` at the first of different words, ``name.2`` and ``name.4`` at the second and fourth."""
    for step in STEPS:
        if len(words) < step:
            return
        word = words[step - 1]
        yield Signal(name if step == 1 else f"{name}.{step}", word.start, word.end)
