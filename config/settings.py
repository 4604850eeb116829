"""Every setting of the product as one row: name, type, default, help.

Values come, first wins, from the command line, the environment (``HAWKWATCH_NAME``), ``hawkwatch.toml``
in the
home folder, and the defaults below.
"""

import os
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from config.user_agent import check_user_agent


class SettingsError(ValueError):
    """A setting has a wrong value; the message names it and where it was read."""


class Settings(BaseSettings):
    """The product's settings. Entry points build one with :func:`load_settings` and hand its values on."""

    model_config = SettingsConfigDict(env_prefix="HAWKWATCH_", extra="forbid", frozen=True)

    home: Path = Field(Path("var"), description="Folder of everything the product keeps.")
    sources: str = Field("", description="Source folders beside HOME/sources, separated by ':'.")
    index: str = Field(
        "", description="Index address: sqlite:///PATH or http://HOST:PORT; empty means HOME/index.sqlite."
    )
    vault: str = Field("", description="Vault address: file:///PATH; empty means HOME/vault.")
    run_seconds: float = Field(3600, gt=0, description="Hard deadline of one run in seconds.")
    fetch_seconds: float = Field(30, gt=0, description="Total deadline of one plain fetch in seconds.")
    render_seconds: float = Field(45, gt=0, description="Total deadline of one browser fetch in seconds.")
    page_bytes: int = Field(33_554_432, gt=0, description="A body longer than this many bytes is cut.")
    user_agent: Annotated[str, AfterValidator(check_user_agent)] = Field(
        "Hawkwatch/0.1", min_length=1, description="User-Agent header of plain requests."
    )
    egress: dict[str, str] = Field(
        default_factory=dict, description="Exits by name: http://, socks5:// or tor://HOST:PORT."
    )
    egress_check: str = Field(
        "", description="Address that answers with the caller's own; asked through an exit before it is used."
    )
    chromium: str = Field("", description="Path of the Chromium to use; empty means look it up.")
    passed_over_days: int = Field(
        30,
        ge=0,
        description="Days to keep masked texts of passed-over posts, and pages not understood; 0 keeps none.",
    )
    disk_bytes: int = Field(
        200_000_000, ge=0, description="A run does not start with less free space than this."
    )
    language: str = Field("", description="Language of messages: en or zh; empty follows LANG.")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments, environment, then the home folder's TOML file."""
        home = Path(init_settings().get("home") or os.environ.get("HAWKWATCH_HOME") or "var")
        toml = TomlConfigSettingsSource(settings_cls, toml_file=home / "hawkwatch.toml")
        return init_settings, env_settings, toml

    @property
    def index_url(self) -> str:
        """The index's address, with the default filled in."""
        return self.index or f"sqlite:///{self.home.resolve() / 'index.sqlite'}"

    @property
    def vault_url(self) -> str:
        """The vault's address, with the default filled in."""
        return self.vault or f"file://{self.home.resolve() / 'vault'}"

    @property
    def own_sources(self) -> Path:
        """The folder of sources that every home has, once somebody adds one."""
        return self.home / "sources"

    @property
    def source_folders(self) -> tuple[Path, ...]:
        """The operator's source folders: the home's own, if it is there, then those given, in their order."""
        given = tuple(Path(part) for part in self.sources.split(":") if part)
        return (self.own_sources, *given) if self.own_sources.is_dir() else given


def load_settings(**given: object) -> Settings:
    """Settings with ``given`` (None values are left out) on top of environment, TOML and defaults.

    Raises:
        SettingsError: a value has the wrong type or an unknown name stands in the TOML file.
    """
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        got = "" if name.startswith("egress") else f" (got {first.get('input')!r})"  # it may hold a password
        what = first["msg"].removeprefix("Value error, ")
        raise SettingsError(f"setting {name}: {what}{got}") from error
    except ValueError as error:  # tomllib's decode error
        raise SettingsError(f"hawkwatch.toml: {error}") from error
