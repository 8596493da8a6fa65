"""``python -m civbenefits``."""

from __future__ import annotations

import sys

from civbenefits.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
