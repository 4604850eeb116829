"""A query as it is typed on the command line."""

import sys
from functools import partial

from analysis.privacy.match_tokens import conceal
from cli.stores import keys_folder
from config.settings import Settings
from evidence.match_keys import match_keys


def concealed(query: str, settings: Settings) -> str:
    """The query with what names a person as its match tokens.

    ``-`` reads it from standard input: an argument stands in the history of the shell, and all see it.
    """
    typed = sys.stdin.read().strip() if query == "-" else query
    return conceal(typed, partial(match_keys, keys_folder(settings)))
