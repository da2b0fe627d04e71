"""pkuseg's algorithm behind the protocol, through spacy-pkuseg: with the model of this package, or one in a folder.

spacy-pkuseg keeps the folder of its model in one global object, downloads where it has none, and loads the features of
the original package with ``pickle``. Here a model is put together from its files, and a pickle may hold nothing but
plain containers.
"""

from __future__ import annotations

import functools
import hashlib
import io
import pickle
import re
from pathlib import Path
from typing import Any, NoReturn

from cxzy_nlp.errors import InputError
from cxzy_nlp.tokens.boundaries import Boundaries
from cxzy_nlp.tokens.lexicon import Lexicon
from cxzy_nlp.tokens.segmenter import BaseSegmenter

_FEATURES = ("features.msgpack", "features.pkl")
_WEIGHTS = "weights.npz"
#: Text is cut piece by piece, so that the memory of the search does not grow with it.
_LONGEST = 400
_SPACE = re.compile(r"(\s+)")


class PkusegSegmenter(BaseSegmenter):
    """A linear-chain model over characters, with our cuts at numbers, signs and words of the lexicon."""

    def __init__(self, folder: Path, lexicon: Lexicon, mark: str) -> None:
        super().__init__(mark)
        from spacy_pkuseg import inference
        from spacy_pkuseg.feature_extractor import FeatureExtractor
        from spacy_pkuseg.model import Model

        features = _features(folder)
        extractor = FeatureExtractor.__new__(FeatureExtractor)
        extractor.unigram, extractor.bigram = set(features["unigram"]), set(features["bigram"])
        extractor.feature_to_idx, extractor.tag_to_idx = features["feature_to_idx"], features["tag_to_idx"]
        self._extractor = extractor
        self._model = Model.load(str(folder))
        self._decode = inference.decodeViterbi_fast
        self._begins = frozenset(number for tag, number in extractor.tag_to_idx.items() if "B" in tag)
        self._boundaries = Boundaries(lexicon)

    def words(self, text: str) -> list[str]:
        """The pieces of `text`."""
        pieces: list[str] = []
        for line in _lines(text):
            if line.isspace():
                pieces.append(line)
            else:
                pieces += self._cut(line)
        return self._boundaries.words(text, pieces) if text else []

    def _cut(self, text: str) -> list[str]:
        characters = list(self._extractor.normalize_text(text))
        features = [self._extractor.get_node_features_idx(place, characters) for place in range(len(characters))]
        _, tags = self._decode(features, self._model)
        cuts = [place for place, tag in enumerate(tags) if place and tag in self._begins]
        return [text[left:right] for left, right in zip([0, *cuts], [*cuts, len(text)], strict=True)]


def make(mark: str, lexicon: Lexicon, *, model: str | None) -> PkusegSegmenter:
    """A segmenter on the model in the folder `model`, or on the one that comes with this package.

    Raises
    ------
    InputError
        If the folder holds no model.
    """
    return PkusegSegmenter(_folder(model), lexicon, mark)


def model_hash(model: str | None) -> str:
    """Eight hexadecimal digits that change with the model."""
    folder = _folder(model)
    return _hash(*((str(path), path.stat().st_mtime_ns) for path in _files(folder)))


@functools.lru_cache(maxsize=4)
def _hash(*files: tuple[str, int]) -> str:
    total = hashlib.sha256()
    for path, _ in files:
        total.update(Path(path).read_bytes())
    return total.hexdigest()[:8]


def _folder(model: str | None) -> Path:
    if model is None:
        from cxzy_nlp.resources import model_path

        return model_path("segmenter")
    folder = Path(model)
    if not _files(folder):
        raise InputError(
            f"{model}: no pkuseg model; expected a folder with {_WEIGHTS} and {' or '.join(_FEATURES)} "
            "(nothing is ever downloaded)"
        )
    return folder


def _files(folder: Path) -> tuple[Path, ...]:
    """Features and weights of a model, nothing if one is missing."""
    features = next((folder / name for name in _FEATURES if (folder / name).is_file()), None)
    weights = folder / _WEIGHTS
    return (features, weights) if features is not None and weights.is_file() else ()


def _features(folder: Path) -> dict[str, Any]:
    import srsly

    path = _files(folder)[0]
    if path.suffix == ".msgpack":
        found: dict[str, Any] = srsly.read_msgpack(path)
        return found
    try:
        found = _Plain(io.BytesIO(path.read_bytes())).load()
    except (pickle.UnpicklingError, EOFError, AttributeError, ImportError, IndexError) as error:
        raise InputError(f"{path}: no features of pkuseg: {error}") from None
    return found


class _Plain(pickle.Unpickler):
    """Loads containers, strings and numbers; whatever would need an import is refused."""

    def find_class(self, module: str, name: str) -> NoReturn:
        raise pickle.UnpicklingError(f"it wants to load {module}.{name}, which could run code")


def _lines(text: str) -> list[str]:
    """`text` in stretches of white space and of other characters; the latter cut after a sentence when they are long.

    pkuseg knows no white space, and its search keeps the whole stretch in memory.
    """
    pieces: list[str] = []
    for stretch in _stretches(text):
        start = 0
        while len(stretch) - start > _LONGEST:
            end = max(stretch.rfind(sign, start, start + _LONGEST) for sign in "。!?！？;；,，、") + 1
            end = end if end > start else start + _LONGEST
            pieces.append(stretch[start:end])
            start = end
        pieces.append(stretch[start:])
    return pieces


def _stretches(text: str) -> list[str]:
    return [piece for piece in _SPACE.split(text) if piece]
