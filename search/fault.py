"""What can go wrong with an index as a whole."""


class IndexFault(RuntimeError):
    """The index cannot be reached, opened or understood; the message names it and is one sentence."""
