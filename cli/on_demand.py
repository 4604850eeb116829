"""Commands whose modules are imported when they are called: none waits for what only others need."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_group


@dataclass(frozen=True, slots=True)
class Shelved:
    """A command not yet imported: ``module`` has an ``add_to(app)`` that adds it, ``help`` says in one line
    what it is for.
    """

    module: str
    help: str


class Shelf(Mapping[str, Any]):
    """Commands (Click's) by name, each imported when it is looked up."""

    def __init__(self, shelved: Mapping[str, Shelved]) -> None:
        self.shelved = shelved

    def __getitem__(self, name: str) -> Any:
        app = typer.Typer(rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False)
        import_module(self.shelved[name].module).add_to(app)
        return get_group(app).commands[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.shelved)

    def __len__(self) -> int:
        return len(self.shelved)


def on_demand(shelved: Mapping[str, Shelved]) -> type[TyperGroup]:
    """A group of these commands, in their order; its help imports none of them."""

    class OnDemand(TyperGroup):
        def __init__(self, **options: Any) -> None:
            super().__init__(**options)
            self.commands: Any = Shelf(shelved)

        def format_commands(self, ctx: Any, formatter: Any) -> None:
            with formatter.section("Commands"):
                formatter.write_dl([(name, one.help) for name, one in shelved.items()])

    return OnDemand
