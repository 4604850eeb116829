"""Whether a run read what there is: what sites say of their own length, against what was read of it."""
