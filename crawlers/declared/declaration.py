"""A YAML file of declarations, opened so that every complaint can name its line."""

from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from crawlers.declared.source_block import Block, SourceError


def open_declaration(file: Path) -> Block:
    """The file's mapping.

    Raises:
        SourceError: no such file, or no YAML mapping; the message names file and line.
    """
    try:
        values = YAML(typ="rt").load(file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise SourceError(f"{file}:1: file: there is no such file") from error
    except UnicodeDecodeError as error:
        raise SourceError(f"{file}:1: file: is not UTF-8 text") from error
    except OSError as error:
        raise SourceError(f"{file}:1: file: cannot be read ({error.strerror})") from error
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise SourceError(f"{file}:{line}: yaml: {' '.join(str(error.problem).split())}") from error
    except (YAMLError, ValueError) as error:  # control characters; a date that is none
        raise SourceError(f"{file}:1: yaml: {' '.join(str(error).split())[:200]}") from error
    if not isinstance(values, CommentedMap):
        raise SourceError(f"{file}:1: file: must be a mapping of keys to values")
    return Block(file, values)
