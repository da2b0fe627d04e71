"""Any Chinese spaCy pipeline behind the protocol: by name, by folder, or as an object."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from cxzy_nlp.errors import InputError
from cxzy_nlp.tokens.boundaries import Boundaries
from cxzy_nlp.tokens.lexicon import Lexicon
from cxzy_nlp.tokens.segmenter import BaseSegmenter

if TYPE_CHECKING:
    from spacy.language import Language


class SpacySegmenter(BaseSegmenter):
    """The tokenizer of a pipeline, with our cuts at numbers, signs and words of the lexicon.

    Parameters
    ----------
    nlp
        The pipeline; only its tokenizer is used.
    lexicon
        Words to keep whole.
    mark
        What it is, for the signature.

    Examples
    --------
    >>> import spacy  # doctest: +SKIP
    >>> SpacySegmenter(spacy.load("zh_core_web_sm")).words("全镇党员796名")  # doctest: +SKIP
    ['全镇', '党员', '796', '名']
    """

    def __init__(self, nlp: Language, lexicon: Lexicon | None = None, mark: str | None = None) -> None:
        lexicon = lexicon or Lexicon()
        super().__init__(mark or _describe(nlp.meta, lexicon))
        self._tokenizer: Any = nlp.tokenizer
        self._boundaries = Boundaries(lexicon)
        self._lock = threading.Lock()  # spaCy's string store is written to by every new word

    def words(self, text: str) -> list[str]:
        """The pieces of `text`."""
        if not text:
            return []
        with self._lock:
            pieces = [token.text_with_ws for token in self._tokenizer(text)]
        return self._boundaries.words(text, pieces)


def make(mark: str, lexicon: Lexicon, *, model: str | None) -> SpacySegmenter:
    """A segmenter on the pipeline `model`; without one, on spaCy's blank Chinese pipeline, which cuts characters.

    Raises
    ------
    InputError
        If there is no such pipeline.
    """
    import spacy

    try:
        nlp = spacy.blank("zh") if model is None else spacy.load(model)
    except (OSError, ValueError) as error:
        reason = str(error).splitlines()[0]
        raise InputError(f"spaCy cannot load {model!r}: {reason} Name an installed pipeline or a folder") from None
    if nlp.lang != "zh":
        raise InputError(f"{model!r} is a pipeline for {nlp.lang!r}; name one for Chinese (zh)")
    detail = "" if model is None else f" ({_describe(nlp.meta, lexicon)})"
    return SpacySegmenter(nlp, lexicon, mark + detail)


def _describe(meta: dict[str, Any], lexicon: Lexicon) -> str:
    name = f"{meta.get('lang', 'zh')}_{meta.get('name', 'pipeline')} {meta.get('version', '0')}"
    return f"spacy {meta.get('spacy_version', '')} model {name} lexicon {lexicon.digest if lexicon else 'none'}"
