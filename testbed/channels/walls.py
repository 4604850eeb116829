# ruff: noqa: E501  (markup keeps the platform's own lines)
"""The preview knows no captcha: it answers 429 with a short body, a wait page, or the log-in widget."""

from testbed.answer import Answer, html_answer

_CHALLENGE = (
    '<!DOCTYPE html><html><head><title>Just a moment...</title></head><body><div id="challenge-form">'
    '<h2>Checking your browser before accessing the site.</h2><script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js">'
    "</script></div></body></html>"
)
_LOGIN = (
    '<!DOCTYPE html><html><head><meta charset="utf-8"><title>Telegram: Log in</title></head><body class="no_transition">'
    '<div class="tgme_page_wrap"><div class="tgme_page"><div class="tgme_page_description">Please log in to view this channel.</div>'
    '<div class="tgme_page_action"><a class="tgme_action_button_new" href="/login">Log in</a></div></div></div></body></html>'
)


def wall(kind: str) -> Answer:
    """The page for ``challenge``, ``login_wall`` or ``captcha``."""
    if kind == "captcha":
        return html_answer(
            "<html><body>Too Many Requests</body></html>", 429, headers=(("Retry-After", "30"),)
        )
    return html_answer(_CHALLENGE, 503) if kind == "challenge" else html_answer(_LOGIN)
