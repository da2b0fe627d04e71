"""The estimators, as scikit-learn checks them and as one uses them.

scikit-learn's checks make numbers, not texts: with the honest tags they are passed over but for one. `_Rows` therefore
turns rows of numbers into texts, so that everything that does not depend on the input (parameters, clones, pickles,
feature names, order of rows …) is checked on our code; what a table of numbers has and texts do not is declared.
"""

from __future__ import annotations

import datetime
import pickle
from typing import Any

import numpy as np
import pytest
from scipy import sparse
from sklearn.base import BaseEstimator, clone
from sklearn.compose import ColumnTransformer
from sklearn.exceptions import SkipTestWarning
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV, cross_val_score
from sklearn.pipeline import FeatureUnion, Pipeline, make_pipeline
from sklearn.utils.estimator_checks import check_estimator, parametrize_with_checks
from sklearn.utils.validation import validate_data

from cxzy_nlp import InputError, analyze, segment
from cxzy_nlp.integrations import sklearn as ours
from cxzy_nlp.integrations.sklearn import CampaignClassifier, CampaignFactsVectorizer, SegmentTokenizer

REPORTS = [f"乡{at}工作总结\n2010年，全乡现有党员{at}00名。\n一、主要做法\n办好事{at}件。" for at in range(2, 8)]
SPEECHES = [f"在第{at}次大会上的讲话\n同志们：\n今天开会，我讲三点意见。" for at in range(2, 8)]
TEXTS, LABELS = REPORTS + SPEECHES, ["summary"] * 6 + ["speech"] * 6
ESTIMATORS = [SegmentTokenizer(), CampaignFactsVectorizer(), CampaignClassifier()]


class _Rows(BaseEstimator):
    """Stands between scikit-learn's numbers and an estimator of texts."""

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.string = False
        tags.input_tags.one_d_array = False
        tags.input_tags.two_d_array = True
        return tags

    def fit(self, X: Any, y: Any = None) -> Any:  # noqa: N803
        return super().fit(_texts(validate_data(self, X)), y)


def _texts(rows: Any) -> list[str]:
    return [f"全镇现有党员{abs(int(row[0] * 10)) + 1}名，办好事{abs(int(row[-1] * 10)) + 2}件。" for row in rows]


class RowsTokenizer(_Rows, SegmentTokenizer):
    def transform(self, X: Any) -> Any:  # noqa: N803
        return super().transform(_texts(validate_data(self, X, reset=False)))


class RowsVectorizer(_Rows, CampaignFactsVectorizer):
    def fit_transform(self, X: Any, y: Any = None, **fit_params: Any) -> Any:  # noqa: N803
        return super().fit_transform(_texts(validate_data(self, X)), y)

    def transform(self, X: Any) -> Any:  # noqa: N803
        return super().transform(_texts(validate_data(self, X, reset=False)))


class RowsClassifier(_Rows, CampaignClassifier):
    def predict(self, X: Any) -> Any:  # noqa: N803
        return super().predict(_texts(validate_data(self, X, reset=False)))


_STRINGS = "compares results by subtracting them, and these are strings"
_TRAINED = "the labels are the library's own, whatever y says"
EXPECTED: dict[type, dict[str, str]] = {
    RowsTokenizer: dict.fromkeys(
        [
            "check_estimators_pickle",
            "check_fit_idempotent",
            "check_methods_sample_order_invariance",
            "check_methods_subset_invariance",
            "check_pipeline_consistency",
            "check_transformer_data_not_an_array",
            "check_transformer_general",
            "check_transformer_preserve_dtypes",
        ],
        _STRINGS,
    ),
    RowsClassifier: dict.fromkeys(
        [
            "check_classifier_data_not_an_array",
            "check_estimators_pickle",
            "check_fit_idempotent",
            "check_methods_sample_order_invariance",
            "check_methods_subset_invariance",
            "check_supervised_y_2d",
        ],
        _STRINGS,
    )
    | dict.fromkeys(
        [
            "check_classifiers_one_label",
            "check_classifiers_train",
            "check_fit_score_takes_y",
            "check_pipeline_consistency",
        ],
        _TRAINED,
    ),
}


@pytest.mark.parametrize("estimator", ESTIMATORS, ids=lambda estimator: type(estimator).__name__)
def test_checks_with_honest_tags(estimator: Any) -> None:
    with pytest.warns(SkipTestWarning, match="string=True"):
        results = check_estimator(estimator)
    assert {result["status"] for result in results} == {"passed"}


@pytest.mark.filterwarnings("ignore")  # of scikit-learn's own checks
@parametrize_with_checks(
    [RowsTokenizer(), RowsVectorizer(), RowsVectorizer(sparse=False), RowsClassifier()],
    expected_failed_checks=lambda estimator: EXPECTED.get(type(estimator), {}),
)
def test_checks_on_rows(estimator: Any, check: Any) -> None:
    check(estimator)


@pytest.mark.parametrize(
    "estimator",
    [
        SegmentTokenizer(segmenter="jieba", lexicon=False, hmm=False, norm=False, signs=True),
        CampaignFactsVectorizer(
            scale="binary", findings=False, reference_date=datetime.date(2010, 5, 21), sparse=False
        ),
        CampaignClassifier(target="level", unknown="?"),
    ],
    ids=lambda estimator: type(estimator).__name__,
)
def test_parameters_are_kept_as_they_are_given(estimator: Any) -> None:
    given = estimator.get_params()
    copy = clone(estimator)
    assert copy.get_params() == given
    assert all(getattr(copy, name) is value for name, value in given.items() if not isinstance(value, datetime.date))
    fitted = copy.fit(TEXTS, LABELS)
    assert fitted is copy
    assert fitted.get_params() == given
    again = pickle.loads(pickle.dumps(fitted))
    assert again.get_params() == given
    method = "predict" if hasattr(estimator, "predict") else "transform"
    assert np.array_equal(getattr(again, method)(TEXTS), getattr(fitted, method)(TEXTS))


def test_wrong_parameters_are_no_matter_until_fit() -> None:
    for estimator, message in [
        (SegmentTokenizer(segmenter="jeiba"), "unknown segmenter"),
        (CampaignFactsVectorizer(scale="sqrt"), "scale must be"),  # type: ignore[arg-type]
        (CampaignClassifier(target="mood"), "target must be"),  # type: ignore[arg-type]
    ]:
        with pytest.raises(InputError, match=message):
            estimator.fit(TEXTS, LABELS)


@pytest.mark.parametrize("texts", ["全镇党员", b"x", 3, [3], ["党员", None], np.zeros((2, 2))])
@pytest.mark.parametrize("estimator", ESTIMATORS, ids=lambda estimator: type(estimator).__name__)
def test_what_is_no_list_of_texts(estimator: Any, texts: Any) -> None:
    with pytest.raises(InputError, match=r"expected .*texts"):
        clone(estimator).fit(texts, ["a", "b"])


@pytest.mark.parametrize("kind", [list, tuple, np.array, lambda texts: np.array(texts, dtype=object), iter])
def test_texts_of_every_kind(kind: Any) -> None:
    expected = CampaignFactsVectorizer().fit_transform(TEXTS)
    assert (CampaignFactsVectorizer().fit_transform(kind(TEXTS)) != expected).nnz == 0


class TestVectorizer:
    def test_indicators_are_those_of_the_table(self) -> None:
        vectorizer = CampaignFactsVectorizer(scale="none", sparse=False)
        matrix = vectorizer.fit_transform(REPORTS)
        column = list(vectorizer.get_feature_names_out()).index("indicator=party_members")
        assert matrix[:, column].tolist() == [200, 300, 400, 500, 600, 700]
        logs = CampaignFactsVectorizer(sparse=False).fit(REPORTS).transform(REPORTS)
        assert np.allclose(logs[:, column], np.log1p(matrix[:, column]))
        assert set(CampaignFactsVectorizer(scale="binary").fit_transform(REPORTS).data) == {1.0}

    def test_roles_frameworks_and_findings(self, monkeypatch: pytest.MonkeyPatch) -> None:
        from dataclasses import replace

        from cxzy_nlp.document import Finding, Framework

        def document(text: str, config: object) -> Any:
            found = analyze(text)[0]
            frameworks = (
                Framework(0, 2, text[:2], "五个好", (5,), "mention", canonical="wu-ge-hao"),
                Framework(0, 2, text[:2], "六个新", (6,), "mention"),
            )
            sections = tuple(replace(section, role="goals") for section in found.sections)
            findings = (Finding(0, 2, "sum_mismatch", "…"),) * 2
            return replace(found, frameworks=frameworks, sections=sections, findings=findings)

        monkeypatch.setattr(ours, "_document", document)
        vectorizer = CampaignFactsVectorizer(indicators=False, sparse=False)
        matrix = vectorizer.fit_transform([REPORTS[0], "一、目标\n好。\n二、目标\n好。"])
        names = list(vectorizer.get_feature_names_out())
        assert names == ["finding=sum_mismatch", "framework=wu-ge-hao", "framework=六个新", "section=goals"]
        assert matrix.tolist() == [[2, 1, 1, 1], [2, 1, 1, 2]]
        less = CampaignFactsVectorizer(indicators=False, frameworks=False, findings=False).fit(REPORTS)
        assert list(less.get_feature_names_out()) == ["section=goals"]

    def test_unknown_features_are_ignored(self) -> None:
        vectorizer = CampaignFactsVectorizer().fit(["全镇现有党员796名。"])
        matrix = vectorizer.transform(["全镇现有村民3000人。", ""])
        assert sparse.issparse(matrix)
        assert (matrix.shape, matrix.nnz) == ((2, 1), 0)

    def test_figures_without_end(self) -> None:
        matrix = CampaignFactsVectorizer().fit_transform(["全镇现有党员九亿亿亿亿亿亿名，共有党员3名。"])
        assert np.isfinite(matrix.toarray()).all()

    def test_data_frames(self) -> None:
        frame = CampaignFactsVectorizer(sparse=False).set_output(transform="pandas").fit_transform(REPORTS)
        assert "indicator=party_members" in frame.columns

    def test_processes(self) -> None:
        alone = CampaignFactsVectorizer().fit_transform(TEXTS)
        assert (CampaignFactsVectorizer(n_jobs=2).fit_transform(TEXTS) != alone).nnz == 0


class TestTokenizer:
    def test_words_of_segment(self, texts: tuple[str, ...]) -> None:
        for text, joined in zip(texts[:5], SegmentTokenizer(signs=True).transform(texts[:5]), strict=True):
            words = ["".join(token.norm.split()) for token in segment(text) if not token.space]
            assert joined.split(" ") == words

    def test_in_a_vectorizer(self) -> None:
        called = CountVectorizer(tokenizer=SegmentTokenizer(), token_pattern=None, lowercase=False).fit(TEXTS)
        step = make_pipeline(SegmentTokenizer(), CountVectorizer(token_pattern=r"\S+", lowercase=False)).fit(TEXTS)
        assert called.vocabulary_ == step[-1].vocabulary_
        assert pickle.loads(pickle.dumps(called)).transform(TEXTS).sum() == step.transform(TEXTS).sum()

    def test_surfaces(self) -> None:
        assert list(SegmentTokenizer(norm=False).transform(["全鎮黨員"])) == ["全鎮 黨員"]
        assert list(SegmentTokenizer().transform(["", "。 、", "７９６名"])) == ["", "", "796 名"]


def test_a_search_over_a_pipeline() -> None:
    words = Pipeline([("cut", SegmentTokenizer()), ("tfidf", TfidfVectorizer(token_pattern=r"\S+"))])
    model = Pipeline(
        [
            ("features", FeatureUnion([("words", words), ("facts", CampaignFactsVectorizer())])),
            ("classifier", LogisticRegression()),
        ]
    )
    grid = {"features__facts__scale": ["log", "binary"], "features__words__cut__norm": [True, False]}
    search = GridSearchCV(model, grid, cv=2, error_score="raise").fit(TEXTS, LABELS)
    assert search.best_score_ == 1.0
    assert list(search.predict([REPORTS[0], SPEECHES[0]])) == ["summary", "speech"]
    assert pickle.loads(pickle.dumps(search)).best_params_ == search.best_params_


def test_columns_of_a_frame() -> None:
    import pandas as pd

    frame = pd.DataFrame({"text": TEXTS, "year": range(len(TEXTS))})
    columns = ColumnTransformer([("facts", CampaignFactsVectorizer(), "text")], remainder="passthrough")
    assert columns.fit_transform(frame).shape[0] == len(TEXTS)


class TestClassifier:
    def test_labels_of_the_library(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(ours, "_label_of", lambda text, target: "speech" if "讲话" in text else None)
        classifier = CampaignClassifier(unknown="summary").fit(TEXTS, LABELS)
        assert list(classifier.classes_) == ["speech", "summary"]
        assert classifier.score(TEXTS, LABELS) == 1.0
        assert cross_val_score(CampaignClassifier(unknown="summary"), TEXTS, LABELS, cv=2).tolist() == [1.0, 1.0]

    @pytest.mark.parametrize("target", ["genre", "campaign", "level"])
    def test_as_analyze_says(self, target: Any) -> None:
        known = [getattr(analyze(text)[0], target) for text in TEXTS]
        expected = ["unknown" if label is None else label.label for label in known]
        assert list(CampaignClassifier(target=target).fit(TEXTS, LABELS).predict(TEXTS)) == expected

    def test_labels_that_do_not_fit(self) -> None:
        with pytest.raises(ValueError, match="inconsistent numbers"):
            CampaignClassifier().fit(TEXTS, LABELS[1:])
