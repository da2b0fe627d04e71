"""The library as scikit-learn estimators: words, facts and classes of texts, for pipelines and searches.

All of them take a list of strings, one text each. They learn nothing from a global state, pickle, clone, and keep their
parameters as they were given; what is wrong with a parameter is said by `fit`, as scikit-learn wants it.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from cxzy_nlp.config import Config
from cxzy_nlp.document import Document, Source
from cxzy_nlp.errors import CxzyError, InputError

try:
    import numpy as np
    from scipy import sparse as scipy_sparse
    from sklearn.base import BaseEstimator, ClassifierMixin, TransformerMixin
    from sklearn.utils import check_consistent_length, column_or_1d
    from sklearn.utils.multiclass import check_classification_targets
    from sklearn.utils.parallel import Parallel, delayed
    from sklearn.utils.validation import check_is_fitted
except ImportError as missing:
    raise CxzyError(
        "this module needs scikit-learn, which is not installed; run: pip install 'cxzy-nlp[sklearn]'"
    ) from missing

#: Texts as scikit-learn hands them on: a list, an array, a column of a DataFrame.
Texts = Iterable[str]

_LARGEST = 1e15  # what is above is no number of anything, and would drown every other feature


class _TextEstimator(BaseEstimator):
    """What all of ours have in common: they take strings, not numbers."""

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.one_d_array = True
        tags.input_tags.two_d_array = False
        return tags


class SegmentTokenizer(TransformerMixin, _TextEstimator):
    """Cuts texts into words, joined by blanks; to go before a vectorizer with ``token_pattern=r"\\S+"``.

    It is a step of its own, so that no function stands inside the vectorizer, which a safe file format would refuse.
    Called with one text, it gives the list of its words, as the ``tokenizer`` of a vectorizer should.

    Parameters
    ----------
    segmenter, lexicon, user_lexicon, hmm
        As of `cxzy_nlp.Config`.
    norm
        Whether to give words as the reading has them (Simplified, half-width, mended), or as the text does.
    signs
        Whether to keep signs, such as 、 and 《.

    Examples
    --------
    >>> tokenizer = SegmentTokenizer()
    >>> list(tokenizer.fit_transform(["全鎮黨員創先爭優。"]))
    ['全镇 党员 创先争优']
    >>> from sklearn.feature_extraction.text import TfidfVectorizer
    >>> from sklearn.pipeline import make_pipeline
    >>> words = make_pipeline(tokenizer, TfidfVectorizer(token_pattern=r"\\S+"))
    >>> list(words.fit(["全镇党员", "创先争优"])[-1].get_feature_names_out())
    ['党员', '全镇', '创先争优']
    """

    def __init__(
        self,
        *,
        segmenter: str = "rjieba",
        lexicon: bool = True,
        user_lexicon: str | None = None,
        hmm: bool = True,
        norm: bool = True,
        signs: bool = False,
    ) -> None:
        self.segmenter = segmenter
        self.lexicon = lexicon
        self.user_lexicon = user_lexicon
        self.hmm = hmm
        self.norm = norm
        self.signs = signs

    def fit(self, X: Texts, y: object = None) -> SegmentTokenizer:  # noqa: N803
        """Check the parameters and the texts; there is nothing to learn."""
        self._config()
        _check_texts(X)
        return self

    def transform(self, X: Texts) -> Any:  # noqa: N803
        """The words of each text in one string, as an array of objects."""
        config = self._config()
        return np.array([" ".join(self._words(text, config)) for text in _check_texts(X)], dtype=object)

    def __call__(self, text: str) -> list[str]:
        """The words of one text."""
        return self._words(text, self._config())

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.requires_fit = False
        return tags

    def _config(self) -> Config:
        return Config(segmenter=self.segmenter, lexicon=self.lexicon, user_lexicon=self.user_lexicon, hmm=self.hmm)

    def _words(self, text: str, config: Config) -> list[str]:
        from cxzy_nlp.tokens import segment_source

        words: list[str] = []
        for token in segment_source(_source(text), config):
            word = token.norm if self.norm else token.text
            if not token.space and (self.signs or any(character.isalnum() for character in word)):
                words.append("".join(word.split()))  # a word that the text breaks in two is one word
        return words


class CampaignFactsVectorizer(TransformerMixin, _TextEstimator):
    """Turns texts into numbers by what they say: indicators, frameworks, roles of sections, findings.

    The columns are learned by `fit`: those that occur in the texts, sorted by name. What a text has besides is ignored
    by `transform`. Each text is taken as one document.

    Parameters
    ----------
    indicators
        ``indicator=party_members``: how many the text states (the same figure as in the table of documents).
    frameworks
        ``framework=wu-ge-hao``: how often the text names it; one that is not known is called by its name.
    section_roles
        ``section=goals``: how many headings have the role.
    findings
        ``finding=sum_mismatch``: how many there are of the kind.
    scale
        ``"log"`` takes the logarithm of 1 + an indicator's figure, ``"none"`` leaves it, ``"binary"`` makes every
        feature 1 where it occurs.
    reference_date
        As of `cxzy_nlp.Config`.
    sparse
        Whether to give a sparse matrix (CSR) or an array.
    n_jobs
        Processes to analyse the texts with, as everywhere in scikit-learn.

    Attributes
    ----------
    vocabulary_
        Column of each feature.

    Examples
    --------
    >>> vectorizer = CampaignFactsVectorizer(scale="none", sparse=False)
    >>> vectorizer.fit_transform(["全镇现有党员796名。", "全镇现有党员35名，办好事20件。"])
    array([[  0., 796.],
           [ 20.,  35.]])
    >>> list(vectorizer.get_feature_names_out())
    ['indicator=good_deeds', 'indicator=party_members']
    """

    def __init__(
        self,
        *,
        indicators: bool = True,
        frameworks: bool = True,
        section_roles: bool = True,
        findings: bool = True,
        scale: Literal["log", "none", "binary"] = "log",
        reference_date: datetime.date | None = None,
        sparse: bool = True,
        n_jobs: int | None = None,
    ) -> None:
        self.indicators = indicators
        self.frameworks = frameworks
        self.section_roles = section_roles
        self.findings = findings
        self.scale = scale
        self.reference_date = reference_date
        self.sparse = sparse
        self.n_jobs = n_jobs

    def fit(self, X: Texts, y: object = None) -> CampaignFactsVectorizer:  # noqa: N803
        """Learn the columns."""
        self._learn(self._features(X))
        return self

    def fit_transform(self, X: Texts, y: object = None, **fit_params: object) -> Any:  # noqa: N803
        """Learn the columns and give the matrix of the same texts, which are analysed only once."""
        found = self._features(X)
        self._learn(found)
        return self._matrix(found)

    def transform(self, X: Texts) -> Any:  # noqa: N803
        """The matrix of texts, one row each."""
        check_is_fitted(self, "vocabulary_")
        return self._matrix(self._features(X))

    def get_feature_names_out(self, input_features: object = None) -> Any:
        """The names of the columns."""
        check_is_fitted(self, "vocabulary_")
        return np.array(list(self.vocabulary_), dtype=object)

    def _learn(self, found: Sequence[Mapping[str, float]]) -> None:
        names = sorted({name for features in found for name in features})
        self.vocabulary_: dict[str, int] = {name: at for at, name in enumerate(names)}

    def _features(self, texts: Texts) -> list[dict[str, float]]:
        if self.scale not in ("log", "none", "binary"):
            raise InputError(f"scale must be 'log', 'none' or 'binary', got {self.scale!r}")
        kinds = [kind for kind in ("frameworks", "findings") if getattr(self, kind)]
        if self.indicators:
            kinds.append("counts")
        config = Config(kinds=tuple(kinds), reference_date=self.reference_date, split=False)
        groups = (self.indicators, self.frameworks, self.section_roles, self.findings)
        work = (delayed(_facts_of)(text, config, groups, self.scale) for text in _check_texts(texts))
        return list(Parallel(n_jobs=self.n_jobs)(work))

    def _matrix(self, found: Sequence[Mapping[str, float]]) -> Any:
        values: list[float] = []
        columns: list[int] = []
        ends = [0]
        for features in found:
            for name, value in features.items():
                column = self.vocabulary_.get(name)
                if column is not None:
                    columns.append(column)
                    values.append(value)
            ends.append(len(columns))
        shape = (len(found), len(self.vocabulary_))
        matrix = scipy_sparse.csr_matrix((np.array(values, dtype=np.float64), columns, ends), shape=shape)
        matrix.sort_indices()
        return matrix if self.sparse else matrix.toarray()


class CampaignClassifier(ClassifierMixin, _TextEstimator):
    """The library's own classification of genre, campaign or level, as a classifier to compare others with.

    It comes trained: `fit` only notes the labels, so that it can stand in a search or a cross-validation.

    Parameters
    ----------
    target
        ``"genre"``, ``"campaign"`` or ``"level"``.
    unknown
        What to predict where the library gives no label.
    n_jobs
        Processes to analyse the texts with.

    Attributes
    ----------
    classes_
        The labels that `fit` was given, sorted. A prediction may be another one.

    Examples
    --------
    >>> classifier = CampaignClassifier(target="genre").fit(["在全镇党员大会上的讲话\\n同志们："], ["speech"])
    >>> len(classifier.predict(["在全镇党员大会上的讲话\\n同志们：\\n今天开会。"]))
    1
    """

    def __init__(
        self,
        *,
        target: Literal["genre", "campaign", "level"] = "genre",
        unknown: str = "unknown",
        n_jobs: int | None = None,
    ) -> None:
        self.target = target
        self.unknown = unknown
        self.n_jobs = n_jobs

    def fit(self, X: Texts, y: Iterable[str] | None) -> CampaignClassifier:  # noqa: N803
        """Note the labels."""
        if self.target not in ("genre", "campaign", "level"):
            raise InputError(f"target must be 'genre', 'campaign' or 'level', got {self.target!r}")
        if y is None:
            raise InputError("CampaignClassifier requires y to be passed, but the target y is None")
        labels = column_or_1d(y, warn=True)
        check_classification_targets(labels)
        check_consistent_length(_check_texts(X), labels)
        self.classes_ = np.unique(labels)
        return self

    def predict(self, X: Texts) -> Any:  # noqa: N803
        """The label of each text."""
        check_is_fitted(self, "classes_")
        work = (delayed(_label_of)(text, self.target) for text in _check_texts(X))
        found = Parallel(n_jobs=self.n_jobs)(work)
        return np.array([self.unknown if label is None else label for label in found], dtype=object)


def _check_texts(texts: Texts) -> list[str]:
    """The texts as a list, or an error that says what to give instead."""
    if isinstance(texts, (str, bytes)):
        raise InputError(f"expected a list of texts, got one {type(texts).__name__}; write [text]")
    if not isinstance(texts, Iterable):
        raise InputError(f"expected a list of texts, got {type(texts).__name__}")
    listed = list(texts)
    for at, text in enumerate(listed):
        if not isinstance(text, str):
            raise InputError(f"expected texts as str, got {type(text).__name__} at {at}; give a list of strings")
    return listed


def _source(text: str) -> Source:
    from cxzy_nlp.io.readers import text_format

    return Source.from_text(text, format=text_format(text))


def _document(text: str, config: Config) -> Document | None:
    from cxzy_nlp.pipeline import analyze_source

    return next(iter(analyze_source(_source(text), config)), None)


def _label_of(text: str, target: str) -> str | None:
    document = _document(text, Config(kinds=(), split=False))
    label = None if document is None else getattr(document, target)
    return None if label is None else str(label.label)


def _facts_of(text: str, config: Config, groups: tuple[bool, ...], scale: str) -> dict[str, float]:
    document = _document(text, config)
    if document is None:
        return {}
    indicators, frameworks, roles, findings = groups
    features: dict[str, float] = {}
    if indicators:
        features |= {name: _scaled(value, scale) for name, value in _indicators(document).items()}
    names: list[str] = []
    if frameworks:
        names += [f"framework={item.canonical or item.name}" for item in document.frameworks]
    if roles:
        names += [f"section={item.role}" for item in document.sections if item.role is not None]
    if findings:
        names += [f"finding={item.kind}" for item in document.findings]
    for name in names:
        features[name] = 1.0 if scale == "binary" else features.get(name, 0.0) + 1.0
    return features


def _indicators(document: Document) -> dict[str, int | float]:
    from cxzy_nlp.io.tables import table_rows, tables

    table = tables()[0]
    (row,) = table_rows(table, document.to_dict())
    return {
        f"indicator={column.key}": value
        for column, value in zip(table.columns, row, strict=True)
        if column.name.startswith("ind_") and isinstance(value, (int, float))
    }


def _scaled(value: int | float, scale: str) -> float:
    if scale == "binary":
        return 1.0
    bounded = float(max(min(value, _LARGEST), 0))
    return math.log1p(bounded) if scale == "log" else bounded
