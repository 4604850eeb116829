"""Keeps what was seen so that a stranger can check it; never changes, never forgets silently.

Doors: ``vault.open_vault``, ``ledger.open_ledger``, ``keys.init_keys``, ``bundle.write_bundle``,
``verifier.verify``.
"""
