"""The console as an ASGI application: ``uvicorn console.asgi:application``."""

from django.core.asgi import get_asgi_application

from config.settings import load_settings
from console.open import open_console

open_console(load_settings().home)
application = get_asgi_application()
