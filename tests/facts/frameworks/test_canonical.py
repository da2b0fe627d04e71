from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxzy_nlp.errors import InputError
from cxzy_nlp.facts.frameworks.canonical import (
    canonical_frameworks,
    compare_components,
    framework_names,
    plain_name,
    resolution,
    resolve,
)
from cxzy_nlp.facts.frameworks.differences import compare_lists

GOOD_2010 = ("领导班子好", "党员队伍好", "工作机制好", "工作业绩好", "群众反映好")
GOOD_2003 = ("领导班子好", "党员干部队伍好", "工作机制好", "小康建设业绩好", "农民群众反映好")

# name, components, campaign, date, key, reason; synthetic
CASES = [
    # one name, many contents: by date
    ("五个好", (), None, "2011-06-30", "wu-ge-hao", "date"),
    ("“五好”", (), None, "2010-07", "wu-ge-hao", "date"),
    ("五好", (), None, "1998-03", "wu-ge-hao-cun-1994", "date"),
    ("五好村党支部", (), None, "2006", "wu-ge-hao-cun-2003", "date"),
    ("五好", (), None, "1964", None, "ambiguous"),
    ("五好战士", (), None, "1964", "wu-hao-zhan-shi", "name"),
    ("五好家庭", (), None, "1984", "wu-hao-jia-ting-1982", "date"),
    ("五好", (), None, None, None, "ambiguous"),
    ("四清", (), None, "1963-11", "xiao-si-qing", "date"),
    ("四清运动", (), None, "1965-07", "da-si-qing", "date"),
    ("四个全面", (), None, "2016-05", "si-ge-quan-mian-2014", "date"),
    ("四个全面", (), None, "2022", "si-ge-quan-mian-2020", "date"),
    ("四个现代化", (), None, "1978-12", "si-ge-xian-dai-hua-1964", "date"),
    # by campaign, where the date is missing or was overwritten
    ("五个好", (), "创先争优", None, "wu-ge-hao", "campaign"),
    ("五带头", (), "创先争优", "2024-06-17", "wu-dai-tou", "campaign"),
    ("四句话", (), "先进性教育", "2005-12-02", "si-ju-hua-2005", "campaign"),
    ("四句话", (), "创先争优", "2010-05-12", "si-ju-hua-2010", "campaign"),
    ("三评", (), "创先争优", "2011", "san-ping", "campaign"),
    # by components, against the date and the campaign
    ("五个好", GOOD_2010, None, None, "wu-ge-hao", "components"),
    ("五个好", GOOD_2003, None, None, "wu-ge-hao-cun-2003", "components"),
    ("五个好", GOOD_2003, "创先争优", "2010-06", "wu-ge-hao-cun-2003", "components"),
    ("五个好", ("一是领导班子好；", "二是党员队伍好；", "三是工作机制好"), None, "2010-06", "wu-ge-hao", "components"),
    ("三反", ("反贪污", "反浪费", "反对官僚主义"), None, None, "san-fan", "components"),
    # somebody's own list under a known name
    ("五个好", ("班子好", "阵地好", "制度好", "活动好", "档案好"), "创先争优", "2011-03", None, "local_list"),
    ("三亮", ("亮身份", "亮职责", "亮承诺"), "创先争优", "2011-03", None, "local_list"),
    ("四讲四有", ("讲学习", "讲政治", "讲正气", "讲卫生"), "两学一做", "2016-05", None, "local_list"),
    # before it was said, after it was dropped
    ("四个自信", (), None, "2010-05-07", None, "not_yet"),
    ("两个维护", (), None, "2013-07", None, "not_yet"),
    ("三比三亮三评", (), None, "2025-04", None, "out_of_use"),
    ("五带头", (), None, "2013-03", "wu-dai-tou", "name"),  # reports come in after the end
    ("三反五反", (), None, "1985", None, "out_of_use"),
    ("三个代表", (), None, "2012", "san-ge-dai-biao", "name"),
    # names that many give to a list of their own
    ("三个转变", (), None, "2016", None, "shared_name"),
    ("四德", (), None, "2015", None, "shared_name"),
    ("四自", (), None, "2015", None, "ambiguous"),
    # spellings
    ("二学一做", (), None, None, "liang-xue-yi-zuo", "name"),
    ("五代头", (), None, None, "wu-dai-tou", "name"),
    ("4＋2工作法", (), None, None, "si-yi-liang-gong-kai", "name"),
    ("5带头", (), None, "2010-09", "wu-dai-tou", "name"),
    ("新发展理念", (), None, "2018", "wu-da-fa-zhan-li-nian", "name"),
    ("三严、三实", (), None, "2015", "san-yan-san-shi", "name"),
    # no framework at all, or unknown
    ("五个雍河", (), None, "2011", None, "unknown"),
    ("三农", (), None, "2011", None, "unknown"),
    ("", (), None, None, None, "unknown"),
    # dates that say little
    ("四风", (), None, "20XX", "si-feng", "name"),
    ("四风", (), None, "2013/2014", "si-feng", "name"),
    ("五个好", (), None, "2010-05/..", "wu-ge-hao", "date"),
]


@pytest.mark.parametrize(("name", "components", "campaign", "date", "key", "reason"), CASES)
def test_resolution(
    name: str, components: tuple[str, ...], campaign: str | None, date: str | None, key: str | None, reason: str
) -> None:
    found = resolution(name, (), components, campaign, date)
    assert (found.key, found.reason) == (key, reason)
    assert resolve(name, (), components, campaign, date) == key


@pytest.mark.parametrize("key", canonical_frameworks())
def test_every_framework_is_known_by_its_own_list(key: str) -> None:
    entry = canonical_frameworks()[key]
    difference = compare_components(entry, entry.components)
    assert difference.same
    assert not difference.reordered
    if entry.components:
        assert resolve(entry.name, entry.digits, entry.components, date=entry.first) == key
        assert sum(entry.groups, ()) == entry.components


# key, given, matched, missing, extra, wrong, reordered
PAIRS = ("讲政治", "有信念", "讲规矩", "有纪律", "讲道德", "有品行", "讲奉献", "有作为")
SLIPS = ("领导班子好", "党员队伍好", "工作机制好", "作风形象好", "群众反应好")
DIFFERENCES = [
    ("si-feng", ("官僚主义", "形式主义", "享乐主义", "奢靡之风"), 4, (), (), (), True),
    ("si-feng", ("形式主义", "官僚主义"), 2, ("享乐主义", "奢靡之风"), (), (), False),
    ("si-ge-zi-xin", ("道路", "理论", "制度", "文化"), 4, (), (), (), False),
    ("si-ge-zi-xin", ("自信", "理论自信", "制度自信", "文化自信"), 3, (), (), (("自信", "道路自信"),), False),
    ("wu-ge-hao", SLIPS, 3, ("工作业绩好",), ("作风形象好",), (("群众反应好", "群众反映好"),), False),
    ("si-jiang-si-you", PAIRS, 4, (), (), (), False),
    ("si-jiang-si-you", PAIRS[::2] + PAIRS[1::2], 4, (), (), (), False),
    ("ba-rong-ba-chi", ("以热爱祖国为荣、以危害祖国为耻",), 1, None, (), (), False),
    ("liu-ge-jian-chi", ("坚持理想信念，坚定不移地为建设中国特色社会主义而奋斗",), 1, None, (), (), False),
    ("yi-gang-shuang-ze", ("业务", "廉政"), 0, (), ("业务", "廉政"), (), False),
    ("si-feng", ("", "，"), 0, None, ("", "，"), (), False),
]


@pytest.mark.parametrize(("key", "given", "matched", "missing", "extra", "wrong", "reordered"), DIFFERENCES)
def test_differences(
    key: str,
    given: tuple[str, ...],
    matched: int,
    missing: tuple[str, ...] | None,
    extra: tuple[str, ...],
    wrong: tuple[tuple[str, str], ...],
    reordered: bool,
) -> None:
    found = compare_components(key, given)
    assert (found.matched, found.extra, found.wrong, found.reordered) == (matched, extra, wrong, reordered)
    if missing is not None:
        assert found.missing == missing


@given(
    st.lists(st.text("好班子队伍一是、，", max_size=8), max_size=8),
    st.lists(st.text("好班子队伍", min_size=1, max_size=6), max_size=8),
)
def test_every_component_is_accounted_for_once(given_list: list[str], official: list[str]) -> None:
    found = compare_lists(given_list, official)
    assert len(found.wrong) + len(found.extra) <= len(given_list)
    assert found.matched + len(found.wrong) + len(found.missing) == len(official)


@given(st.text("五个好四二两双十百 “”、+4１2", max_size=12))
def test_plain_names_stay_as_they_are(name: str) -> None:
    once = plain_name(name)
    assert set(once) <= set(name) | set("零一二三四五六七八九两+0123456789")
    assert resolution(name).key is None or once in framework_names()


def test_hostile_lists_cost_little() -> None:
    start = time.perf_counter()
    compare_components("wu-ge-hao", ["领导班子" * 20_000] * 200)
    resolution("五" * 1_000_000)
    assert time.perf_counter() - start < 2


def test_what_is_no_name_or_key_is_refused() -> None:
    with pytest.raises(InputError, match="must be a str, got NoneType"):
        resolve(None)  # type: ignore[arg-type]
    with pytest.raises(InputError, match="no known framework has the key 'foo'"):
        compare_components("foo", ["甲"])
