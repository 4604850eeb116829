"""A Discuz! X3.4-like board in GBK."""
