"""`python -m tests.surveys.oracle [--forms N] [--visits N]`: prints each difference, and a summary."""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "whrin.settings")
django.setup()

from tests.surveys.oracle.comparing import main  # noqa: E402 -- models are there only now

sys.exit(main())
