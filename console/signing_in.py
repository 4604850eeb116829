"""Strangers sign in first and then come to what they asked for; the way there names nobody."""

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseRedirect, QueryDict

from console import stores
from console.question import LONGEST

#: A character in an address takes so many at most.
ENCODED = 9


class SignInFirst(LoginRequiredMiddleware):
    """Leads who is not signed in to the sign-in page, whose address tells where they wanted to go."""

    def handle_no_permission(self, request: HttpRequest, view_func: object) -> HttpResponseRedirect:
        """The way to the sign-in page."""
        return redirect_to_login(nameless(request.get_full_path()))


def nameless(address: str) -> str:
    """An address, without its question where that names a person or is too long to be looked through.

    For who is signed in match tokens are put into it instead; for a stranger none is made.
    """
    path, _, asked = address.partition("?")
    if len(asked) > ENCODED * LONGEST:
        return path
    said = (
        value if field == "q" else f"{field}:{value}"
        for field, values in QueryDict(asked).lists()
        for value in values
    )
    return address if all(stores.concealed(one) == one for one in said) else path
