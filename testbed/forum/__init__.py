"""What the forums of the testbed share, whatever software they look like."""
