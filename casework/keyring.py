"""What the case room needs to keep something unreadable; the keys themselves lie elsewhere."""

from typing import Protocol


class Keyring(Protocol):
    """Keys by name. What was sealed with a key that is destroyed cannot be read any more, by nobody."""

    def make(self) -> str:
        """A new key; returns its name."""

    def seal(self, name: str, plain: bytes, about: str) -> bytes:
        """``plain`` so that only :meth:`unseal` under the same name and ``about`` gives it back."""

    def unseal(self, name: str, sealed: bytes, about: str) -> bytes:
        """What was sealed."""

    def destroy(self, name: str) -> None:
        """Let go of a key for ever; one that is gone already is no fault."""
