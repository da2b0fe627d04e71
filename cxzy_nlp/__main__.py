"""``python -m cxzy_nlp`` is the command ``cxzy``."""

from __future__ import annotations

import sys

from cxzy_nlp.cli import main

if __name__ == "__main__":
    sys.exit(main())
