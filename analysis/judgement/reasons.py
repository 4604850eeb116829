"""The reasons of a judgement: the signs that pulled hardest towards it, at their original characters."""

from collections.abc import Iterable

from analysis.grammars.post_reading import PostReading
from analysis.judgement.author import Author
from analysis.judgement.model import Weights
from analysis.judgement.signal import Field, Signal
from analysis.judgement.signs import Signs
from analysis.readings.folding import Span
from records.assessment import Label, Reason

#: So many reasons are handed over, the weightiest first.
MOST = 12


def give_reasons(
    signs: Signs, label: Label, weights: Weights, reading: PostReading, author: Author
) -> tuple[Reason, ...]:
    """The strongest of ``signs`` for ``label``; ``field[start:end] == reason.text`` of title, text, author.

    Blanks tell a reader nothing and are left out.
    """
    reasons = [_reason(signal, reading, author) for signal in _apart(signs.strongest(label, weights))]
    return tuple(reason for reason in reasons if reason.text.strip())


def _apart(signals: Iterable[Signal]) -> list[Signal]:
    """At most ``MOST`` signals, none of which stands inside a stronger one or bears its name."""
    names: set[str] = set()
    spans: dict[Field, list[Span]] = {"post": [], "author": []}
    kept: list[Signal] = []
    for signal in signals:
        name, start, end, field = signal
        if name in names or _covered(start, end, spans[field]):
            continue
        kept.append(signal)
        if len(kept) == MOST:
            break
        names.add(name)
        spans[field].append((start, end))
    return kept


def _covered(start: int, end: int, spans: Iterable[Span]) -> bool:
    for first, last in spans:  # noqa: SIM110 - asked for twenty signs a post; any() takes three times as long
        if first <= start and end <= last:
            return True
    return False


def _reason(signal: Signal, reading: PostReading, author: Author) -> Reason:
    """The signal in original offsets; one that runs from the title into the text is cut at its end."""
    if signal.field == "author":
        start, end = author.plain.span(signal.start, signal.end)
        return Reason(signal.name, start, end, author.name[start:end], "author")
    start, end = reading.plain.span(signal.start, signal.end)
    offset = reading.offset
    if start >= offset:
        return Reason(signal.name, start - offset, end - offset, reading.original[start:end])
    end = min(end, offset - 1)
    return Reason(signal.name, start, end, reading.original[start:end], "title")
