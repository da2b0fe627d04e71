from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy import displacy
from spacy.tokens import Doc

import cxzy_nlp
from cxzy_nlp import InputError, analyze
from cxzy_nlp.config import Config
from cxzy_nlp.integrations.spacy import (
    FactsComponent,
    displacy_data,
    fact_of,
    from_docbin,
    register_extensions,
    to_docbin,
)

ROOT = Path(str(cxzy_nlp.__file__)).parent.parent
WORDS = {"nlp": {"tokenizer": {"@tokenizers": "cxzy.RjiebaTokenizer.v1"}}}
TWO = (
    "第一篇：发言\n同志们：\n2010年5月，全镇有党员796名。\n"
    "第二篇：总结\n同志们：\n刚才大家作了发言，全镇有女党员215名。"
)


def pipeline(*names: str, words: bool = True, **config: Any) -> Any:
    nlp = spacy.blank("zh", config=WORDS if words else {})
    for name in names or ("cxzy_facts",):
        nlp.add_pipe(name, config=config)
    return nlp


def labelled(doc: Doc) -> list[tuple[str, str, str]]:
    return [(span.label_, span.text, span.id_) for span in doc.spans["cxzy"]]


def python(program: str) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        capture_output=True,
        text=True,
        env=dict(os.environ) | {"PYTHONPATH": str(ROOT)},
        check=True,
        timeout=120,
    )
    return done.stdout


def test_facts_are_spans_and_records() -> None:
    doc = pipeline()(TWO)
    assert labelled(doc) == [
        ("document", TWO[7:30], "0"),
        ("title", "发言", "0/title"),
        ("date", "2010年5月", "0/dates/0"),
        ("count", "党员796名", "0/counts/0"),
        ("document", TWO[38:], "1"),
        ("title", "总结", "1/title"),
        ("count", "女党员215名", "1/counts/0"),
    ]
    assert [record["id"] for record in doc._.cxzy] == [document.id for document in analyze(TWO)]
    assert [span._.cxzy["value"] for span in doc.spans["cxzy"] if span.label_ == "count"] == [796, 215]
    assert doc[0:2]._.cxzy is None
    assert doc.spans["cxzy"].attrs["alignment"] == "expand"


def test_every_span_knows_its_fact(texts: tuple[str, ...]) -> None:
    nlp = pipeline()
    moved = spans = 0
    for text in texts:
        doc = nlp(text)
        assert doc.text == text
        known = {item["id"]: item for item in doc._.cxzy_moved}
        moved += len(known)
        for span in doc.spans["cxzy"]:
            fact = fact_of(span)
            assert fact is not None
            spans += 1
            if span.id_ in known:
                assert [fact["start"], fact["end"]] == [known[span.id_]["start"], known[span.id_]["end"]]
                assert known[span.id_]["span"] == [span.start_char, span.end_char]
                assert span.start_char <= fact["start"]
                assert fact["end"] <= span.end_char
            else:
                assert (fact["start"], fact["end"]) == (span.start_char, span.end_char)
                assert text[fact["start"] : fact["end"]] == span.text
        facts = sum(len(record[kind]) for record in doc._.cxzy for kind in ("dates", "counts", "sections", "findings"))
        assert len(doc.spans["cxzy"]) >= facts
    assert moved < spans / 20


class _Triples:
    """A tokenizer whose tokens end where no fact does."""

    def __init__(self, vocab: Any) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        words = [text[at : at + 3] for at in range(0, len(text), 3)]
        return Doc(self.vocab, words=words, spaces=[False] * len(words))


@pytest.mark.parametrize(
    ("alignment", "expected"),
    [
        ("expand", [("document", "全镇共有党员796名。"), ("count", "有党员796名。")]),
        ("contract", [("document", "全镇共有党员796名。"), ("count", "796")]),
    ],
)
def test_spans_that_do_not_fit_tokens(alignment: str, expected: list[tuple[str, str]]) -> None:
    nlp = pipeline(alignment=alignment)
    nlp.tokenizer = _Triples(nlp.vocab)
    doc = nlp("全镇共有党员796名。")
    assert [(span.label_, span.text) for span in doc.spans["cxzy"]] == expected
    count = doc.spans["cxzy"][1]
    assert doc._.cxzy_moved == [
        {"id": "0/counts/0", "start": 4, "end": 10, "span": [count.start_char, count.end_char]},
    ]
    assert doc._.cxzy[0]["counts"][0]["text"] == "党员796名" == doc.text[count._.cxzy["start"] : count._.cxzy["end"]]


def test_a_span_with_no_whole_token_is_noted() -> None:
    nlp = pipeline(alignment="contract")
    nlp.tokenizer = lambda text: Doc(nlp.vocab, words=[text], spaces=[False])
    doc = nlp("全镇有党员796名。")
    assert [span.label_ for span in doc.spans["cxzy"]] == ["document"]
    assert doc._.cxzy_moved == [{"id": "0/counts/0", "start": 3, "end": 9, "span": None}]


@pytest.mark.parametrize(
    "config",
    [{"alignment": "strict"}, {"kinds": ["daets"]}, {"reference_date": "May"}, {"options": {"splitt": True}}],
)
def test_configs_that_cannot_be_meant(config: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"unknown|must be|alignment"):
        pipeline(**config)


def test_alignment_is_checked_without_spacy() -> None:
    with pytest.raises(InputError, match="'expand' or 'contract'"):
        FactsComponent(Config(), "strict")  # type: ignore[arg-type]


def test_options_reach_the_analysis() -> None:
    doc = pipeline(kinds=["dates"], reference_date="2010-05-21", options={"fold_script": False})(
        "4月6日上午，党员3名到会。"
    )
    assert [record["dates"][0]["value"] for record in doc._.cxzy] == ["2010-04-06"]
    assert doc._.cxzy[0]["counts"] == []
    whole = pipeline(split=False)(TWO)
    assert len(whole._.cxzy) == 1


def test_structure_alone_and_before_facts() -> None:
    doc = pipeline("cxzy_structure")(TWO)
    assert {label for label, _, _ in labelled(doc)} == {"document", "title"}
    nlp = (
        pipeline("cxzy_structure", "cxzy_facts", "cxzy_structure")
        if False
        else pipeline("cxzy_structure", "cxzy_facts")
    )
    assert labelled(nlp(TWO)) == labelled(pipeline()(TWO))
    reversed_order = pipeline("cxzy_facts", "cxzy_structure")
    assert labelled(reversed_order(TWO)) == labelled(pipeline()(TWO))


def test_classes_become_categories() -> None:
    nlp = pipeline("cxzy_classify")
    doc = nlp(TWO)
    best: dict[str, float] = {}
    for record in doc._.cxzy:
        for name in ("genre", "campaign", "level"):
            if record[name] is not None:
                category = f"{name}={record[name]['label']}"
                best[category] = max(best.get(category, 0.0), record[name]["score"])
    assert doc.cats.items() >= best.items()
    doc = Doc(nlp.vocab, words=["党员", "大会"])
    doc._.cxzy = [
        {"genre": {"label": "speech", "score": score}, "campaign": None, "level": {"label": "town", "score": 0.5}}
        for score in (0.9, 0.7)
    ]
    assert nlp.get_pipe("cxzy_classify")(doc).cats == {"genre=speech": 0.9, "level=town": 0.5}


@pytest.mark.parametrize("text", ["", " \n", "党", "　\t"])
def test_nothing_to_find(text: str) -> None:
    doc = pipeline("cxzy_facts", "cxzy_classify")(text)
    assert doc.text == text
    assert len(doc.spans["cxzy"]) <= 1


def test_two_processes_give_the_same(texts: tuple[str, ...]) -> None:
    nlp = pipeline()
    some = [text for text in texts if len(text) < 3000][:12]
    alone = list(nlp.pipe(some))
    shared = list(nlp.pipe(some, n_process=2, batch_size=2))
    assert [labelled(doc) for doc in shared] == [labelled(doc) for doc in alone]
    assert [doc._.cxzy for doc in shared] == [doc._.cxzy for doc in alone]
    assert [doc._.cxzy_moved for doc in shared] == [doc._.cxzy_moved for doc in alone]
    assert [[token.norm_ for token in doc] for doc in shared] == [[token.norm_ for token in doc] for doc in alone]


def test_a_saved_pipeline_needs_no_import_of_ours(tmp_path: Path) -> None:
    pipeline("cxzy_facts", "cxzy_classify", reference_date="2010-05-21").to_disk(tmp_path / "saved")
    program = (
        f"import spacy; nlp = spacy.load({str(tmp_path / 'saved')!r}); doc = nlp('4月6日，全镇有党员796名。')\n"
        "print([(span.text, span._.cxzy.get('value')) for span in doc.spans['cxzy']][1:])\n"
    )
    assert python(program).strip() == "[('4月6日', '2010-04-06'), ('党员796名', 796)]"


def test_bytes_and_docbin(tmp_path: Path) -> None:
    nlp = pipeline()
    doc = nlp(f"{TWO}\n全镇有九亿亿亿亿名党员。")
    other = spacy.blank("zh").from_bytes(spacy.blank("zh").to_bytes())
    again = Doc(other.vocab).from_bytes(doc.to_bytes())
    assert (labelled(again), again._.cxzy) == (labelled(doc), doc._.cxzy)
    to_docbin([doc, nlp("党员大会")], tmp_path / "docs.spacy")
    first, second = from_docbin(tmp_path / "docs.spacy", other.vocab)
    assert (labelled(first), first._.cxzy, first.spans["cxzy"].attrs) == (
        labelled(doc),
        doc._.cxzy,
        doc.spans["cxzy"].attrs,
    )
    assert second.text == "党员大会"


def test_numbers_too_large_for_spacy() -> None:
    doc = pipeline()("全镇现有党员九亿亿亿亿亿亿名。")
    assert doc._.cxzy[0]["counts"][0]["value"] == 9e48
    doc.to_bytes()


@pytest.mark.parametrize("style", ["ent", "span"])
def test_displacy(style: Any, texts: tuple[str, ...]) -> None:
    nlp = pipeline()
    for text in texts[:6]:
        data = displacy_data(nlp(text), style=style)
        assert "<" in displacy.render(data, style=style, manual=True, jupyter=False)
        if style == "ent":
            ends = [0, *(item["end"] for item in data["ents"])]
            assert all(end <= item["start"] for end, item in zip(ends, data["ents"], strict=False))
            assert {text[item["start"] : item["end"]] for item in data["ents"] if item["label"] == "date"} <= {
                fact["text"] for record in nlp(text)._.cxzy for fact in record["dates"]
            }
    only = displacy_data(nlp(TWO), style=style, labels=["count"])
    assert {item["label"] for item in only["ents" if style == "ent" else "spans"]} == {"count"}


def test_registering_twice_does_no_harm() -> None:
    Doc.set_extension("cxzy", default=[], force=True)
    register_extensions()
    assert Doc.has_extension("cxzy")


def test_importing_the_module_loads_no_rules() -> None:
    loaded = python(
        "import sys, cxzy_nlp.integrations.spacy, cxzy_nlp.integrations.spacy_tokenizer\n"
        "print(sorted(name for name in sys.modules if name.startswith('cxzy_nlp')))"
    )
    assert "facts" not in loaded
    assert "knowledge" not in loaded
    assert "tokens" not in loaded


class TestTokenizer:
    @given(st.text(st.sampled_from("党员創先爭優 　\n\t79a😀。\r<p>"), max_size=30))
    def test_the_text_stays(self, text: str) -> None:
        doc = _words()(text)
        assert doc.text == text

    def test_norms_are_simplified(self) -> None:
        assert [token.norm_ for token in _words()("全鎮黨員 創先爭優")] == ["全镇", "党员", "创先争优"]

    def test_demo(self, texts: tuple[str, ...]) -> None:
        for text in texts:
            doc = _words()(text)
            assert doc.text == text
            words = [token.text for token in cxzy_nlp.segment(text) if not token.space]
            assert [token.text for token in doc if not token.is_space and token.norm_ == token.text][:5]
            assert len(words) <= len(doc)

    def test_a_user_lexicon_goes_along(self, tmp_path: Path) -> None:
        lexicon = tmp_path / "words.txt"
        lexicon.write_text("石榴坪乡政府\n", encoding="utf-8")
        config = {"@tokenizers": "cxzy.RjiebaTokenizer.v1", "user_lexicon": str(lexicon)}
        nlp = spacy.blank("zh", config={"nlp": {"tokenizer": config}})
        assert [token.text for token in nlp("在石榴坪乡政府")] == ["在", "石榴坪乡政府"]
        nlp.to_disk(tmp_path / "saved")
        lexicon.unlink()
        again = spacy.load(tmp_path / "saved")
        assert [token.text for token in again("在石榴坪乡政府")] == ["在", "石榴坪乡政府"]
        again.to_disk(tmp_path / "saved")  # over itself
        assert [token.text for token in spacy.load(tmp_path / "saved")("在石榴坪乡政府")][1] == "石榴坪乡政府"
        assert nlp.tokenizer.from_bytes(nlp.tokenizer.to_bytes()) is nlp.tokenizer


def _words() -> Any:
    return _NLP.tokenizer


_NLP = spacy.blank("zh", config=WORDS)
