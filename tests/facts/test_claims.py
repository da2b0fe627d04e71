"""What holds digits that are neither dates nor counts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxzy_nlp.facts.claims import find_claims

SYNTHETIC = [
    ("青河办〔2010〕18号", "〔2010〕18号", "document_number"),
    ("青河办〔2010〕18《通知》", "〔2010〕18", "document_number"),
    ("青办发[2012]11号", "[2012]11号", "document_number"),
    ("青发[1997] 第6号", "[1997] 第6号", "document_number"),
    ("青办„2010‟100号", "„2010‟100号", "document_number"),
    ("青组(2009)7号", "(2009)7号", "document_number"),
    ("青组【2010】33号", "【2010】33号", "document_number"),
    ("青组【201033号", "【201033号", "document_number"),
    ("青办发 2010 5号", "2010 5号", "document_number"),
    ("青办发20105号", "20105号", "document_number"),
    ("电话:0571-5551234", "电话:0571-5551234", "phone"),
    ("请拨13900001111", "13900001111", "phone"),
    ("拨打96111热线", "96111", "phone"),
    ("QQ群:123456789", "QQ群:123456789", "phone"),
    ("邮编:310000", "邮编:310000", "postcode"),
    ("写信到dj2010@example.com.cn。", "dj2010@example.com.cn", "email"),
    ("见http://dj.example.cn/2010/05/06.html。", "http://dj.example.cn/2010/05/06.html", "url"),
    ("见www.example.com/2010-05-06", "www.example.com/2010-05-06", "url"),
    ("证号330100197001011234", "330100197001011234", "identifier"),
]

NEGATIVE = [
    "(2010)共有党员796名",
    "2010年5月21日上午9:00",
    "共有35个支部,1.2万名党员",
    "(2010年5月7日)",
    "1、2、3、",
    "全县1854项,完成1726项",
    "3.5亿元",
    "“四议两公开”100场",
]


@pytest.mark.parametrize(("text", "surface", "kind"), SYNTHETIC)
def test_synthetic(text: str, surface: str, kind: str) -> None:
    claims = find_claims(text, 0, len(text))
    assert [(text[claim.start : claim.end], claim.kind) for claim in claims] == [(surface, kind)]


@pytest.mark.parametrize("text", NEGATIVE)
def test_negative(text: str) -> None:
    assert find_claims(text, 0, len(text)) == []


def test_stays_inside_its_bounds() -> None:
    text = "〔2010〕18号,〔2011〕19号"
    assert [claim.start for claim in find_claims(text, 9, len(text))] == [10]


@given(st.text("0129〔〕[]()„‟【】号第发办电话:-@.a w/年月", max_size=60))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_claims_are_sorted_and_disjoint(text: str) -> None:
    claims = find_claims(text, 0, len(text))
    at = 0
    for claim in claims:
        assert at <= claim.start < claim.end <= len(text)
        at = claim.end
