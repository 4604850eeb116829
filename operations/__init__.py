"""Starts, supervises and schedules runs; delivers to the index; replays."""
