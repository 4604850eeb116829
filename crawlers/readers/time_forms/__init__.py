"""The forms in which sites print times, one file per kind of form."""
