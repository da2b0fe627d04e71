"""The library's word segmenter as a spaCy tokenizer: ``cxzy.RjiebaTokenizer.v1``, found by its name in a config."""

# No postponed annotations: spaCy reads those of the maker to check a config.
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from cxzy_nlp.config import Config
from cxzy_nlp.document import Source
from cxzy_nlp.errors import CxzyError

try:
    import spacy
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab
except ImportError as missing:
    raise CxzyError("this module needs spaCy, which is not installed; run: pip install 'cxzy-nlp[spacy]'") from missing

_USER_LEXICON = "user_lexicon.txt"


class RjiebaTokenizer:
    """Words as `cxzy_nlp.segment` cuts them; ``token.norm_`` is the form in the reading (Simplified, mended).

    ``doc.text`` is the text that went in. White space is as spaCy keeps it: one blank behind a word belongs to it, any
    other white space is a token.

    Parameters
    ----------
    vocab
        Of the pipeline.
    config
        Its fields `segmenter`, `lexicon`, `user_lexicon`, `hmm`.
    """

    def __init__(self, vocab: Vocab, config: Config) -> None:
        self.vocab = vocab
        self.config = config

    def __call__(self, text: str) -> Doc:
        """Cut a text."""
        from cxzy_nlp.io.readers import text_format
        from cxzy_nlp.tokens import segment_source

        words: list[str] = []
        spaces: list[bool] = []
        norms: list[str] = []
        for token in segment_source(Source.from_text(text, format=text_format(text)), self.config):
            piece = token.text
            if piece.startswith(" ") and token.space and words and not spaces[-1]:
                spaces[-1] = True
                piece = piece[1:]
            if piece:
                words.append(piece)
                spaces.append(False)
                norms.append(token.norm if token.norm and piece == token.text else piece)
        doc = Doc(self.vocab, words=words, spaces=spaces)
        for at, (word, norm) in enumerate(zip(words, norms, strict=True)):
            if word != norm:
                doc[at].norm_ = norm
        return doc

    def pipe(self, texts: Iterable[str], batch_size: int = 1000) -> Iterator[Doc]:
        """Cut texts."""
        yield from map(self, texts)

    def to_disk(self, path: str | os.PathLike[str], *, exclude: Iterable[str] = ()) -> None:
        """Nothing but the user lexicon needs to be kept: the config makes the rest anew."""
        if self.config.user_lexicon is not None:
            Path(path).mkdir(parents=True, exist_ok=True)
            Path(path, _USER_LEXICON).write_bytes(Path(self.config.user_lexicon).read_bytes())

    def from_disk(self, path: str | os.PathLike[str], *, exclude: Iterable[str] = ()) -> "RjiebaTokenizer":
        """Take the user lexicon that lies beside the pipeline, wherever it has been moved to."""
        kept = Path(path, _USER_LEXICON)
        if kept.exists():
            self.config = replace(self.config, user_lexicon=os.fspath(kept))
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Nothing: the config makes it anew."""
        return b""

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> "RjiebaTokenizer":
        """Nothing to be read."""
        return self


@spacy.registry.tokenizers("cxzy.RjiebaTokenizer.v1")
def make_rjieba_tokenizer(
    segmenter: str = "rjieba", lexicon: bool = True, user_lexicon: str | None = None, hmm: bool = True
) -> Callable[[Language], RjiebaTokenizer]:
    """``spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "cxzy.RjiebaTokenizer.v1"}}})``.

    Parameters
    ----------
    segmenter, lexicon, user_lexicon, hmm
        As of `cxzy_nlp.Config`.

    Examples
    --------
    >>> nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "cxzy.RjiebaTokenizer.v1"}}})
    >>> [token.text for token in nlp("深入開展創先爭優活動")], nlp("創先爭優")[0].norm_
    (['深入開展', '創先爭優', '活動'], '创先争优')
    """
    config = Config(segmenter=segmenter, lexicon=lexicon, user_lexicon=user_lexicon, hmm=hmm)

    def make(nlp: Language) -> RjiebaTokenizer:
        return RjiebaTokenizer(nlp.vocab, config)

    return make
