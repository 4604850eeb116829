"""What the law says to a claim, if it is true."""
