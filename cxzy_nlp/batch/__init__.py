"""From an archive of files to a folder of results: local process pool, resume, quarantine of what cannot be read."""
