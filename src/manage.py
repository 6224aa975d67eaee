"""Django's own commands, for developers; `whrin --help` is the coordinator's door."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "whrin.settings")
    execute_from_command_line(sys.argv)
