"""Turn an archive into tables: the same as ``cxzy extract ARCHIVE -o RESULTS``.

Example::

    python scripts/batch_extract.py archive/ -o results/ --jobs 4
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # run from a checkout without installation

from cxzy_nlp.cli import main

if __name__ == "__main__":
    sys.exit(main(["extract", *sys.argv[1:]]))
