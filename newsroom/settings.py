"""All settings. Each is read from the environment and named in docs/deploying.md.

With none of them set this is a development site on SQLite. With DEBUG=0 it is a production
site, which refuses to start on anything that would make it unsafe.
"""

import os
import re
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
LOCAL_HOSTS = {"localhost", "127.0.0.1", "[::1]", "testserver"}


def read_words(name):
    return os.environ.get(name, "").replace(",", " ").split()


DEBUG = os.environ.get("DEBUG", "1") not in {"0", "false", "False", "no", ""}
ALLOWED_HOSTS = read_words("ALLOWED_HOSTS") or (sorted(LOCAL_HOSTS) if DEBUG else [])
SECRET_KEY = os.environ.get("SECRET_KEY", "")
SITE_NAME = os.environ.get("SITE_NAME", "The Newsroom Archive")
# Who runs the archive, and where a reader writes to who has found a mistake: an e-mail address, or that of a page.
PUBLISHER = os.environ.get("PUBLISHER", "")
CONTACT = os.environ.get("CONTACT", "")
# Through which mail server it writes to editors who want to be told what waits; without one it sends no mail. While
# developing, a letter is printed where the server runs.
EMAIL_HOST = os.environ.get("EMAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("EMAIL_USE_TLS", "1") == "1"
EMAIL_TIMEOUT = 20  # seconds
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
DEFAULT_FROM_EMAIL = os.environ.get("EMAIL_FROM", "archive@localhost" if DEBUG else "")
SENDS_MAIL = bool(EMAIL_HOST) or DEBUG
ROBOTS = os.environ.get("ROBOTS", "search")  # open; search: not those that train models; closed

if DEBUG and not set(ALLOWED_HOSTS) <= LOCAL_HOSTS:
    raise ImproperlyConfigured("DEBUG is on and ALLOWED_HOSTS is public: set DEBUG=0 to serve the public.")
if not DEBUG and len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("Set SECRET_KEY to 50 or more random characters: DEBUG is off, so this site is public.")
if not DEBUG and (not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS):
    raise ImproperlyConfigured("Set ALLOWED_HOSTS to the names this site is reached by, separated by commas.")
if CONTACT and not re.fullmatch(r"https?://[^\s\"<>]+|[^\s@:/?&\"<>]+@[^\s@:/?&\"<>]+", CONTACT):
    raise ImproperlyConfigured(f"CONTACT is “{CONTACT}”: set it to an e-mail address or to the address of a page.")
if SENDS_MAIL and not DEFAULT_FROM_EMAIL:
    raise ImproperlyConfigured(
        "EMAIL_HOST is set, and EMAIL_FROM is not: set it to the address that letters come from."
    )
if ROBOTS not in {"open", "search", "closed"}:
    raise ImproperlyConfigured(f"ROBOTS is “{ROBOTS}”: set it to open, search or closed.")
if os.environ.get("SECOND_FACTOR", "") not in {"", "publishers", "everyone"}:
    raise ImproperlyConfigured("Set SECOND_FACTOR to publishers or everyone, or leave it empty.")
SECRET_KEY = SECRET_KEY or "development only: every copy of this project knows this key"

INSTALLED_APPS = [
    "people",
    "articles",
    "search",
    "desk",
    "newsroom",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_filters",
    "simple_history",
    "csp",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "newsroom.robots.RobotsMiddleware",
    "newsroom.middleware.FreshnessMiddleware",
    "csp.middleware.CSPMiddleware",
    "newsroom.middleware.SecurityHeadersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "desk.middleware.TypedMiddleware",
    "desk.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "newsroom.middleware.FormerAddressMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "newsroom.context.site",
            ],
        },
    }
]
FORM_RENDERER = "people.fields.Fields"

DATABASES = {
    "default": dj_database_url.config(
        default=f"sqlite:///{BASE_DIR / 'archive.sqlite3'}",
        conn_max_age=None,
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE: a transaction that reads and then writes takes its lock at once, and never
    # fails half way because another writer came between.
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=20000;"
        "PRAGMA cache_size=-65536; PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY;"
        "PRAGMA journal_size_limit=67108864;",
    }
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 10_000}},
}
# How many searches one reader may ask for in a minute, of each process of the site; 0 for any number. A reader is told
# from another by the address that the nearest of so many PROXIES saw.
SEARCHES_A_MINUTE = int(os.environ.get("SEARCHES_A_MINUTE", "60"))
PROXIES = int(os.environ.get("PROXIES", "0" if DEBUG else "1"))
# Fonts, as files, for cards in scripts that the font of the archive does not have (articles/cards.py).
CARD_FONTS = read_words("CARD_FONTS")
# Whether the server may fetch a page from the web when an editor gives its address (desk/intake/fetching.py).
FETCH_ADDRESSES = os.environ.get("FETCH_ADDRESSES", "1") not in {"0", "false", "False", "no", ""}
# How much of what is decided of statements a second editor looks at again, drawn at random: per cent; 0 for none.
SECOND_LOOKS = float(os.environ.get("SECOND_LOOKS", "5"))
if not 0 <= SECOND_LOOKS <= 100:
    raise ImproperlyConfigured("SECOND_LOOKS is a share in per cent: set it to a number from 0 to 100.")
# What an editor may send at once: more than any article, so that a page says itself, in words, what is too long.
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
    )
]
# Who guesses passwords waits (desk/accounts/throttle.py): for one account from anywhere, from one address for any.
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AXES_FAILURE_LIMIT = 5
AXES_LOCKOUT_PARAMETERS = ["username", "ip_address"]
AXES_COOLOFF_TIME = "desk.accounts.throttle.delay"
AXES_USE_ATTEMPT_EXPIRATION = True
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "desk.accounts.trail.address_of"
AXES_WHITELIST_CALLABLE = "desk.accounts.devices.is_trusted"
AXES_LOCKOUT_CALLABLE = "desk.accounts.throttle.refuse"
AXES_DISABLE_ACCESS_LOG = True  # the trail of security events keeps it
AXES_ENABLE_ADMIN = False
# Of whom a second factor is demanded: "" (of nobody), publishers, everyone (in the newsroom).
SECOND_FACTOR = os.environ.get("SECOND_FACTOR", "")
OTP_TOTP_ISSUER = SITE_NAME
OTP_TOTP_SYNC = False  # a clock may be half a minute off, and no further
LANGUAGE_CODE = "en-gb"
TIME_ZONE = os.environ.get("TIME_ZONE", "UTC")
USE_I18N = False  # the pages are English, whatever language an article is in
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
if not DEBUG:
    STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "newsroom.static_files.StaticFiles"},
    }

# Nothing is loaded from elsewhere, nothing runs that is not in static/, no page is framed.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "script-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "desk.views.typed.refused"
if not DEBUG:
    SECURE_SSL_REDIRECT = os.environ.get("SECURE_SSL_REDIRECT", "1") == "1"
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 63_072_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"

LOGIN_URL = "admin:login"
SIMPLE_HISTORY_REVERT_DISABLED = False
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True  # a reason is never cut

# What goes wrong on a public site is told where its server writes; while developing, Django does that itself.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"public": {"()": "django.utils.log.RequireDebugFalse"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["public"]}},
    "root": {"handlers": ["console"], "level": "ERROR"},
}
