"""Facts in the formats of annotation tools: brat, CoNLL-U, doccano, Label Studio, W3C Web Annotation.

Each format has a module with a writer and a reader. All of them work on a `Passage`: the text of one document with its
facts as annotations, made by `make_passage`, which refuses any fact whose text is not what stands at its offsets.
"""

from __future__ import annotations

from cxzy_nlp.io.export.passage import LABELS, Annotation, Link, Passage, annotations_of, make_passage

__all__ = ["LABELS", "Annotation", "Link", "Passage", "annotations_of", "make_passage"]
