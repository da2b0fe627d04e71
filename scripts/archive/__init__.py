"""Parts of `build_archive.py`: labelled synthetic archives for measuring the copy search."""
