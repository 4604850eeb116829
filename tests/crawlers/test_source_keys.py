"""Every key refuses what is not of its kind, in words a person can act on."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from crawlers.declared.catalog import SourceError, load_source
from crawlers.declared.source_keys import DAY, EXIT, FLAG, HOURS, KEYS, SECONDS, SELECT, TEXT, Key

BARE = {
    "title": "A board",
    "family": "discuz",
    "start": ["https://board.example.com/"],
    "hosts": ["board.example.com"],
}
NO_TEXT = [
    ([1], "must be text, not [1]; put it in quotes"),
    (7, "must be text, not 7; put it in quotes"),
    (" ", "must not be empty"),
]
NO_LIST = [({"a": "b"}, "must be a list, not "), ([7], "must be text, not 7"), ([""], "must be text, not ''")]
WRONG = {
    id(TEXT): NO_TEXT,
    id(FLAG): [("yes", "must be true or false, not 'yes'"), (1, "must be true or false, not 1")],
    id(SECONDS): [
        ("fast", "must be a number of seconds, not 'fast'"),
        (True, "must be a number of seconds, not True"),
        (-1, "must be between 0 and 86400 seconds, not -1"),
        (86_400, "must be between 0 and 86400 seconds, not 86400"),
    ],
    id(DAY): [("soon", "must be a day like 2026-03-31, not 'soon'"), (2026, "must be a day like 2026-03-31")],
    id(SELECT): [("div.post", "must be a mapping of keys to values, not 'div.post'")],
    id(HOURS): [*NO_TEXT, ("8-23", "'8-23' is no span of hours (write one like 08:00-23:30)")],
    id(EXIT): [*NO_TEXT, ("Tor 1", "'Tor 1' is no name of an exit (a-z, 0-9, _ and -)")],
}


def wrong_values(key: Key) -> list[tuple[object, str]]:
    """Values that ``key`` cannot have, and what is said of them."""
    schema = key.kind.schema
    if id(key.kind) in WRONG:
        return WRONG[id(key.kind)]
    if schema.get("type") == "integer":
        least = schema["minimum"]
        return [
            ("many", "must be a whole number, not 'many'"),
            (1.5, "must be a whole number, not 1.5"),
            (True, "must be a whole number, not True"),
            (least - 1, f"must be at least {least}, not {least - 1}"),
        ]
    if "enum" in schema:
        return [*NO_TEXT, ("zzz", f"'zzz' is none of {', '.join(schema['enum'])}")]
    if "anyOf" in schema:
        return NO_LIST
    return NO_TEXT  # a time zone


CASES = [(key, value, said) for key in KEYS for value, said in wrong_values(key)]


def declare(folder: Path, name: str, value: object) -> Path:
    """A source that is sound but for the value of one key, which stands in a line of its own at the end."""
    outer, _, inner = name.rpartition(".")
    values = {key: one for key, one in BARE.items() if key != name}
    place = folder / "board"
    place.mkdir()
    with (place / "source.yml").open("w", encoding="utf-8") as file:
        YAML().dump(values | ({outer: {inner: value}} if outer else {name: value}), file)
    return place


@pytest.mark.parametrize(
    ("key", "value", "said"), CASES, ids=[f"{key.name}-{value!r}" for key, value, _ in CASES]
)
def test_a_wrong_value_is_named(tmp_path: Path, key: Key, value: object, said: str) -> None:
    folder = declare(tmp_path, key.name, value)
    lines = (folder / "source.yml").read_text("utf-8").splitlines()
    with pytest.raises(SourceError) as caught:
        load_source(folder)
    file, line, field, what = str(caught.value).split(":", 3)
    assert (file, field.strip()) == (str(folder / "source.yml"), key.name)
    assert what.strip().startswith(said)
    assert "\n" not in what
    assert key.name.rpartition(".")[2] in lines[int(line) - 1] or repr(value)[1:-1] in lines[int(line) - 1]


@pytest.mark.parametrize("key", [key for key in KEYS if "." not in key.name], ids=lambda key: key.name)
def test_a_key_written_wrongly_names_the_right_one(tmp_path: Path, key: Key) -> None:
    slip = key.name[:-1] + "q" if len(key.name) > 4 else key.name + "q"
    with pytest.raises(SourceError, match=rf": {slip}: unknown key \(did you mean {key.name}\?\)"):
        load_source(declare(tmp_path, slip, "x"))
