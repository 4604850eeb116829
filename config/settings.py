"""Every setting of the product as one row: name, type, default, help.

Values come, first wins, from the command line, the environment (``HAWKWATCH_NAME``), ``hawkwatch.toml`` in
the home folder, and the defaults below.
"""

import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from config.user_agent import check_user_agent

PREFIX = "HAWKWATCH_"


class SettingsError(ValueError):
    """A setting has a wrong value; the message names it and where it was read."""


def row(default: Any, description: str, **bounds: Any) -> Any:
    """A setting's default, its help, and what msgspec's ``Meta`` bounds it by."""
    known = {"default_factory" if callable(default) else "default": default}
    return field(metadata={"description": description, **bounds}, **known)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The product's settings. Entry points build one with :func:`load_settings` and hand its values on."""

    home: Path = row(Path("var"), "Folder of everything the product keeps.")  # noqa: RUF009 (it is a field)
    sources: str = row("", "Source folders beside HOME/sources, separated by ':'.")
    index: str = row("", "Index address: sqlite:///PATH or http://HOST:PORT; empty means HOME/index.sqlite.")
    index_api_key: str = row("", "API key of an Elasticsearch index, encoded as Kibana shows it.")
    index_password: str = row("", "Password of the user that the index address names.")
    index_ca_file: str = row("", "PEM file of the authority that signed the index server's certificate.")
    vault: str = row("", "Vault address: file:///PATH; empty means HOME/vault.")
    run_seconds: float = row(3600.0, "Hard deadline of one run in seconds.", gt=0)
    fetch_seconds: float = row(30.0, "Total deadline of one plain fetch in seconds.", gt=0)
    render_seconds: float = row(45.0, "Total deadline of one browser fetch in seconds.", gt=0)
    page_bytes: int = row(33_554_432, "A body longer than this many bytes is cut.", gt=0)
    user_agent: str = row("Hawkwatch/0.1", "User-Agent header of plain requests.")
    egress: dict[str, str] = row(  # noqa: RUF009 (it is a field)
        dict, "Exits by name: http://, socks5:// or tor://HOST:PORT."
    )
    egress_check: str = row(
        "", "Address that answers with the caller's own; asked through an exit before it is used."
    )
    chromium: str = row("", "Path of the Chromium to use; empty means look it up.")
    passed_over_days: int = row(
        30, "Days to keep masked texts of passed-over posts, and pages not understood; 0 keeps none.", ge=0
    )
    read_pictures: bool = row(
        False,
        "Read text and QR codes in pictures of posts that a browser loads anyway; extra images.",
    )
    tokenizer: Literal["rjieba", "jieba"] = row(
        "rjieba", "What cuts texts into search terms: rjieba, or jieba itself, which gives the same slowly."
    )
    disk_bytes: int = row(200_000_000, "A run does not start with less free space than this.", ge=0)
    language: str = row("", "Language of messages: en or zh; empty follows LANG.")

    @property
    def index_url(self) -> str:
        """The index's address, with the default filled in."""
        return self.index or f"sqlite:///{self.home.resolve() / 'index.sqlite'}"

    @property
    def vault_url(self) -> str:
        """The vault's address, with the default filled in."""
        return self.vault or f"file://{self.home.resolve() / 'vault'}"

    @property
    def lexicon(self) -> Path:
        """The folder of the house's own words, which need not be there."""
        return self.home.resolve() / "lexicon"

    @property
    def index_dictionary(self) -> Path:
        """The words that the index was made with."""
        return self.lexicon / "dictionary.tsv"

    @property
    def own_sources(self) -> Path:
        """The folder of sources that every home has, once somebody adds one."""
        return self.home / "sources"

    @property
    def source_folders(self) -> tuple[Path, ...]:
        """The operator's source folders: the home's own, if it is there, then those given, in their order."""
        given = tuple(Path(part) for part in self.sources.split(":") if part)
        return (self.own_sources, *given) if self.own_sources.is_dir() else given


ROWS = {known.name: known for known in fields(Settings)}
SECRETS = ("index", "index_api_key", "index_password")
CHECKS: Mapping[str, Callable[[str], str]] = {"user_agent": check_user_agent}


def load_settings(**given: object) -> Settings:
    """Settings with ``given`` (None values are left out) on top of environment, TOML and defaults.

    Raises:
        SettingsError: a value has the wrong type or an unknown name stands in the TOML file.
    """
    above = _surroundings() | {name: value for name, value in given.items() if value is not None}
    home = Path(str(above.get("home", ROWS["home"].default)))
    said = _written(home / "hawkwatch.toml") | above
    return Settings(**{name: _value(name, value) for name, value in said.items()})


def _surroundings() -> dict[str, object]:
    variables = {name: PREFIX + name.upper() for name in ROWS}
    return {name: os.environ[known] for name, known in variables.items() if known in os.environ}


def _written(file: Path) -> dict[str, object]:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValueError) as error:
        raise SettingsError(f"{file.name}: {error}") from error


def _value(name: str, value: object) -> Any:
    if name not in ROWS:
        raise SettingsError(f"setting {name}: there is none of that name")
    kind: Any = Annotated[ROWS[name].type, Meta(**ROWS[name].metadata)]
    table = isinstance(ROWS[name].default_factory, type)
    try:
        if table and isinstance(value, str):  # in the environment a table is JSON
            value = msgspec.json.decode(value)
        found = msgspec.convert(value, kind, strict=False, dec_hook=lambda wanted, plain: wanted(plain))
        return CHECKS[name](found) if name in CHECKS else found
    except (msgspec.MsgspecError, ValueError, TypeError) as error:
        got = "" if table or name in SECRETS else f" (got {value!r})"  # a table of exits holds passwords
        raise SettingsError(f"setting {name}: {error}{got}") from error
