"""Bars in the classic HTML of Tieba."""
