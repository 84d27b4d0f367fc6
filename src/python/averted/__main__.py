"""The command, as ``python -m averted``."""

import sys

from . import _main

sys.exit(_main())
