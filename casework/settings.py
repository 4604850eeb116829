"""Django settings of the case room alone; the console's extend them.

``SECRET_KEY`` and the database's place belong to a home: ``casework.open.open_casework`` fills them in.
"""

from config.settings import load_settings

SECRET_KEY = ""
DEBUG = False

INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.auth", "casework"]
AUTH_USER_MODEL = "casework.Account"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(load_settings().home.resolve() / "casework.sqlite"),
        "OPTIONS": {
            # A transaction that begins by reading cannot be upgraded to writing while another process writes:
            # take the write lock at its start. Decisions are few and must survive a power cut.
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"
