"""Word segmentation: one protocol, four backends by name, the domain lexicon, tokens with offsets into the source.

>>> from cxzy_nlp.config import Config
>>> [token.text for token in make_segmenter(Config()).segment("深入开展创先争优活动")]
['深入开展', '创先争优', '活动']
"""

from __future__ import annotations

from cxzy_nlp.tokens.align import segment_document, segment_source
from cxzy_nlp.tokens.registry import make_segmenter, segmenter_mark
from cxzy_nlp.tokens.segmenter import Segmenter

__all__ = ["Segmenter", "make_segmenter", "segment_document", "segment_source", "segmenter_mark"]
