"""Which documents were copied from one another, what was copied, and what everybody must say.

The way of an archive: `normal` (what is compared) → `corpus` (all documents as flat arrays) → `candidates` (pairs worth a
look) → `passages` (what a pair shares) → `common` (what is nobody's own) → `relations` (scores, clusters, sources)
→ `templates` → the report.
"""
