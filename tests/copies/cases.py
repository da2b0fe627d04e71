"""Texts of our own for the tests of the copy search."""

# ruff: noqa: E501 - texts in full lines

from __future__ import annotations

SOURCE = (
    "松桥镇河堤整修工作小结\n"
    "入冬以来，镇党委把河堤整修摆在案头，先后召开3次现场会，逐段丈量了沿岸12公里的土堤。水利站的同志自带干粮住进工棚，"
    "白天测量放线，夜里核算土方，半个月没有下山。\n"
    "一、党员认领堤段\n"
    "全镇86名党员分成9个小组，每组认领一段，堤顶插牌，牌上写明姓名和期限。老党员罗世平今年67岁，腿脚不便，就坐在窝棚里替大家磨锄头，"
    "三天磨了40多把。到2010年12月20日，东岸五段全部合龙，比计划提前8天。\n"
    "二、群众看在眼里\n"
    "起初有人说风凉话，认为又是拍照走过场。等到石料一车车运上来，沿岸住户主动腾出晒场堆放水泥，妇女们轮流烧水送饭。松桥镇的外出务工青年听说后，"
    "托人捎回捐款2300元。\n"
    "三、留下的难题\n"
    "西岸有两处塌方还没有处理，汛期之前必须打桩；管护经费只够开支到明年三月，今后靠谁来养堤，还要同各村商量出一个办法。\n"
    "松桥镇党委\n2010年12月28日\n"
)
OTHER = (
    "云坪中学教学楼搬迁情况汇报\n"
    "新学期开学前，学校用五个周末完成了教学楼搬迁。高三年级先搬，课桌由各班自己清点编号，实验室的玻璃器皿全部由化学组的老师手提肩扛，"
    "没有损坏一件。家长委员会派来小货车，食堂师傅多蒸了两百个馒头。\n"
    "搬迁中也暴露出一些毛病：图书馆的书架尺寸没有提前量，到了新楼放不进门；广播线路图纸丢失，铃声停了三天。我们已经请电工重新布线，"
    "并把全部图纸扫描存档。\n"
    "云坪中学\n2011年9月2日\n"
)
THIRD = (
    "桐坡社区矛盾调解工作简报\n"
    "楼上漏水、楼下吵架，是老旧小区最常见的事。调解室设在居委会底楼，门口挂一盏灯，晚上八点以后有人值班。退休法官老秦每周来两次，"
    "先听双方把话说完，再带着水管工上楼查看，十有八九是密封圈老化。修好以后请两家一起喝杯茶，话也就说开了。\n"
    "今年以来登记的47起纠纷，有41起当场了结，其余移交街道司法所。居民说，这盏灯比路灯还亮堂。\n"
)
#: Wording that somebody ordered, in no table of the library.
ORDERED = (
    "各单位要按照本年度河道管护的统一要求，建立巡查台账，落实专人负责，做到每日巡查、每周小结、每月上报，凡发现侵占滩涂、倾倒垃圾、"
    "私设排口等情形，应当立即制止并在二十四小时之内书面报告，不得隐瞒拖延。"
)


def filled_in(text: str) -> str:
    """The report of another town."""
    pairs = (
        ("松桥镇", "梨坳乡"), ("罗世平", "邓长春"), ("86名", "52名"), ("9个小组", "6个小组"), ("67岁", "71岁"), ("2300元", "980元"),
        ("2010年12月20日", "2011年12月9日"), ("2010年12月28日", "2011年12月15日"), ("12公里", "7公里"),
    )  # fmt: skip
    for old, new in pairs:
        text = text.replace(old, new)
    return text


def spun(text: str) -> str:
    """Words exchanged, some of them known synonyms, some not."""
    pairs = (
        ("整修", "修葺"), ("召开", "举办"), ("丈量", "测度"), ("同志", "人员"), ("自带", "背着"), ("核算", "清算"), ("认领", "包下"),
        ("写明", "标注"), ("期限", "限期"), ("不便", "不好"), ("提前", "早了"), ("起初", "最初"), ("认为", "以为"), ("主动", "积极"),
        ("堆放", "存放"), ("轮流", "轮番"), ("处理", "解决"), ("必须", "务必"), ("经费", "钱款"), ("商量", "商议"), ("办法", "措施"),
    )  # fmt: skip
    for old, new in pairs:
        text = text.replace(old, new)
    return text


def shuffled(text: str) -> str:
    """The sentences of the body in another order."""
    lines = text.splitlines()
    sentences = [part + "。" for line in lines[1:-2] for part in line.split("。") if part]
    return "\n".join([lines[0], "".join(sentences[::-1]), *lines[-2:]]) + "\n"


def traditional(text: str) -> str:
    """In Traditional script."""
    import opencc

    return str(opencc.OpenCC("s2t").convert(text))


def out_of_place(text: str) -> str:
    """Words exchanged as a rewriting tool does it, without regard to the phrase."""
    pairs = (
        ("党员", "党人"),
        ("群众", "大众"),
        ("必须", "必需"),
        ("经费", "资金"),
        ("难题", "题目"),
        ("主动", "踊跃"),
        ("提前", "超前"),
    )
    for old, new in pairs:
        text = text.replace(old, new)
    return text
