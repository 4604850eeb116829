"""Finds listings; holds nothing that cannot be rebuilt."""
