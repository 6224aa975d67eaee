import sys

from whrin.cli.command import main

sys.exit(main())
