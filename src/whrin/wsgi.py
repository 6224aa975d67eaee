"""The site as a WSGI application: what the server's buffer calls once a request is whole."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "whrin.settings")

application = get_wsgi_application()
