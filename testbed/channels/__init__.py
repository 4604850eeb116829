"""Channels as the public preview of Telegram shows them."""
