"""One line of the doctor's answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from records.order import Exit

State = Literal["ok", "warn", "fail"]
STORES = ("home", "journals", "casework", "memory", "vault", "ledger", "index")
CODES = {"disk": Exit.DISK, "browser": Exit.BROWSER} | dict.fromkeys(STORES, Exit.STORE)


@dataclass(frozen=True, slots=True)
class Check:
    """What was looked at, what was ``found`` there, and what to do about it (empty: nothing)."""

    name: str
    state: State
    found: str
    advice: str = ""


def exit_code(checks: Iterable[Check]) -> Exit:
    """OK unless a check failed; then the code of the first that did."""
    failed = next((check for check in checks if check.state == "fail"), None)
    return CODES.get(failed.name, Exit.NEGATIVE) if failed else Exit.OK
