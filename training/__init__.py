"""What the judgement's data is made from: labelled posts and counts of ordinary Chinese."""
