"""Which documents were copied from one another, what was copied, and what everybody must say.

The way of an archive: `normal` (what is compared) → `corpus` (all documents as flat arrays) → `seeds` and `candidates`
(pairs worth a look) → `passages` (what a pair shares) → `common` and `judging` (what is nobody's own, and which pairs
are copies without it) → `components` (transformations, sources, clusters, templates) → `report`. `find` walks it.
"""
