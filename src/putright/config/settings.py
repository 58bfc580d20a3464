"""Django's settings, all from the environment. The landlord's own choices are not
here: they are in the landlord's settings page, and the law is in `putright.rules`."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.core.management.utils import get_random_secret_key

from putright.config import environment, logs

HERE = Path(__file__).resolve().parent
PUTRIGHT_HOME = environment.home()
PUTRIGHT_HTTPS = environment.flag("PUTRIGHT_HTTPS")
EVIDENCE_FOLDER = PUTRIGHT_HOME / "evidence"
LETTERS_FOLDER = PUTRIGHT_HOME / "letters"

DEBUG = environment.flag("PUTRIGHT_DEBUG")
_kept_key = environment.kept_secret_key(PUTRIGHT_HOME)
SECRET_KEY_KEPT = bool(_kept_key)
SECRET_KEY = _kept_key or get_random_secret_key()
"""Without a kept key this process has one of its own; `serve` refuses to start so."""

ALLOWED_HOSTS = environment.names("PUTRIGHT_HOSTS", "127.0.0.1,localhost,[::1]")
ROOT_URLCONF = "putright.config.urls"
WSGI_APPLICATION = "putright.config.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "putright.apps.accounts",
    "putright.apps.holds",
    "putright.apps.homes",
    "putright.apps.residents",
    "putright.apps.letters",
    "putright.apps.complaints",
    "putright.apps.surveys",
    "putright.apps.figures",
    "putright.apps.governance",
    "putright.apps.measures",
    "putright.apps.assessment",
    "putright.apps.reconcile",
    "putright.apps.reports",
    "putright.apps.protection",
    "putright.apps.api",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "putright.apps.accounts.views.safety.SafeAnswersMiddleware",
    "putright.apps.api.views.program.plain.RefusePlainMiddleware",
    "putright.apps.api.views.program.pages.ProblemsMiddleware",
    "putright.apps.accounts.views.safety.KnownMethodsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "putright.apps.accounts.views.safety.SessionLimitsMiddleware",
    "putright.apps.accounts.views.asking.AskingMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "putright.apps.accounts.views.middleware.CurrentPeopleMiddleware",
    "putright.apps.accounts.views.middleware.KeepTypingMiddleware",
    "putright.apps.letters.views.store_away.StoreAwayMiddleware",
    "putright.apps.complaints.views.clock.ClockMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "putright.config.context.page",
            ],
        },
    },
]
FORM_RENDERER = "putright.apps.accounts.ui.renderer.GovukRenderer"

DATABASES = {
    "default": environment.database(PUTRIGHT_HOME),
    **environment.figures_copy(),
}
DATABASE_ROUTERS = ["putright.apps.figures.reading.Router"]
FIGURES_MOST_BEHIND = environment.number("PUTRIGHT_FIGURES_MOST_BEHIND", 60)
"""Seconds that the copy may be behind the database and still be read for figures."""
CACHES = {
    "default": {
        # Shared by every web worker, so that rate limits count for all of them.
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "putright_cache",
    }
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LETTERS_HIDDEN_FROM = "putright.apps.complaints.queries.cases.hidden_from"
"""Who tells the letters app which of its letters a person may not see."""

WEBHOOKS_TO_LOOPBACK = environment.flag("PUTRIGHT_WEBHOOKS_TO_LOOPBACK")
"""Whether a webhook may be sent to this machine itself, without TLS: to try one out."""

CLOCK_CHECKED = True
"""Whether steps are refused while the machine's clock is behind the journal. Tests tell
a time of their own, which may be any."""

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = PUTRIGHT_HOME / "static"
STATICFILES_DIRS = [HERE / "static"]
WHITENOISE_USE_FINDERS = not PUTRIGHT_HTTPS
WHITENOISE_AUTOREFRESH = DEBUG
_STATIC_STORAGE = (
    "whitenoise.storage.CompressedManifestStaticFilesStorage"
    if PUTRIGHT_HTTPS
    else "django.contrib.staticfiles.storage.StaticFilesStorage"
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    **environment.files(),
    "staticfiles": {"BACKEND": _STATIC_STORAGE},
}

# Sign-in -------------------------------------------------------------------
AUTHENTICATION_BACKENDS = ["putright.apps.accounts.views.signing_in.PasswordBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
_VALIDATORS = "django.contrib.auth.password_validation."
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": f"{_VALIDATORS}UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username", "name", "email"]},
    },
    {"NAME": f"{_VALIDATORS}MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_VALIDATORS}CommonPasswordValidator"},
    {"NAME": "putright.apps.accounts.passwords.OwnWordsValidator"},
    {"NAME": "putright.apps.accounts.passwords.BreachedValidator"},
]
BREACHED_PASSWORDS = environment.breached_passwords()
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "putright.apps.accounts.views.signing_in.Adapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"organisation": "60/m/ip"}
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
MFA_SUPPORTED_TYPES = ["totp"]
"""And recovery codes, which this program makes itself and keeps hashed."""
MFA_FORMS = {
    "authenticate": "putright.apps.accounts.views.second_step.AuthenticateForm",
    "reauthenticate": "putright.apps.accounts.views.second_step.ReauthenticateForm",
}
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Putright"
MFA_TOTP_TOLERANCE = 1
SIGN_IN_SERVICE = environment.sign_in_service()
"""The landlord's own sign-in service, or None."""
SOCIALACCOUNT_ADAPTER = "putright.apps.accounts.views.organisation_adapter.Adapter"
SOCIALACCOUNT_REQUESTS_TIMEOUT = 10
ALLAUTH_TRUSTED_PROXY_COUNT = environment.number("PUTRIGHT_PROXIES", 0)

# Safety --------------------------------------------------------------------
SESSION_ENGINE = "putright.apps.accounts.sessions"
SESSION_COOKIE_AGE = environment.number("PUTRIGHT_SESSION_HOURS", 10) * 3600
SESSION_IDLE_SECONDS = environment.number("PUTRIGHT_IDLE_MINUTES", 60) * 60
ASKS_A_MINUTE = environment.number("PUTRIGHT_ASKS_A_MINUTE", 300)
"""Pages that one person may ask for in a minute, and one program by its token."""
SECOND_STEP_REQUIRED = environment.flag("PUTRIGHT_SECOND_STEP")
SESSION_COOKIE_SECURE = PUTRIGHT_HTTPS
CSRF_COOKIE_SECURE = PUTRIGHT_HTTPS
# A browser keeps a name that begins so for this one host, and for https alone.
SESSION_COOKIE_NAME = "__Host-sessionid" if PUTRIGHT_HTTPS else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken" if PUTRIGHT_HTTPS else "csrftoken"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "putright.apps.accounts.views.errors.form_not_checked"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SECURE_SSL_REDIRECT = PUTRIGHT_HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if PUTRIGHT_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PUTRIGHT_HTTPS
"""Those below this program's own name: give it one, not the landlord's main one."""
SECURE_REDIRECT_EXEMPT = [r"^health/$", r"^api/"]
"""A program that asks without TLS is refused: led on, nobody would mend it."""
SILENCED_SYSTEM_CHECKS = [
    "security.W021",  # a place on browsers' preload lists is the landlord's to ask for
]
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "base-uri": [NONE],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "img-src": [SELF],
        "manifest-src": [SELF],
        "object-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 50
FILE_UPLOAD_PERMISSIONS = 0o600

globals().update(environment.mail(PUTRIGHT_HOME))
MAIL_IN_CLEAR = environment.mail_in_clear()
DEFAULT_FROM_EMAIL = environment.text("PUTRIGHT_MAIL_FROM", "complaints@localhost")

SYSLOG = environment.syslog()
LOGGING = logs.configured(SYSLOG)
