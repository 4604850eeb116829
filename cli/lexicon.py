"""``hawkwatch lexicon``: the house's own words."""

import typer

from cli.on_demand import Shelved, on_demand

LEXICON = {
    "list": Shelved("cli.lexicon_words", "The house's own words, and whether they count."),
    "add": Shelved("cli.lexicon_words", "Add a word: rules take it at once, search with the next index."),
    "remove": Shelved("cli.lexicon_words", "Remove a word of the house; those of the product stay."),
    "test": Shelved(
        "cli.lexicon_trial",
        "What unsaved words would change: on labelled posts, kept listings, passed-over posts.",
    ),
    "export": Shelved(
        "cli.lexicon_words", "The house's own words as a patch to the product's lexicon (unified diff)."
    ),
}
lexicon_app = typer.Typer(
    cls=on_demand(LEXICON), help="The house's own words beside those of the product.", no_args_is_help=True
)


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(lexicon_app, name="lexicon")
