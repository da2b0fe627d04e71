"""The parts of scripts/evaluate.py: tallies, the scoring of one source, floors, and the ledger of found facts."""
