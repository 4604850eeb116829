"""How a page was come by: what a court asks about its way to us."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """In words, None where it is not known.

    ``egress`` is the exit by which it was asked for (``direct``, or name, kind and address of a proxy, never
    its password), ``robots`` how robots.txt was treated, ``access`` how the page was open to us.
    """

    egress: str | None = None
    robots: str | None = None
    access: str | None = None


UNSAID = Manner()
