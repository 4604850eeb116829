"""The key of match tokens."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class MatchKey:
    """The house's secret (32 random bytes) that match tokens are made with.

    ``version`` counts from 1 and stands in every token, so that a token of an older key is known as such.
    """

    version: int
    secret: bytes = field(repr=False)
