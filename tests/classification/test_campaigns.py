"""How a campaign is named: as somebody's activity, wherever the document stands."""

from __future__ import annotations

import pytest

from cxzy_nlp.classification import campaigns
from cxzy_nlp.classification.lexicon import build_lexicon
from cxzy_nlp.classification.model import load_model
from cxzy_nlp.classification.signals import read_signals
from cxzy_nlp.classification.view import View


@pytest.mark.parametrize(
    ("before", "name", "behind", "everyday"),
    [
        pytest.param("师德", "教育实践活动", "开始了", True, id="of a subject"),
        pytest.param("组织“爱企业”", "主题教育", "活动", True, id="of a motto"),
        pytest.param("组织“爱企业”系列", "主题教育", "活动", True, id="a series"),
        pytest.param("组织“爱企业”专题", "主题教育", "活动", True, id="a series by another word"),
        pytest.param("组织系列", "主题教育", "活动", False, id="a series of nothing"),
        pytest.param("深入开展", "主题教育", "活动", False, id="the campaign"),
        pytest.param("职工", "创先争优", ",干劲足", True, id="what somebody does"),
        pytest.param("开展", "创先争优", ",干劲足", False, id="what is carried out"),
        pytest.param("树立", "创先争优", "的意识", True, id="a mood"),
    ],
)
def test_everyday_words(before: str, name: str, behind: str, everyday: bool) -> None:
    text = f"大家{before}{name}{behind}"
    start = len(text) - len(behind) - len(name)
    assert campaigns._everyday(text, start, start + len(name)) == everyday


_BODY = "某村工作总结\n去年的“三严三实”专题教育已经结束,党员创先争优,人人出力。\n"
_OTHER = "另一篇文章的几行字。\n" * 3
_LATER = len(_OTHER)


@pytest.mark.parametrize(
    "view",
    [
        pytest.param(View(_BODY, 0, len(_BODY), (0, 6)), id="alone"),
        pytest.param(
            View(_OTHER + _BODY, _LATER, _LATER + len(_BODY), (_LATER, _LATER + 6)),
            id="behind another document",
        ),
        pytest.param(View(_BODY, 7, len(_BODY), (0, 6)), id="its title before it"),
        pytest.param(View(_BODY + _OTHER, 0, len(_BODY), (0, 6)), id="before another document"),
    ],
)
def test_names_are_heard_alike_wherever_the_document_stands(view: View) -> None:
    heard = campaigns._listen(read_signals(view, load_model().lexicon))
    told = {campaigns.campaigns()[number].label: item for number, item in heard.items()}
    assert told["三严三实"].told == 1
    assert "创先争优" not in told or told["创先争优"].told == 0


def test_a_document_that_ends_with_a_name_is_heard() -> None:
    text = "全镇深入开展创先争优"
    view = View(text + "活动", 0, len(text))
    heard = campaigns._listen(read_signals(view, build_lexicon(load_model().lexicon.table.hashes[:0])))
    assert [campaigns.campaigns()[number].label for number, item in heard.items() if item.told] == ["创先争优"]
