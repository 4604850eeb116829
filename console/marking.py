"""Marks spans in text for HTML; the text's own characters are always escaped."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


@dataclass(frozen=True, slots=True)
class Span:
    """``[start, end)`` in characters of the text, and what to say about it."""

    start: int
    end: int
    note: str = ""


def mark(text: str, spans: Iterable[Span]) -> SafeString:
    """The text as HTML with the spans in ``<mark>``; overlapping ones are cut where they begin and end.

    Spans outside the text are clipped to it, empty ones ignored.
    """
    kept = [span for span in spans if max(span.start, 0) < min(span.end, len(text))]
    edges = {0, len(text)}
    for span in kept:
        edges |= {max(span.start, 0), min(span.end, len(text))}
    cuts = sorted(edges)
    return format_html_join("", "{}", ((_piece(text, kept, *pair),) for pair in pairwise(cuts)))


def snippet(text: str, spans: Sequence[Span], length: int = 180) -> SafeString:
    """About ``length`` characters of the text from shortly before the first span, marked."""
    first = min((span.start for span in spans), default=0)
    start = max(0, min(first - length // 4, len(text) - length))
    end = min(len(text), start + length)
    moved = [Span(span.start - start, span.end - start, span.note) for span in spans]
    before, after = "…" if start else "", "…" if end < len(text) else ""
    return format_html("{}{}{}", before, mark(text[start:end], moved), after)


def _piece(text: str, spans: Sequence[Span], start: int, end: int) -> SafeString:
    here = [span for span in spans if span.start <= start and end <= span.end]
    if not here:
        return format_html("{}", text[start:end])
    notes = dict.fromkeys(span.note for span in here if span.note)
    if not notes:
        return format_html("<mark>{}</mark>", text[start:end])
    return format_html('<mark title="{}">{}</mark>', " · ".join(notes), text[start:end])
