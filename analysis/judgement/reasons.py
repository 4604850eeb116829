"""The reasons of a judgement: the signs that pulled hardest towards it, at their original characters."""

from collections.abc import Iterable, Iterator

from analysis.grammars.post_reading import PostReading
from analysis.judgement.author import Author
from analysis.judgement.model import Weights
from analysis.judgement.signal import Signal
from analysis.judgement.signs import Signs
from records.assessment import Label, Reason

#: So many reasons are handed over, the weightiest first.
MOST = 12


def give_reasons(
    signs: Signs, label: Label, weights: Weights, reading: PostReading, author: Author
) -> tuple[Reason, ...]:
    """The strongest of ``signs`` for ``label``; ``field[start:end] == reason.text`` of title, text, author.

    Blanks tell a reader nothing and are left out.
    """
    reasons = (_reason(signal, reading, author) for signal in _apart(signs.strongest(label, weights)))
    return tuple(reason for reason in reasons if reason.text.strip())


def _apart(signals: Iterable[Signal]) -> Iterator[Signal]:
    """At most ``MOST`` signals, none of which stands inside a stronger one or bears its name."""
    names: set[str] = set()
    kept: list[Signal] = []
    for one in signals:
        if one.name in names or any(_inside(one, other) for other in kept):
            continue
        yield one
        names.add(one.name)
        kept.append(one)
        if len(kept) == MOST:
            return


def _inside(one: Signal, other: Signal) -> bool:
    return one.field == other.field and other.start <= one.start and one.end <= other.end


def _reason(signal: Signal, reading: PostReading, author: Author) -> Reason:
    """The signal in original offsets; one that runs from the title into the text is cut at its end."""
    if signal.field == "author":
        start, end = author.plain.span(signal.start, signal.end)
        return Reason(signal.name, start, end, author.name[start:end], "author")
    start, end = reading.plain.span(signal.start, signal.end)
    if start < reading.offset:
        end = min(end, reading.offset - 1)
        return Reason(signal.name, start, end, reading.original[start:end], "title")
    return Reason(
        signal.name, start - reading.offset, end - reading.offset, reading.original[start:end], "text"
    )
