"""Tables of disguises: characters, split characters, words."""
