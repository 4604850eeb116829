"""The readings of a text: folded, and with disguises undone; every character knows where it came from."""
